"""The process that aligns: reads one job from its input, writes messages until it is done, and ends.

Started by ``aligning``; it may be killed at any moment, since it keeps nothing.
"""

import os
import sys
import time
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


class _Reporter:
    """Progress and beads as messages, the former no oftener than a window can show."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._last = float("-inf")

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_STEPS or done == total:
            self._last = now
            self.send(step_message(done, total, text))

    def take_beads(self, beads: list[Bead]) -> None:
        self.send(beads_message(beads))

    def send(self, message: bytes) -> None:
        self._output.write(message)
        self._output.flush()


def main() -> int:
    """Do one job; gives the exit code."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library might print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = _Reporter(output)
    try:
        source, target, pins = decode_job(sys.stdin.buffer.read())
        align_segments(source, target, pins=pins, progress=reporter, on_beads=reporter.take_beads)
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    except BrokenPipeError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
