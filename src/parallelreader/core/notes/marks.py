"""The places of notes in one text, kept so that painting a screen costs what is on it, not what there is.

Which notes have a place at all is decided in ``placement``.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from operator import attrgetter

from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.placement import State
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

# A mark over half a chapter must not make every screen look through all marks before it.
_LONG = 2000


@dataclass(frozen=True, slots=True)
class Mark:
    """What is painted for one target of one note."""

    span: Span
    note: str
    target: int
    colour: Colour
    has_body: bool
    state: State

    @property
    def order(self) -> tuple[int, int, str, int]:
        return self.span.start, self.span.end, self.note, self.target


_order = attrgetter("order")


class MarkIndex:
    """The marks of one text; those asked for come back in reading order, wider ones first to last."""

    def __init__(self) -> None:
        self._short: list[Mark] = []
        self._long: list[Mark] = []
        # Undo may take thousands of notes off a text at once: none of them is looked for among all.
        self._of_note: dict[str, list[Mark]] = {}

    def add(self, marks: Iterable[Mark]) -> None:
        for mark in marks:
            insort(self._beside(mark), mark, key=_order)
            self._of_note.setdefault(mark.note, []).append(mark)

    def remove(self, note: str) -> None:
        """Take out every mark of that note; none is no error."""
        for mark in self._of_note.pop(note, ()):
            kept = self._beside(mark)
            at = bisect_left(kept, mark.order, key=_order)
            if at < len(kept) and kept[at] == mark:
                del kept[at]

    def within(self, span: Span) -> list[Mark]:
        """The marks that share at least one code point with ``span``."""
        found = [mark for mark in self._long if mark.span.overlaps(span)]
        first = bisect_left(self._short, span.start - _LONG, key=lambda m: m.span.start)
        for mark in self._short[first:]:
            if mark.span.start >= span.end:
                break
            if mark.span.overlaps(span):
                found.append(mark)
        return sorted(found, key=lambda m: m.order)

    def __len__(self) -> int:
        return len(self._short) + len(self._long)

    def _beside(self, mark: Mark) -> list[Mark]:
        """The marks among which one stands."""
        return self._long if len(mark.span) > _LONG else self._short
