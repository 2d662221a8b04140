"""What goes into a bundle, asked before its file is named."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)


class WriteDialog(QDialog):
    """``chosen`` has the name of whose work it is, whether the corpus goes with it, and whether what is
    known of words does."""

    chosen = Signal(str, bool, bool)

    def __init__(self, author: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Write a bundle"))
        about = QLabel(
            self.tr(
                "One file with all that was made of this corpus: notes, repairs, terms and what was decided"
                " about them. Another reader of the same corpus can merge it."
            )
        )
        about.setWordWrap(True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        self.author = QLineEdit(author)
        self.author.setMaxLength(200)
        self.author.setPlaceholderText(self.tr("A name, if you like"))
        self.with_texts = QCheckBox(self.tr("With the &texts of the corpus"))
        self.with_texts.setToolTip(self.tr("So that the corpus can be made again from the bundle"))
        self.with_words = QCheckBox(self.tr("With what I &know of words"))
        self.with_words.setToolTip(
            self.tr(
                "Statuses, kept words with their reviews, corrections, and sentences that had to be uncovered"
            )
        )
        form = QFormLayout()
        form.addRow(self.tr("&Whose work:"), self.author)
        form.addRow("", self.with_texts)
        form.addRow("", self.with_words)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(460)
        self.author.setFocus()

    def accept(self) -> None:
        super().accept()
        author = self.author.text().strip()
        self.chosen.emit(author, self.with_texts.isChecked(), self.with_words.isChecked())
