"""All words of many texts in one row of numbers, so that what stands beside what is counted at once.

How texts are cut into words, and which forms are one word, is the caller's business.
"""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from parallelreader.core.terms.arrays import Numbers

BREAK = -1
"""Stands where no unit reaches over: at a mark, and at the end of a segment."""

Token = tuple[int, int, str]
"""Where a word begins and ends in its text, in code points, and the form it is counted under."""


@dataclass(frozen=True, slots=True)
class TokenStream:
    """``words`` are numbers of ``forms``, or BREAK; beside each stand its ``segments`` (numbered as they were
    added), and where it begins and ends in its text."""

    forms: tuple[str, ...]
    words: Numbers
    segments: Numbers
    starts: Numbers
    ends: Numbers

    @property
    def size(self) -> int:
        """How many words there are."""
        return int(np.count_nonzero(self.words != BREAK))


class StreamWriter:
    """Puts segments one after another."""

    def __init__(self, goes_on: Callable[[str], bool]) -> None:
        """``goes_on`` says of what stands between two words whether a unit may reach over it."""
        self._goes_on = goes_on
        self._numbers: dict[str, int] = {}
        self._words, self._segments = array("i"), array("i")
        self._starts, self._ends = array("i"), array("i")

    def add(self, segment: int, content: str, tokens: Iterable[Token], offset: int = 0) -> None:
        """Add the words of a segment; ``tokens`` stand in ``content``, which begins at ``offset`` of its
        text."""
        last: int | None = None
        for start, end, form in tokens:
            if last is not None and not self._goes_on(content[last:start]):
                self._append(BREAK, segment, offset + last, offset + last)
            self._append(
                self._numbers.setdefault(form, len(self._numbers)), segment, offset + start, offset + end
            )
            last = end
        if last is not None:
            self._append(BREAK, segment, offset + last, offset + last)

    def finished(self) -> TokenStream:
        """All that was added."""
        arrays = (self._words, self._segments, self._starts, self._ends)
        return TokenStream(tuple(self._numbers), *(np.array(each, np.int32) for each in arrays))

    def _append(self, word: int, segment: int, start: int, end: int) -> None:
        self._words.append(word)
        self._segments.append(segment)
        self._starts.append(start)
        self._ends.append(end)
