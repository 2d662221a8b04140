"""A scroll bar with marks beside it: notes at its right edge in their colours, search hits at its left, the
places of a term between them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from parallelreader.core.notes.note import Colour
from parallelreader.ui.reader.landmarks import Landmark, Lane
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import mix

_WIDTH, _HEIGHT = 4, 3


class MarkedScrollBar(QScrollBar):
    """The places stand where the slider is when they are read; they never take the mouse from it."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._themes = themes
        self._landmarks: tuple[Landmark, ...] = ()

    @property
    def landmarks(self) -> tuple[Landmark, ...]:
        return self._landmarks

    def show_landmarks(self, landmarks: Sequence[Landmark]) -> None:
        """Show these in place of those before."""
        if tuple(landmarks) != self._landmarks:
            self._landmarks = tuple(landmarks)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._landmarks:
            return
        painter = QPainter(self)
        room = self.height() - _HEIGHT
        drawn: set[tuple[int, Lane, Colour | None]] = set()
        for each in self._landmarks:
            y = round(each.share * room)
            if (y, each.lane, each.colour) in drawn:
                # Of thousands of places most share a pixel with others.
                continue
            drawn.add((y, each.lane, each.colour))
            painter.fillRect(QRectF(self._left(each.lane), y, _WIDTH, _HEIGHT), self._ink(each))
        painter.end()

    def _left(self, lane: Lane) -> int:
        room = self.width() - _WIDTH
        return {Lane.HITS: 0, Lane.TERMS: room // 2, Lane.NOTES: room}[lane]

    def _ink(self, landmark: Landmark) -> QColor:
        theme = self._themes.current
        if landmark.lane is Lane.TERMS:
            return theme.accent
        if landmark.lane is Lane.HITS or landmark.colour is None:
            return theme.search_hit
        # A tint that is pale enough to read on would not be seen in so small a mark.
        return mix(theme.text, theme.color(f"hl-{landmark.colour}"), share=0.25)
