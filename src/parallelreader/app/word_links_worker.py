"""The process that makes link tables from the dictionary, or learns links from the pairs of a corpus.

Started by ``word_links``, which names the file to write and takes care of it; it may be killed at any moment.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

from parallelreader.app.worker_messages import done_message, problem_message, step_message
from parallelreader.core.errors import AlignmentProblem, UserError
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import build_tables, load_model
from parallelreader.core.links.kept import read_tables, write_tables

_SECONDS_BETWEEN_STEPS = 0.05
_NICENESS = 5


class _Reporter:
    """Progress as messages, no oftener than a window can show."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._last = float("-inf")

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_STEPS:
            self._last = now
            self.send(step_message(done, total, text))

    def send(self, message: bytes) -> None:
        self._output.write(message)
        self._output.flush()


def main() -> int:
    """Do one job; gives the exit code."""
    # Whoever started this is told of Ctrl-C as well, and decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library might print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = _Reporter(output)
    try:
        _work(json.loads(sys.stdin.buffer.readline()), reporter)
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    except BrokenPipeError:
        # There is nobody left to do it for.
        return 1
    return 0


def _work(job: dict[str, Any], reporter: _Reporter) -> None:
    into = Path(job["into"])
    try:
        if "tables" in job:
            with into.open("wb") as stream:
                write_tables(build_tables(load_dictionary(), reporter), stream)
        else:
            into.write_text(_learn(job["pairs"], Path(job["from"]), reporter), encoding="utf-8")
    except OSError as error:
        raise AlignmentProblem(
            f"What words are linked by cannot be kept: {error.strerror or error}",
            where=into.parent,
            mend="Make room on the disk.",
        ) from error


def _learn(pairs: list[list[list[str]]], tables_file: Path, reporter: _Reporter) -> str:
    with tables_file.open("rb") as stream:
        tables = read_tables(stream)
    if tables is None:
        raise AlignmentProblem("What words are linked by is damaged", where=tables_file, mend="Try again.")
    model = load_model(tables)
    counts = model.learn([(chinese, english) for chinese, english in pairs], reporter).counts
    return counts.to_json() if counts is not None else ""


if __name__ == "__main__":
    sys.exit(main())
