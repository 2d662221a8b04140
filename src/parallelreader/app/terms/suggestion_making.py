"""Suggesting terms in this very process, for the command line; the window has another process do it.

Imports numpy.
"""

from pathlib import Path

from parallelreader.app.terms.suggestion_gathering import Gathering, Texts
from parallelreader.app.word_links import word_links
from parallelreader.app.words.word_table import word_table
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.terms.suggesting import suggest_terms
from parallelreader.core.terms.suggestion import Suggestion
from parallelreader.core.words.segmenter import Segmenter


def suggest(
    texts: Texts,
    segmenter: Segmenter,
    cache_folder: Path,
    *,
    most: int,
    progress: Progress = NO_PROGRESS,
) -> list[Suggestion]:
    """The likeliest terms of a corpus, the surest first, ``most`` of them.

    What tells how common words are is made first where it is missing, which takes some seconds. Raises
    UserError where a text cannot be read, or where there is no dictionary.
    """
    weights = word_table(cache_folder, Stretch(progress, 0.0, 0.05)).weights
    tables = word_links(cache_folder, Stretch(progress, 0.05, 0.1)).tables
    gathering = Gathering(segmenter)
    for opened in texts.documents(Stretch(progress, 0.1, 0.4)):
        gathering.add(opened, Stretch(progress, 0.4, 0.6))
    return suggest_terms(*gathering.sides(weights, tables), most=most, progress=Stretch(progress, 0.6, 1.0))
