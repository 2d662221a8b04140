"""Finding renderings in this very process, for the command line; the window has another process do it.

Imports numpy.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from parallelreader.app.word_links import word_links
from parallelreader.core.links import LinkModel
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.finding import find_renderings
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted


class RenderingsHere:
    """Finds with the tables of a cache folder, which are made first where they are missing."""

    def __init__(self, cache_folder: Path) -> None:
        self._cache_folder = cache_folder
        self._model: LinkModel | None = None

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Sighting | None]]:
        """As of ``matrix.RenderingFinder``. Raises FileProblem or AlignmentProblem."""
        if sought:
            # Whoever looks for one term after another reads the tables once.
            self._model = self._model or word_links(self._cache_folder, progress)
            yield from find_renderings(wanted, sought, self._model, progress)
