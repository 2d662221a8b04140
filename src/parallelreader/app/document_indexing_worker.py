"""The process that makes the index of a long text or alignment, and ends.

Started by ``document_indexing``; it may be killed at any moment: what it keeps, it keeps in whole files.
"""

import sys

from parallelreader.app.document_index_parts import Unreadable
from parallelreader.app.document_indexing import decode_job, make_index
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError


def work(line: bytes, reporter: Reporter) -> None:
    """Make the index that the line asks for."""
    index, job, token = decode_job(line)
    try:
        make_index(index, job, token, reporter)
    except (Unreadable, OSError, UserError) as problem:
        reporter.send(problem_message(f"no index was made of {job.file}: {problem}", "", ""))
    else:
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
