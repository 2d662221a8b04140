"""Lists of words as files: one word a line, a table with the words in one of its columns, a workbook of such
tables, or Anki's text.

What the columns mean, and what becomes of the words, is decided in ``app.words.known_lists``.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.language.script import has_han
from parallelreader.formats.encodings import decode
from parallelreader.formats.plain_files import read_bytes
from parallelreader.formats.spreadsheet import sheets_of

_MAX_BYTES = 50_000_000
_MAX_ROWS = 500_000
_MAX_CELL = 20_000
_LARGEST_CELL = 131_072
_SAMPLE = 200
_MOST_DIGITS = 9
_WORKBOOKS = (".xlsx", ".xlsm")
_NAMES_A_LEVEL = re.compile("hsk|tocfl|level|级|級", re.IGNORECASE)
_DELIMITERS = ("\t", ",", ";", "|")
_HEADINGS = {
    "English": "word words simplified traditional hanzi chinese term expression pinyin status level hsk",
    "Chinese": "词 词语 生词 汉字 简体 繁体 单词 拼音 等级 级别 词汇",
}
_HEADING_WORDS = frozenset(word for words in _HEADINGS.values() for word in words.split())
_ANKI_SEPARATORS = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
}


@dataclass(frozen=True, slots=True)
class WordRows:
    """The rows of a list: (line counted from one, cells). ``headings`` are those of the columns, "" where
    one has none; ``is_html`` says that cells may hold mark-up."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    is_html: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(cells) for _, cells in self.rows), default=len(self.headings))


def read_word_rows(path: Path) -> WordRows:
    """Read a list in any of these forms. Raises FileProblem."""
    if path.suffix.casefold() in _WORKBOOKS:
        return _workbook_rows(path)
    data = read_bytes(path, limit=_MAX_BYTES, problem=FileProblem)
    try:
        text = decode(data).text
    except FileProblem as problem:
        raise FileProblem(problem.what, where=path, line=problem.line, mend=problem.mend) from problem
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not has_han(text):
        raise _without_words(path)
    headers = _anki_headers(lines)
    if headers:
        return _anki_rows(lines, headers, path)
    delimiter = _delimiter(lines)
    if not delimiter:
        lone = [(number, (line.strip(),)) for number, line in enumerate(lines, 1) if line.strip()]
        return WordRows((), _bounded([row for row in lone if not row[1][0].startswith("#")], path))
    headings, rows = _parted(_table("\n".join(lines), delimiter, 1, path))
    return WordRows(headings, _bounded(rows, path))


def _workbook_rows(path: Path) -> WordRows:
    """The rows of all sheets that have Chinese words, with the name of the sheet where that is a level."""
    headings: tuple[str, ...] = ()
    found: list[tuple[int, tuple[str, ...]]] = []
    for name, sheet in sheets_of(path, _MAX_ROWS):
        table = [(number, tuple(cells)) for number, cells in sheet if any(cell.strip() for cell in cells)]
        if not any(has_han(cell) for _, cells in table for cell in cells):
            continue
        above, rows = _parted(table)
        headings = headings or above
        level = name if _NAMES_A_LEVEL.search(name) else ""
        width = max((len(cells) for _, cells in rows), default=0)
        found += [(number, (level, *cells, *[""] * (width - len(cells)))) for number, cells in rows]
    if not found:
        raise _without_words(path)
    if not any(cells[0] for _, cells in found):
        return WordRows(headings, _bounded([(number, cells[1:]) for number, cells in found], path))
    # Columns that nobody has named are called by their numbers, as in a table.
    named = headings or ("",) * max(len(cells) - 1 for _, cells in found)
    return WordRows(("level", *named), _bounded(found, path))


def _without_words(path: Path) -> FileProblem:
    return FileProblem(
        "There is no Chinese word in this file", where=path, mend="Choose a list of Chinese words."
    )


def _parted(
    table: Sequence[tuple[int, tuple[str, ...]]],
) -> tuple[tuple[str, ...], Sequence[tuple[int, tuple[str, ...]]]]:
    """The headings of a table, if its first row has such, and the rows below."""
    if table and (not any(map(has_han, table[0][1])) or _looks_like_headings(table[0][1])):
        return tuple(cell.strip() for cell in table[0][1]), table[1:]
    return (), table


def _anki_headers(lines: Sequence[str]) -> dict[str, str]:
    """The ``#name:value`` lines that Anki writes first; none where the file does not begin with one."""
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.removesuffix("\r").partition(":")
        if not line.startswith("#") or not colon:
            break
        found[name[1:].strip().casefold()] = value
    known = ("separator", "html", "columns", "notetype", "deck", "tags")
    return found if any(name.startswith(known) for name in found) else {}


def _anki_rows(lines: Sequence[str], headers: dict[str, str], path: Path) -> WordRows:
    named = headers.get("separator", "tab").strip().casefold()
    delimiter = _ANKI_SEPARATORS.get(named, named if len(named) == 1 else "\t")
    table = _table("\n".join(lines[len(headers) :]), delimiter, len(headers) + 1, path)
    headings = tuple(headers["columns"].split(delimiter)) if "columns" in headers else ()
    wide = list(headings) or [""] * max((len(cells) for _, cells in table), default=0)
    for name in ("guid", "notetype", "deck", "tags"):
        number = headers.get(f"{name} column", "").strip()
        if number.isdecimal() and len(number) < _MOST_DIGITS and 0 < int(number) <= len(wide):
            # Such columns are Anki's own, whatever stands in them.
            wide[int(number) - 1] = name
    is_html = headers.get("html", "false").strip().casefold() == "true"
    return WordRows(tuple(wide), _bounded(table, path), is_html)


def _delimiter(lines: Sequence[str]) -> str:
    """What parts the cells of most lines alike; "" for a plain list."""
    # What is longer than a cell may be tells nothing of columns, and the reader of tables would refuse it.
    sample = [line[:_MAX_CELL] for line in lines if line.strip()][:_SAMPLE]
    best, most = "", 0.5
    for delimiter in _DELIMITERS:
        widths = [len(row) for row in csv.reader(sample, delimiter=delimiter, strict=False)]
        usual = max(set(widths), key=widths.count, default=0)
        alike = widths.count(usual) / len(widths) if widths else 0.0
        if usual >= 2 and alike > most:
            best, most = delimiter, alike
    return best


def _table(text: str, delimiter: str, first: int, path: Path) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[tuple[int, tuple[str, ...]]] = []
    line = first
    try:
        for row in reader:
            # The reader's own measure is one for the whole process, and others set it as they need it.
            if any(len(cell) > _LARGEST_CELL for cell in row):
                raise csv.Error("field larger than a cell may be")
            if any(cell.strip() for cell in row):
                found.append((line, tuple(cell[:_MAX_CELL] for cell in row)))
            if len(found) > _MAX_ROWS:
                break
            line = first + reader.line_num
    except csv.Error as error:
        raise FileProblem(
            "This line is not a row of a table, or has too long a cell",
            where=path,
            line=line,
            mend="Save the list again as CSV.",
        ) from error
    return found


def _looks_like_headings(cells: Sequence[str]) -> bool:
    return any(cell.strip().casefold() in _HEADING_WORDS for cell in cells)


def _bounded(
    rows: Sequence[tuple[int, tuple[str, ...]]], path: Path
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    if len(rows) > _MAX_ROWS:
        raise FileProblem(
            f"The list has more than {_MAX_ROWS:,} rows".replace(",", " "),
            where=path,
            mend="Divide it into several files.",
        )
    return tuple(rows)
