"""A document as rows: what of each version stands beside what.

With two versions a row is a bead. With more, beads that share a sentence of the source stand in one row.
"""

from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.core.alignment import Alignment, Bead, Origin, out_of_order
from parallelreader.core.bead_sequences import PackedBeads, SplicedBeads
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass


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


class Rows(ABC):
    """All rows of a document for the versions shown, in reading order of the first of them."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, index: int) -> Row: ...

    @abstractmethod
    def row_of(self, column: int, segment: int) -> int:
        """The number of the row in which the version of that column has that segment."""

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self)))


class SingleRows(Rows):
    """A document in one language: a segment a row."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Row:
        return Row(((range(self._count)[index],),), 1.0)

    def row_of(self, column: int, segment: int) -> int:
        return segment


class AlignedRows(Rows):
    """Two versions: a bead a row, made where one looks."""

    def __init__(self, alignment: Alignment, *, is_turned: bool = False) -> None:
        """``is_turned``: the target stands in the first column, and tells its text in the same order."""
        self.alignment = alignment
        self.is_turned = is_turned
        self._beads, self._moved = alignment.beads, alignment.moved

    def __len__(self) -> int:
        return len(self._beads)

    def __getitem__(self, index: int) -> Row:
        bead = self._beads[index]
        cells = (bead.target, bead.source) if self.is_turned else (bead.source, bead.target)
        return Row(cells, bead.confidence, bead.origin, index in self._moved)

    def row_of(self, column: int, segment: int) -> int:
        is_source = (column == 0) != self.is_turned
        bead_of = self.alignment.bead_of_source if is_source else self.alignment.bead_of_target
        return bead_of(segment)

    @property
    def can_turn(self) -> bool:
        """Whether the rows stand in the order of the target as well."""
        return not self._moved and self.alignment.is_in_reading_order and _ascends(self._beads)


class PackedRows(Rows):
    """Any rows, in flat arrays."""

    def __init__(self, rows: Iterable[Row], counts: Sequence[int]) -> None:
        """``counts``: how many segments each version shown has."""
        self._firsts = [array("I", (0,)) for _ in counts]
        self._segments = [array("I") for _ in counts]
        self._of = [array("I", (0,)) * count for count in counts]
        self._confidences, self._checked, self._moved = array("d"), bytearray(), bytearray()
        for number, row in enumerate(rows):
            self._confidences.append(row.confidence)
            self._checked.append(row.is_checked)
            self._moved.append(row.is_moved)
            for firsts, segments, of, cell in zip(
                self._firsts, self._segments, self._of, row.cells, strict=True
            ):
                segments.extend(cell)
                firsts.append(len(segments))
                for segment in cell:
                    of[segment] = number

    def __len__(self) -> int:
        return len(self._confidences)

    def __getitem__(self, index: int) -> Row:
        index = range(len(self))[index]
        return Row(
            tuple(
                tuple(segments[firsts[index] : firsts[index + 1]])
                for firsts, segments in zip(self._firsts, self._segments, strict=True)
            ),
            self._confidences[index],
            Origin.CHECKED if self._checked[index] else Origin.ALIGNER,
            bool(self._moved[index]),
        )

    def row_of(self, column: int, segment: int) -> int:
        return self._of[column][segment]


def rows_of_one(text: Text) -> Rows:
    """A document in one language: a segment a row."""
    return SingleRows(text.segment_count)


def rows_of_source(source: Text, translations: Sequence[tuple[Text, Alignment]]) -> Rows:
    """The source in the first column and each translation in one of its own."""
    if len(translations) == 1:
        return AlignedRows(translations[0][1])
    counts = [source.segment_count, *(text.segment_count for text, _ in translations)]
    return PackedRows(_merged([alignment for _, alignment in translations]), counts)


def rows_without_source(counts: Sequence[int], rows: Rows) -> Rows:
    """The same rows without their first column, leaving out those that have nothing else.

    What has moved is told from the columns left: they may share an order that the source has not.
    """
    kept = [replace(row, cells=row.cells[1:]) for row in rows if any(row.cells[1:])]
    moved = set(_out_of_order(kept, len(counts)))
    return PackedRows((replace(row, is_moved=number in moved) for number, row in enumerate(kept)), counts)


def rows_in_order(rows: Rows, columns: Sequence[int], counts: Sequence[int]) -> Rows:
    """The same rows with their columns in another order, as they are read in the first of them then.

    A row that is empty there stays behind the row it stood behind.
    """
    is_same = list(columns) == sorted(columns)
    if isinstance(rows, AlignedRows):
        if is_same and rows.alignment.is_in_reading_order:
            return rows
        if not is_same and rows.can_turn:
            return AlignedRows(rows.alignment, is_turned=True)
    keyed: list[tuple[int, Row]] = []
    last = -1
    for row in rows:
        kept = row if is_same else replace(row, cells=tuple(row.cells[column] for column in columns))
        last = kept.cells[0][0] if kept.cells[0] else last
        keyed.append((last, kept))
    if is_same and all(before[0] <= after[0] for before, after in pairwise(keyed)):
        return rows
    keyed.sort(key=lambda each: each[0])
    return PackedRows((row for _, row in keyed), counts)


def _ascends(beads: Sequence[Bead]) -> bool:
    """Whether what each bead has of the target begins behind what those before it have."""
    if isinstance(beads, PackedBeads) and beads.is_ascending:
        return True
    if isinstance(beads, SplicedBeads) and _ascends(beads.base):
        return all(_rises(beads, stretch) for stretch in beads.stretches())
    return _rises(beads, range(len(beads)))


def _rises(beads: Sequence[Bead], stretch: range) -> bool:
    """Whether it is so within a stretch, and from there to the next beads with something of the target."""
    begin, end = max(stretch.start - 1, 0), stretch.stop
    while begin and not beads[begin].target:
        begin -= 1
    while end < len(beads) and not beads[end].target:
        end += 1
    firsts = [bead.target[0] for bead in beads[begin : end + 1] if bead.target]
    return all(one < other for one, other in pairwise(firsts))


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
