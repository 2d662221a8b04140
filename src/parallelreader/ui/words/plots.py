"""Small plots in the colours of the theme: bars over a scale that begins at nothing.

What the numbers mean is left to the page; a table with the same numbers is made by ``plots_table``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme, mix

_LABEL = 11
_WIDEST_BAR = 30.0
_BETWEEN = 0.34
_LEAST_GAP = 6.0
_ABOVE_BAR = 15.0
_BELOW = 20.0


@dataclass(frozen=True, slots=True)
class Bar:
    """``label`` stands under the bar, ``name`` says in full what it counts; one may be ``marked``."""

    label: str
    value: float
    name: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to ``top`` with a line every ``step``."""

    step: float
    top: float

    @classmethod
    def over(cls, most: float, *, steps: int = 3, whole: bool = True) -> "Scale":
        """A scale that reaches at least ``most`` in about so many steps of 1, 2 or 5 times a power of ten."""
        rough = max(most, 1e-9) / max(steps, 1)
        power = 10.0 ** floor(log10(rough))
        step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough - 1e-9)
        step = max(step, 1.0) if whole else step
        return cls(step, step * max(ceil(most / step - 1e-9), 1))

    def ticks(self) -> list[float]:
        """Where there are lines, from 0 on."""
        return [self.step * number for number in range(round(self.top / self.step) + 1)]


def spaced(lefts: Sequence[float], widths: Sequence[float], gap: float = _LEAST_GAP) -> list[int]:
    """Which of the labels are drawn so that none touches the next: every one, or every second, third …

    ``lefts`` go up. The last label counts as much as any other.
    """
    for step in range(1, len(lefts) + 1):
        kept = list(range(0, len(lefts), step))
        if all(lefts[one] + widths[one] + gap <= lefts[other] for one, other in pairwise(kept)):
            return kept
    return [0] if lefts else []


def tick_words(value: float) -> str:
    """A number at the scale."""
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"


class BarPlot(QWidget):
    """Bars with their numbers above; a dashed line at ``limit`` where one is given.

    With ``has_scale`` the scale is drawn at the left; without it the numbers above must do.
    """

    def __init__(
        self, themes: ThemeSource, *, height: int, has_scale: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes, self._has_scale = themes, has_scale
        self._height = height
        self._bars: tuple[Bar, ...] = ()
        self._limit = 0.0
        self._font = interface_font(_LABEL, tabular=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], *, limit: float = 0.0) -> None:
        """Show other bars."""
        self._bars, self._limit = tuple(bars), limit
        self.setAccessibleDescription(
            "; ".join(f"{bar.name or bar.label}: {value_words(bar.value)}" for bar in self._bars)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        most = max(max(bar.value for bar in self._bars), self._limit * 1.2)
        scale = Scale.over(most) if self._has_scale else Scale(max(most, 1.0), max(most, 1.0))
        area = QRectF(0, _ABOVE_BAR, self.width(), self.height() - _ABOVE_BAR - _BELOW)
        if self._has_scale:
            area = draw_scale(painter, theme, scale, area)
        else:
            painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), theme.line)
        self._draw_bars(painter, theme, area, scale)
        if self._limit:
            y = area.bottom() - area.height() * self._limit / scale.top
            pen = QPen(theme.good, 1.2)
            pen.setDashPattern([3.0, 2.5])
            painter.setPen(pen)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
        painter.end()

    def _draw_bars(self, painter: QPainter, theme: Theme, area: QRectF, scale: Scale) -> None:
        step = area.width() / len(self._bars)
        wide = min(max(step * (1 - _BETWEEN), 1.0), _WIDEST_BAR)
        middles = [area.left() + step * (number + 0.5) for number in range(len(self._bars))]
        for middle, bar in zip(middles, self._bars, strict=True):
            tall = area.height() * bar.value / scale.top
            colour = theme.accent if bar.is_marked else mix(theme.control, theme.surface, share=0.55)
            painter.fillRect(QRectF(middle - wide / 2, area.bottom() - tall, wide, tall), colour)
        self._label(painter, theme, middles, [value_words(bar.value) for bar in self._bars], area, scale)
        self._label(painter, theme, middles, [bar.label for bar in self._bars], area, None)

    def _label(
        self,
        painter: QPainter,
        theme: Theme,
        middles: Sequence[float],
        texts: Sequence[str],
        area: QRectF,
        scale: Scale | None,
    ) -> None:
        """Write the texts over the bars, or with no scale under them; those for which there is room."""
        metrics = QFontMetricsF(self._font)
        widths = [metrics.horizontalAdvance(text) for text in texts]
        lefts = [middle - width / 2 for middle, width in zip(middles, widths, strict=True)]
        for number in spaced(lefts, widths, 3.0):
            bar = self._bars[number]
            top = area.bottom() + 4
            if scale is not None:
                top = area.bottom() - area.height() * bar.value / scale.top - _ABOVE_BAR
            if scale is not None:
                # A line of the scale through a number would make another of it.
                painter.fillRect(
                    QRectF(lefts[number] - 2, top, widths[number] + 4, _ABOVE_BAR), theme.surface
                )
            font = QFont(self._font)
            font.setBold(bar.is_marked)
            painter.setFont(font)
            painter.setPen(theme.text if scale is not None or bar.is_marked else theme.secondary)
            box = QRectF(lefts[number] - 6, top, widths[number] + 12, _ABOVE_BAR)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), texts[number])


def value_words(value: float) -> str:
    """A number as it is written at a bar: whole where it is, else with one place."""
    return f"{value:,.0f}" if abs(value - round(value)) < 0.05 else f"{value:,.1f}"


def draw_scale(painter: QPainter, theme: Theme, scale: Scale, area: QRectF) -> QRectF:
    """Draw the lines of a scale with their numbers at the left; gives what is left of the area."""
    metrics = QFontMetricsF(painter.font())
    ticks = scale.ticks()
    wide = max(metrics.horizontalAdvance(tick_words(tick)) for tick in ticks)
    left = area.left() + wide + 8
    for tick in ticks:
        y = area.bottom() - area.height() * tick / scale.top
        painter.setPen(QPen(theme.line, 1.0))
        painter.drawLine(QLineF(left, round(y) + 0.5, area.right(), round(y) + 0.5))
        painter.setPen(theme.secondary)
        box = QRectF(area.left(), y - 8, wide, 16)
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(box, flags, tick_words(tick))
    return QRectF(left, area.top(), area.right() - left, area.height())
