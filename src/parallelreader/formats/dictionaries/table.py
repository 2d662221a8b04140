"""Word lists as tables (TSV, CSV): headword, perhaps its other script and its pinyin, and meanings.

Which column is which is told by its heading, else by what stands in it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.script import han_share
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.key import word_key
from parallelreader.formats.delimited_table import DELIMITERS, DelimitedUnits
from parallelreader.formats.dictionaries.records import entry_of, numbered, plain_lines
from parallelreader.formats.dictionaries.source import DictionaryFormat, DictionarySource
from parallelreader.formats.text_stream import head_lines, text_file

_NAMES = {
    "word": "word headword term expression hanzi chinese simplified simp zh 词 词语 词汇 单词"
    " 汉字 简体 简体字 生词",
    "traditional": "traditional trad 繁体 繁體 繁体字 繁體字",
    "reading": "pinyin reading pronunciation 拼音 读音 注音",
    "meaning": "gloss glosses meaning meanings definition definitions english translation en 释义 意思 英文"
    " 翻译 英语",
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names.split()}
_SAMPLE = 200
_MOSTLY = 0.8
_EXTENSIONS = (".tsv", ".csv", ".tab", ".txt")
_APART = re.compile(r"\\n|(?<!\s)\s+[/|]\s+|\n")


@dataclass(frozen=True, slots=True)
class _Columns:
    """In which cells of a row things stand, -1 for nowhere; ``meanings`` may be several."""

    word: int
    meanings: tuple[int, ...]
    traditional: int = -1
    reading: int = -1
    has_heading: bool = False


def _open(path: Path) -> DictionarySource:
    table, columns = _table(path)
    if table is None or columns is None:
        raise FileProblem(
            "This is no table of Chinese words with their meanings",
            where=path,
            mend="Put the word in one column and its meaning in another, parted by tabs or commas.",
        )
    return DictionarySource(
        path.stem, "", partial(_entries, table, columns), has_both_scripts=columns.traditional >= 0
    )


def _table(path: Path) -> tuple[DelimitedUnits | None, _Columns | None]:
    file = text_file(path)
    lines = [line or "" for _, line in islice(file.lines(), 3 * _SAMPLE)]
    delimiter, quoted = _dialect(lines)
    if not delimiter:
        return None, None
    table = DelimitedUnits(file, delimiter, quoted=quoted)
    rows = (each for each in table.rows(NO_PROGRESS) if not isinstance(each, Fault))
    return table, _columns([row for _, row in islice(rows, _SAMPLE) if not _is_remark(row)])


def _dialect(lines: Sequence[str]) -> tuple[str, bool]:
    """What parts the cells, and whether cells may stand in quotation marks; nothing where it is no table."""
    told = [line for line in lines if line.strip() and not line.startswith("#")][:_SAMPLE]
    for delimiter in DELIMITERS:
        # Meanings have commas in them, so that rows need not have as many.
        if told and sum(delimiter in line for line in told) >= _MOSTLY * len(told):
            return delimiter, any(f'{delimiter}"' in line or line.startswith('"') for line in told)
    return "", False


def _columns(rows: Sequence[Sequence[str]]) -> _Columns | None:
    if not rows:
        return None
    named = [_COLUMNS.get(name.strip().lower(), "") for name in rows[0]]
    if "word" in named or "traditional" in named:
        word = named.index("word") if "word" in named else named.index("traditional")
        meanings = tuple(at for at, name in enumerate(named) if name == "meaning")
        if not meanings:
            meanings = tuple(at for at, name in enumerate(named) if not name)
        reading = named.index("reading") if "reading" in named else -1
        other = named.index("traditional") if {"word", "traditional"} <= set(named) else -1
        return _Columns(word, meanings, other, reading, has_heading=True) if meanings else None
    width = max(map(len, rows))
    columns = [[row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at in range(width)]
    chinese = [at for at in range(width) if _mostly(columns[at], lambda cell: han_share(cell) > 0.5)]
    if not chinese:
        return None
    word, *others = chinese
    same = [at for at in others if _are_one(rows, word, at)]
    if same and _is_simpler(rows, same[0], word):
        word, same = same[0], [word]
    reading = next(
        (at for at in range(width) if _mostly(columns[at], lambda cell: bool(numbered(cell, "")))), -1
    )
    known = {word, reading, *same[:1]}
    meanings = tuple(at for at in range(width) if at not in known and columns[at])
    return _Columns(word, meanings, same[0] if same else -1, reading) if meanings else None


def _mostly(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(holds, cells)) >= _MOSTLY * len(cells)


def _are_one(rows: Sequence[Sequence[str]], first: int, second: int) -> bool:
    """Whether two columns have the same words, in one script or in both."""
    pairs = [(row[first].strip(), row[second].strip()) for row in rows if max(first, second) < len(row)]
    alike = sum(word_key(a) == word_key(b) for a, b in pairs)
    return bool(pairs) and alike >= _MOSTLY * len(pairs)


def _is_simpler(rows: Sequence[Sequence[str]], first: int, second: int) -> bool:
    """Whether the first of two such columns is the simplified one."""
    pairs = [(row[first].strip(), row[second].strip()) for row in rows if max(first, second) < len(row)]
    differ = [(a, b) for a, b in pairs if a != b]
    return sum(word_key(b) == a for a, b in differ) > sum(word_key(a) == b for a, b in differ)


def _entries(table: DelimitedUnits, columns: _Columns, progress: Progress) -> Iterator[Entry | Fault]:
    heading = columns.has_heading
    for each in table.rows(progress):
        if isinstance(each, Fault):
            yield each
            continue
        line, row = each
        if _is_remark(row):
            continue
        if heading:
            heading = False
            continue
        yield _entry(row, columns, line)


def _entry(row: Sequence[str], columns: _Columns, line: int) -> Entry | Fault:
    def cell(at: int) -> str:
        return row[at] if 0 <= at < len(row) else ""

    last = columns.meanings[-1]
    told = [cell(at) for at in columns.meanings]
    if last == max(last, columns.word, columns.reading, columns.traditional):
        # A comma in the last column, where cells are not quoted, does not end it.
        told += row[last + 1 :]
    lines = [part for meaning in told for each in _APART.split(meaning) for part in plain_lines(each)]
    found = entry_of(cell(columns.word), cell(columns.reading), lines, traditional=cell(columns.traditional))
    return Fault(found.what, found.part, line) if isinstance(found, Fault) else found


def _is_remark(row: Sequence[str]) -> bool:
    return bool(row) and row[0].lstrip().startswith("#")


def _is_one(head: bytes, path: Path) -> bool:
    if path.suffix.lower() not in _EXTENSIONS:
        return False
    return bool(_dialect(head_lines(head))[0])


FORMAT = DictionaryFormat("Table (TSV, CSV)", _EXTENSIONS, _is_one, _open)
