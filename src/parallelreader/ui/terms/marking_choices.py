"""The pairs that may be meant by what was marked, one below the other, with the hands that write so."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.app.terms.marking import Alternative
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL

_ROW = 26
_PADDING, _GAP = 8.0, 12.0
_RADIUS = 4.0


class MarkingChoices(QWidget):
    """``chosen`` carries an Alternative. Keys are given to it by whoever has the keyboard."""

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._alternatives: tuple[Alternative, ...] = ()
        self._hands: Mapping[str, str] = {}
        self._current: int | None = None
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("What may be meant"))
        themes.changed.connect(self.update)

    def show_alternatives(self, alternatives: Sequence[Alternative], hands: Mapping[str, str]) -> None:
        """Offer these, the first of them chosen; a single one goes without saying, unless it is a guess."""
        self._alternatives, self._hands = tuple(alternatives), hands
        self._current = 0 if alternatives else None
        self._pointed = None
        self.setVisible(any(each.versions for each in alternatives))
        self.setFixedHeight(_ROW * len(self._alternatives))
        self._tell()

    def choose(self, number: int | None) -> None:
        """Have that one stand out, or none."""
        self._current = number
        self._tell()

    def step(self, by: int) -> None:
        """Choose the next one (1) or the one before (-1), round the ends."""
        count = len(self._alternatives)
        if count:
            first = 0 if by > 0 else count - 1
            self._take(first if self._current is None else (self._current + by) % count)

    def sizeHint(self) -> QSize:
        return QSize(0, _ROW * len(self._alternatives))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = interface_font(SMALL)
        for number, each in enumerate(self._alternatives):
            row = QRectF(0, number * _ROW, self.width(), _ROW)
            if number in (self._current, self._pointed):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.selected if number == self._current else theme.hover)
                painter.drawRoundedRect(row.adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)
            about = self._about(each)
            taken = QFontMetricsF(small).horizontalAdvance(about)
            painter.setFont(small)
            painter.setPen(theme.text if number == self._current else theme.secondary)
            inner = row.adjusted(_PADDING, 0, -_PADDING, 0)
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, about)
            painter.setPen(theme.text)
            room = inner.adjusted(0, 0, -taken - _GAP, 0)
            left = self._draw(painter, room, each.chinese, reading_font("zh-Hans", 15))
            self._draw(painter, room.adjusted(left + _GAP, 0, 0, 0), each.english, reading_font("en", 15))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = self._row_at(event.position())
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._pointed = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._row_at(event.position())
        if number is not None:
            self._take(number)

    def _take(self, number: int) -> None:
        self.choose(number)
        self.chosen.emit(self._alternatives[number])

    def _row_at(self, point: QPointF) -> int | None:
        number = int(point.y() // _ROW)
        return number if 0 <= number < len(self._alternatives) else None

    def _about(self, each: Alternative) -> str:
        """Who writes so, and that it is but likely."""
        parts = [self._hands.get(version, version) for version in each.versions]
        if each.count > 1:
            parts.insert(0, self.tr("{count}×").format(count=each.count))
        if each.versions and not each.is_sure:
            parts.append(self.tr("likely"))
        return ", ".join(parts)

    def _tell(self) -> None:
        if self._current is not None and self._current < len(self._alternatives):
            each = self._alternatives[self._current]
            said = (each.chinese, each.english, self._about(each))
            self.setAccessibleDescription(", ".join(part for part in said if part))
        self.update()

    @staticmethod
    def _draw(painter: QPainter, room: QRectF, words: str, font: QFont) -> float:
        """Draw words at the left of what room there is; gives how wide they are."""
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0.0))
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return metrics.horizontalAdvance(shown)
