"""Having long documents ready to be searched that nobody has opened yet, one at a time.

Whoever waits for that may stop waiting, as a reader does who types on: what was begun goes on all the same,
and is there for whoever asks next.
"""

import threading
from pathlib import Path

from parallelreader.app.document_indexing import TextJob, is_indexed
from parallelreader.app.library import index_document
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import Progress
from parallelreader.store.segmentation_cache import SegmentationCache

# Cutting fewer bytes into sentences takes no longer than a few keystrokes.
_LONG = 1_000_000
_TICK_SECONDS = 0.05


class Preparing:
    """One for all searches of a window; each method may be called in any thread."""

    def __init__(self, cache: SegmentationCache) -> None:
        self._cache = cache
        self._is_over = threading.Event()
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        """Stop what is going on, and begin nothing more."""
        self._is_over.set()

    def is_ready(self, corpus: Corpus, document_id: str) -> bool:
        """Whether a document can be read without being cut into sentences for long."""
        jobs = [
            TextJob(corpus.folder / version.text, version.language)
            for version in corpus.document(document_id).versions
        ]
        long = [job for job in jobs if _size_of(job.file) >= _LONG]
        return all(is_indexed(self._cache.documents, job) for job in long)

    def prepare(self, corpus: Corpus, document_id: str, progress: Progress) -> None:
        """Have a document ready. Raises Cancelled as ``progress`` does, CorpusProblem where it cannot be
        read."""
        while not self._one_at_a_time.acquire(timeout=_TICK_SECONDS):
            progress.step(0, 1)
        try:
            progress.step(0, 1)
            if not self.is_ready(corpus, document_id):
                index_document(corpus, document_id, progress=_Until(self._is_over), cache=self._cache)
        finally:
            self._one_at_a_time.release()
        progress.step(0, 1)


class _Until:
    """Progress that only the end of everything stops."""

    def __init__(self, is_over: threading.Event) -> None:
        self._is_over = is_over

    def step(self, done: int, total: int, text: str = "") -> None:
        if self._is_over.is_set():
            raise Cancelled


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
