"""The process that makes the search index of a corpus, so that the window stays smooth meanwhile.

Started by ``indexing``; it may be killed at any moment, and leaves the index as it was then.
"""

import json
import sys
from pathlib import Path

from parallelreader.app.indexing import update_index
from parallelreader.app.library import open_corpus
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.store.segmentation_cache import SegmentationCache


def work(line: bytes, reporter: Reporter) -> None:
    """Bring the index of the corpus in a line up to its texts."""
    job = json.loads(line)
    cache_folder = Path(job["cache"])
    try:
        corpus = open_corpus(Path(job["corpus"]))
        update_index(corpus, cache_folder, progress=reporter, cache=SegmentationCache(cache_folder))
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))


if __name__ == "__main__":
    sys.exit(serve(work))
