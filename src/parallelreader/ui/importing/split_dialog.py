"""Asks where a line is to be cut in two: a caret in its text, and keys that go from place to place."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.split_places import likeliest_place, split_places
from parallelreader.core.language.script import guess_language
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.widgets.labels import small_button
from parallelreader.ui.widgets.utf16 import Utf16Map

_SIZE = (560, 340)
_FONT_SIZE = 16


class SplitDialog(QDialog):
    """``position`` is where the caret stands, in code points of the line."""

    def __init__(self, line: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._units = Utf16Map(line)
        self._places = split_places(line)
        self.setWindowTitle(self.tr("Split into two lines"))
        self.resize(*_SIZE)
        self.text = QPlainTextEdit(line)
        self.text.setReadOnly(True)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.text.setTextInteractionFlags(keys)
        self.text.setFont(reading_font(guess_language(line) or "en", _FONT_SIZE))
        self.text.setCursorWidth(2)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The line; it is cut where the caret stands"))
        self.first, self.second = _part_label(), _part_label()
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(self.tr("Split"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        layout.addWidget(QLabel(self.tr("Put the caret where the second line begins.")))
        layout.addWidget(self.text, 1)
        layout.addLayout(self._place_buttons())
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        layout.addWidget(buttons)
        self.text.cursorPositionChanged.connect(self._show_parts)
        self.put_caret(likeliest_place(line) or len(line) // 2)
        self.text.setFocus()

    @property
    def position(self) -> int:
        """Where the second line begins, in code points."""
        return self._units.from_qt(self.text.textCursor().position())

    def put_caret(self, position: int) -> None:
        """Move the caret before a code point of the line."""
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._units.to_qt(position))
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()
        self._show_parts()

    def _place_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, key, step in (
            (self.tr("Place before"), "Alt+Left", -1),
            (self.tr("Place after"), "Alt+Right", 1),
        ):
            button: QPushButton = small_button(
                text, self.tr("Go to another sentence ({key})").format(key=key)
            )
            button.setShortcut(key)
            button.setEnabled(bool(self._places))
            button.clicked.connect(self._on_place_before if step < 0 else self._on_place_after)
            row.addWidget(button)
        row.addStretch(1)
        return row

    @Slot()
    def _on_place_before(self) -> None:
        self._step(-1)

    @Slot()
    def _on_place_after(self) -> None:
        self._step(1)

    def _step(self, step: int) -> None:
        here = self.position
        if step > 0:
            following = [place for place in self._places if place > here]
            self.put_caret(following[0] if following else self._places[0])
        else:
            before = [place for place in self._places if place < here]
            self.put_caret(before[-1] if before else self._places[-1])

    def _show_parts(self) -> None:
        place = self.position
        parts = self._line[:place].strip(), self._line[place:].strip()
        for label, part in zip((self.first, self.second), parts, strict=True):
            shown = part if len(part) <= 60 else f"{part[:28]} … {part[-28:]}"
            label.setText(shown or self.tr("(nothing)"))
        self.accept_button.setEnabled(all(parts))


def _part_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setMinimumWidth(0)
    return label
