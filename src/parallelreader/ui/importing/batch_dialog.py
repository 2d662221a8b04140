"""Importing many documents at once: what each of them is, one button for all, and one report.

Each can be opened by itself first, to be looked at and imported with choices of its own.
"""

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.arrivals import Arrival, Pairs
from parallelreader.app.batch_importing import Brought, Look, import_all, look_at_all
from parallelreader.app.unit_report import UnitReport
from parallelreader.core.progress import Progress
from parallelreader.ui.importing.batch_model import COUNT, FILE, KIND, BatchModel, State
from parallelreader.ui.importing.grounds import MARGIN, small_label
from parallelreader.ui.importing.problem_line import About, ProblemLine
from parallelreader.ui.importing.target_bar import CorpusChoice, TargetBar
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource

_SMALLEST, _USUAL = (760, 420), (980, 620)
_STEPS = 1000
_WIDTHS = {FILE: 330, KIND: 190, COUNT: 170}


class BatchDialog(QDialog):
    """``look_asked`` (arrival) comes for one that is to be opened by itself; ``imported`` (folder, document,
    reports) when this is closed after something was imported, with the first of it, and what of it has notes
    and terms to be laid over it."""

    look_asked = Signal(object)
    imported = Signal(object, str, object)
    _looked = Signal(int, object)
    _brought = Signal(int, object)

    def __init__(
        self,
        jobs: JobRunner,
        themes: ThemeSource,
        corpora: Sequence[CorpusChoice],
        cache: Path | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._cache = cache
        self._looking: Job | None = None
        self._importing: Job | None = None
        self._first: tuple[Path, str] | None = None
        self._reports: list[UnitReport] = []
        self.setWindowTitle(self.tr("Import several documents"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self.model = BatchModel(self)
        self.target = TargetBar(jobs, corpora)
        self.target.offer_only_corpora()
        self.list = self._list()
        self.partial = QCheckBox(self.tr("Import the &rest of files that cannot be read wholly"))
        self.overlays = QCheckBox(self.tr("With their &notes and terms"))
        self.overlays.setChecked(True)
        self.problem = ProblemLine(themes)
        self.note = small_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(200, 4)
        self.bar.setRange(0, _STEPS)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.open_button = self._button(
            self.tr("&Open it alone"), self.tr("Look at this one, and choose how it is imported (Enter)")
        )
        self.cancel = self._button(self.tr("Cancel"), self.tr("Stop; what is imported already stays (Esc)"))
        self.close_button = self._button(self.tr("Close"), self.tr("Close this window (Esc)"))
        self.import_button = self._button(
            self.tr("&Import all"), self.tr("Import everything that is ticked (Ctrl+Enter)")
        )
        self._put_together(themes)
        self.import_button.setDefault(True)
        self._connect()
        self._show_state()
        self.list.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether the documents are being looked at or imported."""
        return self._looking is not None or self._importing is not None

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Take in documents, and look at them in the background."""
        self.model.add(arrivals)
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0, FILE))
        self._look()
        self._show_state()

    def show_elsewhere(self, arrival: Arrival) -> None:
        """One is being imported by itself, in the background."""
        if (number := self._number(arrival)) is not None:
            self.model.show_state(number, State.ELSEWHERE)
            self._show_state()

    def show_imported(self, arrival: Arrival, folder: Path, brought: Brought) -> None:
        """One was imported by itself, or was not."""
        if (number := self._number(arrival)) is not None:
            self._on_brought(number, brought, folder, with_overlays=True)

    @Slot()
    def import_now(self) -> None:
        """Import everything that is ticked and has been looked at."""
        due = self.model.due()
        if self.is_busy or not due:
            return
        self.problem.forget(About.WRITING)
        folder, partial_too, cache, brought = (
            self._folder,
            self.partial.isChecked(),
            self._cache,
            self._brought,
        )

        def work(progress: Progress) -> None:
            on_brought = partial(_tell, brought)
            import_all(due, folder, on_brought, partial=partial_too, cache=cache, progress=progress)

        self._importing = Job(
            self.tr("Importing {count} documents").format(count=f"{len(due):,}"),
            on_done=self._on_ended,
            on_failed=self._on_failed,
            on_cancelled=partial(self._on_ended, None),
            on_progress=self._on_progress,
        )
        self._jobs.run(work, self._importing)
        self._show_state()

    @Slot()
    def open_alone(self) -> None:
        """Ask for the one that is chosen to be opened by itself."""
        index = self.list.currentIndex()
        if index.isValid() and self._importing is None:
            row = self.model.rows[index.row()]
            if row.state not in (State.DONE, State.ELSEWHERE):
                self.look_asked.emit(row.arrival)

    def reject(self) -> None:
        if self._importing is not None:
            self._importing.cancel()
            self.cancel.setEnabled(False)
            self.note.setText(self.tr("Stopping"))
            return
        super().reject()

    def done(self, result: int) -> None:
        self.target.close_down()
        for job in (self._looking, self._importing):
            if job is not None:
                job.cancel()
        super().done(result)
        if self._first is not None:
            first, self._first = self._first, None
            self.imported.emit(*first, self._reports)

    @property
    def _folder(self) -> Path:
        return self.target.target.folder

    def _look(self) -> None:
        waiting = self.model.numbers(State.LOOKING)
        if self._looking is not None or not waiting:
            return
        arrivals, looked = [self.model.rows[number].arrival for number in waiting], self._looked

        def work(progress: Progress) -> None:
            look_at_all(arrivals, lambda at, look: _tell(looked, waiting[at], look), progress=progress)

        self._looking = Job(
            self.tr("Looking at the files"),
            on_done=self._on_looked_at_all,
            on_failed=self._on_failed,
            on_cancelled=lambda: None,
            on_progress=self._on_progress,
            is_quiet=True,
        )
        self._jobs.run(work, self._looking)

    def _number(self, arrival: Arrival) -> int | None:
        return next((at for at, row in enumerate(self.model.rows) if row.arrival == arrival), None)

    @Slot(int, object)
    def _on_looked(self, number: int, look: Look) -> None:
        self.model.show_look(number, look)
        if look.faults:
            self._show_state()

    def _on_looked_at_all(self, _: None) -> None:
        self._looking = None
        # More may have come in meanwhile.
        self._look()
        self._show_state()

    @Slot(int, object)
    def _on_brought_here(self, number: int, brought: Brought) -> None:
        self._on_brought(number, brought, self._folder, with_overlays=self.overlays.isChecked())

    def _on_brought(self, number: int, brought: Brought, folder: Path, *, with_overlays: bool) -> None:
        self.model.show_brought(number, brought)
        if brought.report is not None and with_overlays:
            self._reports.append(brought.report)
        if brought.problem is None and self._first is None:
            self._first = folder, brought.document
        self._show_state()

    def _on_progress(self, done: int, total: int, text: str) -> None:
        self.bar.setValue(_STEPS * done // max(total, 1))
        if self.cancel.isEnabled() or self._importing is None:
            said = self.tr("Importing") if self._importing is not None else self.tr("Looking at the files")
            self.note.setText(f"{said}, {text}" if text else said)

    def _on_ended(self, _: None) -> None:
        self._importing = None
        self._show_state()
        if not self.model.due():
            self.close_button.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._looking = self._importing = None
        self.problem.tell(error, About.WRITING)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        is_importing, due = self._importing is not None, self.model.due()
        self.bar.setVisible(self.is_busy)
        self.cancel.setVisible(is_importing)
        self.cancel.setEnabled(is_importing)
        self.close_button.setVisible(not is_importing)
        self.import_button.setEnabled(bool(due) and not self.is_busy)
        self.open_button.setEnabled(not is_importing)
        faulty = any(row.look is not None and row.look.faults for row in self.model.rows)
        refused = any(row.state is State.FAILED and row.is_due for row in self.model.rows)
        self.partial.setVisible(faulty or refused)
        noted = any(isinstance(row.arrival, Pairs) and row.arrival.has_overlays for row in self.model.rows)
        self.overlays.setVisible(noted)
        for choice in (self.target, self.partial, self.overlays):
            choice.setEnabled(not is_importing)
        if not self.is_busy:
            self.note.setText(self._report())

    def _report(self) -> str:
        done, failed = self.model.numbers(State.DONE), self.model.numbers(State.FAILED)
        due = sum(1 for number, _ in self.model.due() if self.model.rows[number].state is State.READY)
        counted = (
            (len(done), self.tr("1 document imported"), self.tr("{count} documents imported")),
            (due, self.tr("1 to import"), self.tr("{count} to import")),
            (len(failed), self.tr("1 not imported"), self.tr("{count} not imported")),
        )
        words = [
            (one if count == 1 else many).format(count=f"{count:,}") for count, one, many in counted if count
        ]
        return ", ".join(words)

    def _list(self) -> QTreeView:
        view = QTreeView()
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setAccessibleName(self.tr("Documents"))
        header = view.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, width)
        return view

    def _put_together(self, themes: ThemeSource) -> None:
        head = Ground(themes, "bg", bottom_line=True)
        title = QLabel(self.tr("Import several documents"))
        font = interface_font(15)
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        above = QVBoxLayout(head)
        above.setContentsMargins(MARGIN, 12, MARGIN, 14)
        above.setSpacing(8)
        above.addWidget(title)
        above.addWidget(self.target)
        foot = Ground(themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(self.note, 1)
        for button in (self.open_button, self.cancel, self.close_button, self.import_button):
            row.addWidget(button)
        choice = Ground(themes, "bg")
        below = QHBoxLayout(choice)
        below.setContentsMargins(MARGIN, 6, MARGIN, 6)
        below.setSpacing(18)
        for box in (self.overlays, self.partial):
            below.addWidget(box)
            box.setVisible(False)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.list, 1)
        layout.addWidget(choice)
        layout.addWidget(self.problem)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self._looked.connect(self._on_looked)
        self._brought.connect(self._on_brought_here)
        self.model.chosen.connect(self._show_state)
        self.list.doubleClicked.connect(self.open_alone)
        self.import_button.clicked.connect(self.import_now)
        self.open_button.clicked.connect(self.open_alone)
        self.cancel.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.reject)
        for keys in ("Return", "Enter"):
            alone = QShortcut(QKeySequence(keys), self.list, self.open_alone)
            alone.setContext(Qt.ShortcutContext.WidgetShortcut)
            QShortcut(QKeySequence(f"Ctrl+{keys}"), self, self.import_now)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setMinimumWidth(84)
        button.setAutoDefault(False)
        return button


def _tell(signal: SignalInstance, number: int, what: Look | Brought) -> None:
    """From the thread of the job; nobody may be there any more to hear it."""
    with contextlib.suppress(RuntimeError):
        signal.emit(number, what)
