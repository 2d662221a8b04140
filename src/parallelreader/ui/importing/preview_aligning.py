"""Aligning what the draft has so far, pair by pair in the background, again after each change.

What comes of it is only shown; it is written when the draft is imported.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from parallelreader.app.importing import AlignedPair, PlannedPair, align_pair
from parallelreader.core.alignment import Bead
from parallelreader.core.progress import Progress
from parallelreader.ui.importing.drafting import Drafting
from parallelreader.ui.importing.outline import Outline, Target, is_same_pair, outline_import
from parallelreader.ui.jobs.runner import Job, JobRunner

DEBOUNCE_MS = 600
# Beads come in many small pieces; the list and the plot need not follow each one.
_FLUSH_MS = 80


@dataclass(eq=False)
class PairRun:
    """One pair and its beads so far; ``aligned`` is there once all of them are. ``step`` is (done, total)."""

    pair: PlannedPair
    beads: list[Bead] = field(default_factory=list)
    aligned: AlignedPair | None = None
    problem: Exception | None = None
    step: tuple[int, int] = (0, 0)

    @property
    def is_over(self) -> bool:
        return self.aligned is not None or self.problem is not None


class PreviewAligning(QObject):
    """``outlined`` comes with every new plan, ``grew`` (run) with more beads or the last ones,
    ``state_changed`` when aligning starts, gets on, stops or ends."""

    outlined = Signal(object)
    grew = Signal(object)
    state_changed = Signal()
    failed = Signal(object)
    _beads_came = Signal(object, object)

    def __init__(self, jobs: JobRunner, drafting: Drafting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._drafting = drafting
        self._target: Target | None = None
        self._planning: Job | None = None
        self._aligning: Job | None = None
        self._current: PairRun | None = None
        self.runs: list[PairRun] = []
        self.chosen: PairRun | None = None
        self.is_stopped = False
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._plan)
        self._flush = QTimer(self, singleShot=True, interval=_FLUSH_MS)
        self._flush.timeout.connect(self._on_flush)
        self._beads_came.connect(self._on_beads_came)

    @property
    def is_aligning(self) -> bool:
        return self._aligning is not None

    @property
    def is_planning(self) -> bool:
        return self._planning is not None or self._wait.isActive()

    @property
    def current(self) -> PairRun | None:
        """The pair being aligned."""
        return self._current if self.is_aligning else None

    def aligned(self) -> list[AlignedPair]:
        """Every pair that is aligned to its end."""
        return [run.aligned for run in self.runs if run.aligned is not None]

    def set_target(self, target: Target) -> None:
        """Plan for another corpus or document; pairs that stay the same are not aligned again."""
        if target != self._target:
            self._target = target
            self._wait.start(0)

    def follow_change(self, *, at_once: bool = False) -> None:
        """The draft has changed: plan and align it again, soon."""
        self.is_stopped = False
        self._wait.start(0 if at_once else DEBOUNCE_MS)
        self.state_changed.emit()

    def choose(self, run: PairRun) -> None:
        """Align this pair before others that have not begun."""
        self.chosen = run

    def stop(self) -> None:
        """Stop aligning; what is aligned stays."""
        self.is_stopped = True
        self._cancel_aligning()
        self.state_changed.emit()

    def resume(self) -> None:
        """Go on after :meth:`stop`."""
        self.is_stopped = False
        self._align_next()

    def close(self) -> None:
        """Stop everything; nothing is signalled any more."""
        self.blockSignals(True)
        self._wait.stop()
        self._flush.stop()
        self._cancel_aligning()
        if self._planning is not None:
            self._planning.cancel()

    @Slot()
    def _plan(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None
        if self._target is None or not self._drafting.draft.sources:
            self._take(Outline((), ""))
            return
        draft, target = self._drafting.draft.snapshot(), self._target

        def done(outline: Outline) -> None:
            if self._planning is job:
                self._planning = None
                self._take(outline)

        def failed(error: Exception) -> None:
            if self._planning is job:
                self._planning = None
                self._take(Outline((), ""))
                self.failed.emit(error)

        job = Job(self.tr("Looking at the texts"), on_done=done, on_failed=failed, is_quiet=True)
        self._planning = job
        self._jobs.run(lambda progress: outline_import(draft, target), job)

    def _take(self, outline: Outline) -> None:
        before, self.runs = self.runs, []
        for pair in outline.pairs:
            run = next((each for each in before if is_same_pair(each.pair, pair)), None) or PairRun(pair)
            run.pair = pair
            self.runs.append(run)
        if self._current is not None and self._current not in self.runs:
            self._cancel_aligning()
        if self.chosen not in self.runs:
            self.chosen = self.runs[0] if self.runs else None
        self.outlined.emit(outline)
        self._align_next()

    def _align_next(self) -> None:
        waiting = [run for run in self.runs if not run.is_over]
        if self.is_stopped or self.is_aligning or not waiting:
            self.state_changed.emit()
            return
        run = self.chosen if self.chosen in waiting else waiting[0]
        assert run is not None
        run.beads, run.step = [], (0, 0)

        def work(progress: Progress) -> AlignedPair:
            return align_pair(
                run.pair, progress=progress, on_beads=lambda beads: self._beads_came.emit(job, beads)
            )

        job = Job(
            self.tr("Aligning"),
            on_done=lambda aligned: self._end(job, aligned=aligned),
            on_failed=lambda error: self._end(job, problem=error),
            on_progress=lambda done, total, _: self._report(job, done, total),
            is_quiet=True,
        )
        self._aligning, self._current = job, run
        self._jobs.run(work, job)
        self.grew.emit(run)
        self.state_changed.emit()

    def _end(self, job: Job, *, aligned: AlignedPair | None = None, problem: Exception | None = None) -> None:
        run = self._current
        if job is not self._aligning or run is None:
            return
        self._aligning = self._current = None
        self._flush.stop()
        run.aligned, run.problem = aligned, problem
        if aligned is not None:
            run.beads = list(aligned.alignment.beads)
        self.grew.emit(run)
        if problem is not None:
            self.failed.emit(problem)
        self._align_next()

    def _report(self, job: Job, done: int, total: int) -> None:
        if job is self._aligning and self._current is not None:
            self._current.step = (done, total)
            self.state_changed.emit()

    def _cancel_aligning(self) -> None:
        if self._aligning is not None:
            self._aligning.cancel()
        self._aligning = self._current = None
        self._flush.stop()

    @Slot(object, object)
    def _on_beads_came(self, job: Job, beads: list[Bead]) -> None:
        if job is self._aligning and self._current is not None:
            self._current.beads += beads
            if not self._flush.isActive():
                self._flush.start()

    @Slot()
    def _on_flush(self) -> None:
        if self._current is not None:
            self.grew.emit(self._current)
