"""A plain coloured piece of the window, on which other widgets stand."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from parallelreader.ui.theme.source import ThemeSource


class Ground(QWidget):
    """Painted in one colour of the theme (its token's name), with a hairline at its top or bottom."""

    def __init__(
        self,
        themes: ThemeSource,
        token: str = "bg",
        parent: QWidget | None = None,
        *,
        top_line: bool = False,
        bottom_line: bool = False,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._token = token
        self._top_line, self._bottom_line = top_line, bottom_line
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.color(self._token))
        painter.setPen(theme.line)
        if self._top_line:
            painter.drawLine(0, 0, self.width(), 0)
        if self._bottom_line:
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
