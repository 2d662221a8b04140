"""Which rows of a document a reader should look at again, and the way from one to the next.

What is low is said by ``rows``; showing and mending it are left to the window.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.app.reading.rows import AlignedRows, Row, Rows
from parallelreader.core.alignment import Origin
from parallelreader.core.bead_sequences import PackedBeads, SplicedBeads


class Doubtful:
    """The numbers of the rows in doubt, ascending: pairs of low confidence that nobody has checked,
    sentences without a counterpart right beside such a pair, and two such sentences, one of either side,
    right beside each other of which it is not sure that they do not belong together."""

    def __init__(self, rows: Rows) -> None:
        known = _known_doubtful(rows) if isinstance(rows, AlignedRows) else None
        self.rows: Sequence[int] = tuple(doubtful_rows(rows)) if known is None else known

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: int) -> bool:
        place = self.place_of(row)
        return place < len(self.rows) and self.rows[place] == row

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


def doubtful_rows(rows: Rows, stretch: range | None = None) -> list[int]:
    """The numbers of the rows in doubt, ascending; only of a ``stretch`` where given."""
    stretch = range(len(rows)) if stretch is None else stretch
    if not stretch:
        return []
    if isinstance(rows, AlignedRows) and isinstance(rows.alignment.beads, PackedBeads):
        found = []
        for number in _perhaps_doubtful(rows.alignment.beads, stretch):
            before = rows[number - 1] if number else None
            after = rows[number + 1] if number + 1 < len(rows) else None
            if _is_doubtful(before, rows[number], after):
                found.append(number)
        return found
    found = []
    before = rows[stretch.start - 1] if stretch.start else None
    row = rows[stretch.start]
    for number in stretch:
        after = rows[number + 1] if number + 1 < len(rows) else None
        if _is_doubtful(before, row, after):
            found.append(number)
        if after is not None:
            before, row = row, after
    return found


def _perhaps_doubtful(beads: PackedBeads, stretch: range) -> Iterator[int]:
    """Those that are no sure pairs, found without making them."""
    parts = beads.parts
    sources, targets, confidences = parts.source_first, parts.target_first, parts.confidences
    for number in stretch:
        if (
            confidences[number] < LOW_CONFIDENCE
            or sources[number] == sources[number + 1]
            or targets[number] == targets[number + 1]
        ):
            yield number


def _known_doubtful(rows: AlignedRows) -> Sequence[int] | None:
    """What was kept with a stored alignment, with what has changed since looked at anew."""
    kept, beads = rows.alignment.doubtful, rows.alignment.beads
    if kept is None or not isinstance(beads, SplicedBeads):
        return kept
    found = array("I")
    done = 0
    spans = list(beads.spans())
    for place, (old, new) in enumerate(spans):
        # What stands right beside something else now is looked at anew as well.
        first, stop = old.start + (place > 0), old.stop - (place < len(spans) - 1)
        if first >= stop:
            continue
        shift = new.start - old.start
        found.extend(doubtful_rows(rows, range(done, first + shift)))
        part = kept[bisect_left(kept, first) : bisect_left(kept, stop)]
        found.extend(part if not shift else [number + shift for number in part])
        done = stop + shift
    found.extend(doubtful_rows(rows, range(done, len(rows))))
    return found


def _is_doubtful(before: Row | None, row: Row, after: Row | None) -> bool:
    if row.is_low:
        return True
    if not _is_open(row):
        return False
    # Far from a low pair a sentence alone has just been left out or added.
    if any(beside is not None and beside.is_low for beside in (before, after)):
        return True
    is_parted_before = before is not None and _is_parted(before, row)
    return is_parted_before or (after is not None and _is_parted(row, after))


def _is_parted(row: Row, following: Row) -> bool:
    """Whether two rows may be the two sides of one pair."""
    faces = all(bool(ours) != bool(theirs) for ours, theirs in zip(row.cells, following.cells, strict=True))
    return faces and all(_is_open(each) and 0 < each.confidence < LOW_CONFIDENCE for each in (row, following))


def _is_open(row: Row) -> bool:
    return not row.is_pair and row.origin is not Origin.CHECKED
