"""A field for a few lines of words, outlined like those for one."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from parallelreader.ui.theme.controls import FOCUS_WIDTH, rounded
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource

_LINES = 2
_INSIDE = 4


class LinesField(QWidget):
    """``field`` has the words; Tab leaves it."""

    def __init__(self, themes: ThemeSource, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.field = QPlainTextEdit(words)
        self.field.setFont(interface_font())
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setTabChangesFocus(True)
        self.field.viewport().setAutoFillBackground(False)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 10)
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSIDE, _INSIDE, _INSIDE, _INSIDE)
        layout.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        themes.changed.connect(self.update)

    @property
    def words(self) -> str:
        return self.field.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        focused = self.field.hasFocus()
        rounded(
            painter,
            self.rect(),
            fill=theme.raised,
            outline=theme.accent if focused else theme.control,
            width=FOCUS_WIDTH if focused else 1.0,
        )
        painter.end()
