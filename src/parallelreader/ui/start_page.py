"""What the window shows before anything is open: three ways in, the first of them in focus."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource

_WIDTH, _HEIGHT = 520, 62


class StartPage(Ground):
    """Ways to the sample, to import and to a folder; files may be dropped on the window."""

    def __init__(self, actions: Actions, themes: ThemeSource) -> None:
        super().__init__(themes)
        title = QLabel(self.tr("Read Chinese and English side by side"))
        title.setFont(reading_font("en", 22))
        comfort = QLabel(self.tr("Everything stays on this computer."))
        drop = QLabel(self.tr("You can also drop files and folders here."))
        for quiet in (comfort, drop):
            quiet.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        ways = self._ways(actions)
        self._offered = (title, comfort, *ways, drop)
        self._waiting = QLabel()
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._waiting.hide()
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(2)
        layout.addWidget(title, 0, centre)
        layout.addSpacing(8)
        layout.addWidget(comfort, 0, centre)
        layout.addSpacing(18)
        for way in ways:
            layout.addWidget(way, 0, centre)
        layout.addSpacing(18)
        layout.addWidget(drop, 0, centre)
        layout.addWidget(self._waiting, 0, centre)
        layout.addStretch(3)
        self.setFocusProxy(ways[0])

    def offer_ways(self) -> None:
        """Show the ways in."""
        self._show("")

    def wait(self, text: str) -> None:
        """Say in their place that something is being opened."""
        self._show(text)

    def _show(self, text: str) -> None:
        self._waiting.setText(text)
        self._waiting.setVisible(bool(text))
        for each in self._offered:
            each.setVisible(not text)

    def _ways(self, actions: Actions) -> tuple["_Way", ...]:
        themes = self._themes
        return (
            _Way(
                themes,
                actions["sample"],
                self.tr("Read the sample"),
                self.tr("Three short texts, each with two English versions"),
                "reading",
                self.tr("Enter"),
            ),
            _Way(
                themes,
                actions["import"],
                self.tr("Import texts"),
                self.tr("Books, documents, web pages, subtitles or pairs"),
                "import",
                actions.key_text("import"),
            ),
            _Way(
                themes,
                actions["open"],
                self.tr("Open a corpus folder"),
                self.tr("Aligned texts, or a library from another computer"),
                "folder",
                actions.key_text("open"),
            ),
        )


class _Way(QAbstractButton):
    """One way in: a title, what it is, and its key."""

    def __init__(
        self, themes: ThemeSource, action: QAction, title: str, what: str, icon: str, key: str
    ) -> None:
        super().__init__()
        self._themes = themes
        self._what = what
        self._icon = icon
        self._key = key
        self.setText(title)
        self.setAccessibleDescription(what)
        self.setFixedSize(QSize(_WIDTH, _HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: action.trigger())
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.selected if self.hasFocus() else theme.hover if self.underMouse() else theme.raised
        painter.setPen(QPen(theme.accent if self.hasFocus() else theme.line, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 8, 8)
        draw_icon(painter, self._icon, QRectF(20, self.height() / 2 - 8, 16, 16), theme.accent)
        painter.setPen(theme.text)
        painter.setFont(interface_font(14))
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(56, 11, _WIDTH - 160, 20), left | middle, self.text())
        painter.setFont(interface_font(12))
        painter.setPen(theme.text if self.hasFocus() else theme.secondary)
        painter.drawText(QRectF(56, 31, _WIDTH - 160, 18), left | middle, self._what)
        painter.drawText(QRectF(_WIDTH - 120, 0, 100, _HEIGHT), right | middle, self._key)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)
