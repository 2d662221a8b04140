"""Asks how a kept word is read and what it means, for its card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.theme.fonts import headword_font

_SIZE = (440, 280)


class EditWordDialog(QDialog):
    """``accepted`` comes when the card is to say what stands in the fields."""

    def __init__(
        self, word: str, language: str, reading: str, sense: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edit a card"))
        self.resize(*_SIZE)
        head = QLabel(word)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setFont(headword_font(26, language))
        self.reading = QLineEdit(reading)
        self.sense = QPlainTextEdit(sense)
        self.sense.setTabChangesFocus(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Pinyin"), self.reading)
        form.addRow(self.tr("&Meaning"), self.sense)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addLayout(form, 1)
        layout.addWidget(buttons)
        self.sense.setFocus()
        self.sense.selectAll()

    @property
    def wanted(self) -> tuple[str, str]:
        """The reading and the meaning, each without empty ends."""
        return self.reading.text().strip(), self.sense.toPlainText().strip()
