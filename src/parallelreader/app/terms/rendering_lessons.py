"""Teaching the model that links words what some pairs of a corpus teach; worked out once and kept.

Imports numpy.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from parallelreader.app.word_links import keep_counts, kept_counts, word_links
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import Counts, LinkModel, chinese_tokens, english_tokens
from parallelreader.core.progress import NO_PROGRESS, Progress

Pairs = tuple[tuple[str, str], ...]


class Pupil:
    """The model with what it was taught last, for whoever looks for one term after another."""

    def __init__(self, cache_folder: Path) -> None:
        self._cache_folder = cache_folder
        self._model: LinkModel | None = None
        self._taught: tuple[Pairs, LinkModel] | None = None

    def model(self, lessons: Pairs, progress: Progress = NO_PROGRESS) -> LinkModel:
        """The model taught by these pairs of sentences, Chinese and English; some milliseconds for each the
        first time. Raises FileProblem or AlignmentProblem."""
        self._model = self._model or word_links(self._cache_folder, progress)
        if not lessons:
            return self._model
        if self._taught is None or self._taught[0] != lessons:
            self._taught = lessons, self._model.with_counts(self._counts(lessons, self._model, progress))
        return self._taught[1]

    def _counts(self, lessons: Pairs, model: LinkModel, progress: Progress) -> Counts:
        key = "terms-" + hashlib.sha256(json.dumps(lessons).encode()).hexdigest()[:24]
        counts = kept_counts(self._cache_folder, key)
        if counts is None:
            learnt = model.learn(cut_lessons(lessons), progress).counts or Counts()
            keep_counts(self._cache_folder, key, learnt)
            # What is kept is rounded; the same must be found now as later.
            counts = Counts.from_json(learnt.to_json())
        return counts


def cut_lessons(lessons: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
    """The pairs cut into tokens."""
    dictionary = load_dictionary()
    return [
        (
            [chinese[a:b] for a, b in chinese_tokens(chinese, dictionary)],
            [english[a:b] for a, b in english_tokens(english)],
        )
        for chinese, english in lessons
    ]
