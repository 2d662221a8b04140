"""The rows of a matrix with the sentences they stand in, for whoever shows them outside the room."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Matrix, MatrixRow
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


class DocumentsById(Protocol):
    """Documents of a corpus, loaded if need be."""

    def document(self, document_id: str, /, progress: Progress = NO_PROGRESS) -> OpenDocument: ...


@dataclass(frozen=True, slots=True)
class RowInWords:
    """A row with the sentence of its term, where the term stands ``at`` in that, in code points, and by
    column the sentences beside it, empty where there are none."""

    row: MatrixRow
    sentence: str
    at: Span
    beside: Mapping[str, str]


def rows_in_words(
    matrix: Matrix, texts: DocumentsById, progress: Progress = NO_PROGRESS
) -> Iterator[RowInWords]:
    """Every row, in order. Raises CorpusProblem where a text cannot be read."""
    for number, row in enumerate(matrix.rows):
        progress.step(number, len(matrix.rows), "Writing the matrix")
        opened = texts.document(row.document)
        text = opened.texts[row.version]
        start = text.segment(row.pair).start
        at = Span(row.span.start - start, row.span.end - start)
        beside = {
            column: opened.texts[column].segments_text(cell.segments, " ")
            for column, cell in row.cells.items()
        }
        yield RowInWords(row, text.segment_text(row.pair), at, beside)
