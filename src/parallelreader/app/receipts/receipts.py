"""The receipt of a document: what became of notes, repairs and other things on texts that have changed.

Each kind of thing has its own keeper, which says what became of it and does what the user says to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from parallelreader.app.annotating import Annotating
from parallelreader.app.receipts.noted import NotedPlaces
from parallelreader.app.receipts.repaired import RepairedPlaces
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Document
from parallelreader.core.receipt import Fate, Kind, Receipt, ReceiptLine, receipt_of
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.receipts import seen_states, write_seen


class PlacesOf(Protocol):
    """The places of one kind of thing in one document."""

    kind: Kind

    def lines(self, document: str, texts: Mapping[str, Text]) -> Iterable[ReceiptLine]: ...

    def confirm(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int: ...

    def take_back(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int: ...


@runtime_checkable
class GivesPlaces(Protocol):
    """A keeper of things that can be put at a place that is selected."""

    def give(self, line: ReceiptLine, version: str, span: Span, texts: Mapping[str, Text]) -> int: ...


@dataclass(frozen=True, slots=True)
class DocumentReceipts:
    """The receipt of one open document, taken anew each time it is asked for.

    Takes long where there are many notes: call it off the main thread. What is said to lines is undone with
    everything else, but for repairs that are confirmed or forgotten.
    """

    store: Store
    corpus_key: str
    document: Document
    texts: Mapping[str, Text]
    keepers: tuple[PlacesOf, ...]

    @classmethod
    def of(
        cls,
        store: Store,
        notes: Annotating,
        repairs: Repairing,
        document: Document,
        texts: Mapping[str, Text],
        others: Iterable[PlacesOf] = (),
    ) -> "DocumentReceipts":
        """Of a document that was opened with its notes and repairs; ``others`` keep other kinds of things."""
        keepers: tuple[PlacesOf, ...] = (NotedPlaces(notes), RepairedPlaces(repairs, document), *others)
        return cls(store, notes.corpus_key, document, texts, keepers)

    def take(self) -> Receipt:
        """What became of everything on the document's texts."""
        return receipt_of(
            line for keeper in self.keepers for line in keeper.lines(self.document.id, self.texts)
        )

    def is_news(self, receipt: Receipt) -> bool:
        """Whether there is something to tell that the user was not told of yet."""
        versions = {line.version for line in receipt.to_review if line.version in self.texts}
        if not versions:
            return False
        seen = self.store.read(seen_states, self.corpus_key, self.document.id)
        return any(seen.get(version) != self.texts[version].digest for version in versions)

    def mark_seen(self) -> None:
        """The user was told; nothing more is said of it until a text changes again."""
        if self.store.is_writable:
            states = {version: text.digest for version, text in self.texts.items()}
            self.store.submit(write_seen, self.corpus_key, self.document.id, states)

    def confirm(self, lines: Sequence[ReceiptLine]) -> int:
        """Say that these stand where they belong; gives how many do."""
        stands = [line for line in lines if line.fate is not Fate.UNPLACED]
        return sum(keeper.confirm(own, self.texts) for keeper, own in self._by_keeper(stands))

    def take_back(self, lines: Sequence[ReceiptLine]) -> int:
        """Undo the carrying of these: they do not belong where they stand now. Gives how many that were."""
        return sum(keeper.take_back(own, self.texts) for keeper, own in self._by_keeper(lines))

    def give(self, line: ReceiptLine, version: str, span: Span) -> int:
        """Put it at a place of the user's own choice; 0 where that kind cannot be.

        Raises ValueError where nothing can stand there.
        """
        for keeper, (own,) in self._by_keeper([line]):
            if isinstance(keeper, GivesPlaces):
                return keeper.give(own, version, span, self.texts)
        return 0

    def can_give(self, line: ReceiptLine) -> bool:
        """Whether it can be put at a place that is selected."""
        return any(isinstance(keeper, GivesPlaces) for keeper, _ in self._by_keeper([line]))

    def _by_keeper(self, lines: Sequence[ReceiptLine]) -> Iterator[tuple[PlacesOf, list[ReceiptLine]]]:
        for keeper in self.keepers:
            own = [line for line in lines if line.kind is keeper.kind]
            if own:
                yield keeper, own
