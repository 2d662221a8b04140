"""One import of units in the background: it goes on whether or not a dialog looks on."""

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from parallelreader.app.unit_import import discard, unfinished_like
from parallelreader.app.unit_plan import UnitPlan
from parallelreader.app.unit_process import Faulty, import_in_process
from parallelreader.app.unit_report import UnitReport
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner


class UnitsRun(QObject):
    """``changed`` comes while it gets on. At its end comes one of ``done`` (report), ``faulty`` (counts),
    ``failed`` (error) and ``stopped`` (how many units are kept, 0 where nothing is)."""

    changed = Signal()
    done = Signal(object)
    faulty = Signal(object)
    failed = Signal(object)
    stopped = Signal(object)

    def __init__(self, jobs: JobRunner, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._cache = cache
        self._job: Job | None = None
        self._keeps = True
        self._is_writing = False
        self._enough = threading.Event()
        self.is_imported = False
        self.takes_overlays = False
        self.plan: UnitPlan | None = None
        self.step: tuple[int, int, str] = (0, 0, "")

    @property
    def is_running(self) -> bool:
        return self._job is not None

    @property
    def may_stop(self) -> bool:
        """Whether it can still be stopped: not while it writes, since that is over in a moment. Where it
        ``is_imported`` it is only made ready for reading, which can be left at any time."""
        return self.is_running and not self._is_writing

    def begin(self, plan: UnitPlan, *, partial: bool = False, restart: bool = False) -> None:
        """Import, or go on with what was interrupted unless ``restart``; ``partial``: whatever is faulty."""
        self.plan = plan
        self.step, self._keeps, self._is_writing = (0, 0, ""), True, False
        self.is_imported = False
        self._enough.clear()

        def work(progress: Progress) -> UnitReport | Faulty:
            if restart:
                _discard(plan)
            return import_in_process(
                plan,
                partial=partial,
                cache=self._cache,
                progress=_UntilEnough(progress, self._enough),
                on_writing=self._on_writing,
                on_imported=self._on_written,
            )

        title = self.tr("Importing {title}").format(title=plan.title)
        self._job = Job(
            title,
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            on_progress=self._on_progress,
        )
        self._jobs.run(work, self._job)

    def take_overlays(self, wanted: bool) -> None:
        """Whether the notes and terms in the file are to be brought in with its units, once it is done."""
        self.takes_overlays = wanted

    def stop(self, *, keeps: bool) -> None:
        """Stop; what is done is kept to be taken up again, or removed. What is imported stays so."""
        if self.is_imported:
            self._enough.set()
        elif self._job is not None and self.may_stop:
            self._keeps = keeps
            self._job.cancel()

    def discard(self) -> None:
        """Remove what is left of it, once it has ended."""
        plan = self.plan
        if plan is not None:
            job = Job(self.tr("Removing"), on_done=lambda _: None, is_quiet=True)
            self._jobs.run(lambda _: _discard(plan), job)

    def _on_writing(self) -> None:
        # On the thread of the job; what is read of it is one flag.
        self._is_writing = True

    def _on_written(self) -> None:
        self._is_writing, self.is_imported = False, True

    def _on_progress(self, done: int, total: int, text: str) -> None:
        self.step = (done, total, text)
        self.changed.emit()

    def _on_done(self, outcome: UnitReport | Faulty) -> None:
        self._job = None
        if isinstance(outcome, Faulty):
            self.faulty.emit(outcome.counts)
        else:
            self.done.emit(outcome)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        plan, keeps = self.plan, self._keeps
        assert plan is not None

        def work(_: Progress) -> int:
            left = unfinished_like(plan)
            if left is not None and (not keeps or not left.counts.units):
                discard(left)
                return 0
            return left.counts.units if left is not None else 0

        self._job = Job(self.tr("Stopping"), self._on_stopped, on_failed=self._on_failed, is_quiet=True)
        self._jobs.run(work, self._job)

    def _on_stopped(self, units: int) -> None:
        self._job = None
        self.stopped.emit(units)


class _UntilEnough:
    """Progress that also stops when what is imported need not be made ready now."""

    def __init__(self, progress: Progress, enough: threading.Event) -> None:
        self._progress, self._enough = progress, enough

    def step(self, done: int, total: int, text: str = "") -> None:
        self._progress.step(done, total, text)
        if self._enough.is_set():
            raise Cancelled


def _discard(plan: UnitPlan) -> None:
    left = unfinished_like(plan)
    if left is not None:
        discard(left)
