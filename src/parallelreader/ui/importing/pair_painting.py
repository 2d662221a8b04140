"""One pair of the preview: how tall it is and how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.core.alignment import Bead
from parallelreader.ui.importing.pairs_model import PairRow
from parallelreader.ui.importing.wrapping import wrap
from parallelreader.ui.theme.controls import CONTROL_RADIUS, rounded
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.tokens import Theme

_MARGIN, _TOP, _BOTTOM = 20, 9, 9
_HEAD, _CHINESE_LEADING, _ENGLISH_LEADING = 18, 24, 20
_CHINESE_SIZE, _ENGLISH_SIZE = 16, 15
_BLANK_HEIGHT = 24
_MOST_LINES = 12
_BAR_WIDTH, _BAR_HEIGHT = 38, 4
_PERCENT_WIDTH = 40
_GAP = 10
_SMALL = 12
_KEPT = 200
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE


@dataclass(frozen=True, slots=True)
class PairLook:
    """Both sides of a pair as lines; a side without words has none."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    chinese_font: QFont

    @property
    def height(self) -> int:
        chinese = len(self.chinese) * _CHINESE_LEADING or _BLANK_HEIGHT + 4
        english = len(self.english) * _ENGLISH_LEADING or _BLANK_HEIGHT + 2
        return _TOP + _HEAD + chinese + english + _BOTTOM


class PairLooks:
    """Lays pairs out and keeps the last ones."""

    def __init__(self) -> None:
        self._known: dict[tuple[PairRow, int], PairLook] = {}
        self._english = reading_font("en", _ENGLISH_SIZE)

    def of(self, row: PairRow, width: int) -> PairLook:
        key = (row, width)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            font, across = reading_font(row.chinese_language, _CHINESE_SIZE), max(width - 2 * _MARGIN, 40)
            self._known[key] = PairLook(
                _lines(row.chinese, font, across), _lines(row.english, self._english, across), font
            )
        return self._known[key]

    @property
    def english_font(self) -> QFont:
        return self._english


def estimate_height(lengths: tuple[int, int], width: int) -> int:
    """Roughly how tall a pair with so many characters on each side is."""
    across = max(width - 2 * _MARGIN, 40)
    chinese = lengths[0] * _CHINESE_SIZE // across + 1
    english = lengths[1] * _ENGLISH_SIZE // (2 * across) + 1
    return _TOP + _HEAD + chinese * _CHINESE_LEADING + english * _ENGLISH_LEADING + _BOTTOM


def paint_pair(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    row: PairRow,
    look: PairLook,
    *,
    english_font: QFont,
    blanks: tuple[str, str],
    no_partner: str,
    low: str,
) -> None:
    """Paint one row; ``blanks`` stand where the Chinese or the English side has nothing, ``low`` beside a
    score below the limit."""
    bead = row.bead
    if bead.is_pair and bead.confidence < LOW_CONFIDENCE:
        painter.fillRect(rect, theme.low)
    painter.setPen(theme.line)
    painter.drawLine(QLine(rect.bottomLeft(), rect.bottomRight()))
    inner = rect.adjusted(_MARGIN, _TOP, -_MARGIN, -_BOTTOM)
    _paint_head(painter, QRect(inner.left(), inner.top(), inner.width(), _HEAD), theme, row, no_partner, low)
    y = inner.top() + _HEAD
    y = _paint_side(painter, inner, y, theme, look.chinese, look.chinese_font, _CHINESE_LEADING, blanks[0])
    _paint_side(painter, inner, y, theme, look.english, english_font, _ENGLISH_LEADING, blanks[1])


def _paint_head(
    painter: QPainter, rect: QRect, theme: Theme, row: PairRow, no_partner: str, low: str
) -> None:
    small = interface_font(_SMALL, tabular=True)
    strong = QFont(small)
    strong.setWeight(QFont.Weight.Medium)
    painter.setFont(strong)
    painter.setPen(theme.text)
    painter.drawText(rect, _LEFT, row.number)
    indent = QFontMetrics(strong).horizontalAdvance(row.number) + _GAP if row.number else 0
    painter.setFont(small)
    painter.setPen(theme.secondary)
    painter.drawText(rect.adjusted(indent, 0, 0, 0), _LEFT, row.bead.shape)
    if not row.bead.is_pair:
        painter.drawText(rect, _RIGHT, no_partner)
        return
    is_low = row.bead.confidence < LOW_CONFIDENCE
    if is_low:
        painter.setPen(theme.low_text)
    painter.drawText(rect, _RIGHT, f"{round(100 * row.bead.confidence)} %")
    right = rect.right() + 1 - _PERCENT_WIDTH
    bar = QRect(right - _BAR_WIDTH, rect.center().y() - 1, _BAR_WIDTH, _BAR_HEIGHT)
    if is_low:
        painter.drawText(
            QRect(rect.left(), rect.top(), bar.left() - _GAP - rect.left(), rect.height()), _RIGHT, low
        )
    _paint_bar(painter, bar, theme, row.bead)


def _paint_bar(painter: QPainter, bar: QRect, theme: Theme, bead: Bead) -> None:
    rounded(painter, bar, fill=theme.line, radius=_BAR_HEIGHT / 2)
    filled = QRect(bar)
    filled.setWidth(max(round(bar.width() * bead.confidence), _BAR_HEIGHT))
    ink = theme.low_text if bead.confidence < LOW_CONFIDENCE else theme.secondary
    rounded(painter, filled, fill=ink, radius=_BAR_HEIGHT / 2)


def _paint_side(
    painter: QPainter,
    inner: QRect,
    y: int,
    theme: Theme,
    lines: tuple[str, ...],
    font: QFont,
    leading: int,
    blank: str,
) -> int:
    """Paint the words of a side, or the blank in their place, from height ``y``; where it ends."""
    if lines:
        painter.setFont(font)
        painter.setPen(theme.text)
        for number, line in enumerate(lines):
            painter.drawText(QRect(inner.left(), y + number * leading, inner.width(), leading), _LEFT, line)
        return y + len(lines) * leading
    painter.setFont(interface_font(_SMALL))
    width = min(QFontMetrics(painter.font()).horizontalAdvance(blank) + 2 * _GAP, inner.width())
    box = QRect(inner.left(), y + 2, width, _BLANK_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.control, 1.0, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS)
    painter.restore()
    painter.setPen(theme.secondary)
    painter.drawText(box.adjusted(_GAP, 0, 0, 0), _LEFT, blank)
    return y + _BLANK_HEIGHT + 4


def _lines(text: str, font: QFont, width: int) -> tuple[str, ...]:
    return tuple(wrap(text, font, width, most_lines=_MOST_LINES)) if text else ()
