"""The lines of a PDF page, from where each of its characters stands.

The order in which characters are drawn counts only inside a line; how lines follow each other is decided by
``pdf_layout``.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from parallelreader.formats.pdf_characters import put_right
from parallelreader.formats.text_lines import joins_closely

MAX_CHARACTERS = 200_000
_SAME_LINE = 0.5
_GUTTER = 1.5
_WORD_GAP = 0.18
_WIDE_GAP = 0.9


@dataclass(frozen=True, slots=True)
class PdfLine:
    """Words on one line, in points from the left and the bottom of the page. ``size`` is that of its type."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    baseline: float
    size: float


def lines_of(page: Any) -> list[PdfLine]:
    """The lines of a page (of pypdfium2), from the top down; those of columns side by side are apart."""
    rows: list[list[_Glyph]] = []
    for glyph in sorted(_glyphs(page), key=lambda each: -each.baseline):
        row = rows[-1] if rows else []
        if row and abs(row[0].baseline - glyph.baseline) <= _SAME_LINE * max(row[0].size, glyph.size):
            row.append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows for line in _parted(sorted(row, key=lambda each: each.left))]


def _glyphs(page: Any) -> Iterator[_Glyph]:
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    count = min(pdfium.FPDFText_CountChars(text_page), MAX_CHARACTERS)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        character = put_right(chr(code)) if code < 0x110000 else ""
        if not character.strip() or not pdfium.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            continue
        size = pdfium.FPDFText_GetFontSize(text_page, at) * _scale(pdfium, text_page, at)
        pdfium.FPDFText_GetCharOrigin(text_page, at, x, y)
        if 0.5 < size < 2000:
            yield _Glyph(character, min(left.value, x.value), right.value, y.value, round(size, 1))


def _scale(pdfium: Any, text_page: Any, at: int) -> float:
    """How much larger a character is drawn than its font says."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, at, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _parted(row: Sequence[_Glyph]) -> Iterator[PdfLine]:
    """A row as one line, or as one for each column it reaches over."""
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at].left - row[at - 1].right > _GUTTER * max(row[at].size, row[at - 1].size):
            glyphs = row[start:at]
            sizes = sorted(glyph.size for glyph in glyphs)
            yield PdfLine(
                _words(glyphs),
                glyphs[0].left,
                max(glyph.right for glyph in glyphs),
                glyphs[0].baseline,
                sizes[len(sizes) // 2],
            )
            start = at


def _words(glyphs: Sequence[_Glyph]) -> str:
    text = glyphs[0].text
    for before, glyph in pairwise(glyphs):
        gap = (glyph.left - before.right) / max(min(glyph.size, before.size), 1.0)
        least = _WIDE_GAP if joins_closely(before.text[-1], glyph.text[0]) else _WORD_GAP
        text += f" {glyph.text}" if gap > least else glyph.text
    return text
