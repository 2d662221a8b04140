"""The fields for where the texts go: the corpus, the document, and what a version of theirs is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from parallelreader.app.library import open_corpus
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem
from parallelreader.ui.importing.grounds import field
from parallelreader.ui.importing.new_corpus import NewCorpusDialog, usual_folder
from parallelreader.ui.importing.outline import Target
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.widgets.foreign_text import plain_tip

CORPUS_FILE = "corpus.yaml"
_CORPUS_WIDTH, _DOCUMENT_WIDTH, _LEAST_TITLE = 160, 140, 110


@dataclass(frozen=True, slots=True)
class CorpusChoice:
    """A corpus that may be imported into."""

    folder: Path
    title: str


class TargetBar(QWidget):
    """``changed`` comes with another corpus or document, ``failed`` where a corpus cannot be read."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, jobs: JobRunner, corpora: Sequence[CorpusChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._reading: Job | None = None
        self._has_own_title = False
        self.corpus = QComboBox()
        self.corpus.setFixedWidth(_CORPUS_WIDTH)
        self.document = QComboBox()
        self.document.setFixedWidth(_DOCUMENT_WIDTH)
        self.title = QLineEdit()
        self.title.setMinimumWidth(_LEAST_TITLE)
        for choice in corpora:
            self._add_corpus(choice)
        if not corpora:
            folder = usual_folder()
            self._add_corpus(CorpusChoice(folder, folder.name))
        self.corpus.addItem(self.tr("New corpus…"), None)
        self._chosen = 0
        self.corpus.activated.connect(self._on_corpus_activated)
        self.document.currentIndexChanged.connect(self._on_document_changed)
        self.title.textEdited.connect(self._on_title_edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(field(self.tr("&Into"), self.corpus))
        self._document_field = field(self.tr("&Document"), self.document)
        layout.addWidget(self._document_field)
        self._title_field = field(self.tr("&Title"), self.title)
        layout.addWidget(self._title_field, 1)
        # The corpus keeps its place where there is nothing else to choose.
        layout.addStretch()
        self._show_documents(None)

    @property
    def target(self) -> Target:
        """Where the texts are to go."""
        return Target(Path(self.corpus.itemData(self._chosen)), self.document.currentData())

    @property
    def own_title(self) -> str:
        """The title somebody wrote for a new document; empty where the guessed one will do."""
        return self.title.text().strip() if self._has_own_title and self.target.document is None else ""

    def offer_only_new(self) -> None:
        """What is imported becomes a document of its own: none is offered to be added to."""
        self._document_field.hide()

    def offer_only_corpora(self) -> None:
        """What is imported becomes several documents, each with a title of its own."""
        self._document_field.hide()
        self._title_field.hide()

    def show_title(self, title: str) -> None:
        """Propose a title, unless one was written."""
        if not self._has_own_title:
            self.title.setText(title)
            self.title.setCursorPosition(0)

    def load(self) -> None:
        """Find out which documents the chosen corpus has."""
        if self._reading is not None:
            self._reading.cancel()
        folder = self.target.folder
        if not (folder / CORPUS_FILE).exists():
            self._show_documents(None)
            return

        def done(corpus: Corpus) -> None:
            if job is self._reading:
                self._reading = None
                self._show_documents(corpus)

        def failed(error: Exception) -> None:
            if job is self._reading:
                self._reading = None
                self._show_documents(None)
                # What is wrong with corpus.yaml is also what the plan will fail with, and tell.
                if not isinstance(error, CorpusProblem):
                    self.failed.emit(error)

        job = Job(self.tr("Reading the corpus"), on_done=done, on_failed=failed, is_quiet=True)
        self._reading = job
        self._jobs.run(lambda progress: open_corpus(folder), job)

    def close_down(self) -> None:
        """Stop reading."""
        self.blockSignals(True)
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def choose_folder(self, folder: Path) -> None:
        """Choose a corpus folder, be it listed, another one or not there yet."""
        known = self.corpus.findData(str(folder))
        if known < 0:
            known = self.corpus.count() - 1
            self._add_corpus(CorpusChoice(folder, folder.name), known)
        self._chosen = known
        self.corpus.setCurrentIndex(known)
        self.load()
        self.changed.emit()

    def _add_corpus(self, choice: CorpusChoice, at: int | None = None) -> None:
        at = self.corpus.count() if at is None else at
        self.corpus.insertItem(at, icon("folder"), choice.title, str(choice.folder))
        self.corpus.setItemData(at, plain_tip(str(choice.folder)), Qt.ItemDataRole.ToolTipRole)

    def _show_documents(self, corpus: Corpus | None) -> None:
        self.document.blockSignals(True)
        self.document.clear()
        self.document.addItem(self.tr("New document"), None)
        for document in corpus.documents if corpus is not None else ():
            self.document.addItem(document.title or document.id, document.id)
        self.document.blockSignals(False)
        self._on_document_changed()

    @Slot()
    def _on_document_changed(self) -> None:
        is_new = self.document.currentData() is None
        self.title.setEnabled(is_new)
        self.title.setToolTip("" if is_new else self.tr("The document has its title already"))
        self.changed.emit()

    @Slot(int)
    def _on_corpus_activated(self, index: int) -> None:
        if self.corpus.itemData(index) is not None:
            self.choose_folder(Path(self.corpus.itemData(index)))
            return
        self.corpus.setCurrentIndex(self._chosen)
        dialog = NewCorpusDialog(self.target.folder.parent, self)
        if dialog.exec() == NewCorpusDialog.DialogCode.Accepted:
            self.choose_folder(dialog.folder)

    @Slot(str)
    def _on_title_edited(self, text: str) -> None:
        self._has_own_title = bool(text.strip())
