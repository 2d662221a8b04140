"""Workbooks: XLSX as ECMA-376 has it, read as a stream; each sheet that holds two texts is a section.

Of a workbook only values are read: no formulas are reckoned, no other file is opened.
"""

import re
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, TypeVar

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.archives import Archive, PartProblem
from parallelreader.formats.cells import LARGEST_CELL, one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.table_columns import Layout, fault_of, layout_of
from parallelreader.formats.xml_stream import XmlHandler, parse

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"
_MOST_COLUMNS = 400
_SAMPLE_ROWS = 200
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CELL = re.compile(r"([A-Z]{1,3})\d+$")

Row = tuple[int, list[str]]
T = TypeVar("T")


class SpreadsheetUnits:
    """The rows of all sheets whose columns hold texts in two languages."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def title(self) -> str:
        return ""

    @property
    def columns(self) -> Sequence[Column]:
        return self._layouts[0][1].columns if self._layouts else ()

    @cached_property
    def _layouts(self) -> list[tuple[str, Layout]]:
        """The name of each sheet with texts side by side, and what its columns are."""
        found = []
        with _Workbook(self._path) as book:
            for name in book.sheets:
                rows = [row for _, row in islice(book.rows(name), _SAMPLE_ROWS + 1)]
                layout = layout_of(rows)
                if layout.is_parallel:
                    found.append((name, layout))
        return found

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        yield from islice(self._units(progress), after, None)

    def _units(self, progress: Progress) -> Iterator[Unit | Fault]:
        width = len(self.columns)
        with _Workbook(self._path) as book:
            for name, layout in self._layouts:
                if len(layout.texts) != width:
                    yield Fault(f"A sheet with {len(layout.texts)} texts beside one with {width}", part=name)
                    continue
                heading = layout.heading
                section = name if len(self._layouts) > 1 else ""
                for number, row in book.rows(name, progress):
                    if heading:
                        heading = False
                        continue
                    found = layout.unit(row, section) or fault_of(row, number, name)
                    if found is not None:
                        yield found


class _Workbook:
    """An open workbook with the parts that ``sheets`` stand in by their names. Raises FileProblem."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive = Archive(path, "workbook")
        self._strings: _SharedStrings | None = None
        self.sheets: dict[str, str] = {}

    def __enter__(self) -> "_Workbook":
        try:
            self._read_parts()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.__exit__(kind, error, trace)
        if self._strings is not None:
            self._strings.close()

    def rows(self, sheet: str, progress: Progress = NO_PROGRESS) -> Iterator[Row]:
        """The rows of a sheet with their numbers from one."""
        yield from self._pieces(self.sheets[sheet], _SheetHandler(self._strings), progress)

    def _read_parts(self) -> None:
        book, relations = _BookHandler(), _RelationHandler()
        self._consume(self._archive.find(_WORKBOOK), book)
        if named := self._archive.find(_RELATIONS):
            self._consume(named, relations)
        for number, (name, relation) in enumerate(book.sheets, 1):
            target = relations.found.get(relation, f"worksheets/sheet{number}.xml")
            if part := self._archive.find(target.removeprefix("/xl/"), beside=_WORKBOOK):
                self.sheets.setdefault(name or f"Sheet {number}", part)
        if strings := self._archive.find(_STRINGS):
            self._strings = _SharedStrings()
            self._consume(strings, _StringHandler(self._strings))

    def _consume(self, part: str, handler: XmlHandler[None]) -> None:
        for _ in self._pieces(part, handler, NO_PROGRESS):
            pass

    def _pieces(self, part: str, handler: XmlHandler[T], progress: Progress) -> Iterator[T]:
        total = self._archive.size(part)
        stream = _PartStream(self._archive.chunks(part))
        where = f"{self._path} ({part})"
        try:
            yield from parse(stream, handler, encoding="utf-8", where=where, total=total, progress=progress)
        except PartProblem as error:
            raise FileProblem(
                f"A part of this workbook cannot be read ({part or 'its list of sheets'})",
                where=self._path,
                mend="Open it in a spreadsheet program and save it again as XLSX or CSV.",
            ) from error


class _PartStream:
    """Chunks of an archive's part as a file to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._told = 0

    def read(self, size: int, /) -> bytes:
        chunk = next(self._chunks, b"")
        self._told += len(chunk)
        return chunk

    def tell(self) -> int:
        return self._told


class _SharedStrings:
    """The words that cells share, in a file of their own: a sheet of a million rows has as many."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  closed with the workbook
        self._ends = array("Q", [0])

    def add(self, words: str) -> None:
        """Raises FileProblem where the disk is full."""
        try:
            self._file.write(words.encode("utf-8", "surrogatepass"))
            self._ends.append(self._file.tell())
        except OSError as error:
            raise FileProblem(
                f"There is no room for the words of this workbook: {error.strerror or error}",
                where=tempfile.gettempdir(),
                mend="Make room on the disk and try again.",
            ) from error

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            return ""
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        self._file.close()


