"""The plain pieces the dialog is made of: coloured grounds with hairlines, small labels, labelled fields."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource

MARGIN = 20
HEADER_HEIGHT = 40
_CAPTION, _SMALL = 11, 12


class Ground(QWidget):
    """A widget on one of the theme's grounds (a token's name), with a hairline at its top or bottom."""

    def __init__(
        self,
        themes: ThemeSource,
        token: str,
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


def small_label(text: str = "", *, wraps: bool = False) -> QLabel:
    """Plain small text in the secondary colour."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(interface_font(_SMALL, tabular=True))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(wraps)
    return label


def field(caption: str, widget: QWidget) -> QWidget:
    """A control under its caption, whose underlined letter (after ``&``) goes to it with Alt."""
    label = QLabel(caption)
    label.setFont(interface_font(_CAPTION))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setBuddy(widget)
    widget.setAccessibleName(caption.replace("&", ""))
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    layout.addWidget(label)
    layout.addWidget(widget)
    return whole
