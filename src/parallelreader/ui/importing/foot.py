"""The foot of the dialog: how far aligning is, and the buttons that end it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from parallelreader.ui.importing.grounds import MARGIN, small_label
from parallelreader.ui.importing.preview_aligning import PairRun, PreviewAligning
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import small_button

_HEIGHT = 56
_PROGRESS_WIDTH = 250
_STEPS = 1000


class Foot(Ground):
    """``stop_requested`` and ``resume_requested`` come from one button that says which it is."""

    stop_requested = Signal()
    resume_requested = Signal()
    close_requested = Signal()
    import_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "surface", parent, top_line=True)
        self.setFixedHeight(_HEIGHT)
        self.task = QLabel()
        self.percent = small_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._progress = self._progress_box()
        self.share = small_label()
        self.note = small_label()
        self.stop = small_button(self.tr("Cancel aligning (Esc)"), self.tr("Keep the pairs there are"))
        self.resume = small_button(self.tr("Go on aligning"), self.tr("Align the rest of the pairs"))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.setToolTip(self.tr("Close without importing (Esc)"))
        self.import_button = QPushButton(self.tr("Import"))
        self.import_button.setToolTip(self.tr("Write the texts into the corpus (Ctrl+Enter)"))
        for button in (self.close_button, self.import_button):
            button.setMinimumWidth(72)
        self._lay_out()
        self.stop.clicked.connect(self._on_stop_clicked)
        self.resume.clicked.connect(self._on_resume_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.import_button.clicked.connect(self._on_import_clicked)
        self.show_rest("")

    def show_progress(self, task: str, done: int, total: int, *, can_stop: bool) -> None:
        """Say what is going on and how far it is; the bar is pale while ``total`` is not known."""
        self._progress.show()
        self.task.setText(task)
        self.bar.setRange(0, _STEPS if total else 0)
        if total:
            self.bar.setValue(_STEPS * done // total)
        self.percent.setText(f"{100 * done // total} %" if total else "")
        self.stop.setVisible(can_stop)
        self.resume.hide()

    def show_rest(self, note: str, *, can_resume: bool = False) -> None:
        """Nothing is going on; ``note`` stands beside the buttons."""
        self._progress.hide()
        self.stop.hide()
        self.resume.setVisible(can_resume)
        self.note.setText(note)

    @Slot(str)
    def show_share(self, sentence: str) -> None:
        """Say how much of the text the reader knows."""
        self.share.setText(sentence)

    def show_work(self, aligning: PreviewAligning, *, is_reading: bool, is_writing: bool) -> None:
        """Say what is going on, the most urgent of it."""
        run = aligning.current
        if is_writing:
            self.show_progress(self.tr("Writing the texts"), 0, 0, can_stop=False)
            self.note.clear()
        elif is_reading:
            self.show_progress(self.tr("Reading the texts"), 0, 0, can_stop=False)
            self.note.clear()
        elif run is not None:
            self.show_progress(self._task_of(aligning, run), *run.step, can_stop=True)
            self.note.setText(self.tr("Aligning goes on after import"))
        else:
            rest = any(not each.is_over for each in aligning.runs)
            note = self.tr("The rest is aligned after import") if rest and aligning.is_stopped else ""
            self.show_rest(note, can_resume=rest and aligning.is_stopped)

    def _task_of(self, aligning: PreviewAligning, run: PairRun) -> str:
        if len(aligning.runs) > 1:
            number = aligning.runs.index(run) + 1
            text = self.tr("Aligning version {number} of {count}")
            return text.format(number=number, count=len(aligning.runs))
        return self.tr("Aligning, {count} pairs so far").format(count=len(run.beads))

    def _progress_box(self) -> QWidget:
        box = QWidget()
        box.setFixedWidth(_PROGRESS_WIDTH)
        words = QHBoxLayout()
        words.addWidget(self.task, 1)
        words.addWidget(self.percent)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self.bar)
        return box

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(12)
        row.addWidget(self._progress)
        row.addWidget(self.stop)
        row.addWidget(self.resume)
        row.addWidget(self.share)
        row.addStretch(1)
        row.addWidget(self.note)
        row.addWidget(self.close_button)
        row.addWidget(self.import_button)

    @Slot()
    def _on_stop_clicked(self) -> None:
        self.stop_requested.emit()

    @Slot()
    def _on_resume_clicked(self) -> None:
        self.resume_requested.emit()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.close_requested.emit()

    @Slot()
    def _on_import_clicked(self) -> None:
        self.import_requested.emit()
