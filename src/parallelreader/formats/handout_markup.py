"""The cells, headings and notes of a hand-out as XHTML, which web pages and e-books have in common.

Style sheets and what stands around it are left to ``handout_html`` and ``handout_epub``.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from parallelreader.core.handout import Cell, Column, HandoutNote, HandoutPart, HandoutRow

# What XML has no way to write; normalised texts hold none of it, titles and notes may.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_GAP = "—"

HIGHLIGHTS = {
    "yellow": ("#faecb0", "#433a10"),
    "orange": ("#fbddbf", "#4a3218"),
    "rose": ("#f8d5da", "#4a272e"),
    "violet": ("#e3d8f3", "#382e52"),
    "blue": ("#cfe3f6", "#1d3a57"),
    "green": ("#d5eacd", "#233f28"),
}
"""The ground of each colour of a mark, on light and on dark paper; the design's own."""


def plain(words: str) -> str:
    """``words`` as they may stand in XML, not escaped yet."""
    return _NO_CHARACTER.sub("", words)


def text(words: str) -> str:
    """``words`` as the content of an element or of an attribute in double quotes."""
    return escape(plain(words))


class Markup:
    """Writes what belongs to one document. ``prefix`` begins the ids of its notes, ``notes_file`` is where
    they stand, empty for the same file; ``is_book`` adds what e-books want.

    ``here`` is the file that is being written, which whoever begins another one sets.
    """

    def __init__(self, prefix: str, *, notes_file: str = "", is_book: bool = False) -> None:
        self.here = ""
        self._prefix = prefix
        self._notes_file = notes_file
        self._is_book = is_book
        self._signs: dict[int, str] = {}

    def cell(self, cell: Cell) -> str:
        """The inline content of a cell."""
        return "".join(self._pieces(cell))

    def table(
        self, columns: Iterable[Column], rows: Iterable[HandoutRow], *, has_numbers: bool
    ) -> Iterator[str]:
        """Rows beside each other, with a head that printers repeat."""
        columns = tuple(columns)
        number = '<th class="n" scope="col"></th>' if has_numbers else ""
        heads = "".join(f'<th scope="col"{_lang(column)}>{text(column.name)}</th>' for column in columns)
        yield f'<table class="pairs"><thead><tr>{number}{heads}</tr></thead><tbody>\n'
        for row in rows:
            number = f'<td class="n">{text(row.label)}</td>' if has_numbers else ""
            cells = "".join(
                f"<td{_lang(column, 'gap' if not cell else '')}>{self.cell(cell) or _GAP}</td>"
                for column, cell in zip(columns, row.cells, strict=True)
            )
            first = ' class="first"' if row.starts_paragraph else ""
            yield f"<tr{first}>{number}{cells}</tr>\n"
        yield "</tbody></table>\n"

    def blocks(self, columns: Iterable[Column], rows: Iterable[HandoutRow]) -> Iterator[str]:
        """Rows under each other, a paragraph for each version; one that has nothing is passed over."""
        columns = tuple(columns)
        for row in rows:
            number = f'<span class="n">{text(row.label)}</span>' if row.label else ""
            cells = "".join(
                f"<p{_lang(column)}>{self.cell(cell)}</p>"
                for column, cell in zip(columns, row.cells, strict=True)
                if cell
            )
            first = " first" if row.starts_paragraph else ""
            yield f'<div class="pair{first}">{number}{cells}</div>\n'

    def heading(self, columns: Iterable[Column], row: HandoutRow, level: int) -> str:
        """A heading in all versions that have it."""
        parts = " ".join(
            f"<span{_lang(column)}>{self.cell(cell)}</span>"
            for column, cell in zip(columns, row.cells, strict=True)
            if cell
        )
        return f"<h{level}>{parts}</h{level}>\n"

    def notes(self, notes: Iterable[HandoutNote], title: str) -> Iterator[str]:
        """The notes, each with the way back to its sign."""
        kind, one = "", ""
        if self._is_book:
            kind, one = ' epub:type="endnotes"', ' epub:type="endnote"'
        yield f'<section class="notes"{kind}><h2>{text(title)}</h2>\n'
        for note in notes:
            name = f"{self._prefix}{note.number}"
            lines = "<br/>".join(map(text, note.text.split("\n")))
            back = f"{self._signs.get(note.number, '')}#sign-{name}"
            yield f'<div class="note" id="note-{name}"{one}>'
            yield f'<p><a href="{back}">{note.number}</a> {lines}</p></div>\n'
        yield "</section>\n"

    def _pieces(self, cell: Cell) -> Iterator[str]:
        for piece in cell:
            words = text(piece.text)
            if piece.reading:
                above = text(piece.reading)
                words = f"<ruby>{words}<rp>(</rp><rt>{above}</rt><rp>)</rp></ruby>"
            if piece.is_term and piece.text:
                words = f'<span class="term">{words}</span>'
            if piece.tint and piece.text:
                words = f'<mark class="{piece.tint}">{words}</mark>'
            yield words
            if piece.note:
                # Without words it stands behind another one.
                yield "" if piece.text else '<span class="sign">,</span>'
                yield self._sign(piece.note)

    def _sign(self, number: int) -> str:
        name = f"{self._prefix}{number}"
        own = "" if number in self._signs else f' id="sign-{name}"'
        self._signs.setdefault(number, self.here)
        kind = ' epub:type="noteref"' if self._is_book else ""
        return f'<a class="sign"{own}{kind} href="{self._notes_file}#note-{name}">{number}</a>'


def head(part: HandoutPart) -> Iterator[str]:
    """The title of a document and who made it."""
    yield f"<h1>{text(part.title)}</h1>\n"
    for line in part.credits:
        yield f'<p class="credit">{text(line)}</p>\n'


def _lang(column: Column, more: str = "") -> str:
    tag = text(column.language)
    kind = "zh" if column.is_chinese else "other"
    return f' lang="{tag}" xml:lang="{tag}" class="{f"{kind} {more}".strip()}"'
