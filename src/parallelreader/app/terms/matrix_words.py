"""The rows of a matrix with the sentences they stand in, for whoever shows them outside the room."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Cell, Matrix, MatrixRow
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass


class DocumentsById(Protocol):
    """Documents of a corpus, loaded if need be."""

    def document(self, document_id: str, /, progress: Progress = NO_PROGRESS) -> OpenDocument: ...


@dataclass(frozen=True, slots=True)
class RowInWords:
    """A row with the title of its document, the sentence of its term, where the term stands ``at`` in that,
    in code points, and by column the sentences ``beside`` it, empty where there are none, and where in these
    its rendering stands.
    """

    row: MatrixRow
    title: str
    sentence: str
    at: Span
    beside: Mapping[str, str]
    beside_at: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class DocumentsInMemory:
    """Documents that are loaded, by id."""

    loaded: Mapping[str, OpenDocument]

    def document(self, document_id: str, /, progress: Progress = NO_PROGRESS) -> OpenDocument:
        """One of them. Raises KeyError."""
        return self.loaded[document_id]


def rows_in_words(
    matrix: Matrix,
    texts: DocumentsById,
    progress: Progress = NO_PROGRESS,
    *,
    numbers: Sequence[int] | None = None,
) -> Iterator[RowInWords]:
    """Every row, or those of these ``numbers``, in order. Raises CorpusProblem where one cannot be read."""
    rows = matrix.rows if numbers is None else [matrix.rows[number] for number in numbers]
    for number, row in enumerate(rows):
        progress.step(number, len(rows), "Writing the matrix")
        opened = texts.document(row.document)
        text = opened.texts[row.version]
        start = text.segment(row.pair).start
        at = Span(row.span.start - start, row.span.end - start)
        beside: dict[str, str] = {}
        beside_at: dict[str, Span] = {}
        for column, cell in row.cells.items():
            words, found = _beside(opened.texts[column], cell)
            beside[column] = words
            if found is not None:
                beside_at[column] = found
        yield RowInWords(row, opened.document.title, text.segment_text(row.pair), at, beside, beside_at)


def _beside(text: Text, cell: Cell) -> tuple[str, Span | None]:
    """The sentences of a cell, those of its rendering among them, and where that stands in these."""
    spans = cell.rendering.spans if cell.rendering is not None else ()
    segments = {*cell.segments, *(each for span in spans for each in text.segments_in(span))}
    words, found = "", None
    for segment in sorted(segments):
        words += " " if words else ""
        here = text.segment(segment)
        for span in spans:
            if span.overlaps(here):
                start = len(words) + max(span.start, here.start) - here.start
                end = len(words) + min(span.end, here.end) - here.start
                found = Span(found.start if found is not None else start, end)
        words += text.segment_text(segment)
    return words, found
