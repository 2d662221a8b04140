"""A hit laid out in a width: the words round the place found, and under them what renders them.

Colours and states are left to the view.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.text import Span
from parallelreader.ui.search.hit_model import HitWords
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.widgets.utf16 import Utf16Map

MARGIN = 16
HEADING_HEIGHT = 34
ABOVE, BELOW, BETWEEN = 8, 9, 2
LABEL_HEIGHT = 16
MOST_LINES = 2
USUAL_HEIGHT = ABOVE + LABEL_HEIGHT + 24 + BETWEEN + 2 * 20 + BELOW
_CHINESE, _ENGLISH = (16, 24), (14, 20)
_ELLIPSIS = "…"
# Nothing begins with these.
_MARKS = "，。、；：！？”’」』）…,.;:!?) "


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some lines of words at ``top`` in the item; ``marks`` are the places found, in pixels of the item."""

    layout: QTextLayout
    top: int
    height: int
    marks: tuple[QRectF, ...]

    def draw_at(self) -> QPointF:
        return QPointF(MARGIN, self.top)


class HitLayout:
    """What stands where in one item, in pixels from its top left."""

    def __init__(self, words: HitWords, width: int) -> None:
        across = max(width - 2 * MARGIN, 40)
        top = ABOVE + LABEL_HEIGHT
        self.words = snippet(words.text, words.spans, words.language, across, top)
        top += self.words.height
        self.partner: Snippet | None = None
        if words.partner:
            top += BETWEEN
            self.partner = snippet(
                words.partner, words.partner_spans, words.partner_language, across, top, paler=True
            )
            top += self.partner.height
        self.height = top + BELOW


def snippet(
    text: str, spans: Sequence[Span], language: str, across: int, top: int, *, paler: bool = False
) -> Snippet:
    """The words round the first place found, in at most two lines."""
    size, line_height = _CHINESE if is_chinese_tag(language) else _ENGLISH
    size -= paler and is_chinese_tag(language)
    line_height -= 2 * (paler and is_chinese_tag(language))
    font = reading_font(language, size)
    text, spans = _windowed(text, spans, across // (size if is_chinese_tag(language) else size // 2))
    layout, fits = _lay_out(text, font, across, line_height)
    while fits is not None:
        # Where the ellipsis has to go depends on the font, so letters are taken away until it fits.
        text = _shortened(text, max(fits - 2, 0)) + _ELLIPSIS
        layout, fits = _lay_out(text, font, across, line_height)
    kept = len(text) - text.endswith(_ELLIPSIS)
    units = Utf16Map(text)
    marks = [
        rect.translated(MARGIN, top)
        for span in spans
        if span.start < kept
        for rect in _rects(layout, units, Span(span.start, min(span.end, kept)), line_height)
    ]
    return Snippet(layout, top, layout.lineCount() * line_height, tuple(marks))


def _shortened(text: str, end: int) -> str:
    """The text up to ``end``, without the beginning of a word at its end."""
    if text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        space = text.rfind(" ", max(end - 14, 1), end)
        end = space if space > 0 else end
    return text[:end].rstrip()


def _windowed(text: str, spans: Sequence[Span], a_line: int) -> tuple[str, list[Span]]:
    """The text from a little before the first place on, where that would not be in the first lines."""
    if not spans or spans[0].end <= a_line * (MOST_LINES - 0.5):
        return text, list(spans)
    # What follows should fill the lines as well.
    cut = max(min(spans[0].start - a_line // 2, len(text) - round(a_line * (MOST_LINES - 0.2))), 0)
    if not cut:
        return text, list(spans)
    space = text.find(" ", cut, spans[0].start)
    cut = space + 1 if space >= 0 else cut
    while text[cut] in _MARKS and cut < spans[0].start:
        cut += 1
    moved = [Span(span.start - cut + 1, span.end - cut + 1) for span in spans]
    return _ELLIPSIS + text[cut:], moved


def _lay_out(text: str, font: QFont, across: int, line_height: int) -> tuple[QTextLayout, int | None]:
    """The layout and, where the text did not fit, how many code points did."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    end = 0
    units = Utf16Map(text)
    for number in range(MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(across)
        line.setPosition(QPointF(0.0, number * line_height + (line_height - line.height()) / 2))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, None if end >= units.units else units.from_qt(end)


def _rects(layout: QTextLayout, units: Utf16Map, span: Span, line_height: int) -> Iterator[QRectF]:
    start, end = units.to_qt(span.start), units.to_qt(span.end)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, after = line.textStart(), line.textStart() + line.textLength()
        if start < after and first < end:
            left, right = _x(line, max(start, first)), _x(line, min(end, after))
            yield QRectF(left - 1, number * line_height + 1.5, right - left + 2, line_height - 3)


def _x(line: QTextLine, units: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(units))
    return x
