"""A small message over the foot of a widget that says what has happened and offers to take it back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps
from parallelreader.ui.widgets.labels import icon_button

_SECONDS = 8.0
_ABOVE_FOOT = 14
_RADIUS = 8.0
_ICON = 16


class Toast(QWidget):
    """Stands at the foot of its parent for some seconds, longer while pointed at or focused.

    ``closed`` says that it was sent away without an answer.
    """

    closed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget, *, caps: Sequence[str] = ()) -> None:
        """``caps``: the key that does what the button does."""
        super().__init__(parent)
        self._themes, self._ground = themes, parent
        self._act: Callable[[], None] | None = None
        self._icon = "check"
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.setFlat(True)
        self.button.clicked.connect(self._on_button_clicked)
        self._caps = KeyCaps(themes, caps)
        close = icon_button("close", self.tr("Close this message"))
        close.clicked.connect(self._on_close_clicked)
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(14 + _ICON + 10, 4, 8, 4)
        layout.setSpacing(8)
        for widget in (self._words, self.button, self._caps, close):
            layout.addWidget(widget)
        self._hush = QTimer(self, singleShot=True, interval=round(1000 * _SECONDS))
        self._hush.timeout.connect(self._on_hushed)
        parent.installEventFilter(self)
        themes.changed.connect(self.update)
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self,
        text: str,
        *,
        answer: str = "",
        act: Callable[[], None] | None = None,
        icon: str = "check",
        stays: bool = False,
        has_key: bool = True,
    ) -> None:
        """Say something; the button called ``answer`` does ``act``. Without one it is a warning.

        With ``stays`` it stays until it is answered or closed. Without ``has_key`` the key of undo does
        something else.
        """
        self._act = act
        self._icon = icon if act is not None else "warning"
        self._words.setText(text)
        self.setAccessibleDescription(text)
        self.button.setText(answer)
        self.button.setVisible(act is not None)
        self._caps.setVisible(act is not None and has_key)
        self._place()
        self.show()
        self.raise_()
        if stays:
            self._hush.stop()
        else:
            self._hush.start()

    def offer_key(self, shown: bool) -> None:
        """Show the key beside the button, or not where it does something else by now."""
        self._caps.setVisible(shown and self._act is not None)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.control, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        colour = {"check": theme.good, "warning": theme.low_text}.get(self._icon, theme.accent)
        draw_icon(painter, self._icon, QRectF(14, (self.height() - _ICON) / 2, _ICON, _ICON), colour)
        painter.end()

    @Slot()
    def _on_button_clicked(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot()
    def _on_hushed(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._hush.start()
        else:
            self.hide()

    def _place(self) -> None:
        parent = self._ground
        width = max(parent.width() - 24, 1)
        self._words.setWordWrap(False)
        self._line.activate()
        if self.sizeHint().width() > width:
            self._words.setWordWrap(True)
        tall = max(self.sizeHint().height(), self.heightForWidth(width))
        self.resize(min(self.sizeHint().width(), width), min(tall, parent.height()))
        top = parent.height() - self.height() - _ABOVE_FOOT
        self.move((parent.width() - self.width()) // 2, max(top, 0))
