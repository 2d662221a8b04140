"""Workbooks of the kind before 2007: XLS, as LF Aligner 3 and 4 write beside their text files.

Such a sheet has 65,536 rows at most, so that a whole workbook is read at once.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.plain_files import read_bytes
from parallelreader.formats.table_columns import Layout, fault_of, layout_of

_LARGEST_FILE = 100_000_000
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAMPLE_ROWS = 201
_MOST_COLUMNS = 64
# What the reader of the format fails with where bytes are damaged, besides its own error.
_DAMAGE = (
    *(struct.error, AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError),
    *(OverflowError, RecursionError, NotImplementedError, ArithmeticError, EOFError, MemoryError),
)

Row = tuple[int, list[str]]


class LegacyUnits:
    """The rows of all sheets whose columns hold texts in two languages."""

    def __init__(self, sheets: Sequence[tuple[str, list[Row]]]) -> None:
        self._sheets = sheets

    @property
    def title(self) -> str:
        return ""

    @property
    def columns(self) -> Sequence[Column]:
        return self._layouts[0][1].columns if self._layouts else ()

    @cached_property
    def _layouts(self) -> list[tuple[str, Layout, list[Row]]]:
        laid = (
            (name, layout_of([row for _, row in islice(rows, _SAMPLE_ROWS)]), rows)
            for name, rows in self._sheets
        )
        return [each for each in laid if each[1].is_parallel]

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        yield from islice(self._units(progress), after, None)

    def _units(self, progress: Progress) -> Iterator[Unit | Fault]:
        width = len(self.columns)
        for name, layout, rows in self._layouts:
            if len(layout.texts) != width:
                yield Fault(f"A sheet with {len(layout.texts)} texts beside one with {width}", part=name)
                continue
            section = name if len(self._layouts) > 1 else ""
            for done, (number, row) in enumerate(rows[int(layout.heading) :]):
                found = layout.unit(row, section) or fault_of(row, number, name)
                if found is not None:
                    yield found
                if done % 1000 == 0:
                    progress.step(done, len(rows))


def read_legacy_workbook(path: Path, options: ReadOptions) -> LegacyUnits:
    content = read_bytes(path, limit=_LARGEST_FILE, problem=FileProblem)
    if not content:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with something in it.")
    units = LegacyUnits(_sheets(content, path))
    if not units.columns:
        raise FileProblem(
            "No sheet of this workbook has two columns in different languages",
            where=path,
            mend="Put the Chinese text in one column and the English one beside it, headings over both.",
        )
    return units


def _sheets(content: bytes, path: Path) -> list[tuple[str, list[Row]]]:
    import xlrd
    from xlrd.compdoc import CompDocError

    mend = "Open it in a spreadsheet program and save it as XLSX or CSV."
    if not content.startswith(_MAGIC):
        raise FileProblem("This is no workbook of the old kind", where=path, mend=mend)
    try:
        # What it would print of slips in the file goes nowhere.
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), ragged_rows=True)
        return [(one_line(str(sheet.name)), list(_rows(sheet))) for sheet in book.sheets()]
    except (xlrd.XLRDError, CompDocError, *_DAMAGE) as error:
        raise FileProblem(
            "This workbook is damaged, or locked with a password", where=path, mend=mend
        ) from error


def _rows(sheet: Any) -> Iterator[Row]:
    for number in range(sheet.nrows):
        row = [_written(value) for value in sheet.row_values(number)[:_MOST_COLUMNS]]
        if any(cell.strip() for cell in row):
            yield number + 1, row


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:LARGEST_CELL]


def likeness(head: bytes, path: Path) -> float:
    if not head.startswith(_MAGIC):
        return 0.0
    # Old Word documents begin alike; the directory that says which it is may stand anywhere.
    workbook = "Workbook".encode("utf-16-le") in head
    return 1.0 if workbook or path.suffix.lower() in FORMAT.extensions else 0.0


FORMAT = ImportFormat("Old workbook (XLS)", (".xls",), read_legacy_workbook, likeness)
