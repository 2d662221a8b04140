"""A line above the text that says what went wrong and what to do; it stays until it is closed.

What it says about one document goes by itself when another one is opened.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource


class Banner(QWidget):
    """Hidden until there is something to say. Errors are in the error colour, warnings are not."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._is_error = False
        self._document: str | None = None
        self._icon = QLabel()
        self._icon.setPixmap(icon("warning").pixmap(QSize(16, 16)))
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._tell: Callable[[], None] | None = None
        self.more = QPushButton()
        self.more.clicked.connect(self._on_more_clicked)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.more)
        layout.addWidget(close)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Message"))
        themes.changed.connect(self._recolour)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(
        self,
        text: str,
        *,
        is_error: bool = False,
        document: str | None = None,
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Show a message in place of the one before; ``document`` is the id of that which it is about.

        ``more``: what a button is called and does that tells the rest.
        """
        self._tell = more[1] if more is not None else None
        self.more.setText(more[0] if more is not None else "")
        self.more.setVisible(more is not None)
        self._is_error = is_error
        self._document = document
        self._text.setText(text)
        self._recolour()
        self.show()

    def turn_to(self, document: str) -> None:
        """A document is shown: what was said about another one is no longer of interest."""
        if self._document not in (None, document):
            self.hide()

    def _on_more_clicked(self) -> None:
        if self._tell is not None:
            self._tell()

    def _recolour(self) -> None:
        theme = self._themes.current
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.surface)
        palette.setColor(QPalette.ColorRole.WindowText, theme.error if self._is_error else theme.low_text)
        self.setPalette(palette)