class _BookHandler(XmlHandler[None]):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((one_line(attributes.get("name", "")), relation))

    def end(self, name: str) -> None:
        return

    def text(self, words: str) -> None:
        return


class _RelationHandler(XmlHandler[None]):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship" and attributes.get("TargetMode") != "External":
            self.found[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        return

    def text(self, words: str) -> None:
        return


class _StringHandler(XmlHandler[None]):
    """Takes the words of each shared string, without the readings that stand over them."""

    def __init__(self, strings: _SharedStrings) -> None:
        super().__init__()
        self._strings = strings
        self._kept: list[str] = []
        self._size = 0
        self._in_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self._kept, self._size = [], 0
        elif name == "rPh":
            self._in_reading = True
        elif name == "t" and not self._in_reading:
            self.take_text(True)

    def text(self, words: str) -> None:
        self._size += len(words)
        if self._size <= LARGEST_CELL:
            self._kept.append(words)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self._strings.add(_unescaped("".join(self._kept)))
        elif name == "rPh":
            self._in_reading = False
        elif name == "t":
            self.take_text(False)


class _SheetHandler(XmlHandler[Row]):
    def __init__(self, strings: _SharedStrings | None) -> None:
        super().__init__()
        self._strings = strings
        self._row: list[str] = []
        self._number = 0
        self._place = 0
        self._kind = ""
        self._kept: list[str] = []
        self._size = 0
        self._in_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "row":
            self._row = []
            said = attributes.get("r", "")
            self._number = (
                int(said) if said.isascii() and said.isdigit() and len(said) < 9 else self._number + 1
            )
        elif name == "c":
            found = _CELL.match(attributes.get("r", ""))
            self._place = _column_number(found[1]) if found else len(self._row)
            self._kind = attributes.get("t", "")
            self._kept, self._size = [], 0
        elif name == "rPh":
            self._in_reading = True
        elif name in ("v", "t") and not self._in_reading:
            self.take_text(True)

    def text(self, words: str) -> None:
        self._size += len(words)
        if self._size <= LARGEST_CELL:
            self._kept.append(words)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.take_text(False)
        elif name == "rPh":
            self._in_reading = False
        elif name == "c":
            self._close_cell()
        elif name == "row" and any(self._row):
            self.out.append((self._number, self._row))

    def _close_cell(self) -> None:
        words = "".join(self._kept)
        if self._kind == "s":
            known = self._strings is not None and words.isascii() and words.isdigit() and len(words) < 12
            words = self._strings[int(words)] if self._strings is not None and known else ""
        elif self._kind == "e":
            words = ""
        else:
            words = _unescaped(words)
        if words and self._place < _MOST_COLUMNS:
            self._row.extend([""] * (self._place + 1 - len(self._row)))
            self._row[self._place] = words


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _unescaped(words: str) -> str:
    """Words with what the format writes as ``_x000D_`` put right."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words


def sheets_of(path: Path, most: int) -> Iterator[tuple[str, list[Row]]]:
    """The name of each sheet and its rows, ``most`` in all and one more where there are more.

    Raises FileProblem.
    """
    with _Workbook(path) as book:
        for name in book.sheets:
            rows = list(islice(book.rows(name), most + 1))
            most -= len(rows)
            yield name, rows
            if most < 0:
                return


def read_spreadsheet(path: Path, options: ReadOptions) -> SpreadsheetUnits:
    units = SpreadsheetUnits(path)
    if not units.columns:
        raise FileProblem(
            "No sheet of this workbook has two columns in different languages",
            where=path,
            mend="Put the Chinese text in one column and the English one beside it, headings over both.",
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    if not head.startswith(b"PK\x03\x04"):
        return 0.0
    if b"xl/workbook.xml" in head or b"xl/worksheets/" in head or b"xl/sharedStrings" in head:
        return 1.0
    # The parts may stand in any order, and their names at the end of a large file.
    return 0.6 if path.suffix.lower() in FORMAT.extensions and b"word/" not in head else 0.0


FORMAT = ImportFormat("Workbook (XLSX)", (".xlsx", ".xlsm"), read_spreadsheet, likeness)
