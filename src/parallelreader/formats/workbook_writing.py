"""Workbooks (XLSX as ECMA-376 has it), written row by row: any number of rows in the memory of one.

Cells hold words and numbers, never formulas; parts of a cell may be marked. Reading is the business of
``spreadsheet``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.formats.whole_file import whole_file

MOST_ROWS = 1_048_576
"""What a sheet holds with its heading; what is more goes on in another sheet."""

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_REPORT_EVERY = 1000
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN, _HEADING, _RIGHT, _CENTRE = range(4)


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
    with whole_file(file) as stream, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=5) as archive:
        names: list[str] = []
        for sheet in sheets:
            rows = iter(sheet.rows)
            number = 0
            while True:
                some = list(islice(rows, 1))
                if not some and number:
                    break
                number += 1
                names.append(_free_name(sheet.name if number == 1 else f"{sheet.name} {number}", names))
                with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as part:
                    _write_sheet(part, sheet, _chain(some, islice(rows, MOST_ROWS - 2)), progress)
                if not some:
                    break
        for name, content in _other_parts(names):
            archive.writestr(name, _HEAD + content)


def _write_sheet(part: IO[bytes], sheet: Sheet, rows: Iterable[Sequence[Cell]], progress: Progress) -> None:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    part.write(
        (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f"</sheetView></sheetViews>{f'<cols>{widths}</cols>' if widths else ''}<sheetData>"
        ).encode()
    )
    styles = [{"right": _RIGHT, "centre": _CENTRE}.get(each, _PLAIN) for each in sheet.aligned]
    part.write(_row(1, sheet.heading, [_HEADING] * len(sheet.heading)).encode())
    for number, row in enumerate(rows, 2):
        if number % _REPORT_EVERY == 0:
            progress.step(number, 0, "Writing the workbook")
        part.write(_row(number, row, styles).encode())
    part.write(b"</sheetData></worksheet>")


def _row(number: int, cells: Sequence[Cell], styles: Sequence[int]) -> str:
    written = "".join(
        _cell(f"{_column(at)}{number}", cell, styles[at] if at < len(styles) else _PLAIN)
        for at, cell in enumerate(cells)
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, cell: Cell, style: int) -> str:
    if isinstance(cell, int | float):
        return f'<c r="{place}" s="{style}"><v>{cell!r}</v></c>'
    words = cell.text if isinstance(cell, Marked) else cell
    if not words:
        return ""
    if isinstance(cell, Marked) and cell.spans and len(words) <= _LONGEST_CELL:
        content = "".join(_runs(cell))
    else:
        content = _words(words)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{content}</is></c>'


def _runs(cell: Marked) -> Iterator[str]:
    at = 0
    for span in sorted(cell.spans):
        if at < span.start:
            yield f"<r>{_words(cell.text[at : span.start])}</r>"
        yield f'<r><rPr><b/><color rgb="FF285A86"/></rPr>{_words(cell.text[span.start : span.end])}</r>'
        at = span.end
    if at < len(cell.text):
        yield f"<r>{_words(cell.text[at:])}</r>"


def _words(words: str) -> str:
    # What looks like an escape would be read as one.
    plain = _ESCAPED.sub("_x005F_", _NO_CHARACTER.sub("", words))[:_LONGEST_CELL]
    return f'<t xml:space="preserve">{escape(plain)}</t>'


def _column(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    plain = _NOT_IN_NAMES.sub(" ", _NO_CHARACTER.sub("", wanted)).strip(" '")[:_LONGEST_NAME] or "Sheet"
    name, number = plain, 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST_NAME - len(end)] + end
    return name


def _chain(first: Iterable[Sequence[Cell]], rest: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield from first
    yield from rest


def _other_parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts besides the sheets, by name."""
    numbers = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, names, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
    )
    relations = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    relations.append((f"rId{len(names) + 1}", "styles", "styles.xml"))
    yield "xl/_rels/workbook.xml.rels", _relations(relations)
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    yield (
        "xl/styles.xml",
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="4">{_style(0, "")}{_style(1, "")}{_style(0, "right")}{_style(0, "center")}'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>",
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers]
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}.{what}+xml"/>' for name, what in parts
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    )


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _style(font: int, across: str) -> str:
    aligned = f' horizontal="{across}"' if across else ""
    wraps = "" if across else ' wrapText="1"'
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        f'<alignment vertical="top"{aligned}{wraps}/></xf>'
    )
