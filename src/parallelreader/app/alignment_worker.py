"""The process that aligns: does one job after another from its input, and ends when that is closed.

Started by ``alignment_pool``; it may be killed at any moment, since it keeps nothing.
"""

import contextlib
import sys

from parallelreader.app.worker_messages import (
    beads_message,
    chapters_message,
    decode_job,
    done_message,
    problem_message,
)
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead
from parallelreader.core.errors import UserError

# Nothing is loaded by hand that a job may come to load some other day.
_SMALLEST_JOB = (["你好。"], ["Hello."])


def work(line: bytes, reporter: Reporter) -> None:
    """Do the job in a line, telling beads as they are found, and in the end all of them anew if those told
    before have not stood."""
    job = decode_job(line)
    if job is None:
        # What is amiss, such as with the dictionary, is told who wants something aligned.
        with contextlib.suppress(UserError):
            align_segments(*_SMALLEST_JOB)
        return
    source, target, pins, paragraphs, chapters = job
    told: list[Bead] = []

    def tell(beads: list[Bead]) -> None:
        told.extend(beads)
        reporter.send(beads_message(beads))

    try:
        beads = align_segments(
            source,
            target,
            pins=pins,
            paragraphs=paragraphs,
            chapters=chapters,
            progress=reporter,
            on_beads=tell,
            on_chapters=lambda match: reporter.send(chapters_message(match)),
        )
        if beads != told:
            reporter.send(beads_message(beads, are_all=True))
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))


if __name__ == "__main__":
    sys.exit(serve(work))
