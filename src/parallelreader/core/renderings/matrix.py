"""The rendering matrix of a term: occurrences down, versions across, and what is counted over it.

Pure values and counts over at most some thousands of rows; filling the cells is left to others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from parallelreader.core.renderings.rendering import CellState, Rendering
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of an occurrence in one version.

    ``segments`` are the sentences there that render the sentence of the term, none where there is no such;
    ``rendering`` is None where nothing was found, an honest gap.
    """

    version: str
    segments: tuple[int, ...]
    rendering: Rendering | None = None
    state: CellState = CellState.OPEN

    @property
    def is_gap(self) -> bool:
        return self.rendering is None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An occurrence: ``span`` in code points of the ``version`` it stands in, ``segment`` the label of its
    sentence ("3.2"), ``pair`` the number of that sentence in the document, from zero.

    ``cells`` are by column; there is none where the document has no such version.
    """

    document: str
    version: str
    span: Span
    segment: str
    pair: int
    cells: Mapping[str, Cell]

    @property
    def key(self) -> tuple[str, str, int, int]:
        """Which occurrence it is, as long as the text stays as it is."""
        return self.document, self.version, self.span.start, self.span.end


@dataclass(frozen=True, slots=True)
class Variant:
    """A rendering as a kind: ``text`` is its commonest writing, ``counts`` how often it stands in each column
    that has it."""

    key: str
    text: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """How two columns compare over the occurrences that both render: in how many of them with variants that
    differ, and the commonest pairs of those with their counts."""

    first: str
    second: str
    both: int
    differ: int
    pairs: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """``term`` as it was asked for, ``concept`` where it is one.

    ``columns`` are version ids in the corpus's order. ``variants`` have the commonest first: a colour goes by
    the place in that list. ``consistency`` is the share of a column's renderings that are of its commonest
    variant, for columns that have any; ``gaps`` counts the cells of each column without a rendering.
    """

    concept: Concept | None
    term: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    variants: tuple[Variant, ...] = ()
    consistency: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()

    def place_of(self, variant: str) -> int | None:
        """The place of a variant among :attr:`variants`, by its key."""
        return next((place for place, each in enumerate(self.variants) if each.key == variant), None)

    def with_rows(self, rows: Iterable[MatrixRow]) -> "Matrix":
        """The same with other rows, counted anew; variants keep their places (and so their colours) as long
        as they are there."""
        return counted(
            self.concept, self.term, self.columns, rows, order=[variant.key for variant in self.variants]
        )

    def with_cell(self, row: int, column: str, cell: Cell) -> "Matrix":
        """The same with one cell changed."""
        rows = list(self.rows)
        rows[row] = replace(rows[row], cells={**rows[row].cells, column: cell})
        return self.with_rows(rows)


_PAIRS_TOLD = 3


def counted(
    concept: Concept | None,
    term: str,
    columns: Sequence[str],
    rows: Iterable[MatrixRow],
    *,
    order: Sequence[str] = (),
) -> Matrix:
    """The matrix of these rows with all that is counted over them; variants in ``order`` come first."""
    listed = tuple(rows)
    counts: dict[str, dict[str, int]] = {}
    writings: dict[str, Counter[str]] = {}
    gaps = dict.fromkeys(columns, 0)
    for row in listed:
        for column, cell in row.cells.items():
            rendering = cell.rendering
            if rendering is None:
                gaps[column] = gaps.get(column, 0) + 1
                continue
            by_column = counts.setdefault(rendering.variant, {})
            by_column[column] = by_column.get(column, 0) + 1
            writings.setdefault(rendering.variant, Counter())[rendering.text] += 1
    variants = [
        Variant(key, _commonest(writings[key]), _in_order(by_column, columns))
        for key, by_column in counts.items()
    ]
    places = {key: place for place, key in enumerate(order)}
    variants.sort(key=lambda variant: (places.get(variant.key, len(places)), -variant.total))
    return Matrix(
        concept,
        term,
        tuple(columns),
        listed,
        tuple(variants),
        _consistency(columns, variants),
        gaps,
        tuple(_differences(columns, listed)),
    )


def _commonest(writings: Counter[str]) -> str:
    # Of writings that are equally common the plainest is shown: no capitals of a sentence's beginning.
    return min(writings, key=lambda text: (-writings[text], sum(map(str.isupper, text)), len(text), text))


def _in_order(counts: Mapping[str, int], columns: Sequence[str]) -> dict[str, int]:
    return {column: counts[column] for column in columns if column in counts}


def _consistency(columns: Sequence[str], variants: Sequence[Variant]) -> dict[str, float]:
    found = {}
    for column in columns:
        counts = [variant.counts.get(column, 0) for variant in variants]
        if any(counts):
            found[column] = max(counts) / sum(counts)
    return found


def _differences(columns: Sequence[str], rows: Sequence[MatrixRow]) -> Iterable[Difference]:
    keys = [
        {column: cell.rendering.variant for column, cell in row.cells.items() if cell.rendering is not None}
        for row in rows
    ]
    for number, first in enumerate(columns):
        for second in columns[number + 1 :]:
            both = [(row[first], row[second]) for row in keys if first in row and second in row]
            if both:
                differing = Counter(pair for pair in both if pair[0] != pair[1])
                pairs = tuple((*pair, count) for pair, count in differing.most_common(_PAIRS_TOLD))
                yield Difference(first, second, len(both), sum(differing.values()), pairs)
