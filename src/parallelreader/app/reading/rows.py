"""A document as rows: what of each version stands beside what.

With two versions a row is a bead. With more, beads that share a sentence of the source stand in one row.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.core.alignment import Alignment, Bead, Origin, out_of_order
from parallelreader.core.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` holds, for each version shown, the segments in this row; a cell may be empty. ``is_moved``
    says that one of the versions has them out of the order of another."""

    cells: tuple[tuple[int, ...], ...]
    confidence: float
    origin: Origin = Origin.ALIGNER
    is_moved: bool = False

    @property
    def shape(self) -> str:
        """``"1–2"``: how many segments each version has here."""
        return "–".join(str(len(cell)) for cell in self.cells)

    @property
    def is_plain(self) -> bool:
        """Whether each version has one segment."""
        return all(len(cell) == 1 for cell in self.cells)

    @property
    def is_pair(self) -> bool:
        """Whether at least two versions have something."""
        return sum(1 for cell in self.cells if cell) > 1

    @property
    def is_checked(self) -> bool:
        """Whether people have said that this is right."""
        return self.origin is Origin.CHECKED

    @property
    def is_rated(self) -> bool:
        """Whether anybody has said how sure it is: a pair whose neighbour was repaired is not rated yet."""
        return self.confidence > 0

    @property
    def is_low(self) -> bool:
        """Whether it is a pair that is shown as doubtful."""
        return self.confidence < LOW_CONFIDENCE and self.is_pair and not self.is_checked


class Rows:
    """All rows of a document for the versions shown, in reading order of the first of them."""

    def __init__(self, rows: Iterable[Row], counts: Sequence[int]) -> None:
        """``counts``: how many segments each version shown has."""
        self.rows = tuple(rows)
        of = [[0] * count for count in counts]
        for number, row in enumerate(self.rows):
            for numbers, cell in zip(of, row.cells, strict=True):
                for segment in cell:
                    numbers[segment] = number
        self._of = tuple(array("L", numbers) for numbers in of)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    def row_of(self, column: int, segment: int) -> int:
        """The number of the row in which the version of that column has that segment."""
        return self._of[column][segment]


def rows_of_one(text: Text) -> Rows:
    """A document in one language: a segment a row."""
    return Rows((Row(((n,),), 1.0) for n in range(text.segment_count)), [text.segment_count])


def rows_of_source(source: Text, translations: Sequence[tuple[Text, Alignment]]) -> Rows:
    """The source in the first column and each translation in one of its own."""
    counts = [source.segment_count, *(text.segment_count for text, _ in translations)]
    if len(translations) == 1:
        alignment = translations[0][1]
        moved = alignment.moved
        rows = (
            Row((bead.source, bead.target), bead.confidence, bead.origin, number in moved)
            for number, bead in enumerate(alignment.beads)
        )
        return Rows(rows, counts)
    return Rows(_merged([alignment for _, alignment in translations]), counts)


def rows_without_source(counts: Sequence[int], rows: Rows) -> Rows:
    """The same rows without their first column, leaving out those that have nothing else.

    What has moved is told from the columns left: they may share an order that the source has not.
    """
    kept = [replace(row, cells=row.cells[1:]) for row in rows.rows if any(row.cells[1:])]
    moved = set(_out_of_order(kept, len(counts)))
    return Rows((replace(row, is_moved=number in moved) for number, row in enumerate(kept)), counts)


def rows_in_order(rows: Rows, columns: Sequence[int], counts: Sequence[int]) -> Rows:
    """The same rows with their columns in another order, as they are read in the first of them then.

    A row that is empty there stays behind the row it stood behind.
    """
    keyed: list[tuple[int, Row]] = []
    last = -1
    is_same = list(columns) == sorted(columns)
    for row in rows.rows:
        kept = row if is_same else replace(row, cells=tuple(row.cells[column] for column in columns))
        last = kept.cells[0][0] if kept.cells[0] else last
        keyed.append((last, kept))
    if is_same and all(before[0] <= after[0] for before, after in pairwise(keyed)):
        return rows
    keyed.sort(key=lambda each: each[0])
    return Rows((row for _, row in keyed), counts)


def _out_of_order(rows: Sequence[Row], columns: int) -> Iterable[int]:
    """The numbers of the rows that stand out of order between any two columns."""
    for one, other in combinations(range(columns), 2):
        both = [number for number, row in enumerate(rows) if row.cells[one] and row.cells[other]]
        for place in out_of_order([(rows[number].cells[one], rows[number].cells[other]) for number in both]):
            yield both[place]


def _merged(alignments: Sequence[Alignment]) -> Iterable[Row]:
    groups = _Groups(alignments[0].source_count)
    for alignment in alignments:
        for bead in alignment.beads:
            groups.join(bead.source)
    members: dict[int, list[int]] = {}
    for segment in range(alignments[0].source_count):
        members.setdefault(groups.find(segment), []).append(segment)
    extras = [_one_sided(alignment) for alignment in alignments]
    emitted: set[int] = set()
    yield from _extra_rows(extras, -1, len(alignments))
    for segment in range(alignments[0].source_count):
        group = groups.find(segment)
        if group in emitted:
            continue
        emitted.add(group)
        yield _grouped_row(members[group], alignments)
        for member in members[group]:
            yield from _extra_rows(extras, member, len(alignments))


def _grouped_row(sources: list[int], alignments: Sequence[Alignment]) -> Row:
    cells: list[tuple[int, ...]] = [tuple(sources)]
    beads: list[Bead] = []
    is_moved = False
    for alignment in alignments:
        cells.append(alignment.targets_of(sources))
        numbers = sorted({alignment.bead_of_source(segment) for segment in sources})
        beads += [alignment.beads[number] for number in numbers]
        is_moved = is_moved or not alignment.moved.isdisjoint(numbers)
    pairs = [bead for bead in beads if bead.is_pair]
    checked = bool(pairs) and all(bead.origin is Origin.CHECKED for bead in pairs)
    return Row(
        tuple(cells),
        min((bead.confidence for bead in pairs), default=0.0),
        Origin.CHECKED if checked else Origin.ALIGNER,
        is_moved,
    )


def _one_sided(alignment: Alignment) -> Mapping[int, list[int]]:
    """Target segments without a source, by the source segment (or -1) after which they are read."""
    after: dict[int, list[int]] = {}
    last = -1
    for bead in alignment.beads:
        if bead.source:
            last = bead.source[-1]
        else:
            after.setdefault(last, []).extend(bead.target)
    return after


def _extra_rows(extras: Sequence[Mapping[int, list[int]]], after: int, columns: int) -> Iterable[Row]:
    for column, extra in enumerate(extras):
        for segment in extra.get(after, ()):
            cells: list[tuple[int, ...]] = [()] * (columns + 1)
            cells[column + 1] = (segment,)
            yield Row(tuple(cells), 0.0)


class _Groups:
    """Union-find over source segments."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, items: Sequence[int]) -> None:
        for item in items[1:]:
            self._parent[self.find(item)] = self.find(items[0])
