"""What an act of the user's did to the library, as a step of the one history.

Carrying it out is the business of ``acts``.
"""

from dataclasses import dataclass, field
from typing import Self

from parallelreader.app.holding.carrying import Carried
from parallelreader.formats.corpus_editing import Rewriting
from parallelreader.store.library import Row


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Rows of the store taken out and put in."""

    taken: tuple[Row, ...]
    put: tuple[Row, ...]

    def reverted(self) -> "Exchanged":
        return Exchanged(self.put, self.taken)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A ``corpus.yaml`` written anew."""

    corpus: str
    file: Rewriting

    def reverted(self) -> "Rewritten":
        return Rewritten(self.corpus, self.file.reverted())


Part = Exchanged | Rewritten | Carried


@dataclass(frozen=True, slots=True)
class Affected:
    """What has to be shown anew: corpora (by key) with other titles or another order in them, and those
    that have come to hold other documents."""

    corpora: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def __or__(self, other: "Affected") -> "Affected":
        return Affected(self.corpora | other.corpora, self.documents | other.documents)


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """All that one act did, in its order."""

    parts: tuple[Part, ...]
    subject: object = field(default_factory=object, compare=False)
    touched: frozenset[object] = frozenset()

    def reverted(self) -> "LibraryChange":
        return LibraryChange(tuple(part.reverted() for part in reversed(self.parts)))

    def followed_by(self, later: Self) -> "LibraryChange":
        raise ValueError("acts on the library stand for themselves")
