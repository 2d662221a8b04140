"""The process that suggests terms for the window: it reads a corpus, tells what it found, and ends.

Started by ``suggestions``; it may be killed at any moment.
"""

import sys

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.repaired_documents import stored_repairs
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.suggestion_making import suggest
from parallelreader.app.terms.suggestion_messages import decode_suggestion_job, suggestions_message
from parallelreader.app.words.stored_words import stored_words
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError


def work(line: bytes, reporter: Reporter) -> None:
    """Suggest terms of the corpus that the line names."""
    job = decode_suggestion_job(line)
    try:
        corpus = open_corpus(job.corpus)
        segmenter = stored_words(job.folders).loaded(reporter).segmenter
        with stored_repairs(corpus, job.folders) as repairs:
            texts = CorpusTexts(corpus, repairs, open_cache(job.folders))
            found = suggest(texts, segmenter, job.folders.cache, most=job.most, progress=reporter)
        reporter.send(suggestions_message(found))
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))


if __name__ == "__main__":
    sys.exit(serve(work))
