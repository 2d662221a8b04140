"""The processes that align: started when they are needed, used again while they are warm, ended when idle.

What they are asked and what becomes of their beads is the business of ``aligning``.
"""

import atexit
import contextlib
import json
import logging
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from parallelreader.app.worker_messages import (
    Message,
    encode_preparation,
    is_last,
    refuse_problem,
    step_from,
)
from parallelreader.core.errors import AlignmentProblem, Cancelled
from parallelreader.core.progress import Progress

logger = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.alignment_worker")
"""How a worker is started; it reads jobs from its input and writes messages to its output."""

ALIGNER = "The aligner"

IDLE_SECONDS = 120.0
# The dictionary and what it was made into take some 100 MB in each of them.
_MOST_IDLE = 2
_SECONDS_TO_END = 1.0
_TICK_SECONDS = 0.05
# The memory of a job that was larger is given back best by ending the process.
_MOST_SENTENCES_KEPT = 20_000


class Worker:
    """One process, a job at a time.

    It is fed and listened to on threads of their own, so that neither side's full pipe can hold up the
    other and whoever waits for a message can always be interrupted.
    """

    def __init__(
        self,
        command: Sequence[str] = WORKER,
        *,
        name: str = ALIGNER,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """``name`` is what people are told has failed, ``variables`` are added to the environment. Raises
        AlignmentProblem where the process cannot be started."""
        # Whoever only reads never starts one, and the two bring much with them.
        import subprocess
        import tempfile

        self._name = name
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env={**os.environ, **(variables or {})},
                creationflags=_flag("CREATE_NO_WINDOW") | _flag("BELOW_NORMAL_PRIORITY_CLASS"),
            )
        except OSError as error:
            self._complaints.close()
            raise AlignmentProblem(
                f"{name} could not be started: {error.strerror or error}",
                mend="Close other programs if memory is short, then try again.",
            ) from error
        self.is_at_rest = True
        self._is_unwanted = False
        self._messages: SimpleQueue[dict[str, Any] | Message] = SimpleQueue()
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=target, daemon=True, name=f"worker {target.__name__.strip('_')}")
            for target in (self._feed, self._listen)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def prepare(self) -> None:
        """Have it load what every job needs, before there is one."""
        self._lines.put(encode_preparation())

    def begin(self, job: bytes) -> None:
        """Give it a job; it is at rest again when its last message about that has been taken."""
        self.is_at_rest = False
        self._lines.put(job)

    def next(self, seconds: float) -> dict[str, Any] | Message:
        """Its next message, waiting no longer than so many seconds."""
        try:
            message = self._messages.get(timeout=seconds)
        except Empty:
            return Message.NOTHING_YET
        if isinstance(message, dict) and is_last(message):
            self.is_at_rest = True
        return message

    def answers(self, job: bytes, progress: Progress, *, text: str = "") -> Iterator[dict[str, Any]]:
        """Give it a job; gives what it says of that until it is done, besides how far it is.

        ``progress.step`` is called with that at least every twentieth of a second, with ``text`` before
        there is anything to tell, and may raise Cancelled. Raises AlignmentProblem where the job cannot be
        done or the process comes to grief, Cancelled where it is ended from elsewhere.
        """
        step: tuple[int, int, str] = (0, 1, text)
        self.begin(job)
        while not self.is_at_rest:
            message = self.next(_TICK_SECONDS)
            if message is Message.END:
                if self._is_unwanted:
                    raise Cancelled(text)
                raise self.failure()
            if isinstance(message, dict):
                refuse_problem(message)
                step = step_from(message) or step
                yield message
            progress.step(*step)

    def failure(self) -> AlignmentProblem:
        """What to tell of one that has ended in the middle of a job; what it said itself is logged."""
        import subprocess

        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_SECONDS_TO_END)
        code = self._process.poll()
        self._complaints.seek(0)
        words = self._complaints.read().decode(errors="replace")
        logger.error("%s ended with code %s: %s", self._name, code, words)
        return AlignmentProblem(
            f"{self._name} stopped before it was done (code {code})",
            mend="Close other programs if memory is short, then try again.",
        )

    def end(self) -> None:
        """End the process at once, whatever it does, and let go of all that belongs to it."""
        self._is_unwanted = True
        self._process.kill()
        self._process.wait()
        self._lines.put(None)
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout, self._complaints):
            # What it has not read any more cannot be handed over now.
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()

    def _feed(self) -> None:
        pipe = self._process.stdin
        # Once the process has ended, the other thread sees that too.
        with contextlib.suppress(OSError):
            while pipe is not None and (line := self._lines.get()) is not None:
                pipe.write(line)
                pipe.flush()

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            try:
                self._messages.put(json.loads(line))
            except ValueError:
                break
        self._messages.put(Message.END)


