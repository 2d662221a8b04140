"""Where the documents of a file that this program wrote are to go, and what of it is wanted."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from parallelreader.app.exchange.tei_restoring import TeiCorpus
from parallelreader.ui import importing
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.widgets.labels import PaleLabel

_WIDTH = 520


class RestoreDialog(QDialog):
    """``wanted`` (folder, notes, terms) comes when it is to be done."""

    wanted = Signal(object, bool, bool)

    def __init__(
        self,
        file: Path,
        found: TeiCorpus,
        corpora: "Sequence[importing.CorpusChoice]",
        jobs: JobRunner,
        themes: ThemeSource,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import an exported corpus"))
        self.setMinimumWidth(_WIDTH)
        title = QLabel(found.title or file.name)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        one = self.tr("1 document with its versions and alignments, from {name}.")
        many = self.tr("{count} documents with their versions and alignments, from {name}.")
        count = len(found.documents)
        about = PaleLabel(themes, wraps=True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setText((one if count == 1 else many).format(count=f"{count:,}", name=file.name))
        self.target = importing.TargetBar(jobs, corpora)
        self.target.offer_only_corpora()
        self.target.choose_folder(_new_folder(found.title))
        self.notes = self._box(
            found.note_count, self.tr("With its &note"), self.tr("With its {count} &notes")
        )
        self.terms = self._box(
            found.concept_count, self.tr("With its &term"), self.tr("With its {count} &terms")
        )
        buttons = QDialogButtonBox()
        self.import_button = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.import_button.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for part in (title, about, self.target, self.notes, self.terms, buttons):
            layout.addWidget(part)
        self.import_button.setFocus()

    def done(self, result: int) -> None:
        self.target.close_down()
        super().done(result)

    def _box(self, count: int, one: str, many: str) -> QCheckBox:
        box = QCheckBox(counted(count, one, many))
        box.setChecked(count > 0)
        box.setVisible(count > 0)
        return box

    @Slot()
    def _on_accepted(self) -> None:
        self.accept()
        self.wanted.emit(self.target.target.folder, self.notes.isChecked(), self.terms.isChecked())


def _new_folder(title: str) -> Path:
    """A folder of that name that is not there yet."""
    name = "".join(each if each.isalnum() or each in " -_" else " " for each in title)
    name = " ".join(name.split())[:60] or "Corpus"
    beside = importing.usual_folder()
    number = 1
    while (found := beside / (name if number == 1 else f"{name} {number}")).exists():
        number += 1
    return found
