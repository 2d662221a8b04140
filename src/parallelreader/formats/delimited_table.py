"""Tables as text: CSV with commas or semicolons, TSV, and what aligners write so, read as a stream.

hunalign 1.1 with -text writes source, target and a score that is no share, with " ~~~ " between sentences of
one segment; LF Aligner 3.12 and 4 write source, target, name of the source and that score.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.table_columns import Layout, fault_of, layout_of
from parallelreader.formats.text_stream import TextFile, head_lines, text_file

DELIMITERS = ("\t", ",", ";")
_QUOTE = '"'
_SAMPLE_ROWS = 200
_MOST_LINES_IN_A_CELL = 256
_ALIKE = 0.9

Row = tuple[int, list[str]]


class DelimitedUnits:
    """The rows of a table whose cells are parted by ``delimiter``, within quotes where ``quoted``."""

    def __init__(self, file: TextFile, delimiter: str, *, quoted: bool) -> None:
        self._file = file
        self._delimiter = delimiter
        self._quoted = quoted

    @property
    def title(self) -> str:
        return ""

    @property
    def columns(self) -> Sequence[Column]:
        return self.layout.columns

    @cached_property
    def layout(self) -> Layout:
        sample: list[list[str]] = []
        for each in self.rows(NO_PROGRESS):
            if not isinstance(each, Fault):
                sample.append(each[1])
            if len(sample) > _SAMPLE_ROWS:
                break
        return layout_of(sample)

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        yield from islice(self._units(progress), after, None)

    def _units(self, progress: Progress) -> Iterator[Unit | Fault]:
        layout = self.layout
        rows = self.rows(progress)
        heading = layout.heading
        for each in rows:
            if isinstance(each, Fault):
                yield each
                continue
            line, row = each
            if heading:
                heading = False
                continue
            found = layout.unit(row) or fault_of(row, line)
            if found is not None:
                yield found

    def rows(self, progress: Progress) -> Iterator[Row | Fault]:
        """The cells of every row with its line, whatever they hold."""
        lines = self._file.lines(progress)
        waiting: list[tuple[int, str | None]] = []
        reach = _MOST_LINES_IN_A_CELL
        while (following := waiting.pop(0) if waiting else next(lines, None)) is not None:
            number, line = following
            if line is None:
                yield Fault("A line too long to be one of a table", line=number)
            elif not self._quoted or _QUOTE not in line:
                if line.strip():
                    yield number, line.split(self._delimiter)
            else:
                taken: list[tuple[int, str | None]] = []
                record = line
                while not is_closed(record, self._delimiter) and len(taken) < reach:
                    further = waiting.pop(0) if waiting else next(lines, None)
                    if further is None:
                        break
                    taken.append(further)
                    if further[1] is None or len(record) > LARGEST_CELL:
                        break
                    record += "\n" + further[1]
                if is_closed(record, self._delimiter):
                    yield number, split_quoted(record, self._delimiter)
                    reach = min(4 * reach, _MOST_LINES_IN_A_CELL)
                else:
                    # Where marks are not used for quoting, looking far for their ends would take for ever.
                    reach = max(reach // 4, 1)
                    # A quotation mark that nobody closed is one of the text: this line stands for itself.
                    waiting[:0] = taken
                    yield number, line.split(self._delimiter)


def is_closed(record: str, delimiter: str) -> bool:
    """Whether every cell that begins with a quotation mark also ends with one."""
    at = 0
    while True:
        if record.startswith(_QUOTE, at):
            end = _closing(record, at + 1, delimiter)
            if end < 0:
                return False
            at = end + 1
        following = record.find(delimiter, at)
        if following < 0:
            return True
        at = following + len(delimiter)


def split_quoted(record: str, delimiter: str) -> list[str]:
    """The cells of a row, without the quotation marks around them and with doubled ones made single."""
    cells = []
    at = 0
    while True:
        cell = ""
        if record.startswith(_QUOTE, at):
            end = _closing(record, at + 1, delimiter)
            end = end if end >= 0 else len(record)
            cell = record[at + 1 : end].replace(_QUOTE * 2, _QUOTE)
            at = end + 1
        following = record.find(delimiter, at)
        cells.append(cell + (record[at:] if following < 0 else record[at:following]))
        if following < 0:
            return cells
        at = following + len(delimiter)


def _closing(record: str, at: int, delimiter: str) -> int:
    """Where the quotation mark stands that closes a cell, with nothing but the next cell after it; -1 for
    nowhere."""
    while (end := record.find(_QUOTE, at)) >= 0:
        if record.startswith(_QUOTE, end + 1):
            at = end + 2
        elif end + 1 == len(record) or record.startswith(delimiter, end + 1):
            return end
        else:
            at = end + 1
    return -1


def dialect(lines: Sequence[str]) -> tuple[str, bool, float]:
    """Which delimiter parts the cells of these lines, whether cells stand in quotes, and the share of rows
    with as many cells as most have; an empty delimiter where there is none."""
    best = ("", False, 0.0)
    for delimiter in DELIMITERS:
        for quoted in (True, False):
            if quoted and not any(each.startswith(_QUOTE) or delimiter + _QUOTE in each for each in lines):
                continue
            rows = _sample_rows(lines, delimiter, quoted)
            widths = [len(row) for row in rows]
            usual = max(set(widths), key=widths.count, default=0)
            alike = widths.count(usual) / len(widths) if widths else 0.0
            if usual >= 2 and alike > best[2] and layout_of(rows).is_parallel:
                best = (delimiter, quoted, alike)
    return best


def _sample_rows(lines: Sequence[str], delimiter: str, quoted: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    record = ""
    for line in lines:
        record = f"{record}\n{line}" if record else line
        if quoted and not is_closed(record, delimiter):
            if record.count("\n") < _MOST_LINES_IN_A_CELL:
                continue
            return []
        if record.strip():
            rows.append(split_quoted(record, delimiter) if quoted else record.split(delimiter))
        record = ""
    return rows[: _SAMPLE_ROWS + 1]


def read_table(path: Path, options: ReadOptions) -> DelimitedUnits:
    file = text_file(path, options.encoding)
    lines = [line or "" for _, line in islice(file.lines(), 2 * _SAMPLE_ROWS)]
    delimiter, quoted, _ = dialect(lines)
    if not delimiter:
        raise FileProblem(
            "There are no two columns in different languages in this table",
            where=path,
            mend="Put the Chinese text in one column and the English one beside it, headings over both.",
        )
    return DelimitedUnits(file, delimiter, quoted=quoted)


def likeness(head: bytes, path: Path) -> float:
    lines = head_lines(head)
    delimiter, _, alike = dialect(lines)
    if not delimiter or alike < (0.5 if path.suffix.lower() in FORMAT.extensions else _ALIKE):
        return 0.0
    filled = sum(bool(line.strip()) for line in lines)
    if path.suffix.lower() in FORMAT.extensions:
        return 0.95
    if delimiter == "\t":
        return 0.95 if filled >= 2 else 0.0
    return 0.9 if filled >= 4 else 0.0


FORMAT = ImportFormat("Table as text (CSV, TSV)", (".tsv", ".csv", ".tab", ".align"), read_table, likeness)
