"""What became of things that stand on texts, when those changed: a list that can be gone through.

Finding out is left to ``core.notes.placement`` and ``core.repair.anchoring``.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from parallelreader.core.notes.placement import Placement, State
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


class Fate(StrEnum):
    """What became of one of them.

    What was moved has the same words elsewhere, or in the other script; what was changed has other words in
    its place; what is unplaced stands nowhere, and is kept.
    """

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    UNPLACED = "unplaced"


_FATES = {
    State.EXACT: Fate.UNCHANGED,
    State.CARRIED: Fate.MOVED,
    State.CHANGED: Fate.CHANGED,
    State.UNPLACED: Fate.UNPLACED,
}


class Kind(StrEnum):
    """What kind of thing it is."""

    NOTE = "note"
    REPAIR = "repair"
    RENDERING = "rendering"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One place of one thing: ``subject`` is what its keeper knows it by.

    ``was`` and ``now`` are the words it stood and stands on, ``segment`` is the label of the sentence, the
    former one where it is unplaced; ``about`` says what is kept there: the words of a note, what renders it.
    """

    kind: Kind
    subject: object
    document: str
    version: str
    fate: Fate
    segment: str
    was: str
    now: str = ""
    span: Span | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The lines in the order of the texts."""

    lines: tuple[ReceiptLine, ...] = ()

    @property
    def counts(self) -> dict[Fate, int]:
        """How many there are of each, none left out."""
        counted = Counter(line.fate for line in self.lines)
        return {fate: counted[fate] for fate in Fate}

    @property
    def to_review(self) -> tuple[ReceiptLine, ...]:
        """All that does not stand where it stood with the words it had."""
        return tuple(line for line in self.lines if line.fate is not Fate.UNCHANGED)

    @property
    def words(self) -> str:
        """The counts in words: ``412 unchanged, 9 moved, 3 changed, 2 unplaced``."""
        return ", ".join(f"{count} {fate}" for fate, count in self.counts.items())


def receipt_of(lines: Iterable[ReceiptLine]) -> Receipt:
    """The lines of one document in the order of its texts; what is unplaced stands where it stood."""
    return Receipt(tuple(sorted(lines, key=_order)))


def fate_of(placement: Placement) -> Fate:
    """What a placement of an anchor comes to."""
    return _FATES[placement.state]


def _order(line: ReceiptLine) -> tuple[str, str, tuple[int, ...], int]:
    label = tuple(int(part) for part in line.segment.split(".") if part.isdecimal())
    return line.document, line.version, label, line.span.start if line.span else 0
