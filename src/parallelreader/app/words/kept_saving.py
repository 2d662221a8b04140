"""Kept words and reviews that are not on disk yet; what they say is decided in ``kept``.

Another process may have changed the same word since it was read: only what was changed here is written.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.app.words.kept_changes import KeptEdit
from parallelreader.app.words.kept_rows import row_of, row_of_review
from parallelreader.core.errors import UserError
from parallelreader.store.database import Store
from parallelreader.store.kept_words import KeptRow, ReviewRow, kept_row, write_kept, write_reviews
from parallelreader.store.notes import Connection


@dataclass(frozen=True, slots=True)
class _Made:
    """What becomes of a review; a new object each time, so that a later one is told from it."""

    row: ReviewRow | None


@dataclass(frozen=True, slots=True)
class _Batch:
    words: dict[str, KeptRow] = field(default_factory=dict)
    reviews: dict[str, _Made] = field(default_factory=dict)


class KeptSaver:
    """The unsaved words. Safe from any thread."""

    def __init__(self, store: Store) -> None:
        self._listeners: list[OnTrouble] = []
        self._lock = threading.Lock()
        self._unsaved = _Batch()
        # Of each unsaved word what was on disk when it was changed; None for one that is new.
        self._bases: dict[str, KeptRow | None] = {}
        self._writer: PatientWriter[_Batch] = PatientWriter(
            store,
            what="kept words",
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=self._report,
        )

    @property
    def unsaved(self) -> int:
        """How many words and reviews are not on disk as they are now."""
        with self._lock:
            return len(self._unsaved.words) + len(self._unsaved.reviews)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._listeners.append(listener)

    def save(self, edits: Iterable[KeptEdit]) -> None:
        """Write what these edits lead to, at once and in the background."""
        with self._lock:
            for edit in edits:
                word = edit.after or edit.before
                assert word is not None
                if edit.id not in self._bases:
                    self._bases[edit.id] = row_of(edit.before, is_deleted=False) if edit.before else None
                self._unsaved.words[edit.id] = row_of(word, is_deleted=edit.after is None)
                for review in edit.reviews:
                    row = None if edit.takes_back else row_of_review(review)
                    self._unsaved.reviews[review.id] = _Made(row)
        self._writer.retry()

    def retry(self) -> None:
        """Try now to write whatever is not written yet."""
        self._writer.retry()

    def _write(self, connection: Connection) -> _Batch:
        with self._lock:
            batch = _Batch(dict(self._unsaved.words), dict(self._unsaved.reviews))
            bases = dict(self._bases)
        write_kept(
            connection,
            [merged(bases.get(name), row, kept_row(connection, name)) for name, row in batch.words.items()],
        )
        taken = [name for name, made in batch.reviews.items() if made.row is None]
        put = [made.row for made in batch.reviews.values() if made.row is not None]
        write_reviews(connection, put, taken)
        return batch

    def _on_written(self, batch: _Batch) -> None:
        with self._lock:
            for name, row in batch.words.items():
                if self._unsaved.words.get(name) is row:
                    del self._unsaved.words[name], self._bases[name]
                else:
                    self._bases[name] = row
            for name, made in batch.reviews.items():
                if self._unsaved.reviews.get(name) is made:
                    del self._unsaved.reviews[name]

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._listeners):
            listener(problem)


def merged(base: KeptRow | None, ours: KeptRow, stored: KeptRow | None) -> KeptRow:
    """What ``ours`` changes of ``base``, laid over what is ``stored`` by now: of a field that both have
    changed ours stays, of contexts all that nobody has taken away."""
    if base is None or stored is None or replace(stored, changed=base.changed) == base:
        return ours
    names = ("word", "written", "traditional", "reading", "sense", "is_deleted")
    kept = {name: getattr(stored, name) for name in names if getattr(ours, name) == getattr(base, name)}
    if ours.card == base.card:
        kept |= {"card": stored.card, "due": stored.due}
    gone = {each for each in base.contexts if each not in stored.contexts or each not in ours.contexts}
    contexts = dict.fromkeys((*stored.contexts, *ours.contexts))
    kept["contexts"] = tuple(each for each in contexts if each not in gone)
    return replace(ours, **kept, changed=max(ours.changed, stored.changed))
