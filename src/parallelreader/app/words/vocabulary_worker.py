"""The process that counts the words of a long text, and ends.

Started by ``vocabulary``, which names the file to write and takes care of it; it may be killed at any moment.
"""

import json
import sys
from pathlib import Path

from parallelreader.app.words.own_words import words_of
from parallelreader.app.words.vocabulary import count_file, write_counts
from parallelreader.app.words.word_table import is_dictionary_installed, word_table
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.cutters import make_cutter
from parallelreader.core.words.segmenter import Segmenter


def work(line: bytes, reporter: Reporter) -> None:
    """Count the words of the file that the line names."""
    job = json.loads(line)
    try:
        own = list(map(Path, job["own"]))
        weights = word_table(Path(job["cache"]), reporter, own).weights
        cut = make_cutter(weights, words_of(own) if is_dictionary_installed() else ())
        corrections = Corrections({stretch: tuple(cuts) for stretch, cuts in job["cuts"].items()})
        counts = count_file(Path(job["file"]), Segmenter(cut, corrections), reporter)
        write_counts(counts, {}, Path(job["into"]))
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    except (OSError, UnicodeDecodeError) as problem:
        reporter.send(problem_message(f"The words cannot be counted: {problem}", job["file"], ""))
    else:
        reporter.send(done_message())


if __name__ == "__main__":
    sys.exit(serve(work))
