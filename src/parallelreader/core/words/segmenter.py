"""Cuts Chinese sentences into the words of the dictionary.

What is a word, and how common it is, comes from a word table; what the reader has corrected is laid over
what the cutter finds. Names and whatever else is in no dictionary come out in single characters.
"""

import re
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Protocol

from parallelreader.core.language.script import HAN
from parallelreader.core.words.corrections import NO_CORRECTIONS, Corrections
from parallelreader.core.words.key import word_key


class Cutter(Protocol):
    """Knows words and cuts by them. May be called from any thread."""

    def cut(self, run: str) -> list[str]:
        """The words of a run of Chinese characters, which together are that run."""

    def knows(self, word: str) -> bool:
        """Whether that is a word, as it is written."""


WordSpan = tuple[int, int]

_RUN = re.compile(f"(?:{HAN.pattern})+")


class Segmenter:
    """Finds the words of sentences. Immutable; may be called from any thread."""

    __slots__ = ("_corrections", "_cutter")

    def __init__(self, cutter: Cutter, corrections: Corrections = NO_CORRECTIONS) -> None:
        self._cutter = cutter
        self._corrections = corrections

    @property
    def corrections(self) -> Corrections:
        return self._corrections

    def corrected(self, corrections: Corrections) -> "Segmenter":
        """One that keeps to other corrections."""
        return Segmenter(self._cutter, corrections)

    def knows(self, word: str) -> bool:
        """Whether that is a word of the dictionary, as it is written."""
        return self._cutter.knows(word)

    def words(self, sentence: str) -> list[WordSpan]:
        """The Chinese words in order, (start, end) in code points; every Chinese character is in one."""
        found: list[WordSpan] = []
        for run in _RUN.finditer(sentence):
            start = run.start()
            bounds = self._bounds(run.group())
            found += pairwise(start + at for at in bounds)
        return found

    def tokens(self, text: str) -> Iterable[str]:
        """The Chinese words of a text of any length, among pieces of what is not Chinese: for those who only
        count them."""
        if self._corrections:
            return (text[start:end] for start, end in self.words(text))
        # Cut as a whole, which is quicker: where one word ends does not depend on what is not Chinese.
        return self._cutter.cut(text)

    def _bounds(self, run: str) -> list[int]:
        pieces = self._cutter.cut(run)
        bounds = list(accumulate(map(len, pieces), initial=0))
        if bounds[-1] != len(run):
            bounds = list(range(len(run) + 1))
        if self._corrections:
            key = "".join(word_key(run[a:b]) for a, b in pairwise(bounds))
            return self._corrections.applied(key, bounds)
        return bounds
