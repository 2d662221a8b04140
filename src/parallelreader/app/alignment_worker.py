"""The process that aligns: does one job after another from its input, and ends when that is closed.

Started by ``alignment_pool``; it may be killed at any moment, since it keeps nothing.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from queue import SimpleQueue
from typing import BinaryIO

from parallelreader.app.worker_messages import (
    beads_message,
    decode_job,
    done_message,
    problem_message,
    step_message,
)
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead
from parallelreader.core.errors import UserError

_SECONDS_BETWEEN_STEPS = 0.05
_NICENESS = 5
# Nothing is loaded by hand that a job may come to load some other day.
_SMALLEST_JOB = (["你好。"], ["Hello."])


class _Reporter:
    """Progress and beads as messages, the former no oftener than a window can show."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._last = float("-inf")
        self._told: list[Bead] = []

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_STEPS or done == total:
            self._last = now
            self.send(step_message(done, total, text))

    def take_beads(self, beads: list[Bead]) -> None:
        self._told += beads
        self.send(beads_message(beads))

    def begin(self) -> None:
        """What is told from now on is about another job."""
        self._told = []

    def end(self, beads: list[Bead]) -> None:
        """Tell all beads anew if those told before have not stood, and that this was all."""
        if beads != self._told:
            self.send(beads_message(beads, are_all=True))
        self.send(done_message())

    def send(self, message: bytes) -> None:
        self._output.write(message)
        self._output.flush()


def main() -> int:
    """Do jobs until nobody wants any more; gives the exit code."""
    # Whoever started this is told of Ctrl-C as well, and decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # The window that waits for the result must stay smooth meanwhile.
        os.nice(_NICENESS)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library might print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = _Reporter(output)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    try:
        while True:
            _work(lines.get(), reporter)
    except BrokenPipeError:
        return 1


def _listen(lines: SimpleQueue[bytes]) -> None:
    """Take in jobs, and end the process in the midst of one when there is nobody left to do it for."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


def _work(line: bytes, reporter: _Reporter) -> None:
    job = decode_job(line)
    if job is None:
        # What is amiss, such as with the dictionary, is told who wants something aligned.
        with contextlib.suppress(UserError):
            align_segments(*_SMALLEST_JOB)
        return
    source, target, pins, paragraphs = job
    reporter.begin()
    try:
        beads = align_segments(
            source,
            target,
            pins=pins,
            paragraphs=paragraphs,
            progress=reporter,
            on_beads=reporter.take_beads,
        )
        reporter.end(beads)
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))


if __name__ == "__main__":
    sys.exit(main())
