"""What every process that works for the program does: takes its jobs in, tells how far it is, and ends.

What a job is and what it comes to is known to the worker; the other end of the pipes is ``alignment_pool``.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import BinaryIO

from parallelreader.app.worker_messages import step_message

_SECONDS_BETWEEN_STEPS = 0.05
_NICENESS = 5


class Reporter:
    """Messages to the program, those on progress no oftener than a window can show."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._last = float("-inf")

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_STEPS or done == total:
            self._last = now
            self.send(step_message(done, total, text))

    def send(self, message: bytes) -> None:
        self._output.write(message)
        self._output.flush()


def serve(work: Callable[[bytes, Reporter], None]) -> int:
    """Have ``work`` do one job after another until nobody wants any more; gives the exit code.

    The process may be killed at any moment, and ends by itself when the program has.
    """
    # Whoever started this is told of Ctrl-C as well, and decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # The window that waits for the result must stay smooth meanwhile.
        os.nice(_NICENESS)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library might print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = Reporter(output)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    try:
        while True:
            work(lines.get(), reporter)
    except BrokenPipeError:
        return 1


def _listen(lines: SimpleQueue[bytes]) -> None:
    """Take in jobs, and end the process in the midst of one when there is nobody left to do it for."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)
