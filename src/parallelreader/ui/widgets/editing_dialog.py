"""A window in which several things in a list are edited, with fields for the one that is chosen.

Nothing is kept before it is said to be, and nothing that was written goes without a question.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button

MARGIN = 20


class EditingDialog(QDialog):
    """Whoever extends it gives :meth:`state`, :meth:`remove_chosen` and :meth:`move_chosen`, calls
    :meth:`listen_to` with its list, and :meth:`begin` when all stands in its fields."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._begun_with: object = None
        self._list: QWidget | None = None
        self.title = QLabel()
        self.remove = icon_button("minus", self.tr("Take it away (Delete in the list)"))
        self.earlier = icon_button("chevron-up", self.tr("Earlier (Alt+Up)"))
        self.later = icon_button("chevron-down", self.tr("Later (Alt+Down)"))
        self.problem = PaleLabel(themes, wraps=True)
        self.problem.hide()
        self.cancel = plain_button(self.tr("Cancel"), self.tr("Leave all as it was (Esc)"))
        self.save = plain_button(self.tr("Save"), self.tr("Keep it so (Ctrl+Enter)"))
        self.save.setDefault(True)

    def state(self) -> object:
        """All that stands in the fields, to be compared."""
        raise NotImplementedError

    def remove_chosen(self) -> None:
        """Take away what is chosen in the list."""
        raise NotImplementedError

    def move_chosen(self, by: int) -> None:
        """Move what is chosen in the list by so many places."""
        raise NotImplementedError

    def begin(self, *, is_written: bool = False) -> None:
        """From now on a change is asked for before it goes; with ``is_written`` there is one already."""
        self._begun_with = None if is_written else self.state()

    def tell(self, problem: str) -> None:
        """Say in the foot why it cannot be kept."""
        self.problem.setText(problem)
        self.problem.show()

    def reject(self) -> None:
        # Also what Escape and the frame of the window come to.
        if self.state() == self._begun_with:
            super().reject()
            return
        box = question(self, self.tr("Keep what you have changed?"))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(self.tr("Do not save"), QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(save)
        box.finished.connect(lambda _: self._leave(box.clickedButton() is save, box.clickedButton() is lose))
        box.open()

    def lose(self) -> None:
        """Leave without a question."""
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._list is not None and self._list.hasFocus():
            self.remove_chosen()
        else:
            super().keyPressEvent(event)

    def listen_to(self, list_: QWidget) -> None:
        """Have buttons and keys do what they are for, some of them only while the list has the keyboard."""
        self._list = list_
        self.remove.clicked.connect(lambda: self.remove_chosen())
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        for key, button, by in (("Alt+Up", self.earlier, -1), ("Alt+Down", self.later, 1)):
            button.clicked.connect(lambda _=False, by=by: self.move_chosen(by))
            # In a field with choices these open them.
            shortcut = QShortcut(QKeySequence(key), list_, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.accept)

    def show_moves(self, number: int, count: int) -> None:
        """Let the buttons be as the choice says: ``number`` of ``count``, -1 without one."""
        self.remove.setEnabled(number >= 0)
        self.earlier.setEnabled(number > 0)
        self.later.setEnabled(0 <= number < count - 1)

    def head(self, *below: QWidget) -> QWidget:
        """The title, over these."""
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMinimumWidth(1)
        head = Ground(self._themes, "bg", bottom_line=True)
        column = QVBoxLayout(head)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        for part in (self.title, *below):
            column.addWidget(part)
        return head

    def list_part(self, list_: QWidget, *adding: QWidget) -> QVBoxLayout:
        """The list over its buttons, those for ``adding`` first."""
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (*adding, self.remove, self.earlier, self.later):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(list_, 1)
        column.addLayout(row)
        return column

    def foot(self, *before: QWidget) -> QWidget:
        """These, then what is wrong, and the buttons with which one leaves."""
        foot = Ground(self._themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(12)
        for part in before:
            row.addWidget(part)
        row.addWidget(self.problem, 1)
        row.addStretch(0)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        return foot

    def _leave(self, is_saved: bool, is_lost: bool) -> None:
        if is_saved:
            self.accept()
        elif is_lost:
            self.lose()


def question(parent: QWidget, text: str, more: str = "") -> QMessageBox:
    """A question without answers as yet, which goes when it is answered."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    box.finished.connect(box.deleteLater)
    return box


def plain_button(text: str, tip: str) -> QPushButton:
    """A button that Enter presses only where it is chosen."""
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
