"""Bundles of a corpus: writing one, seeing what merging another's would do, and merging it.

All of it reads the store anew and writes in one transaction, beside a window that has the corpus open.
"""

import json
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from parallelreader import __version__
from parallelreader.app.bundle.checking import line_of, records_of
from parallelreader.app.bundle.knowledge import (
    knowledge_lines,
    knowledge_of,
    matched,
    take_in_knowledge,
    weigh_knowledge,
)
from parallelreader.app.bundle.matching import corpus_files, match, outline_of, read_outline
from parallelreader.app.library import open_corpus
from parallelreader.app.words.bundle_records import Bundle
from parallelreader.core.bundle.merging import MergePlan, plan_merge
from parallelreader.core.bundle.versions import Key, Record
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.text_content import text_digest
from parallelreader.formats.bundle_file import BundleFile, all_digests, read_bundle_file, write_bundle_file
from parallelreader.formats.whole_file import whole_folder
from parallelreader.paths import UserFolders
from parallelreader.store.bundle_rows import (
    device_of,
    ids_elsewhere,
    keep_states,
    present_records,
    put_records,
)
from parallelreader.store.bundle_tables import BUNDLED, BY_KIND, PLACE
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, keep_text, kept_texts
from parallelreader.store.places import identify_corpus

RecordKey = tuple[str, Key]
RULES = {table.kind: table.rules for table in BUNDLED}


class TooManyDeletions(UserError):
    """A bundle would delete more than half of what is there."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A bundle that was read, in one's own names: whose it is, its records, the texts they stand on, and
    what it says of words."""

    path: Path
    author: str
    records: tuple[Record, ...]
    texts: Mapping[str, str]
    words: Bundle | None = None


def write_bundle(
    corpus: Corpus,
    path: Path,
    folders: UserFolders,
    *,
    author: str = "",
    with_corpus: bool = False,
    with_words: bool = False,
    clock: Callable[[], int] = now_in_milliseconds,
) -> dict[str, int]:
    """Write all that the user made of a corpus, and with it the corpus itself and what the user
    knows of words, if asked; gives how many things of each kind there are.

    What is changed from then on is told from what was written. Raises WriteProblem, CorpusProblem or
    StoreProblem.
    """
    now = clock()
    with opened_store(folders, corpus, now) as (store, key):

        def read(connection: Connection) -> tuple[dict[RecordKey, Record], dict[str, str]]:
            records = present_records(connection, key, device=device_of(connection), now=now)
            keep_states(connection, key, records.values())
            return records, kept_texts(connection, all_digests(_digests(records.values())))

        records, texts = store.submit(read).result()
        words = knowledge_lines(store, key) if with_words else None
        lines: dict[str, list[dict[str, Any]]] = {table.kind: [] for table in BUNDLED}
        for _, record in sorted(records.items()):
            lines[record.kind].append(line_of(record))
        about = {
            "program": __version__,
            "made": now,
            "author": author,
            "corpus": outline_of(corpus).as_json(),
        }
        files = {}
        if with_corpus:
            files = {name: (corpus.folder / name).read_bytes() for name in corpus_files(corpus)}
        write_bundle_file(path, BundleFile(about, lines, texts, files, words))
    counts = {
        kind: sum(record.is_present for (of, _), record in records.items() if of == kind) for kind in lines
    }
    return counts if words is None else {**counts, "of words": len(words)}


def read_incoming(corpus: Corpus, path: Path) -> Incoming:
    """Read a bundle about the same corpus. Raises FileProblem with one message, and nothing is changed."""
    bundle = read_bundle_file(path)
    records = records_of(bundle, path)
    words = knowledge_of(bundle, path)
    for digest, text in bundle.texts.items():
        if text_digest(text) != digest:
            raise FileProblem(
                f"This bundle cannot be used: the text {digest} is another than its name says",
                where=path,
                mend="Have it written again; nothing was changed.",
            )
    matching = match(read_outline(bundle.about, path), outline_of(corpus), path)
    author = bundle.about.get("author", "")
    return Incoming(
        path,
        author if isinstance(author, str) else "",
        tuple(map(matching.record, records)),
        bundle.texts,
        matched(words, matching) if words is not None else None,
    )


def preview_merge(
    corpus: Corpus,
    incoming: Incoming,
    folders: UserFolders,
    *,
    clock: Callable[[], int] = now_in_milliseconds,
) -> MergePlan:
    """What merging it would do; nothing is written."""
    now = clock()
    with opened_store(folders, corpus, now) as (store, key):

        def read(connection: Connection) -> MergePlan:
            mine = present_records(connection, key, device="", now=now)
            return plan_merge(mine, _with_own_ids(connection, key, incoming.records), RULES)

        plan = store.read(read)
        if incoming.words is None:
            return plan
        return replace(plan, known=weigh_knowledge(store, key, incoming.words))


