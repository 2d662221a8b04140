"""One thread that does one thing after the other, so that nobody else ever waits for a disk.

It knows nothing of SQLite; ``database`` keeps its connection in it.
"""

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Worker:
    """Runs jobs in the order they were handed in; later ones at their time. Safe from any thread."""

    def __init__(self, name: str) -> None:
        self._wake = threading.Condition()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._busy = False
        self._closing = False
        # A daemon, so that an interpreter that ends without close() is not held up for ever.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], T], then: Callable[[Future[T]], None] | None = None) -> Future[T]:
        """Run ``job`` as soon as all jobs before it are done. Raises RuntimeError after close().

        ``then`` is called with the finished future on this thread, before any later job.
        """
        future: Future[T] = Future()
        if then is not None:
            future.add_done_callback(then)

        def run() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(job())
                except BaseException as error:  # noqa: BLE001  whoever waits for the future gets it
                    future.set_exception(error)

        self._put(0.0, run)
        return future

    def after(self, seconds: float, job: Callable[[], None]) -> None:
        """Run ``job`` in so many seconds, unless the worker is closed before. What it raises is logged."""

        def run() -> None:
            try:
                job()
            except Exception:
                logger.exception("a postponed task failed")

        with suppress(RuntimeError):
            self._put(time.monotonic() + seconds, run)

    def hurry(self) -> None:
        """Have all that was postponed done now, in the order in which it was handed in."""
        with self._wake:
            self._due = sorted((0.0, number, job) for _, number, job in self._due)
            self._wake.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed in so far is done; False where ``timeout`` seconds were not enough."""
        done = threading.Event()
        self._put(0.0, done.set)
        return done.wait(timeout)

    def close(self, timeout: float) -> bool:
        """Do what was handed in, drop what was postponed, and end; False where that took too long."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _put(self, due: float, job: Callable[[], None]) -> None:
        with self._wake:
            if self._closing:
                raise RuntimeError("the worker is closed")
            heapq.heappush(self._due, (due, next(self._numbers), job))
            self._wake.notify_all()

    def _run(self) -> None:
        while job := self._next():
            job()

    def _next(self) -> Callable[[], None] | None:
        with self._wake:
            while True:
                if self._closing and (not self._due or self._due[0][0] > 0.0):
                    return None
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is not None and wait <= 0.0:
                    return heapq.heappop(self._due)[2]
                self._wake.wait(wait)
