"""The process that makes the word table, and ends.

Started by ``word_table``, which names the file to write and takes care of it; it may be killed at any moment.
"""

import json
import sys
from pathlib import Path

from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.words.table import build_table, write_table


def work(line: bytes, reporter: Reporter) -> None:
    """Make the table and write it into the file that the line names."""
    into = Path(json.loads(line)["into"])
    try:
        table = build_table(load_dictionary(), reporter)
        with into.open("w", encoding="utf-8", newline="\n") as stream:
            write_table(table, stream)
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    except OSError as problem:
        reporter.send(problem_message("The words could not be kept", str(into), problem.strerror or ""))
    else:
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
