"""The rendering matrix with the texts it is about: what stands in a cell, which rows a filter leaves, and
where to go from a cell.

Everything here is quick: words are cut out of the texts only for the cells one asks about.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from parallelreader.app.library import OpenDocument
from parallelreader.core.patterns import pattern
from parallelreader.core.renderings.matrix import Cell, Matrix, MatrixRow
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

GAP = "\N{NULL}gap"
"""Stands for no rendering where a variant is named."""

_WORD = pattern(r"[^\W_]+(?:['’-][^\W_]+)*")
_ARTICLES = ("a", "an", "the")
# Beyond this nothing is looked through: no rendering is a whole paragraph.
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """Words as they are shown, with the ``marked`` stretches in them, in code points of ``text``.

    ``starts`` has for each piece where it begins in ``text`` and where in its version.
    """

    text: str
    marked: tuple[Span, ...] = ()
    starts: tuple[tuple[int, int], ...] = ()

    def in_version(self, span: Span) -> Span:
        """A stretch of this passage in code points of its version."""
        return Span(self._in_version(span.start), self._in_version(max(span.end - 1, span.start)) + 1)

    def part(self, other: "Passage") -> Span:
        """Where a passage of the same version stands in this one, of which it is a part."""
        first = other.starts[0][1] if other.starts else -1
        start = next((here for here, there in self.starts if there == first), 0)
        return Span(start, start + len(other.text))

    def _in_version(self, position: int) -> int:
        here, there = next((each for each in reversed(self.starts) if each[0] <= position), (0, 0))
        return there + position - here


@dataclass(frozen=True, slots=True)
class CellFilter:
    """Which rows are wanted: those with a variant (or :data:`GAP`) in a column, "" for any."""

    variant: str = ""
    column: str = ""

    def admits(self, row: MatrixRow) -> bool:
        """Whether a row is one of them."""
        if not self.variant:
            return True
        columns = (self.column,) if self.column else row.cells
        return any(variant_of(row.cells[each]) == self.variant for each in columns if each in row.cells)


def variant_of(cell: Cell) -> str:
    """The key of the variant in a cell, :data:`GAP` where nothing was found."""
    return GAP if cell.rendering is None else cell.rendering.variant


@dataclass(frozen=True, slots=True)
class Sheet:
    """A matrix and the documents its rows stand in, by id.

    While it is not ``is_whole`` renderings are still being looked for: what has none yet is no gap.
    """

    matrix: Matrix
    documents: Mapping[str, OpenDocument]
    is_whole: bool = True
    places: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, matrix: Matrix, documents: Mapping[str, OpenDocument], *, is_whole: bool = True) -> "Sheet":
        places = {each.key: place for place, each in enumerate(matrix.variants)}
        return cls(matrix, documents, is_whole, places)

    def place_of(self, variant: str) -> int:
        """The place of a variant among all, by its key, from 0; -1 where there is none such."""
        return self.places.get(variant, -1)

    def shown(self, wanted: CellFilter) -> list[int]:
        """The numbers of the rows a filter leaves."""
        return [number for number, row in enumerate(self.matrix.rows) if wanted.admits(row)]

    def counts(self, column: str) -> list[tuple[str, int]]:
        """How often each variant, by its key, stands in a column, the commonest of the term first; the gaps
        come last."""
        found = [(each.key, each.counts.get(column, 0)) for each in self.matrix.variants]
        found.append((GAP, self.gaps(column)))
        return [(key, count) for key, count in found if count]

    def gaps(self, column: str = "") -> int:
        """In how many cells of a column, or of all, nothing was found; none while one still looks."""
        if not self.is_whole:
            return 0
        return self.matrix.gaps.get(column, 0) if column else sum(self.matrix.gaps.values())

    def cells_in(self, column: str) -> int:
        """In how many rows there is such a version at all."""
        found = sum(each.counts.get(column, 0) for each in self.matrix.variants)
        return found + self.matrix.gaps.get(column, 0)

    def text_of(self, variant: str) -> str:
        """The commonest writing of a variant; empty for gaps."""
        place = self.place_of(variant)
        return self.matrix.variants[place].text if place >= 0 else ""

    def chinese(self, row: MatrixRow) -> Passage:
        """The sentence of the term, the term marked."""
        text = self.documents[row.document].texts[row.version]
        return _passage(text, (text.segment_at(row.span.start),), (row.span,))

    def passage(self, row: MatrixRow, column: str, *, around: int = 0) -> Passage:
        """The sentences of a cell, its rendering marked, with so many more ``around`` them."""
        cell, opened = row.cells[column], self.documents[row.document]
        text = opened.texts[column]
        spans = cell.rendering.spans if cell.rendering is not None else ()
        segments = {*cell.segments, *(each for span in spans for each in text.segments_in(span))}
        if around and segments:
            first, last = min(segments) - around, max(segments) + around
            segments |= set(range(max(first, 0), min(last, text.segment_count - 1) + 1))
        return _passage(text, sorted(segments), spans)

    def stretch_of(self, row: MatrixRow, column: str, variant: str) -> Span | None:
        """Where in the sentences of a cell a variant stands, in code points of the version; what is nearest
        to the rendering there is now."""
        passage = self.passage(row, column)
        now = passage.marked[0].start if passage.marked else 0
        found = list(_stretches(passage.text, variant))
        if not found:
            return None
        return passage.in_version(min(found, key=lambda span: (abs(span.start - now), span.start)))

    def next_gap(
        self, rows: Sequence[int], columns: Sequence[str], at: tuple[int, int], step: int
    ) -> tuple[int, int] | None:
        """The next cell without a rendering after one, both by places among ``rows`` and ``columns``,
        going round at the end; None where there is none."""
        width, total = len(columns), len(rows) * len(columns) if self.is_whole else 0
        start = at[0] * width + at[1]
        for offset in range(1, total + 1):
            row, column = divmod((start + step * offset) % total, width)
            cell = self.matrix.rows[rows[row]].cells.get(columns[column])
            if cell is not None and cell.is_gap:
                return row, column
        return None


def words_of(text: str) -> list[Span]:
    """Where the words of a passage stand, for going from one to the next."""
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _stretches(text: str, variant: str) -> Iterator[Span]:
    """Where in a text words stand that are of a variant, the longest from each beginning."""
    words = words_of(text)
    longest = min(variant.count(" ") + 3, _MOST_WORDS)
    for first, word in enumerate(words):
        for last in range(min(first + longest, len(words)) - 1, first - 1, -1):
            span = Span(word.start, words[last].end)
            if variant_key(text[span.start : span.end]) == variant:
                yield _without_article(text, span)
                break


def _without_article(text: str, span: Span) -> Span:
    words = words_of(text[span.start : span.end])
    first = next((w for w in words if text[span.start :][w.start : w.end].lower() not in _ARTICLES), words[0])
    return Span(span.start + first.start, span.end)


def _passage(text: Text, segments: Iterable[int], marked: Sequence[Span]) -> Passage:
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []
    shown: list[Span] = []
    length = 0
    before: int | None = None
    for segment in segments:
        span = text.segment(segment)
        if before is not None and before != span.start:
            pieces.append(" ")
            length += 1
        starts.append((length, span.start))
        shown.extend(
            Span(
                length + max(mark.start, span.start) - span.start,
                length + min(mark.end, span.end) - span.start,
            )
            for mark in marked
            if mark.overlaps(span)
        )
        pieces.append(text.content[span.start : span.end])
        length += len(span)
        before = span.end
    return Passage("".join(pieces), tuple(shown), tuple(starts))
