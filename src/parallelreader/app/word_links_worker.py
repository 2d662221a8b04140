"""The process that makes link tables from the dictionary, or learns links from the pairs of a corpus.

Started by ``word_links``, which names the file to write and takes care of it; it may be killed at any moment.
"""

import json
import sys
from pathlib import Path
from typing import Any

from parallelreader.app.word_links import write_counts
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import AlignmentProblem, UserError
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import Counts, build_tables, load_model
from parallelreader.core.links.kept import read_tables, write_tables


def work(line: bytes, reporter: Reporter) -> None:
    """Do the job in a line; one is all that is asked of a process."""
    try:
        _work(json.loads(line), reporter)
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))


def _work(job: dict[str, Any], reporter: Reporter) -> None:
    into = Path(job["into"])
    try:
        if "tables" in job:
            with into.open("wb") as stream:
                write_tables(build_tables(load_dictionary(), reporter), stream)
        else:
            write_counts(_learn(job["pairs"], Path(job["from"]), reporter), into)
    except OSError as error:
        raise AlignmentProblem(
            f"What words are linked by cannot be kept: {error.strerror or error}",
            where=into.parent,
            mend="Make room on the disk.",
        ) from error


def _learn(pairs: list[list[list[str]]], tables_file: Path, reporter: Reporter) -> Counts:
    with tables_file.open("rb") as stream:
        tables = read_tables(stream)
    if tables is None:
        raise AlignmentProblem("What words are linked by is damaged", where=tables_file, mend="Try again.")
    taught = load_model(tables).learn([(chinese, english) for chinese, english in pairs], reporter)
    return taught.counts or Counts()


if __name__ == "__main__":
    sys.exit(serve(work))
