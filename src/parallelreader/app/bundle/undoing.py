"""A merge taken back as one act, where nobody has changed since what it changed."""

from collections.abc import Callable

from parallelreader.app.bundle.bundles import RULES, opened_store
from parallelreader.core.bundle.merging import MergeLine, MergePlan
from parallelreader.core.bundle.versions import Record
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.paths import UserFolders
from parallelreader.store.bundle_rows import forget_states, present_records, put_records
from parallelreader.store.notes import Connection
from parallelreader.store.word_rows import take_back_rows


class MergeStands(UserError):
    """A merge that cannot be taken back."""


def can_take_back(merged: MergePlan) -> bool:
    """Whether a merge has done anything, and all that is known."""
    has_words = any(merged.known.values())
    return (bool(merged.lines) or has_words) and (merged.word_rows is not None or not has_words)


def take_back_merge(
    corpus: Corpus,
    merged: MergePlan,
    folders: UserFolders,
    *,
    clock: Callable[[], int] = now_in_milliseconds,
) -> None:
    """Let all that it changed be as before, in one transaction; a backup of the store is made before.

    Raises MergeStands where any of it is otherwise by now, and StoreProblem.
    """
    now = clock()
    keys = [(line.kind, line.record.key) for line in merged.lines]

    def write(connection: Connection) -> None:
        present = present_records(connection, key, device="", now=now)
        for name, line in zip(keys, merged.lines, strict=True):
            own = present.get(name)
            if own is None or own.fields != line.record.fields or own.values(RULES[line.kind]) != line.after:
                raise _stands(folders, "some of it was changed since")
        put_records(connection, key, [line.former or _nothing(line) for line in merged.lines])
        forget_states(
            connection, key, [(line.kind, line.record.key) for line in merged.lines if line.former is None]
        )
        present = present_records(connection, key, device="", now=now)
        for name, line in zip(keys, merged.lines, strict=True):
            restored = present.get(name)
            if (restored.values(RULES[line.kind]) if restored is not None else None) != line.before:
                raise _stands(folders, "not all of it would be as before")
        if merged.word_rows is not None and not take_back_rows(connection, merged.word_rows):
            raise _stands(folders, "some of what it brought of words was changed since")

    with opened_store(folders, corpus, now) as (store, key):
        store.back_up()
        store.submit(write).result()


def _nothing(line: MergeLine) -> Record:
    """What was there of a record before it came: nothing."""
    return Record(line.kind, line.record.key)


def _stands(folders: UserFolders, reason: str) -> MergeStands:
    return MergeStands(
        f"This merge cannot be taken back: {reason}",
        where=folders.data,
        mend="Nothing was changed. The backups there have what was before the merge.",
    )
