"""Linking the words of pairs for the window, in a process of its own: that has numpy and the tables, not we.

Only asks and brings the answers back; the links are found by ``pair_linking_worker``.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from parallelreader.app.alignment_pool import AlignmentPool
from parallelreader.app.linked_words import Lessons, LinkedPassages, Passages
from parallelreader.app.pair_messages import Learnt, PairJob, encode_job, learnt_from, linked_from
from parallelreader.app.word_links import WORD_LINKER, are_counts_kept, are_tables_ready
from parallelreader.core.progress import NO_PROGRESS, Progress

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.pair_linking_worker")
"""How the process is started that links."""

# One reads on for longer than one waits for aligning; then its memory is given back.
_IDLE_SECONDS = 300.0
# Matrices of one pair are so small that threads take longer to meet than to multiply.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class PairLinker:
    """A :class:`~parallelreader.app.linked_words.Linker` whose process lives while it has something to do."""

    def __init__(
        self, cache_folder: Path, command: Sequence[str] = WORKER, *, idle_seconds: float = _IDLE_SECONDS
    ) -> None:
        """``cache_folder`` keeps the tables that words are linked by."""
        self._cache_folder = cache_folder
        self._learnt: str | None = None
        self._pool = AlignmentPool(
            command, name=WORD_LINKER, variables=_ONE_THREAD, idle_seconds=idle_seconds
        )

    def is_ready(self) -> bool:
        """Whether the tables are there; if not, they are made first. Raises FileProblem."""
        return are_tables_ready(self._cache_folder)

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        """Link the words of each pair. Raises FileProblem or AlignmentProblem where that cannot be done.

        ``progress.step`` is called at least every twentieth of a second, and where it raises Cancelled the
        process is gone before this returns.
        """
        messages = self._messages(PairJob(self._cache_folder, self._learnt, tuple(pairs)), progress)
        return [linked for message in messages if (linked := linked_from(message)) is not None]

    def recall(self, lessons: Lessons) -> bool:
        """Whether these lessons were learnt earlier and kept: then words are linked by them from now on,
        else by none. Raises FileProblem."""
        is_kept = are_counts_kept(self._cache_folder, lessons.key)
        self._learnt = lessons.key if is_kept else None
        return is_kept

    def learn(self, lessons: Lessons, progress: Progress = NO_PROGRESS) -> bool:
        """Go on learning for a moment, from the start where the process is a new one; True when all are
        learnt, by which words are linked from then on. Errors and ``progress`` as of :meth:`link`."""
        learnt = self._learn(PairJob(self._cache_folder, lessons.key, is_lesson=True), progress)
        if learnt is Learnt.UNKNOWN:
            job = PairJob(self._cache_folder, lessons.key, lessons.pairs, is_lesson=True)
            learnt = self._learn(job, progress)
        if learnt is Learnt.ALL:
            self._learnt = lessons.key
        return learnt is Learnt.ALL

    def close(self) -> None:
        """End the process."""
        self._pool.close()

    def _learn(self, job: PairJob, progress: Progress) -> Learnt:
        said = [learnt_from(message) for message in self._messages(job, progress)]
        return next(learnt for learnt in said if learnt is not None)

    def _messages(self, job: PairJob, progress: Progress) -> Iterator[dict[str, Any]]:
        """What the process says about a job, until that is done."""
        with self._pool.worker(len(job.pairs)) as worker:
            yield from worker.answers(encode_job(job), progress)
