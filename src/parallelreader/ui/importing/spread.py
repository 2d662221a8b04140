"""How sure the aligner is of its pairs: a small plot of their confidence with the low limit."""

from collections.abc import Sequence

from PySide6.QtCore import QLine, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.app.reading.confidence import LOW_CONFIDENCE
from parallelreader.core.alignment import Bead
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import mix

_BINS = 20
_MARGIN, _TITLE, _PLOT, _FOOT = 20, 20, 42, 18
_HEIGHT = 12 + _TITLE + 8 + _PLOT + 4 + _FOOT + 8
_SMALL = 11
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE


class Spread(QWidget):
    """Twenty bars from 0 to 100 %; what they say is in the accessible description, too."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._is_over = False
        self.bins = [0] * _BINS
        self.low_count = 0
        self.mean = 0.0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Spread of confidence"))
        themes.changed.connect(self.update)

    @property
    def count(self) -> int:
        """How many pairs are counted."""
        return sum(self.bins)

    def show_beads(self, beads: Sequence[Bead], *, is_over: bool) -> None:
        """Count the pairs among these; ``is_over`` where no more will come."""
        confidences = [bead.confidence for bead in beads if bead.is_pair]
        self.bins = [0] * _BINS
        for confidence in confidences:
            self.bins[min(int(confidence * _BINS), _BINS - 1)] += 1
        self.low_count = sum(confidence < LOW_CONFIDENCE for confidence in confidences)
        self.mean = sum(confidences) / len(confidences) if confidences else 0.0
        self._is_over = is_over
        self.setAccessibleDescription(", ".join((self._title(), self._mean_text(), self._low_text())))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._themes.current
        painter.fillRect(self.rect(), theme.surface)
        painter.setPen(theme.line)
        painter.drawLine(0, 0, self.width(), 0)
        if self.count:
            plot = QRect(_MARGIN, 12 + _TITLE + 8, self.width() - 2 * _MARGIN, _PLOT)
            self._paint_title(painter, QRect(plot.left(), 12, plot.width(), _TITLE))
            self._paint_bars(painter, plot)
            self._paint_scale(painter, plot)
        painter.end()

    def _paint_title(self, painter: QPainter, rect: QRect) -> None:
        theme = self._themes.current
        font = interface_font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(rect, _LEFT, self._title())
        strong = QFont(font)
        strong.setWeight(QFont.Weight.Medium)
        painter.setFont(strong)
        painter.drawText(rect, _RIGHT, self._mean_text())

    def _paint_bars(self, painter: QPainter, plot: QRect) -> None:
        theme = self._themes.current
        tallest = max(self.bins)
        for number, amount in enumerate(self.bins):
            if not amount:
                continue
            left = plot.left() + plot.width() * number // _BINS
            right = plot.left() + plot.width() * (number + 1) // _BINS
            height = max(round((plot.height() - 4) * amount / tallest), 3)
            ink = theme.low_text if number < LOW_CONFIDENCE * _BINS else theme.accent
            fill = mix(ink, theme.surface, share=0.6 if ink is theme.low_text else 0.4)
            painter.fillRect(QRect(left, plot.bottom() + 1 - height, right - left - 1, height), fill)
        painter.setPen(theme.control)
        base = plot.bottom() + 1
        painter.drawLine(QLine(plot.left(), base, plot.right(), base))
        painter.setPen(QPen(theme.low_text, 1.0, Qt.PenStyle.DashLine))
        limit = self._limit(plot)
        painter.drawLine(QLine(limit, plot.top(), limit, base))

    def _paint_scale(self, painter: QPainter, plot: QRect) -> None:
        theme = self._themes.current
        painter.setFont(interface_font(_SMALL, tabular=True))
        foot = QRect(plot.left(), plot.bottom() + 4, plot.width(), _FOOT)
        painter.setPen(theme.secondary)
        painter.drawText(foot, _LEFT, "0")
        painter.drawText(foot, _RIGHT, "100")
        if self.low_count:
            painter.setPen(theme.low_text)
        middle = QRect(0, foot.top(), 200, _FOOT)
        middle.moveCenter(foot.center())
        middle.moveLeft(self._limit(plot) - middle.width() // 2)
        painter.drawText(middle, _CENTRE, self._low_text())

    def _limit(self, plot: QRect) -> int:
        return plot.left() + round(plot.width() * LOW_CONFIDENCE)

    def _title(self) -> str:
        pairs = self.tr("1 pair") if self.count == 1 else self.tr("{count} pairs").format(count=self.count)
        text = self.tr("Confidence of {pairs}") if self._is_over else self.tr("Confidence of {pairs} so far")
        return text.format(pairs=pairs)

    def _mean_text(self) -> str:
        return self.tr("{percent} % mean").format(percent=round(100 * self.mean))

    def _low_text(self) -> str:
        limit = round(100 * LOW_CONFIDENCE)
        return self.tr("{count} low, below {limit}").format(count=self.low_count, limit=limit)
