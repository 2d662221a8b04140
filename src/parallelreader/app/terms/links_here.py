"""Linking the words of pairs in this very process, for the command line.

Imports numpy; the window has another process do it (``pair_linking``).
"""

from collections.abc import Sequence
from pathlib import Path

from parallelreader.app.linked_words import Lessons, LinkedPassages, Passages
from parallelreader.app.pair_linking_worker import link_passages
from parallelreader.app.word_links import word_links
from parallelreader.core.progress import NO_PROGRESS, Progress


class LinksHere:
    """A :class:`~parallelreader.app.linked_words.Linker` that learns nothing."""

    def __init__(self, cache_folder: Path) -> None:
        self._cache_folder = cache_folder

    def is_ready(self) -> bool:
        return True

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        """As of the protocol. Raises FileProblem or AlignmentProblem."""
        model = word_links(self._cache_folder, progress)
        found = []
        for number, pair in enumerate(pairs):
            progress.step(number, len(pairs), "Linking words")
            found.append(link_passages(model, pair))
        return found

    def recall(self, lessons: Lessons) -> bool:
        return False

    def learn(self, lessons: Lessons, progress: Progress = NO_PROGRESS) -> bool:
        return False
