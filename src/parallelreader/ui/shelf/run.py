"""Aligning everything in a corpus in the background, and keeping the list of it up to date.

The work itself is that of ``app.shelf``; where it is shown is not known here.
"""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from parallelreader.app.repairing import Repairing
from parallelreader.app.shelf import Report, align_corpus
from parallelreader.app.user_data import UserData
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.shelf.model import Row, ShelfModel


class ShelfRun(QObject):
    """One corpus at a time. ``progressed`` brings the share done in thousandths, ``ended`` comes when it is
    over or cancelled, ``failed`` (error) before that where it could not even begin."""

    started = Signal()
    progressed = Signal(int)
    ended = Signal()
    failed = Signal(object)
    _reported = Signal()

    def __init__(self, data: UserData, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data = data
        self._jobs = jobs
        self._job: Job | None = None
        # The end of a job may come sooner than a signal that was sent before it.
        self._reports: deque[Report] = deque()
        self.model = ShelfModel(self)
        self.folder = Path()
        self._reported.connect(self._take_reports, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def start(self, folder: Path, rows: Sequence[Row], repairs: Repairing | None) -> None:
        """Begin; ``rows`` are the translations as they are listed while they wait. ``repairs`` stay."""
        cache = self._data.cache

        def work(progress: Progress) -> None:
            align_corpus(
                folder,
                repairs=repairs,
                progress=_WithoutWords(progress),
                on_report=self._hand_over,
                cache=cache,
            )

        job = Job(
            self.tr("Aligning everything"),
            on_done=lambda _: self._end(),
            on_failed=self._fail,
            on_cancelled=self._end,
            on_progress=lambda done, total, _: self.progressed.emit(1000 * done // max(total, 1)),
        )
        self.folder = folder
        self._job = job
        self.model.begin(rows)
        self.started.emit()
        self._jobs.run(work, job)

    def cancel(self) -> None:
        """Stop everything that is being aligned; what is done stays."""
        if self._job is not None:
            self._job.cancel()

    def _hand_over(self, report: Report) -> None:
        """Called by the thread that does the work."""
        self._reports.append(report)
        self._reported.emit()

    @Slot()
    def _take_reports(self) -> None:
        while self._reports:
            self.model.take(self._reports.popleft())

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._take_reports()
        self._job = None
        self.model.end()
        self.ended.emit()


class _WithoutWords:
    """The list says what is being aligned; the status bar has no room for that."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, text: str = "") -> None:
        self._progress.step(done, total)
