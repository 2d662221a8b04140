"""Finding renderings for the window, in a process of its own: that has numpy and the tables, not we.

Only asks and brings the answers back; they are found by ``rendering_worker``.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from parallelreader.app.alignment_pool import AlignmentPool
from parallelreader.app.terms.rendering_messages import RenderingJob, encode_rendering_job, sighted_from
from parallelreader.app.word_links import WORD_LINKER
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.terms.rendering_worker")
"""How the process is started."""

_IDLE_SECONDS = 300.0
# Matrices of one pair are so small that threads take longer to meet than to multiply.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class RenderingLinker:
    """A :class:`~parallelreader.app.terms.matrix.RenderingFinder` whose process lives while it is used."""

    def __init__(
        self, cache_folder: Path, command: Sequence[str] = WORKER, *, idle_seconds: float = _IDLE_SECONDS
    ) -> None:
        """``cache_folder`` keeps the tables that words are linked by; they are made first where they are
        missing, which takes some seconds."""
        self._cache_folder = cache_folder
        self._pool = AlignmentPool(
            command, name=WORD_LINKER, variables=_ONE_THREAD, idle_seconds=idle_seconds
        )

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Sighting | None]]:
        """As of the protocol. ``progress.step`` is called at least every twentieth of a second, and where it
        raises Cancelled the process is gone. Raises FileProblem or AlignmentProblem."""
        if not sought:
            return
        job = encode_rendering_job(RenderingJob(self._cache_folder, wanted, tuple(sought)))
        with self._pool.worker(len(sought)) as worker:
            for message in worker.answers(job, progress, text="Looking for renderings"):
                yield from sighted_from(message)

    def close(self) -> None:
        """End the process."""
        self._pool.close()
