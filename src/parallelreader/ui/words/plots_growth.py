"""How the words have grown, day by day: those known, and those being learnt, over one scale from nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.page_words import short_date
from parallelreader.ui.words.plots import Scale, draw_scale, spaced, value_words

_LABEL = 11
_HEIGHT = 150
_BELOW, _ABOVE = 20.0, 8.0
_RIGHT = 78.0
_APART = 15.0
_DATES = 4


@dataclass(frozen=True, slots=True)
class GrowthDay:
    """How many words were known and being learnt at the end of a day."""

    day: date
    known: int
    learning: int


def filled(days: Sequence[GrowthDay], today: date) -> list[GrowthDay]:
    """One entry a day from the first to today: between changes the numbers stay."""
    found: list[GrowthDay] = []
    for each in days:
        while found and found[-1].day + timedelta(days=1) < each.day:
            found.append(_next_day(found[-1]))
        found.append(each)
    while found and found[-1].day < today:
        found.append(_next_day(found[-1]))
    return found


class GrowthPlot(QWidget):
    """Two lines with their names at their ends; the one that is being learnt is dashed."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._days: list[GrowthDay] = []
        self._font = interface_font(_LABEL, tabular=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    @property
    def days(self) -> Sequence[GrowthDay]:
        """What is shown, one a day."""
        return self._days

    def show_days(self, days: Sequence[GrowthDay], today: date) -> None:
        """Show how it has gone until today; ``days`` are those on which something changed, in order."""
        self._days = filled(days, today)
        if self._days:
            last = self._days[-1]
            said = self.tr("{known} known and {learning} being learnt, over {days} days")
            self.setAccessibleDescription(
                said.format(known=last.known, learning=last.learning, days=len(self._days))
            )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        scale = Scale.over(max(max(day.known, day.learning) for day in self._days))
        last = self._days[-1]
        names = (
            f"{value_words(last.known)} {self.tr('known')}",
            f"{value_words(last.learning)} {self.tr('learning')}",
        )
        metrics = QFontMetricsF(self._font)
        beside = max(_RIGHT, *(metrics.horizontalAdvance(name) + 8 for name in names))
        area = QRectF(0, _ABOVE, self.width() - beside, self.height() - _ABOVE - _BELOW)
        area = draw_scale(painter, theme, scale, area)
        ends = []
        for values, name, colour, style in (
            ([day.known for day in self._days], names[0], theme.accent, Qt.PenStyle.SolidLine),
            ([day.learning for day in self._days], names[1], theme.text, Qt.PenStyle.DashLine),
        ):
            points = self._points(values, area, scale)
            painter.setPen(QPen(colour, 1.8, style))
            if len(points) == 1:
                painter.setBrush(colour)
                painter.drawEllipse(points[0], 2.5, 2.5)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            else:
                painter.drawPolyline(QPolygonF(points))
            ends.append((points[-1].y(), name, colour))
        self._name_lines(painter, area, ends)
        self._name_days(painter, area)
        painter.end()

    def _points(self, values: Sequence[int], area: QRectF, scale: Scale) -> list[QPointF]:
        step = area.width() / max(len(values) - 1, 1)
        first = area.left() if len(values) > 1 else area.right()
        return [
            QPointF(first + step * number, area.bottom() - area.height() * value / scale.top)
            for number, value in enumerate(values)
        ]

    def _name_lines(self, painter: QPainter, area: QRectF, ends: Sequence[tuple[float, str, QColor]]) -> None:
        upper, lower = sorted(ends, key=lambda end: end[0])
        tops = [upper[0], max(lower[0], upper[0] + _APART)]
        if tops[1] > area.bottom():
            tops = [min(tops[0], area.bottom() - _APART), area.bottom()]
        for top, (_, words, colour) in zip(tops, (upper, lower), strict=True):
            painter.setPen(colour)
            box = QRectF(area.right() + 6, top - 8, self.width() - area.right() - 6, 16)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _name_days(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(self._font)
        last = len(self._days) - 1
        numbers = sorted({round(last * part / (_DATES - 1)) for part in range(_DATES)})
        texts = [short_date(self._days[number].day) for number in numbers]
        step = area.width() / max(last, 1)
        widths = [metrics.horizontalAdvance(text) for text in texts]
        lefts = [
            min(max(area.left() + step * number - width / 2, area.left() - 10), self.width() - width)
            for number, width in zip(numbers, widths, strict=True)
        ]
        if last == 0:
            lefts = [area.right() - widths[0]]
        painter.setPen(self._themes.current.secondary)
        for each in spaced(lefts, widths):
            box = QRectF(lefts[each] - 1, area.bottom() + 4, widths[each] + 4, 15)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), texts[each])


def _next_day(day: GrowthDay) -> GrowthDay:
    return GrowthDay(day.day + timedelta(days=1), day.known, day.learning)