class AlignmentPool:
    """Hands out workers, warm ones first. Every method may be called from any thread."""

    def __init__(
        self,
        command: Sequence[str] = WORKER,
        *,
        name: str = ALIGNER,
        variables: Mapping[str, str] | None = None,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """The first three are as of :class:`Worker`."""
        self._command = command
        self._name = name
        self._variables = variables
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._warmed = threading.Condition(self._lock)
        self._workers: set[Worker] = set()
        self._idle: dict[Worker, threading.Timer] = {}
        self._is_warming = False
        self._is_registered = False

    @contextmanager
    def worker(self, sentences: int) -> Iterator[Worker]:
        """A worker for one job of so many sentences; left in the middle of it, the process is ended.

        Raises AlignmentProblem where none can be started.
        """
        worker = self._take() or self._start()
        try:
            yield worker
        finally:
            if worker.is_at_rest and sentences <= _MOST_SENTENCES_KEPT:
                self._keep(worker)
            else:
                self._end(worker)

    def warm_up(self) -> None:
        """Have a worker ready soon, unless one is; returns at once. It waits for a job like any idle one."""
        if self._is_warming:
            return
        worker = self._take()
        if worker is not None:
            self._keep(worker)
            return
        with self._lock:
            if self._is_warming:
                return
            self._is_warming = True
        # Starting a process may take longer than a window can wait between two frames.
        threading.Thread(target=self._warm_up, daemon=True, name="aligner warm up").start()

    def close(self) -> None:
        """End every worker, also those at work and one that is being started."""
        with self._lock:
            self._warmed.wait_for(lambda: not self._is_warming)
            workers = list(self._workers)
        for worker in workers:
            self._end(worker)

    def _warm_up(self) -> None:
        try:
            worker = self._start()
        except AlignmentProblem as problem:
            # Whoever needs one is told then; nobody has asked for anything yet.
            logger.warning("No aligner was kept ready: %s", problem)
        else:
            worker.prepare()
            self._keep(worker)
        finally:
            with self._lock:
                self._is_warming = False
                self._warmed.notify_all()

    def _start(self) -> Worker:
        worker = Worker(self._command, name=self._name, variables=self._variables)
        with self._lock:
            self._workers.add(worker)
            if not self._is_registered:
                atexit.register(self.close)
                self._is_registered = True
        return worker

    def _take(self) -> Worker | None:
        """The idle worker that was used last, if any still lives; one that is being started is waited for."""
        while True:
            with self._lock:
                self._warmed.wait_for(lambda: self._idle or not self._is_warming)
                if not self._idle:
                    return None
                worker, timer = self._idle.popitem()
                timer.cancel()
            if worker.is_alive:
                return worker
            self._end(worker)

    def _keep(self, worker: Worker) -> None:
        timer = threading.Timer(self._idle_seconds, self._on_idle_long, (worker,))
        timer.daemon = True
        with self._lock:
            if len(self._idle) < _MOST_IDLE and worker in self._workers:
                self._idle[worker] = timer
                timer.start()
                return
        self._end(worker)

    def _on_idle_long(self, worker: Worker) -> None:
        with self._lock:
            if self._idle.pop(worker, None) is None:
                return
        self._end(worker)

    def _end(self, worker: Worker) -> None:
        with self._lock:
            is_ours = worker in self._workers
            self._workers.discard(worker)
            timer = self._idle.pop(worker, None)
        if timer is not None:
            timer.cancel()
        if is_ours:
            worker.end()


def _flag(name: str) -> int:
    """A flag for starting processes, which only Windows has."""
    import subprocess

    return int(getattr(subprocess, name, 0))
