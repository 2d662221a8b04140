"""Word documents whose text stands in tables of two languages side by side: their rows are units."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelreader.core.incoming import Column, Unit
from parallelreader.core.language.script import guess_language, han_share
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.docx_body import Cell, Paragraph, Table
from parallelreader.formats.text_lines import collapse

_LEAST_IN_TABLES = 0.8
_LEAST_ROWS = 2
_LEAST_SHARE = 0.8
_CHINESE_SHARE, _ENGLISH_SHARE = 0.6, 0.25
_LEAST_LETTERS = 2
_HEADING = re.compile(
    r"(?:zh|cn|en)(?:[-_]\w+)*|(?:simplified |traditional )?(?:chinese|mandarin)(?: simplified| traditional)?"
    r"|english|source|target|original|translation|[中汉漢英原译譯][文语語]|(?:中文)?原文|(?:简体|繁體|繁体)中文|英译|翻译"
)


@dataclass(frozen=True, slots=True)
class TableUnits:
    """The rows of a document's tables; they are in memory, as the document is."""

    columns: tuple[Column, ...]
    units: tuple[Unit, ...]
    title: str = ""

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit]:
        """The units after the first so many of them."""
        for number, unit in enumerate(self.units[after:], after + 1):
            progress.step(number, len(self.units))
            yield unit


def table_units(items: Sequence[Paragraph | Table], title: str) -> TableUnits | None:
    """The units of a document that is nearly all tables of two languages; None where it is none."""
    tables = [(item, _columns(item)) for item in items if isinstance(item, Table)]
    bilingual = [table for table, columns in tables if columns]
    whole = sum(len(text) for item in items for text in _texts(item))
    inside = sum(len(text) for table in bilingual for text in _texts(table))
    if not bilingual or inside < _LEAST_IN_TABLES * whole:
        return None
    columns = Counter(columns for _, columns in tables if columns).most_common(1)[0][0]
    section, units = "", list[Unit]()
    names: dict[int, str] = {}
    for item in items:
        if isinstance(item, Paragraph):
            section = collapse(item.raw) or section
            continue
        own = _columns(item) or columns
        for number, row in enumerate(item.rows):
            cells = _cells(row)
            if _is_section(row, own):
                section = next((cell for cell in cells if cell), section)
            elif number < item.heads or (number == 0 and _is_head(cells, own)):
                names = names or {at: cells[at] for at in own if at < len(cells)}
            else:
                found = tuple(cells[at] if at < len(cells) else "" for at in own)
                if any(found):
                    units.append(Unit(found, section=section))
    said = [guess_language(" ".join(unit.cells[at] for unit in units[:400])) for at in range(len(columns))]
    described = tuple(Column(language, names.get(at, "")) for language, at in zip(said, columns, strict=True))
    return TableUnits(described, tuple(units), title)


def _columns(table: Table) -> tuple[int, ...]:
    """Which columns hold the two texts or more, each in one language; empty where they are not in two."""
    rows = [_cells(row) for row in table.rows if len(row) > 1]
    if len(rows) < _LEAST_ROWS:
        return ()
    width = Counter(map(len, rows)).most_common(1)[0][0]
    languages = {at: _language([row[at] for row in rows if at < len(row)]) for at in range(width)}
    found = tuple(at for at, language in languages.items() if language)
    return found if len({languages[at] for at in found}) > 1 else ()


def _language(cells: Sequence[str]) -> str:
    """The language that nearly all cells of a column are in; empty for numbers, names and mixtures."""
    said = Counter[str]()
    for cell in cells:
        if sum(character.isalpha() for character in cell) >= _LEAST_LETTERS:
            share = han_share(cell)
            said["zh" if share >= _CHINESE_SHARE else "en" if share <= _ENGLISH_SHARE else ""] += len(cell)
    if not said:
        return ""
    language, length = said.most_common(1)[0]
    full = sum(bool(cell) for cell in cells)
    # A column of initials or of single words beside long texts says who speaks, not what.
    is_text = length >= 4 * full
    return language if length >= _LEAST_SHARE * said.total() and is_text else ""


def _is_section(row: Sequence[Cell], columns: Sequence[int]) -> bool:
    """A row that is one cell across the table is a heading inside it."""
    return len(row) == 1 and len(columns) > 1 and row[0].span > 1


def _is_head(cells: Sequence[str], columns: Sequence[int]) -> bool:
    named = [cells[at].strip().lower() for at in columns if at < len(cells)]
    return bool(named) and all(map(_HEADING.fullmatch, named))


def _cells(row: Sequence[Cell]) -> list[str]:
    """A cell for each column; those that a wide one reaches over are empty."""
    found: list[str] = []
    for cell in row:
        lines = filter(None, (collapse(paragraph.raw) for paragraph in cell.paragraphs))
        found += ["\n".join(lines), *[""] * (cell.span - 1)]
    return found


def _texts(item: Paragraph | Table) -> Iterator[str]:
    if isinstance(item, Paragraph):
        yield collapse(item.raw)
    else:
        yield from (collapse(p.raw) for row in item.rows for cell in row for p in cell.paragraphs)
