"""What the dialog shows before it has any text: the ways to bring some in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from parallelreader.ui.importing.grounds import small_label
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource

_WIDTH = 420


class FirstStep(Ground):
    """Two buttons and a place to drop files."""

    files_requested = Signal()
    paste_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "bg", parent)
        title = QLabel(self.tr("Which texts do you want to read?"))
        title.setFont(reading_font("en", 22))
        hint = small_label(
            self.tr("A Chinese text, its English translations, or one file that holds both languages.")
        )
        self.files = self._button(self.tr("Choose files…"))
        self.paste = self._button(self.tr("Paste text   Ctrl+V"))
        self.files.clicked.connect(self._on_files_clicked)
        self.paste.clicked.connect(self._on_paste_clicked)
        drop = small_label(self.tr("You can also drop files here. Nothing is written until you import."))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        for part in (title, hint, self.files, self.paste, drop):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.insertSpacing(3, 12)
        layout.insertSpacing(6, 12)
        layout.addStretch(3)
        self.setFocusProxy(self.files)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setFixedSize(_WIDTH, 44)
        button.setFont(interface_font(14))
        button.setAutoDefault(True)
        return button

    @Slot()
    def _on_files_clicked(self) -> None:
        self.files_requested.emit()

    @Slot()
    def _on_paste_clicked(self) -> None:
        self.paste_requested.emit()
