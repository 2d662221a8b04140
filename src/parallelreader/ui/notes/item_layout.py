"""One note of the list laid out in a width: where its lines stand and what is left out.

Colours and states are left to the delegate.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.notes.note import Review
from parallelreader.ui.notes.entry import NoteEntry, Quote
from parallelreader.ui.notes.swatches import SWATCH
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.widgets.utf16 import Utf16Map

MARGIN = 16
TOP, BOTTOM = 11, 11
MOST_BODY_LINES = 6
MOST_QUOTES = 3
_GAP = 8
_BODY_LINE, _SMALL_LINE = 18, 17
_CHINESE_LINE, _ENGLISH_LINE = 24, 21
_CHINESE_SIZE, _ENGLISH_SIZE = 16, 15
_BODY_SIZE, _SMALL_SIZE = 13, 12
# Six lines of the widest panel hold a fraction of this, so the rest of a long note is not laid out.
_MOST_CHARACTERS = 1200
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A single line of text within ``rect``, elided already; ``is_small`` text is paler."""

    text: str
    font: QFont
    rect: QRect
    is_small: bool = False
    is_warning: bool = False


class NoteLayout:
    """What stands where in one item, in pixels from its top left."""

    def __init__(self, entry: NoteEntry, width: int) -> None:
        self.swatch = QRect(MARGIN, TOP + (_line_height(entry.quotes[0]) - SWATCH) // 2, SWATCH, SWATCH)
        self._width = width
        self._y = TOP
        self.lines: list[Line] = []
        self._add_quotes(entry)
        self.body: list[tuple[QTextLayout, QPointF]] = list(self._lay_out_body(entry.note.body))
        self._add_foot(entry)
        self.size = QSize(width, self._y + BOTTOM)

    def _add_quotes(self, entry: NoteEntry) -> None:
        left = MARGIN + SWATCH + _GAP
        right = self._width - MARGIN
        label = interface_font(_SMALL_SIZE, tabular=True)
        across = QFontMetrics(label).horizontalAdvance(entry.label) if entry.label else -_GAP
        for number, quote in enumerate(entry.quotes[:MOST_QUOTES]):
            height = _line_height(quote)
            end = right - across - _GAP if number == 0 else right
            self._add(quote.text, quote_font(quote), QRect(left, self._y, end - left, height))
            if number == 0 and entry.label:
                rect = QRect(right - across, self._y, across + 1, height)
                self.lines.append(Line(entry.label, label, rect, is_small=True))
            self._y += height

    def _lay_out_body(self, body: str) -> Iterator[tuple[QTextLayout, QPointF]]:
        if not body.strip():
            return
        self._y += 3
        shown = body.strip()[:_MOST_CHARACTERS].replace("\n", "\u2028")
        font, across = interface_font(_BODY_SIZE), self._width - 2 * MARGIN
        layout = wrapped(shown, font, across, most_lines=MOST_BODY_LINES)
        yield layout, QPointF(MARGIN, self._y)
        self._y += layout.lineCount() * _BODY_LINE

    def _add_foot(self, entry: NoteEntry) -> None:
        small = interface_font(_SMALL_SIZE)
        across = self._width - 2 * MARGIN
        highlight = QCoreApplication.translate("NoteEntry", "Highlight") if entry.note.is_highlight else ""
        source = " · ".join(part for part in (highlight, entry.source) if part)
        for text in filter(None, (source, " · ".join(entry.note.tags))):
            self._y += 2
            self._add(text, small, QRect(MARGIN, self._y, across, _SMALL_LINE), is_small=True)
            self._y += _SMALL_LINE
        if entry.note.review is Review.WAITING:
            self._y += 2
            waits = QCoreApplication.translate("NoteEntry", "To be reviewed")
            self._add(waits, small, QRect(MARGIN, self._y, across, _SMALL_LINE), is_warning=True)
            self._y += _SMALL_LINE
        if entry.is_unplaced:
            self._y += 2
            lost = QCoreApplication.translate("NoteEntry", "Unplaced: its text has changed")
            self._add(lost, small, QRect(MARGIN, self._y, across, _SMALL_LINE), is_warning=True)
            self._y += _SMALL_LINE

    def _add(
        self, text: str, font: QFont, rect: QRect, *, is_small: bool = False, is_warning: bool = False
    ) -> None:
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        self.lines.append(Line(elided, font, rect, is_small, is_warning))


def wrapped(text: str, font: QFont, width: int, *, most_lines: int) -> QTextLayout:
    """``text`` in lines of even height; what does not fit into them gives way to an ellipsis."""
    layout, ends = _lay_out(text, font, width, most_lines)
    while ends is not None:
        # Where the ellipsis has to go depends on the font, so letters are taken away until it fits.
        kept = text[: max(ends - 1, 0)].rstrip()
        text = kept + _ELLIPSIS
        layout, ends = _lay_out(text, font, width, most_lines)
        ends = None if ends is None else len(kept)
    return layout


def estimate_height(body: str, quotes: int, width: int) -> int:
    """Roughly how tall a note is, without laying it out."""
    lines = 0
    if body:
        # Letters are about half as wide as hanzi; what is in between is near enough for a scroll bar.
        across = max((width - 2 * MARGIN) // 9, 1)
        lines = min(len(body[:_MOST_CHARACTERS]) // across + 1 + body.count("\n", 0, 400), MOST_BODY_LINES)
    return TOP + min(quotes, MOST_QUOTES) * _CHINESE_LINE + lines * _BODY_LINE + BOTTOM


def quote_font(quote: Quote) -> QFont:
    """The reading face a quote is set in."""
    size = _CHINESE_SIZE if is_chinese_tag(quote.language) else _ENGLISH_SIZE
    return reading_font(quote.language, size)


def _line_height(quote: Quote) -> int:
    return _CHINESE_LINE if is_chinese_tag(quote.language) else _ENGLISH_LINE


def _lay_out(text: str, font: QFont, width: int, most_lines: int) -> tuple[QTextLayout, int | None]:
    """The layout and, where the text did not fit, how many code points did."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    end = 0
    units = Utf16Map(text)
    for number in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0.0, number * _BODY_LINE + (_BODY_LINE - line.height()) / 2))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, None if end >= units.units else units.from_qt(end)
