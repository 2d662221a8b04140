"""The top of the entry panel: the field to look anything up in, and the way through what was looked up."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import icon_button

MARGIN = 16
_LOOK_UP_AFTER_MS = 160
_TITLE_HEIGHT = 40


class EntryHead(QWidget):
    """``asked`` comes a moment after the last letter, or at once with Enter; ``left`` when the keys are to
    go to the page below."""

    asked = Signal(str, bool)
    left = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    copy_asked = Signal()
    close_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._waiting = QTimer(self, singleShot=True, interval=_LOOK_UP_AFTER_MS)
        self._waiting.timeout.connect(self._on_waited)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Chinese, pinyin or English"))
        self.field.setAccessibleName(self.tr("Look up Chinese, pinyin or English"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._waiting.start)
        self.back = icon_button("back", self.tr("Back to the word before (Alt+Left)"))
        self.forward = icon_button("forward", self.tr("Forward again (Alt+Right)"))
        self.copy = icon_button("copy", self.tr("Copy what is said of the word"))
        self.close_button = icon_button("close", self.tr("Close the dictionary"))
        self.back.clicked.connect(self.back_asked)
        self.forward.clicked.connect(self.forward_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.close_button.clicked.connect(self.close_asked)
        self._lay_out()
        themes.changed.connect(self.update)

    def show_ways(self, *, back: bool, forward: bool, can_copy: bool) -> None:
        """Offer only what can be done."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)
        self.copy.setEnabled(can_copy)

    def show_word(self, word: str) -> None:
        """Have the field say what the page is about, unless somebody is typing there."""
        if not self.field.hasFocus():
            self.field.setText(word)
            self.field.setCursorPosition(0)

    def focus_field(self) -> None:
        """Let what is typed next take the place of what is there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._waiting.stop()
                self.asked.emit(self.field.text(), True)
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._themes.current.line)
        painter.end()

    @Slot()
    def _on_waited(self) -> None:
        self.asked.emit(self.field.text(), False)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Dictionary"))
        font = interface_font()
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, 8, 0)
        top.setSpacing(2)
        top.addWidget(title, 1)
        for button in (self.back, self.forward, self.copy, self.close_button):
            top.addWidget(button)
        head = QWidget()
        head.setFixedHeight(_TITLE_HEIGHT)
        head.setLayout(top)
        rest = QVBoxLayout()
        rest.setContentsMargins(MARGIN, 4, MARGIN, 10)
        rest.addWidget(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(rest)