def merge_bundle(
    corpus: Corpus,
    incoming: Incoming,
    folders: UserFolders,
    *,
    only: Collection[RecordKey] | None = None,
    may_delete_most: bool = False,
    clock: Callable[[], int] = now_in_milliseconds,
) -> MergePlan:
    """Merge it, or ``only`` the records of these keys, all or nothing; gives what was done.

    What it says of words comes after all else. A backup of the store is made before. Raises
    TooManyDeletions, and StoreProblem.
    """
    now = clock()
    with opened_store(folders, corpus, now) as (store, key):

        def write(connection: Connection) -> MergePlan:
            mine = present_records(connection, key, device=device_of(connection), now=now)
            theirs = _with_own_ids(connection, key, incoming.records)
            if only is not None:
                theirs = [record for record in theirs if (record.kind, record.key) in only]
            plan = plan_merge(mine, theirs, RULES)
            if plan.deletes_most and not may_delete_most:
                raise _too_many(plan, incoming.path)
            for digest, text in incoming.texts.items():
                keep_text(connection, digest, text)
            keep_states(connection, key, mine.values())
            changed = {(line.kind, line.record.key) for line in plan.lines}
            put_records(connection, key, [r for r in plan.records if (r.kind, r.key) in changed])
            keep_states(connection, key, plan.records)
            return plan

        plan = preview_merge(corpus, incoming, folders, clock=clock) if only is None else None
        if plan is not None and plan.deletes_most and not may_delete_most:
            raise _too_many(plan, incoming.path)
        if plan is None or plan.changes_anything:
            store.back_up()
        done = store.submit(write).result()
        if incoming.words is None or only is not None:
            return done
        known, rows = take_in_knowledge(store, key, incoming.words)
        return replace(done, known=known, word_rows=rows)


def _too_many(plan: MergePlan, path: Path) -> TooManyDeletions:
    deleted = sum(line.after is None for line in plan.lines)
    return TooManyDeletions(
        f"This bundle would delete {deleted} of the {plan.present} things that are here",
        where=path,
        mend="Nothing was changed. If that is meant, merge it with --allow-deletions.",
    )


def _with_own_ids(connection: Connection, corpus: str, records: Collection[Record]) -> list[Record]:
    """Records whose ids another corpus of the same store has get others, the same at each merge."""
    taken = ids_elsewhere(connection, corpus, [(record.kind, record.key) for record in records])
    space = uuid.UUID(corpus)
    return [
        replace(record, key=(str(uuid.uuid5(space, record.key[0])),))
        if (record.kind, record.key) in taken
        else record
        for record in records
    ]


def _digests(records: Collection[Record]) -> Iterator[str]:
    """The names of all texts that records stand on."""
    for record in records:
        table = BY_KIND[record.kind]
        for name, value in zip(table.key, record.key, strict=True):
            if name.endswith("digest"):
                yield value
        for name in (name for name, column in table.columns.items() if column.is_place):
            if name in record.fields:
                values = (each.value for each in record.fields[name].in_order)
                yield from (json.loads(value)[PLACE.index("digest")] for value in values if value)
        for part in table.parts:
            places = list(part.columns)
            if "digest" in places and part.name in record.fields:
                at = places.index("digest")
                for written in record.fields[part.name].in_order:
                    yield from (row[at] for row in written.value)


@contextmanager
def opened_store(folders: UserFolders, corpus: Corpus, now: int) -> Iterator[tuple[Store, str]]:
    """The store, beside whoever else has it open, with the key of the corpus, made where it is new."""
    store = Store.open(folders.data)
    try:
        documents = [document.id for document in corpus.documents]
        identified = store.submit(
            identify_corpus, corpus.folder, title=corpus.title, documents=documents, now=now, is_opening=False
        )
        yield store, identified.result()
    finally:
        store.close()


def restore_corpus(path: Path, folder: Path, folders: UserFolders) -> tuple[Corpus, MergePlan]:
    """Make the corpus of a bundle that has one, in a new ``folder``, with all that was kept about it.

    Raises FileProblem where the bundle has no corpus or is not as it should be, WriteProblem where the folder
    is not empty; nothing is left behind then.
    """
    bundle = read_bundle_file(path)
    if "corpus.yaml" not in bundle.corpus:
        raise FileProblem(
            "This bundle has no corpus in it, only what was kept about one",
            where=path,
            mend="Merge it into the corpus, or have it written with its texts.",
        )
    for name in bundle.corpus:
        if not _is_inside(name):
            raise FileProblem(
                f"This bundle cannot be used: {name[:80]!r} would lie outside of the corpus", where=path
            )
    with whole_folder(folder) as made:
        for name, content in bundle.corpus.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(content)
        # All of it is looked at before it has its name.
        read_incoming(open_corpus(made), path)
    corpus = open_corpus(folder)
    return corpus, merge_bundle(corpus, read_incoming(corpus, path), folders)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    is_plain = not any(character in name for character in '\\:\0<>|?*"')
    return bool(parts) and is_plain and not PurePosixPath(name).is_absolute() and ".." not in parts
