"""Aligning a shelf of documents, several at once, the largest first; one that fails does not stop the rest.

How a single translation is aligned and written is the business of ``realigning``.
"""

import logging
import os
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from parallelreader.app.library import open_corpus, translations_to_align
from parallelreader.app.realigning import Aligned, Failed, Outcome, Sound, align_version
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Bead
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import Cancelled, UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.store.segmentation_cache import SegmentationCache

logger = logging.getLogger(__name__)

_TICK_SECONDS = 0.05
# What the largest books take that the aligner is made for, and as much for everything else.
_MEMORY_FOR_EACH = 2_000_000_000
_MOST_WHERE_MEMORY_IS_UNKNOWN = 2
_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Running:
    """A translation that is being aligned; ``share`` of it is done, from 0 to 1."""

    document: str
    version: str
    share: float


Report = Running | Outcome
OnReport = Callable[[Report], None]


def align_corpus(
    folder: Path,
    *,
    documents: Collection[str] = (),
    everything: bool = False,
    writes_repairs: bool = False,
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    on_report: OnReport | None = None,
    cache: SegmentationCache | None = None,
    at_once: int = 0,
) -> list[Aligned | Failed]:
    """Align every translation that has no alignment file, or one that does not fit its text any more.

    With ``everything`` also those that have a sound one; only ``documents`` where given. What people have
    checked, in the corpus or in ``repairs``, stays as it is; with ``writes_repairs`` sound alignments get
    the user's own repairs. Each is written as soon as it is done; ``at_once`` are worked at at the same
    time, by default as many as the machine can bear. What came of them is told in the order of the corpus.
    ``on_report`` is called by the thread that called this, with what is going on and every outcome. Raises
    CorpusProblem where ``corpus.yaml`` cannot be read, Cancelled where ``progress`` says so; what was done
    before that stays.
    """
    corpus = open_corpus(folder)
    tasks = [
        _Task(document, version, _bytes_in(corpus, document.source, version))
        for document, version in translations_to_align(corpus, documents)
    ]
    align = partial(
        align_version, corpus, again=everything, writes_repairs=writes_repairs, repairs=repairs, cache=cache
    )
    _Shelf(tasks, align).run(at_once or most_at_once(), progress, on_report or _nobody_listens)
    return [task.outcome for task in tasks if isinstance(task.outcome, Aligned | Failed)]


def most_at_once() -> int:
    """How many alignments this machine does at the same time: one for each processor that the program may
    use, if there is memory for them."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:
        cores = os.cpu_count() or 1
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return min(cores, _MOST_WHERE_MEMORY_IS_UNKNOWN)
    return max(min(cores, memory // _MEMORY_FOR_EACH), 1)


@dataclass(eq=False)
class _Task:
    """One translation: how large it is, how much of it is done, and in the end what came of it.

    Each is changed by the thread that works at it alone.
    """

    document: Document
    version: Version
    size: int
    is_begun: bool = False
    share: float = 0.0
    sentences: int = 0
    outcome: Outcome | None = None
    told: Report | None = None

    @property
    def name(self) -> str:
        return f"{self.document.id} {self.version.id}"

    @property
    def report(self) -> Report | None:
        """What there is to tell of it; None before it has begun."""
        if self.outcome is None and self.is_begun:
            return Running(self.document.id, self.version.id, round(self.share, 2))
        return self.outcome

    def take_beads(self, beads: Sequence[Bead]) -> None:
        self.sentences += sum(len(bead.source) + len(bead.target) for bead in beads)


class _TaskProgress:
    """What a task reports to, on its own thread; stops it when all of them shall stop."""

    def __init__(self, task: _Task, stop: threading.Event) -> None:
        self._task = task
        self._stop = stop

    def step(self, done: int, total: int, text: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled(self._task.name)
        self._task.share = done / max(total, 1)


class _Shelf:
    def __init__(self, tasks: Sequence[_Task], align: Callable[..., Aligned | Sound]) -> None:
        self._tasks = tasks
        self._align = align
        self._stop = threading.Event()

    def run(self, at_once: int, progress: Progress, on_report: OnReport) -> None:
        """Work at all tasks; when this returns or raises, nothing is going on any more."""
        threads = ThreadPoolExecutor(at_once, thread_name_prefix="shelf")
        try:
            # A large one begun last would be worked at alone, with the other processors idle.
            by_size = sorted(self._tasks, key=lambda task: -task.size)
            waiting: set[Future[None]] = {threads.submit(self._work, task) for task in by_size}
            while waiting:
                done, waiting = wait(waiting, _TICK_SECONDS, FIRST_COMPLETED)
                for future in done:
                    future.result()
                self._tell(progress, on_report)
        finally:
            self._stop.set()
            threads.shutdown(wait=True, cancel_futures=True)

    def _work(self, task: _Task) -> None:
        if self._stop.is_set():
            return
        task.is_begun = True
        try:
            progress = _TaskProgress(task, self._stop)
            task.outcome = self._align(
                task.document, task.version, progress=progress, on_beads=task.take_beads
            )
        except Cancelled:
            return
        except UserError as problem:
            task.outcome = Failed(task.document.id, task.version.id, problem)
        except Exception as error:
            logger.exception("aligning failed: %s", task.name)
            bug = UserError(f"Something went wrong inside the program: {error!r}", where=task.name)
            task.outcome = Failed(task.document.id, task.version.id, bug)

    def _tell(self, progress: Progress, on_report: OnReport) -> None:
        for task in self._tasks:
            report = task.report
            if report is not None and report != task.told:
                task.told = report
                on_report(report)
        total = sum(task.size for task in self._tasks)
        done = sum(task.size * (1.0 if task.outcome else task.share) for task in self._tasks)
        progress.step(round(_STEPS * done / total), _STEPS, self._summary())

    def _summary(self) -> str:
        over = sum(task.outcome is not None for task in self._tasks)
        sentences = sum(task.sentences for task in self._tasks)
        running = [task.name for task in self._tasks if task.is_begun and task.outcome is None]
        at = f", at {', '.join(running)}" if running else ""
        return f"Aligned {over} of {len(self._tasks)}, {sentences:,} sentences{at}"


def _bytes_in(corpus: Corpus, *versions: Version) -> int:
    """How large texts are, unread; at least 1, also where they cannot be found."""
    size = 1
    for version in versions:
        try:
            size += (corpus.folder / version.text).stat().st_size
        except OSError:
            # It is told when its turn comes to be read.
            continue
    return size


def _nobody_listens(report: Report) -> None:
    """What becomes of reports that nobody asked for."""
