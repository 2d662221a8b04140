"""Runs long functions off the main thread, with progress, cancel and their outcome as a callback.

A job is a plain function that takes a ``Progress``. Work that is heavy in Python for long should itself
use another process; here it only must not hold the window up.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from parallelreader.core.errors import Cancelled, ReaderError
from parallelreader.core.progress import Progress

logger = logging.getLogger(__name__)

_REPORTS_A_SECOND = 20
# Aligning waits in its thread for a process of its own; several at once must not hold up what is quick.
_THREADS = 8


@dataclass(eq=False)
class Job:
    """One running function. ``cancel`` may be called from any thread, any number of times.

    Once it has been called, neither result nor error is delivered, only ``on_cancelled``. A job that
    has ended holds none of its callbacks any more. Who could not go on without its end says that it
    ``is_whole``: then nobody is offered to cancel it.
    """

    title: str
    on_done: Callable[[Any], None]
    on_failed: Callable[[Exception], None] | None = None
    on_cancelled: Callable[[], None] | None = None
    on_progress: Callable[[int, int, str], None] | None = None
    is_quiet: bool = False
    is_whole: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        self._stop.set()

    def forget(self) -> None:
        """Let go of whoever waited for it: callbacks refer to their job as often as it does to them."""
        self.on_done = _nobody_waits
        self.on_failed = self.on_cancelled = self.on_progress = None

    @property
    def is_cancelled(self) -> bool:
        return self._stop.is_set()


class JobRunner(QObject):
    """Owns the threads. All callbacks and signals come on the main thread, in the order they happened."""

    started = Signal(object)
    # Parts are passed as objects: ``int`` would cut them to 32 bits.
    progressed = Signal(object, object, object, str)
    ended = Signal(object)
    failed = Signal(object, object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="job")
        self._events: deque[tuple[Job, Callable[[], None]]] = deque()
        self._running: set[Job] = set()
        self._is_shut_down = False
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[Progress], Any], job: Job) -> Job:
        """Start ``work``; its result, error or cancellation goes to the callbacks of ``job``.

        Once everything has been shut down nothing starts any more: a timer may still ask at that time.
        """
        if self._is_shut_down:
            job.cancel()
            job.forget()
            return job
        self._running.add(job)
        self.started.emit(job)
        self._pool.submit(self._work, work, job)
        return job

    @property
    def is_idle(self) -> bool:
        return not self._running

    def is_running(self, job: Job) -> bool:
        """Whether a job has begun, or waits for a thread, and has not ended."""
        return job in self._running

    def shut_down(self) -> None:
        """Cancel everything, wait for it to stop, and deliver what is still to be delivered."""
        self._is_shut_down = True
        for job in self._running:
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=False)
        self._on_woken()

    def _work(self, work: Callable[[Progress], Any], job: Job) -> None:
        reports = _Reports(self, job)
        try:
            # One that was cancelled while it waited for its turn does not begin.
            reports.check()
            result = work(reports)
        except Cancelled:
            self._post(job, lambda: self._end(job, job.on_cancelled))
        except ReaderError as error:
            self._post_failure(job, error)
        except Exception as error:
            logger.exception("job failed: %s", job.title)
            self._post_failure(job, error)
        else:
            self._post(job, lambda: self._end(job, lambda: job.on_done(result)))

    def _post_failure(self, job: Job, error: Exception) -> None:
        def fail() -> None:
            if job.on_failed is None:
                self._end(job, lambda: self.failed.emit(job, error))
            else:
                handler = job.on_failed
                self._end(job, lambda: handler(error))

        self._post(job, fail)

    def _post(self, job: Job, event: Callable[[], None]) -> None:
        self._events.append((job, event))
        self._woken.emit()

    def _end(self, job: Job, then: Callable[[], None] | None) -> None:
        self._running.discard(job)
        self.ended.emit(job)
        if job.is_cancelled:
            # Also where it came to its end before it noticed: nobody wants its outcome any more.
            then = job.on_cancelled
        try:
            if then is not None:
                then()
        finally:
            job.forget()

    @Slot()
    def _on_woken(self) -> None:
        while self._events:
            _, event = self._events.popleft()
            event()


def _nobody_waits(result: object) -> None:
    """What becomes of the outcome of a job that has ended."""


class _Reports:
    """The ``Progress`` a job is given."""

    def __init__(self, runner: JobRunner, job: Job) -> None:
        self._runner = runner
        self._job = job
        self._last = 0.0

    def check(self) -> None:
        """Raise Cancelled where nobody wants the outcome any more."""
        if self._job.is_cancelled:
            raise Cancelled(self._job.title)

    def step(self, done: int, total: int, text: str = "") -> None:
        self.check()
        now = time.monotonic()
        if now - self._last < 1 / _REPORTS_A_SECOND and done < total:
            return
        self._last = now
        runner, job = self._runner, self._job

        def report() -> None:
            if job.on_progress is not None:
                job.on_progress(done, total, text)
            runner.progressed.emit(job, done, total, text)

        runner._post(job, report)
