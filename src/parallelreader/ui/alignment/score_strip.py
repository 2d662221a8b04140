"""The scores of a whole text as a strip of bars, the rows on screen marked, and a click to go elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import mix

_WIDTH = 34
_TOP, _BOTTOM = 8, 12
_BAR, _GAP = 4, 2
_LEFT, _LONGEST = 6, 22
_LEAST_FRAME = 10
_QUIET = 0.45
_MOST_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """Some rows together: the lowest of their scores, and whether one of them is in doubt."""

    score: float
    is_low: bool


def score_bars(reading: Reading, most: int) -> list[ScoreBar]:
    """A bar for each row or, where they are more than ``most``, for so many neighbours each.

    Of very many neighbours only some are looked at, those in doubt before all others.
    """
    rows, doubtful = reading.rows, reading.doubtful
    count = min(len(rows), max(most, 1))
    bars = []
    for number in range(count):
        part = range(number * len(rows) // count, (number + 1) * len(rows) // count)
        low = doubtful.rows[doubtful.place_of(part.start) : doubtful.place_of(part.stop)]
        looked_at = part if len(part) <= _MOST_LOOKED_AT else low or part
        pairs = (rows[row] for row in looked_at[:: len(looked_at) // _MOST_LOOKED_AT + 1])
        scores = [row.confidence for row in pairs if row.is_pair]
        bars.append(ScoreBar(min(scores, default=0.0), bool(low)))
    return bars


class ScoreStrip(QWidget):
    """``row_chosen`` carries the row of the document at which was clicked."""

    row_chosen = Signal(int)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._reading: Reading | None = None
        self._window = range(0)
        self._picture: QPixmap | None = None
        self.setFixedWidth(_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("The scores of the whole text: the shorter the lower. Click to go there."))
        self.setAccessibleName(self.tr("Scores of the whole text"))
        themes.changed.connect(self._forget)

    def show_reading(self, reading: Reading | None) -> None:
        """Show the scores of this reading."""
        self._reading = reading
        self._forget()

    def show_window(self, rows: range) -> None:
        """Mark the rows that are on screen."""
        if rows != self._window:
            self._window = rows
            self.update()

    def row_at(self, y: float) -> int | None:
        """The row whose bar is at a height of the strip."""
        if self._reading is None or not len(self._reading.rows):
            return None
        share = (y - _TOP) / max(self._extent(), 1)
        return min(max(int(share * len(self._reading.rows)), 0), len(self._reading.rows) - 1)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.surface)
        painter.fillRect(0, 0, 1, self.height(), theme.line)
        if self._reading is not None and len(self._reading.rows):
            if self._picture is None:
                self._picture = self._drawn(self._reading)
            painter.drawPixmap(QPoint(0, 0), self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent, 1.5))
            painter.drawRoundedRect(self._frame(len(self._reading.rows)), 3, 3)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_to(event)

    def _go_to(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().y())
        if row is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self.row_chosen.emit(row)

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def _room(self) -> int:
        return max(self.height() - _TOP - _BOTTOM, 1)

    def _extent(self) -> int:
        """How tall all bars together are: few stand close together, at the top."""
        rows = len(self._reading.rows) if self._reading is not None else 0
        return min(rows * (_BAR + _GAP), self._room())

    def _frame(self, count: int) -> QRect:
        extent = self._extent()
        top = _TOP + extent * self._window.start // count
        height = max(extent * len(self._window) // count, _LEAST_FRAME)
        return QRect(2, max(top - 2, 1), _WIDTH - 4, height + 3)

    def _drawn(self, reading: Reading) -> QPixmap:
        theme, ratio = self._themes.current, self.devicePixelRatioF()
        picture = QPixmap(round(_WIDTH * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        bars: Sequence[ScoreBar] = score_bars(reading, self._room() // (_BAR + _GAP))
        quiet = mix(theme.control, theme.surface, share=_QUIET)
        extent = self._extent()
        painter = QPainter(picture)
        for number, bar in enumerate(bars):
            y = _TOP + extent * number // len(bars)
            width = max(round(_LONGEST * bar.score), 2)
            painter.fillRect(_LEFT, y, width, _BAR, theme.low_text if bar.is_low else quiet)
        painter.end()
        return picture
