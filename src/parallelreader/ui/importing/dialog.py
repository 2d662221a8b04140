"""Bringing texts in: their lines with tags on the left, the pairs they make on the right.

It assembles the parts and passes on what they say. The draft is kept by ``drafting``, aligned by
``preview_aligning``, and written by ``app.importing`` once somebody agrees.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.file_kinds import dialog_filter
from parallelreader.app.import_draft import VersionKey
from parallelreader.app.import_report import ImportReport
from parallelreader.app.source_text import ImportSource
from parallelreader.core.corpus import Hand
from parallelreader.ui.importing.drafting import Drafting
from parallelreader.ui.importing.first_step import FirstStep
from parallelreader.ui.importing.foot import Foot
from parallelreader.ui.importing.head import Head
from parallelreader.ui.importing.incoming import TakeFiles, is_welcome, take_in
from parallelreader.ui.importing.known_share import KnownShare
from parallelreader.ui.importing.lines_panel import LinesPanel
from parallelreader.ui.importing.outline import Outline
from parallelreader.ui.importing.preview import Preview
from parallelreader.ui.importing.preview_aligning import PairRun, PreviewAligning
from parallelreader.ui.importing.problem_line import About, ProblemLine
from parallelreader.ui.importing.summary import fault_text
from parallelreader.ui.importing.target_bar import CorpusChoice
from parallelreader.ui.importing.writing import Writing
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.theme.source import ThemeSource

_SMALLEST, _USUAL = (880, 560), (1200, 820)
_SHARES = (720, 480)


class ImportDialog(QDialog):
    """``imported`` (folder, document id) comes when the texts are written; ``report`` says what they are."""

    imported = Signal(object, str)

    def __init__(
        self,
        jobs: JobRunner,
        themes: ThemeSource,
        corpora: Sequence[CorpusChoice] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._index = 0
        self._agreed: set[Path | None] = set()
        self.report: ImportReport | None = None
        # Whoever opened the dialog may know of files that are no texts.
        self.take_files: TakeFiles = self.add_files
        self.setWindowTitle(self.tr("Import texts"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self.setAcceptDrops(True)
        self.drafting = Drafting(jobs, self)
        self.aligning = PreviewAligning(jobs, self.drafting, self)
        self.writing = Writing(jobs, self.drafting, self.aligning, self)
        self.first_step = FirstStep(themes)
        self.head = Head(themes, jobs, corpora)
        self.lines = LinesPanel(themes, self.drafting)
        self.preview = Preview(themes)
        self.problem = ProblemLine(themes)
        self.foot = Foot(themes)
        self.known_share = KnownShare(jobs, self)
        self._stack = self._put_together()
        # Only a button that is in the dialog already can become its default one.
        self.foot.import_button.setDefault(True)
        self._connect()
        self.head.target.load()
        self._show_state()
        self.first_step.setFocus()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files as further versions."""
        self.drafting.add_files(paths)

    def add_text(self, text: str) -> None:
        """Take pasted text as a further version."""
        self.drafting.add_text(text)

    @Slot()
    def choose_files(self) -> None:
        """Ask for files."""
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Choose texts"),
            "",
            dialog_filter(self.tr("All that can be imported"), self.tr("All files")),
        )
        self.take_files([Path(name) for name in names])

    @Slot()
    def paste(self) -> None:
        """Take what is on the clipboard: files, or else text."""
        take_in(QGuiApplication.clipboard().mimeData(), self.drafting, self.take_files)

    def choose_corpus(self, folder: Path) -> None:
        """Import into the corpus in that folder."""
        self.head.target.choose_folder(folder)

    @Slot()
    def import_now(self) -> None:
        """Write the texts as they are now, with the pairs that are aligned."""
        if self.writing.is_writing or self.drafting.is_reading or not self.drafting.draft.sources:
            return
        if self._faults_in_question():
            self._show_faults()
            return
        self.problem.forget(About.WRITING)
        self.writing.begin(self.head.target.target, self.head.target.own_title)
        self._show_state()

    def _faults_in_question(self) -> list[ImportSource]:
        """The files of which something cannot be read, as far as nobody has agreed to do without it."""
        sources = [draft.source for draft in self.drafting.draft.sources]
        return [source for source in sources if source.faults and source.path not in self._agreed]

    def _show_faults(self) -> None:
        """Name what cannot be read, and offer to import the rest."""
        faulty = self._faults_in_question()
        self.problem.ask(fault_text(faulty), (self.tr("Import the rest"), self._import_the_rest))

    def _import_the_rest(self) -> None:
        self._agreed.update(source.path for source in self._faults_in_question())
        self.problem.ask("", None)
        self.import_now()

    def reject(self) -> None:
        # What is being written is written whole; the dialog goes a moment later by itself.
        if self.writing.is_writing or (self.drafting.is_touched and not self._may_be_lost()):
            return
        super().reject()

    def _may_be_lost(self) -> bool:
        """Ask whether what was done to the lines by hand may be lost."""
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Close without importing?"))
        box.setInformativeText(self.tr("What you changed in the lines will be lost."))
        stay = box.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(self.tr("Close"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is leave

    def done(self, result: int) -> None:
        self.drafting.close()
        self.aligning.close()
        self.known_share.close()
        self.head.target.close_down()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.aligning.is_aligning:
            self.aligning.stop()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_welcome(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        take_in(event.mimeData(), self.drafting, self.take_files)

    def _put_together(self) -> QStackedWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(_beside(self.lines, self.preview), 1)
        stack = QStackedWidget()
        stack.addWidget(self.first_step)
        stack.addWidget(work)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(stack, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.foot)
        return stack

    def _connect(self) -> None:
        drafting, aligning, head, foot = self.drafting, self.aligning, self.head, self.foot
        drafting.sources_changed.connect(self._on_sources_changed)
        drafting.lines_changed.connect(self._on_lines_changed)
        drafting.line_split.connect(self._on_lines_changed)
        drafting.reading_began.connect(self._on_reading_began)
        drafting.failed.connect(self._on_reading_failed)
        aligning.outlined.connect(self._on_outlined)
        aligning.outlined.connect(self.known_share.follow)
        self.known_share.told.connect(foot.show_share)
        aligning.grew.connect(self._on_run_grew)
        aligning.state_changed.connect(self._show_state)
        aligning.failed.connect(self._on_aligning_failed)
        self.writing.written.connect(self._on_written)
        self.writing.failed.connect(self._on_write_failed)
        head.source.source_chosen.connect(self._show_source)
        head.source.encoding_chosen.connect(self._on_encoding_chosen)
        head.source.language_chosen.connect(self._on_language_chosen)
        head.source.remove_requested.connect(self._on_remove_requested)
        head.target.changed.connect(self._on_target_changed)
        head.target.failed.connect(self._on_aligning_failed)
        head.version.hand_chosen.connect(self._on_hand_chosen)
        head.version.person_named.connect(self._on_person_named)
        self.preview.chosen.connect(aligning.choose)
        for asker in (head.source.add_requested, self.first_step.files_requested):
            asker.connect(self.choose_files)
        for asker in (head.source.paste_requested, self.first_step.paste_requested):
            asker.connect(self.paste)
        foot.stop_requested.connect(aligning.stop)
        foot.resume_requested.connect(aligning.resume)
        foot.close_requested.connect(self.reject)
        foot.import_requested.connect(self.import_now)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.import_now)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)

    @Slot(int)
    def _show_source(self, index: int) -> None:
        sources = self.drafting.draft.sources
        self._index = index
        self.head.show_sources(sources, index)
        self.lines.show_source(index)

    @Slot()
    def _show_state(self) -> None:
        """Say in the foot what is going on, and let be done what can be done."""
        sources = self.drafting.draft.sources
        is_writing, is_reading = self.writing.is_writing, self.drafting.is_reading
        self.foot.import_button.setEnabled(bool(sources) and not is_reading and not is_writing)
        self._stack.setEnabled(not is_writing)
        self.foot.show_work(self.aligning, is_writing=is_writing, is_reading=is_reading)

    @Slot()
    def _on_sources_changed(self) -> None:
        sources = self.drafting.draft.sources
        if self._faults_in_question():
            self._show_faults()
        else:
            self.problem.ask("", None)
        if sources:
            was_empty = self._stack.currentIndex() == 0
            self._show_source(min(self._index, len(sources) - 1))
            self._stack.setCurrentIndex(1)
            if was_empty:
                self.lines.list.setFocus()
        else:
            self._stack.setCurrentIndex(0)
            self.first_step.setFocus()
        self.aligning.follow_change(at_once=True)

    @Slot()
    def _on_lines_changed(self) -> None:
        self.aligning.follow_change()

    @Slot()
    def _on_reading_began(self) -> None:
        self.problem.forget(About.READING)
        self._show_state()

    @Slot(object)
    def _on_reading_failed(self, error: Exception) -> None:
        self.problem.tell(error, About.READING)
        # A choice that could not be followed is taken back.
        if self.drafting.draft.sources:
            self.head.show_sources(self.drafting.draft.sources, self._index)
        self._show_state()

    @Slot(object)
    def _on_outlined(self, outline: Outline) -> None:
        self.problem.forget(About.PLANNING)
        if outline.problem is not None:
            self.problem.tell(outline.problem, About.PLANNING)
        self.head.show_outline(outline, self._index)
        runs = self.aligning.runs
        self.preview.explain_outline(outline)
        self.preview.show_runs(runs, outline.names, self.aligning.chosen)

    @Slot(object)
    def _on_run_grew(self, run: PairRun) -> None:
        if run is self.preview.run:
            self.preview.follow(run)
        self._show_state()

    @Slot(object)
    def _on_aligning_failed(self, error: Exception) -> None:
        self.problem.tell(error, About.PLANNING)

    @Slot(str)
    def _on_encoding_chosen(self, encoding: str) -> None:
        if encoding:
            self.drafting.read_anew(self._index, encoding)

    @Slot(str)
    def _on_language_chosen(self, language: str) -> None:
        self.drafting.set_language(self._index, language)

    @Slot()
    def _on_remove_requested(self) -> None:
        self.drafting.remove(self._index)

    @Slot()
    def _on_target_changed(self) -> None:
        self.aligning.set_target(self.head.target.target)

    @Slot(object, object)
    def _on_hand_chosen(self, key: VersionKey, hand: Hand) -> None:
        self.drafting.draft.set_hand(key, hand)

    @Slot(object, str)
    def _on_person_named(self, key: VersionKey, name: str) -> None:
        self.drafting.draft.set_person(key, name)

    @Slot(object)
    def _on_written(self, report: ImportReport) -> None:
        self.report = report
        self.imported.emit(report.folder, report.document)
        self.accept()

    @Slot(object)
    def _on_write_failed(self, error: Exception) -> None:
        self.problem.tell(error, About.WRITING)
        self._show_state()


def _beside(lines: QWidget, preview: QWidget) -> QSplitter:
    sides = QSplitter(Qt.Orientation.Horizontal)
    sides.setHandleWidth(1)
    sides.setChildrenCollapsible(False)
    for side, stretch, least in ((lines, 3, 440), (preview, 2, 300)):
        side.setMinimumWidth(least)
        sides.addWidget(side)
        sides.setStretchFactor(sides.count() - 1, stretch)
    sides.setSizes(list(_SHARES))
    return sides
