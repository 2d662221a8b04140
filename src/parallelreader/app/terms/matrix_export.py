"""A rendering matrix as tables: every occurrence with its renderings, and what is counted over them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from parallelreader.app.terms.matrix_words import DocumentsById, rows_in_words
from parallelreader.app.terms.sheet_files import TableFormat, text_lines, write_sheets
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Matrix
from parallelreader.formats.workbook_writing import Cell, Marked, Sheet

_DOCUMENT_WIDTH, _TITLE_WIDTH, _PLACE_WIDTH, _COUNT_WIDTH = 18, 26, 8, 12
_SENTENCE_WIDTH, _RENDERING_WIDTH = 50, 26
_GAP = "–"


def matrix_sheets(
    matrix: Matrix,
    texts: DocumentsById,
    *,
    labels: Mapping[str, str] | None = None,
    numbers: Sequence[int] | None = None,
    progress: Progress = NO_PROGRESS,
) -> list[Sheet]:
    """The occurrences of these ``numbers``, or all, then variants, and versions. ``labels`` are what columns
    are called.

    A column of the first has the rendering, empty where there is none, and the one after it the sentences,
    with the rendering marked. The rows can be gone through once.
    """
    names = {column: (labels or {}).get(column, column) for column in matrix.columns}
    heading = ["document", "title", "place", "term", "sentence"]
    for column in matrix.columns:
        heading += [names[column], f"{names[column]}: sentence", f"{names[column]}: said"]
    widths: tuple[int, ...] = (_DOCUMENT_WIDTH, _TITLE_WIDTH, _PLACE_WIDTH, _COUNT_WIDTH, _SENTENCE_WIDTH)
    widths += (_RENDERING_WIDTH, _SENTENCE_WIDTH, _COUNT_WIDTH) * len(matrix.columns)
    return [
        Sheet(matrix.term, heading, _rows(matrix, texts, numbers, progress), widths),
        _variants(matrix, names),
        _versions(matrix, names),
        *([_differences(matrix, names)] if matrix.differences else []),
    ]


def write_matrix(
    file: Path,
    wanted: TableFormat,
    matrix: Matrix,
    texts: DocumentsById,
    *,
    labels: Mapping[str, str] | None = None,
    numbers: Sequence[int] | None = None,
    progress: Progress = NO_PROGRESS,
) -> None:
    """Write a matrix into a file; CSV has the occurrences only. Raises WriteProblem, UserError, Cancelled."""
    sheets = matrix_sheets(matrix, texts, labels=labels, numbers=numbers, progress=progress)
    write_sheets(file, wanted, sheets, title=matrix.term, progress=progress)


def matrix_lines(
    wanted: TableFormat,
    matrix: Matrix,
    texts: DocumentsById,
    *,
    has_mark: bool = True,
    progress: Progress = NO_PROGRESS,
) -> Iterator[str]:
    """What such a file holds, for a kind of text; ``has_mark``: a table begins with a byte order mark, by
    which spreadsheets know UTF-8."""
    sheets = matrix_sheets(matrix, texts, progress=progress)
    return text_lines(wanted, sheets, title=matrix.term, has_mark=has_mark, progress=progress)


def _rows(
    matrix: Matrix, texts: DocumentsById, numbers: Sequence[int] | None, progress: Progress
) -> Iterator[list[Cell]]:
    for each in rows_in_words(matrix, texts, progress, numbers=numbers):
        row = each.row
        said: list[Cell] = [
            row.document,
            each.title,
            row.segment,
            each.sentence[each.at.start : each.at.end],
            Marked(each.sentence, (each.at,)),
        ]
        for column in matrix.columns:
            cell = row.cells.get(column)
            rendering = cell.rendering if cell is not None else None
            beside = each.beside.get(column, "")
            at = each.beside_at.get(column)
            said += [
                rendering.text if rendering is not None else "",
                Marked(beside, (at,)) if at is not None else beside,
                cell.state.value if cell is not None else "",
            ]
        yield said


def _variants(matrix: Matrix, names: Mapping[str, str]) -> Sheet:
    rows: list[list[Cell]] = [
        [variant.text, variant.total, *(variant.counts.get(column, 0) for column in matrix.columns)]
        for variant in matrix.variants
    ]
    gaps = [matrix.gaps.get(column, 0) for column in matrix.columns]
    rows.append([_GAP, sum(gaps), *gaps])
    heading = ["rendering", "all", *(names[column] for column in matrix.columns)]
    return Sheet("Renderings", heading, rows, (_RENDERING_WIDTH, *(_COUNT_WIDTH,) * (len(heading) - 1)))


def _versions(matrix: Matrix, names: Mapping[str, str]) -> Sheet:
    rows: list[list[Cell]] = []
    for column in matrix.columns:
        counts = {each.text: each.counts[column] for each in matrix.variants if column in each.counts}
        commonest = max(counts, key=lambda text: counts[text]) if counts else _GAP
        share: Cell = round(matrix.consistency[column], 4) if column in matrix.consistency else ""
        rows.append(
            [names[column], sum(counts.values()), matrix.gaps.get(column, 0), len(counts), commonest, share]
        )
    heading = ["version", "rendered", "not rendered", "renderings", "commonest", "consistency"]
    widths = (_DOCUMENT_WIDTH, *(_COUNT_WIDTH,) * 3, _RENDERING_WIDTH, _COUNT_WIDTH)
    return Sheet("Versions", heading, rows, widths)


def _differences(matrix: Matrix, names: Mapping[str, str]) -> Sheet:
    written = {variant.key: variant.text for variant in matrix.variants}
    rows: list[list[Cell]] = [
        [
            names[each.first],
            names[each.second],
            each.both,
            each.differ,
            "; ".join(f"{written[a]} / {written[b]} {count}" for a, b, count in each.pairs),
        ]
        for each in matrix.differences
    ]
    heading = ["version", "other version", "both render", "otherwise", "most often"]
    return Sheet("Differences", heading, rows, (_DOCUMENT_WIDTH, _DOCUMENT_WIDTH, 12, 12, _SENTENCE_WIDTH))
