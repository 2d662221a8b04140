"""Where the translation was needed: pairs of which a hidden side was uncovered, and what was read without.

Hiding and uncovering is left to the window. A pair goes by the place of its first sentence in the source,
so that it is found again after the texts or their alignment have changed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.reading.reading import Reading
from parallelreader.app.settings import log_failure
from parallelreader.app.words.steps import WordSteps
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor, now_in_milliseconds
from parallelreader.core.notes.placement import place
from parallelreader.core.text import Text
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection
from parallelreader.store.reveals import (
    RevealRow,
    all_unaided,
    forget_reveal,
    note_reveal,
    put_reveals,
    reveals,
    unaided_stretches,
    write_unaided,
)

Reveal = RevealRow


@dataclass(frozen=True, slots=True)
class Independence:
    """How far a document was read alone: ``unaided`` is the share of it that was read with the other side
    hidden, ``needed`` how many pairs had to be uncovered all the same."""

    unaided: float
    needed: int


@dataclass(frozen=True, slots=True)
class RevealsLetGo:
    """Some reveals that are let go in one step or, ``is_back``, are there again."""

    rows: tuple[Reveal, ...]
    is_back: bool = False

    @property
    def touched(self) -> frozenset[object]:
        return frozenset((row.corpus, row.version, row.place) for row in self.rows)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def about(self) -> str:
        return self.rows[0].place.exact

    def reverted(self) -> "RevealsLetGo":
        return RevealsLetGo(self.rows, not self.is_back)


class Reveals:
    """Every method may be called from any thread. Noting costs nothing; whatever is asked reads the store."""

    def __init__(
        self,
        store: Store,
        steps: WordSteps | None = None,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        self._store = store
        self.steps = steps or WordSteps()
        self.steps.admit(RevealsLetGo, self)
        self._clock = clock
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called when some were let go or came back."""
        self._listeners.append(listener)

    def note_reveal(self, corpus: str, version: str, pair: Anchor, *, now: int | None = None) -> None:
        """Note, in the background, that ``version`` was uncovered of the pair at that place (see
        :func:`anchor_of_pair`); ``corpus`` is the key of the corpus."""
        moment = self._clock() if now is None else now
        self._store.submit(note_reveal, corpus, version, pair, now=moment).add_done_callback(log_failure)

    def forget(self, *reveals: Reveal) -> None:
        """Let some go, as one step of undo: the sentences are understood by now."""
        if reveals:
            self.steps.do("Understood without English", lambda: (RevealsLetGo(reveals),))

    def is_current(self, part: RevealsLetGo) -> bool:
        """For the steps: what was uncovered again meanwhile goes and comes all the same."""
        return True

    def apply(self, part: RevealsLetGo, initiator: object | None) -> Callable[[], None]:
        """For the steps."""

        def write(connection: Connection) -> None:
            if part.is_back:
                put_reveals(connection, list(part.rows))
                return
            for row in part.rows:
                forget_reveal(connection, row.corpus, row.version, row.place)

        self._store.submit(write).add_done_callback(log_failure)
        return self.tell

    def tell(self) -> None:
        """Some came or went."""
        for listener in list(self._listeners):
            listener()

    def revealed(self, corpus: str, document: str = "") -> list[Reveal]:
        """What had to be uncovered in a document or, without one, in the corpus, in reading order."""
        return self._store.read(reveals, corpus, document)

    def rows_revealed(self, corpus: str, reading: Reading) -> dict[int, frozenset[str]]:
        """The rows of an open document that had to be uncovered, with the versions that were."""
        found: dict[int, frozenset[str]] = {}
        for reveal in self.revealed(corpus, reading.document.id):
            row = row_of_pair(reading, reveal.place)
            if row is not None:
                found[row] = found.get(row, frozenset()) | {reveal.version}
        return found

    def note_unaided(self, corpus: str, document: str, read: Stretches) -> None:
        """Add, in the background, what of a document has been read with the other side hidden."""

        def add(connection: Connection) -> None:
            known = Stretches.parse(unaided_stretches(connection, corpus, document))
            for first, last in read.spans:
                known = known.including(first, last)
            write_unaided(connection, corpus, document, str(known))

        self._store.submit(add).add_done_callback(log_failure)

    def unaided(self, corpus: str, document: str) -> Stretches:
        """What of a document has been read with the other side hidden."""
        return Stretches.parse(self._store.read(unaided_stretches, corpus, document))

    def all_unaided(self) -> dict[tuple[str, str], Stretches]:
        """The same of all documents, by the key of their corpus and their id."""
        rows = self._store.read(all_unaided)
        return {(corpus, document): Stretches.parse(read) for corpus, document, read in rows}

    def independence(self, corpus: str, document: str) -> Independence:
        """That of a document; for a chapter ask :meth:`unaided` and :meth:`revealed` for its part."""
        unaided = self.unaided(corpus, document).share
        return Independence(unaided, len({each.place for each in self.revealed(corpus, document)}))


def anchor_of_pair(reading: Reading, row: int) -> Anchor | None:
    """By what a pair shown is noted: its first sentence in the source or, where that has none, in the first
    version that has; None for a row without words."""
    source = reading.document.source.id
    for version in sorted(reading.shown, key=lambda each: each != source):
        cell = reading.cell(row, version)
        if cell:
            text = reading.texts[version]
            span = text.segment(cell[0])
            return anchor_at(text, span, document=reading.document.id, version=version)
    return None


def row_of_pair(reading: Reading, pair: Anchor) -> int | None:
    """The row of a pair that was noted; None where its version is not shown, or the sentence is no more."""
    if pair.version not in reading.shown:
        return None
    at = _place_in(reading.texts[pair.version], pair)
    return None if at is None else reading.row_at(pair.version, at)


def _place_in(text: Text, anchor: Anchor) -> int | None:
    span = place(anchor, text.content, digest=text.digest).span
    return None if span is None else span.start
