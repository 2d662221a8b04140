"""A plain piece of the reading page, for widgets that stand on it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from parallelreader.ui.theme.source import ThemeSource


class Ground(QWidget):
    """Painted in the colour of the page."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.current.bg)
        painter.end()
