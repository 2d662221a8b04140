"""The shadow under a card.

Its layers are painted once for a width and then laid round cards of any height: painting them takes longer
than painting all of the card.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from parallelreader.ui.theme.source import ThemeSource

_REACH, _DOWN = 22, 8


class CardShadow(QWidget):
    """Stands behind a card whose corners have that ``radius``; the pointer goes through it."""

    def __init__(self, themes: ThemeSource, parent: QWidget, *, radius: float) -> None:
        super().__init__(parent)
        self._themes, self._radius = themes, radius
        # Above and below of a card of any height; between them it is the same all the way down.
        self._end = _REACH + _DOWN + round(radius) + 2
        self._kept: tuple[tuple[int, float, float], QPixmap] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def stand_under(self, card: QRect) -> None:
        """Take the place of the shadow of a card that stands there."""
        self.setGeometry(card.adjusted(-_REACH, -_REACH, _REACH, _REACH + _DOWN))

    def paintEvent(self, event: QPaintEvent) -> None:
        end, width, height = self._end, self.width(), self.height()
        painter = QPainter(self)
        if height < 2 * end + 1:
            self._paint_layers(painter, self.rect())
        else:
            shadow = self._shadow()
            scale, below = shadow.devicePixelRatio(), height - 2 * end
            parts = [(0, 0, width, end, 0, end), (0, height - end, width, end, end + 1, end)]
            parts += [(x, end, _REACH, below, end, 1) for x in (0, width - _REACH)]
            for x, y, across, tall, top, down in parts:
                source = QRectF(x * scale, top * scale, across * scale, down * scale)
                painter.drawPixmap(QRectF(x, y, across, tall), shadow, source)
        painter.end()

    def _shadow(self) -> QPixmap:
        """The shadow of a card as wide as this one and as low as can be."""
        scale = self.devicePixelRatioF()
        key = (self.width(), scale, self._themes.current.shadow_opacity)
        if self._kept is not None and self._kept[0] == key:
            return self._kept[1]
        area = QRect(0, 0, self.width(), 2 * self._end + 1)
        shadow = QPixmap(area.size() * scale)
        shadow.setDevicePixelRatio(scale)
        shadow.fill(Qt.GlobalColor.transparent)
        painter = QPainter(shadow)
        self._paint_layers(painter, area)
        painter.end()
        self._kept = (key, shadow)
        return shadow

    def _paint_layers(self, painter: QPainter, area: QRect) -> None:
        """Thin layers upon each other: they are as good as a blur."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        card = area.adjusted(_REACH, _REACH, -_REACH, -_REACH - _DOWN)
        inner = QRectF(card.translated(0, _DOWN))
        corner = round(self._radius)
        painter.setClipRegion(QRegion(area).subtracted(QRegion(card.adjusted(0, corner, 0, -corner))))
        ink = QColor(0, 0, 0)
        ink.setAlphaF(self._themes.current.shadow_opacity / _REACH)
        painter.setBrush(ink)
        for step in range(0, _REACH, 2):
            painter.setOpacity(2.0 * (1.0 - step / _REACH) ** 2)
            radius = self._radius + step
            painter.drawRoundedRect(inner.adjusted(-step, -step, step, step), radius, radius)
