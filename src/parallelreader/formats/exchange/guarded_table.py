"""Tables as text that a spreadsheet may open: every cell comes back as it was, none is taken for a formula.

Cells are quoted as RFC 4180 has it. A cell that a spreadsheet would calculate gets an apostrophe in front, as
people type it there; reading takes one away again.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.patterns import pattern
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL
from parallelreader.formats.text_stream import text_file

BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets take a file for UTF-8 only where it begins with this."""

_CALCULATED = pattern(r"'*[=+\-@\t＝＋－＠]")
_UNWRITABLE = pattern("[\x00\r\ud800-\udfff]")
_MEND = "Export it again, or repair the table at this line; nothing was imported."


def guarded(cell: str) -> str:
    """``cell`` as it is written."""
    return f"'{cell}" if _CALCULATED.match(cell) else cell


def unguarded(cell: str) -> str:
    """The reverse of :func:`guarded`."""
    return cell[1:] if cell.startswith("'") and _CALCULATED.match(cell) else cell


def table_lines(rows: Iterable[Sequence[str]], delimiter: str) -> Iterator[str]:
    """Rows as lines with their ends; those of a cell are line feeds."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        writer.writerow([guarded(_UNWRITABLE.sub("", cell)) for cell in row])
        yield file.getvalue()
        file.seek(0)
        file.truncate()


def table_rows(
    path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS
) -> Iterator[tuple[int, list[str]]]:
    """The cells of every row that has any, with the line it begins on; the heading first.

    Which character parts cells is told by the heading. Raises FileProblem with the line.
    """
    file = text_file(path, encoding)
    lines = file.lines(progress)
    begins, reached = 1, 0

    def fed() -> Iterator[str]:
        nonlocal reached
        for number, line in lines:
            reached = number
            if line is None:
                raise FileProblem(
                    "This line is longer than any of a table", where=path, line=number, mend=_MEND
                )
            yield f"{line}\n"
        if begins <= reached:
            # What followed would be one cell to the end, and be taken in as such.
            raise FileProblem(
                "A quotation mark that opens in this row is never closed", where=path, line=begins, mend=_MEND
            )

    feed = fed()
    heading = next(feed, "")
    delimiter = max("\t,;", key=heading.count)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(_after(heading, feed), delimiter=delimiter)
    try:
        for row in reader:
            if any(row):
                yield begins, [unguarded(cell) for cell in row]
            begins = reached + 1
    except csv.Error as error:
        raise FileProblem(
            f"From this line on it is no table ({error})", where=path, line=begins, mend=_MEND
        ) from error


def _after(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
