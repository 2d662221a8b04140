"""Which rows of a document a reader should look at again, and the way from one to the next.

What is low is said by ``rows``; showing and mending it are left to the window.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.app.reading.rows import Row, Rows
from parallelreader.core.alignment import Origin


class Doubtful:
    """The numbers of the rows in doubt, ascending: pairs of low confidence that nobody has checked,
    sentences without a counterpart right beside such a pair, and two such sentences, one of either side,
    right beside each other of which it is not sure that they do not belong together."""

    def __init__(self, rows: Rows) -> None:
        self.rows = tuple(_doubtful(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: int) -> bool:
        return self.rows[self.place_of(row) : self.place_of(row) + 1] == (row,)

    def place_of(self, row: int) -> int:
        """How many rows in doubt stand before this one."""
        return bisect_left(self.rows, row)

    def beside(self, row: int, step: int) -> int | None:
        """The next row in doubt (``step`` 1) or the one before (-1), from the other end after the last;
        None where no other is."""
        others = [found for found in self.rows if found != row] if len(self.rows) < 2 else self.rows
        if not others:
            return None
        place = bisect_right(others, row) if step > 0 else bisect_left(others, row) - 1
        return others[place % len(others)]

    def runs(self) -> Iterator[range]:
        """The rows in doubt as stretches of neighbours, in order."""
        first = 0
        for place in range(1, len(self.rows) + 1):
            if place == len(self.rows) or self.rows[place] != self.rows[place - 1] + 1:
                yield range(self.rows[first], self.rows[place - 1] + 1)
                first = place


def _doubtful(rows: Rows) -> list[int]:
    low = [number for number, row in enumerate(rows.rows) if row.is_low]
    # Far from such a pair a sentence alone has just been left out or added.
    beside = {near for number in low for near in (number - 1, number + 1) if 0 <= near < len(rows)}
    parted = {
        near
        for number, (row, following) in enumerate(pairwise(rows.rows))
        if _is_parted(row, following)
        for near in (number, number + 1)
    }
    return sorted({*low, *parted, *(number for number in beside if _is_open(rows[number]))})


def _is_parted(row: Row, following: Row) -> bool:
    """Whether two rows may be the two sides of one pair."""
    faces = all(bool(ours) != bool(theirs) for ours, theirs in zip(row.cells, following.cells, strict=True))
    return faces and all(_is_open(each) and 0 < each.confidence < LOW_CONFIDENCE for each in (row, following))


def _is_open(row: Row) -> bool:
    return not row.is_pair and row.origin is not Origin.CHECKED
