"""A hand-out as a Word file: a table that repeats its head and never parts a row, pinyin as Word's own ruby,
notes as footnotes, headings that its navigation knows.

Written by hand rather than through a library: none of those at hand writes ruby or footnotes, and the text
goes out a row at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from parallelreader.core.handout import (
    Cell,
    Column,
    Handout,
    HandoutNote,
    HandoutPart,
    HandoutRow,
    Piece,
)
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats import handout_docx_parts as parts
from parallelreader.formats.handout_markup import HIGHLIGHTS, text

_NUMBER_WIDTH = 620
# What is longer may not fit on a page, and would be cut there, or leave much of one empty, if it might not be
# parted.
_LONGEST_WHOLE = 900
_RAISED = '<w:vertAlign w:val="superscript"/>'
# Thin spaces keep the readings of neighbouring words apart.
_APART = "\u2009"
_LINE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>'


def write_docx(handout: Handout, out: BinaryIO, *, progress: Progress = NO_PROGRESS) -> None:
    """Write the file, a row at a time. Raises what the parts raise."""
    writing = _Writing(handout)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", parts.CONTENT_TYPES)
        archive.writestr("_rels/.rels", parts.PACKAGE_RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", parts.DOCUMENT_RELATIONS)
        archive.writestr("docProps/core.xml", parts.core_properties(handout.title, handout.language))
        archive.writestr("word/styles.xml", parts.styles(handout.options, handout.language))
        archive.writestr("word/settings.xml", parts.SETTINGS)
        archive.writestr("word/header.xml", parts.header(handout.title))
        archive.writestr("word/footer.xml", parts.FOOTER)
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for piece in writing.document(progress):
                stream.write(piece.encode())
        with archive.open("word/footnotes.xml", "w", force_zip64=True) as stream:
            for piece in writing.footnotes():
                stream.write(piece.encode())


class _Writing:
    """The text, and the footnotes met in it: Word numbers them through all documents."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._options = handout.options
        self._notes: list[HandoutNote] = []
        self._ids: dict[int, int] = {}

    def document(self, progress: Progress) -> Iterator[str]:
        """The main part in pieces."""
        yield f"{parts.XML}<w:document {parts.NAMES}><w:body>"
        for number, part in enumerate(self._handout.parts()):
            self._ids = {}
            yield from self._part(part, progress, is_first=not number)
        yield f"<w:p/>{parts.section_properties(self._options)}</w:body></w:document>"

    def footnotes(self) -> Iterator[str]:
        """The notes met in the main part."""
        yield parts.FOOTNOTES_BEGIN
        for number, note in enumerate(self._notes, 1):
            lines = "<w:r><w:br/></w:r>".join(_run(line, "") for line in note.text.split("\n"))
            yield (
                f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
                f"{_run(' ', '')}{lines}</w:p></w:footnote>"
            )
        yield "</w:footnotes>"

    def _part(self, part: HandoutPart, progress: Progress, *, is_first: bool) -> Iterator[str]:
        page = "" if is_first else "<w:pageBreakBefore/>"
        yield _paragraph("Heading1", _run(part.title, ""), page)
        for line in part.credits:
            yield _paragraph("Credit", _run(line, ""))
        yield _paragraph("Credit", "")
        is_in_table = False
        for done, row in enumerate(part.rows(), 1):
            if row.level and is_in_table:
                yield "</w:tbl>"
                is_in_table = False
            if row.level:
                yield self._heading(part.columns, row)
            elif self._handout.is_in_columns:
                if not is_in_table:
                    yield self._table_begin(part.columns)
                    is_in_table = True
                yield self._row(part.columns, row)
            else:
                yield self._block(part.columns, row)
            progress.step(min(done, part.row_count), part.row_count, "Writing the document")
        if is_in_table:
            yield "</w:tbl>"

    def _heading(self, columns: Iterable[Column], row: HandoutRow) -> str:
        words = [
            self._runs(column, cell, row) for column, cell in zip(columns, row.cells, strict=True) if cell
        ]
        return _paragraph(f"Heading{min(row.level + 1, 3)}", _run("  ", "").join(words))

    def _table_begin(self, columns: tuple[Column, ...]) -> str:
        widths = self._widths(len(columns))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        names = [_paragraph("Head", _run(column.name, "")) for column in columns]
        if self._options.has_numbers:
            names.insert(0, _paragraph("Head", ""))
        cells = "".join(_cell(name, width) for name, width in zip(names, widths, strict=True))
        lines = "".join(_LINE.format(side=side) for side in ("top", "bottom", "insideH"))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/>'
            '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="180" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
        )

    def _row(self, columns: tuple[Column, ...], row: HandoutRow) -> str:
        widths = self._widths(len(columns))
        contents = [
            _paragraph(_style_of(column), self._runs(column, cell, row) or _run("—", ""))
            for column, cell in zip(columns, row.cells, strict=True)
        ]
        if self._options.has_numbers:
            contents.insert(0, _paragraph("Number", _run(row.label, "")))
        cells = "".join(_cell(content, width) for content, width in zip(contents, widths, strict=True))
        whole = "<w:cantSplit/>" if _is_short(row) else ""
        return f"<w:tr><w:trPr>{whole}</w:trPr>{cells}</w:tr>"

    def _block(self, columns: tuple[Column, ...], row: HandoutRow) -> str:
        told = [(column, cell) for column, cell in zip(columns, row.cells, strict=True) if cell]
        indent = _NUMBER_WIDTH if self._options.has_numbers else 0
        is_short = _is_short(row)
        made = []
        for place, (column, cell) in enumerate(told):
            is_last = place == len(told) - 1
            hanging = indent if not place and row.label else 0
            look = (
                ("<w:keepNext/>" if is_short and not is_last else "")
                + ("<w:keepLines/>" if is_short else "")
                + (f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>' if hanging else "")
                + (f'<w:spacing w:after="{160 if is_last else 20}"/>')
                + (f'<w:ind w:left="{indent}" w:hanging="{hanging}"/>' if indent else "")
            )
            words = self._runs(column, cell, row)
            if hanging:
                small = '<w:color w:val="5E5B54"/><w:sz w:val="16"/>'
                words = f"{_run(row.label, small)}<w:r><w:tab/></w:r>{words}"
            made.append(_paragraph(_style_of(column), words, look))
        return "".join(made)

    def _widths(self, columns: int) -> list[int]:
        width = parts.page_width(self._options)
        numbers = [_NUMBER_WIDTH] if self._options.has_numbers else []
        return numbers + [(width - sum(numbers)) // columns] * columns

    def _runs(self, column: Column, cell: Cell, row: HandoutRow) -> str:
        look = _look(column)
        return "".join(
            _ruby(piece, look, column, self._options.size) + self._sign(piece, row)
            if piece.text
            # Without words it stands behind another one.
            else _run(",", _RAISED) + self._sign(piece, row)
            for piece in cell
        )

    def _sign(self, piece: Piece, row: HandoutRow) -> str:
        if not piece.note:
            return ""
        known = self._ids.get(piece.note)
        if known is not None:
            return _run(str(known), _RAISED)
        note = next((note for note in row.notes if note.number == piece.note), None)
        if note is None:
            return ""
        self._notes.append(note)
        number = self._ids[piece.note] = len(self._notes)
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )


def _is_short(row: HandoutRow) -> bool:
    return max((len(row.text(number)) for number in range(len(row.cells))), default=0) <= _LONGEST_WHOLE


def _look(column: Column) -> Callable[[Piece], str]:
    if column.is_chinese:
        # Without the hint Word takes curly quotes and dashes from the Latin font, half as wide.
        fonts = '<w:rFonts w:hint="eastAsia"/>'
        language = f'<w:lang w:eastAsia="{parts.east_asian(column.language)}"/>'
    else:
        fonts, language = "", f'<w:lang w:val="{text(column.language)}"/>'

    def look(piece: Piece) -> str:
        shade = ""
        if piece.tint:
            fill = HIGHLIGHTS[piece.tint][0].lstrip("#").upper()
            shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
        under = '<w:u w:val="dotted"/>' if piece.is_term else ""
        return f"{fonts}{under}{shade}{language}"

    return look


def _ruby(piece: Piece, look: Callable[[Piece], str], column: Column, size: int) -> str:
    if not piece.reading:
        return _run(piece.text, look(piece))
    above = f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="{size}"/><w:lang w:val="zh-Latn"/>'
    return (
        f'<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="{size}"/>'
        f'<w:hpsRaise w:val="{2 * size - 2}"/><w:hpsBaseText w:val="{2 * size}"/>'
        f'<w:lid w:val="{parts.east_asian(column.language)}"/></w:rubyPr>'
        f"<w:rt>{_run(f'{_APART}{piece.reading}{_APART}', above)}</w:rt>"
        f"<w:rubyBase>{_run(piece.text, look(piece))}</w:rubyBase></w:ruby></w:r>"
    )


def _style_of(column: Column) -> str:
    return "Chinese" if column.is_chinese else "Translation"


def _paragraph(style: str, runs: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _run(words: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text(words)}</w:t></w:r>'
