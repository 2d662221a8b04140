"""Keys drawn as keys: small outlined caps beside the words of what they do."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

_SIZE = 11
_HEIGHT = 20.0
_PADDING = 6.0
_BETWEEN = 4.0
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter"}


def caps_of(sequence: QKeySequence) -> list[str]:
    """The keys of a shortcut one by one, as the platform writes them, arrows as arrows."""
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    parts = text.replace("++", "+plus").split("+")
    return [_ARROWS.get(part, "+" if part == "plus" else part) for part in parts if part]


def caps_width(caps: Sequence[str]) -> float:
    """How wide the caps are beside each other, in pixels."""
    metrics = QFontMetricsF(interface_font(_SIZE))
    widths = [_cap_width(metrics, cap) for cap in caps]
    return sum(widths) + _BETWEEN * max(len(widths) - 1, 0)


def draw_caps(painter: QPainter, theme: Theme, caps: Sequence[str], left: float, middle: float) -> None:
    """Draw caps from ``left`` on, centred on the height ``middle``."""
    font = interface_font(_SIZE)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for cap in caps:
        area = QRectF(left, middle - _HEIGHT / 2, _cap_width(metrics, cap), _HEIGHT)
        painter.setPen(QPen(theme.line, 1.0))
        painter.setBrush(theme.surface)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.secondary)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, cap)
        left = area.right() + _BETWEEN
    painter.setBrush(Qt.BrushStyle.NoBrush)


class KeyCaps(QWidget):
    """The caps of one shortcut as a widget of their own; they say nothing to screen readers."""

    def __init__(self, themes: ThemeSource, caps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._caps = themes, tuple(caps)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(caps_width(self._caps)) + 1, round(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_caps(painter, self._themes.current, self._caps, 0.0, self.height() / 2)
        painter.end()


def _cap_width(metrics: QFontMetricsF, cap: str) -> float:
    return max(metrics.horizontalAdvance(cap) + 2 * _PADDING, _HEIGHT - 2)
