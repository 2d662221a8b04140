"""Asks for the name and the place of a new corpus; nothing is made until something is imported."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.importing.grounds import field, small_label

_WIDTH = 480
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def usual_folder() -> Path:
    """Where texts go when nobody says: a folder among the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Parallel texts"


class NewCorpusDialog(QDialog):
    """``folder`` is what was asked for; it may be there already, and then it is used as it is."""

    def __init__(self, beside: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New corpus"))
        self.name = QLineEdit(self.tr("New corpus"))
        self.name.selectAll()
        self.place = QLineEdit(str(beside))
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse_clicked)
        self.outcome = small_label(wraps=True)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(
            self.tr("Use this folder"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(field(self.tr("&Place"), self.place), 1)
        place.addWidget(browse)
        place.setAlignment(browse, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(field(self.tr("&Name"), self.name))
        layout.addLayout(place)
        layout.addWidget(self.outcome)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
        self.name.textChanged.connect(self._show_outcome)
        self.place.textChanged.connect(self._show_outcome)
        self._show_outcome()
        self.name.setFocus()

    @property
    def folder(self) -> Path:
        """The folder of the corpus."""
        return Path(self.place.text().strip()).expanduser().absolute() / self.name.text().strip()

    @Slot()
    def _show_outcome(self) -> None:
        name = self.name.text().strip()
        is_good = bool(name) and not _FORBIDDEN.search(name) and name not in (".", "..")
        is_good = is_good and bool(self.place.text().strip())
        self.accept_button.setEnabled(is_good)
        if not is_good:
            self.outcome.setText(self.tr("Give it a name that a folder can have."))
        elif self.folder.is_dir():
            self.outcome.setText(
                self.tr("The folder {path} is there already and will be used.").format(path=self.folder)
            )
        else:
            self.outcome.setText(
                self.tr("The folder {path} is made when you import.").format(path=self.folder)
            )

    @Slot()
    def _on_browse_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to put the corpus"), self.place.text())
        if chosen:
            self.place.setText(chosen)
