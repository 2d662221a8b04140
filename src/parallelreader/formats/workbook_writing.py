"""Workbooks (XLSX), written row by row with XlsxWriter: any number of rows in the memory of one.

Cells hold words and numbers, never formulas; parts of a cell may be marked. Reading is the business of
``spreadsheet``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.formats.whole_file import whole_file

MOST_ROWS = 1_048_576
"""What a sheet holds with its heading; what is more goes on in another sheet."""

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_REPORT_EVERY = 1000
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
# What a cell holds is what was written, whatever it looks like.
_AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MARKED = {"bold": True, "font_color": "#285A86"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of which the ``spans`` (in code points) stand out."""

    text: str
    spans: tuple[Span, ...]


Cell = str | int | float | Marked


@dataclass(frozen=True, slots=True)
class Sheet:
    """``widths`` are in characters, a column each; ``aligned`` says which columns stand at the right edge
    (``right``) or in the middle (``centre``)."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = ()
    aligned: Sequence[str] = ()


def write_workbook(file: Path, sheets: Iterable[Sheet], progress: Progress = NO_PROGRESS) -> None:
    """Write the sheets, of which there is at least one. Raises WriteProblem, Cancelled."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with whole_file(file) as stream:
        workbook = Workbook(stream, {"constant_memory": True, **_AS_WRITTEN})
        writer = _SheetWriter(workbook, progress)
        for sheet in sheets:
            writer.write(sheet)
        try:
            workbook.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error


class _SheetWriter:
    def __init__(self, workbook: Any, progress: Progress) -> None:
        self._workbook, self._progress = workbook, progress
        self._names: list[str] = []
        self._heading = workbook.add_format({"bold": True})
        self._marked = workbook.add_format(_MARKED)
        self._aligned = {
            each: workbook.add_format({"align": place})
            for each, place in (("right", "right"), ("centre", "center"))
        }

    def write(self, sheet: Sheet) -> None:
        """Write a sheet, and others behind it for the rows that are too many for one."""
        rows = iter(sheet.rows)
        some = list(islice(rows, 1))
        number = 0
        while some or not number:
            number += 1
            name = sheet.name if number == 1 else f"{sheet.name} {number}"
            self._write_rows(name, sheet, chain(some, islice(rows, MOST_ROWS - 2)))
            some = list(islice(rows, 1))

    def _write_rows(self, name: str, sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> None:
        self._names.append(_free_name(name, self._names))
        page = self._workbook.add_worksheet(self._names[-1])
        page.freeze_panes(1, 0)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width)
        for column, words in enumerate(sheet.heading):
            page.write_string(0, column, _plain(words), self._heading)
        looks = [self._aligned.get(each) for each in sheet.aligned]
        for number, row in enumerate(rows, 1):
            if number % _REPORT_EVERY == 0:
                self._progress.step(number, 0, "Writing the workbook")
            for column, cell in enumerate(row):
                self._write_cell(page, number, column, cell, looks[column] if column < len(looks) else None)

    def _write_cell(self, page: Any, row: int, column: int, cell: Cell, look: Any) -> None:
        if isinstance(cell, int | float):
            page.write_number(row, column, cell, look)
            return
        words = cell.text if isinstance(cell, Marked) else cell
        is_short = isinstance(cell, Marked) and len(words) <= _LONGEST_CELL
        runs = [run for run in _runs(cell) if run[0]] if isinstance(cell, Marked) and is_short else []
        if len(runs) > 1:
            parts = [
                part for run, is_marked in runs for part in ((self._marked, run) if is_marked else (run,))
            ]
            page.write_rich_string(row, column, *parts, *(() if look is None else (look,)))
        elif _plain(words):
            page.write_string(row, column, _plain(words), self._marked if runs and runs[0][1] else look)


def _runs(cell: Marked) -> Iterator[tuple[str, bool]]:
    """What the words of a cell are made of, and whether each stands out."""
    at = 0
    for span in sorted(cell.spans):
        yield _plain(cell.text[at : span.start]), False
        yield _plain(cell.text[max(at, span.start) : span.end]), True
        at = max(at, span.end)
    yield _plain(cell.text[at:]), False


def _plain(words: str) -> str:
    return _NO_CHARACTER.sub("", words)[:_LONGEST_CELL]


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    plain = _NOT_IN_NAMES.sub(" ", _NO_CHARACTER.sub("", wanted)).strip(" '")[:_LONGEST_NAME] or "Sheet"
    name, number = plain, 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST_NAME - len(end)] + end
    return name
