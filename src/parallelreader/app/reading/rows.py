"""A document as rows: what of each version stands beside what.

With two versions a row is a bead. With more, beads that share a sentence of the source stand in one row.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """``cells`` holds, for each version shown, the segments in this row; a cell may be empty."""

    cells: tuple[tuple[int, ...], ...]
    confidence: float
    origin: Origin = Origin.ALIGNER

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


class Rows:
    """All rows of a document for the versions shown, in reading order of the first of them."""

    def __init__(self, rows: Iterable[Row], counts: Sequence[int]) -> None:
        """``counts``: how many segments each version shown has."""
        self.rows = tuple(rows)
        self._of = tuple(array("L", bytes(array("L").itemsize * count)) for count in counts)
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                for segment in cell:
                    self._of[column][segment] = number

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
        beads = translations[0][1].beads
        return Rows((Row((b.source, b.target), b.confidence, b.origin) for b in beads), counts)
    return Rows(_merged([alignment for _, alignment in translations]), counts)


def rows_without_source(counts: Sequence[int], rows: Rows) -> Rows:
    """The same rows without their first column, leaving out those that have nothing else."""
    kept = (Row(row.cells[1:], row.confidence, row.origin) for row in rows.rows if any(row.cells[1:]))
    return Rows(kept, counts)


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
    for alignment in alignments:
        cells.append(alignment.targets_of(sources))
        beads += [alignment.beads[n] for n in sorted({alignment.bead_of_source(s) for s in sources})]
    pairs = [bead for bead in beads if bead.is_pair]
    checked = bool(pairs) and all(bead.origin is Origin.CHECKED for bead in pairs)
    return Row(
        tuple(cells),
        min((bead.confidence for bead in pairs), default=0.0),
        Origin.CHECKED if checked else Origin.ALIGNER,
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
