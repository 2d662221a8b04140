"""Steps of the history that change words: their statuses, the words that are kept, corrections.

Keeping a word and learning it from then on is taken back with one key; how is known to ``app.steps``.
"""

from dataclasses import dataclass

from parallelreader.app.steps import Part, PartsChange, Steps

__all__ = ["Part", "WordChange", "WordSteps"]


@dataclass(frozen=True, slots=True)
class WordChange(PartsChange):
    """One step on words."""


class WordSteps(Steps):
    """The steps on words."""

    noun = "word"
    kind = WordChange
