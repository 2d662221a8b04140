"""Tables written into a file of the kind that its name says: CSV, TSV, a web page or a workbook."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.exchange.guarded_table import BYTE_ORDER_MARK, table_lines
from parallelreader.formats.sheet_page import page_lines
from parallelreader.formats.whole_file import whole_file
from parallelreader.formats.workbook_writing import Cell, Marked, Sheet, write_workbook

_REPORT_EVERY = 1000


class TableFormat(StrEnum):
    """The kinds of file, each by what its name ends with."""

    CSV = "csv"
    TSV = "tsv"
    PAGE = "html"
    WORKBOOK = "xlsx"


def write_sheets(
    file: Path,
    wanted: TableFormat,
    sheets: Iterable[Sheet],
    *,
    title: str,
    progress: Progress = NO_PROGRESS,
) -> None:
    """Write all the sheets or, where a file holds one table, the first. Raises WriteProblem, Cancelled."""
    if wanted is TableFormat.WORKBOOK:
        write_workbook(file, sheets, progress)
        return
    with whole_file(file) as stream:
        for line in text_lines(wanted, sheets, title=title, progress=progress):
            stream.write(line.encode("utf-8", "replace"))


def text_lines(
    wanted: TableFormat,
    sheets: Iterable[Sheet],
    *,
    title: str,
    has_mark: bool = True,
    progress: Progress = NO_PROGRESS,
) -> Iterator[str]:
    """What such a file holds, for a kind of text; CSV begins with a byte order mark where it ``has_mark``."""
    if wanted is TableFormat.PAGE:
        yield from page_lines(title, sheets, progress=progress)
        return
    sheet = next(iter(sheets))
    if wanted is TableFormat.CSV and has_mark:
        yield BYTE_ORDER_MARK
    yield from table_lines(_rows(sheet, progress), "\t" if wanted is TableFormat.TSV else ",")


def _rows(sheet: Sheet, progress: Progress) -> Iterator[Sequence[str]]:
    yield sheet.heading
    for number, row in enumerate(sheet.rows, 1):
        if number % _REPORT_EVERY == 0:
            progress.step(number, 0, "Writing the table")
        yield [_plain(cell) for cell in row]


def _plain(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.4f}"
    return cell.text if isinstance(cell, Marked) else str(cell)
