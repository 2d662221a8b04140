"""Finding renderings in this very process, for the command line; the window has another process do it.

Imports numpy.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from parallelreader.app.terms.rendering_lessons import Pupil
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.finding import find_renderings
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted


class RenderingsHere:
    """Finds with the tables of a cache folder, which are made first where they are missing."""

    def __init__(self, cache_folder: Path) -> None:
        self._pupil = Pupil(cache_folder)

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Sighting | None]]:
        """As of ``matrix.RenderingFinder``. Raises FileProblem or AlignmentProblem."""
        if sought:
            model = self._pupil.model(wanted.lessons, progress)
            yield from find_renderings(wanted, sought, model, progress)
