"""Cuts Chinese sentences into the words of the dictionary.

What is a word, and how common it is, comes from a word table; what the reader has corrected is laid over
what the cutter finds, and before that the names that are known of the text. Whatever else is in no
dictionary comes out in single characters.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Protocol

from parallelreader.core.language.radicals import as_meant
from parallelreader.core.language.script import HAN
from parallelreader.core.words.corrections import NO_CORRECTIONS, Corrections
from parallelreader.core.words.key import word_key
from parallelreader.core.words.mending import mended, mended_pieces
from parallelreader.core.words.names import NO_NAMES, NamePlace, Names, bounds_with_names, differing
from parallelreader.core.words.unseen import bare, without_unseen


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

    __slots__ = ("_corrections", "_cutter", "_names")

    def __init__(
        self, cutter: Cutter, corrections: Corrections = NO_CORRECTIONS, names: Names = NO_NAMES
    ) -> None:
        self._cutter = cutter
        self._corrections = corrections
        self._names = names

    @property
    def corrections(self) -> Corrections:
        return self._corrections

    def corrected(self, corrections: Corrections) -> "Segmenter":
        """One that keeps to other corrections."""
        return Segmenter(self._cutter, corrections, self._names)

    @property
    def names(self) -> Names:
        return self._names

    def naming(self, names: Names) -> "Segmenter":
        """One that knows other names."""
        return Segmenter(self._cutter, self._corrections, names)

    def knows(self, word: str) -> bool:
        """Whether that is a word of the dictionary, as it is written."""
        return self._cutter.knows(word)

    def words(self, sentence: str, *, but_names: bool = False) -> list[WordSpan]:
        """The Chinese words in order, (start, end) in code points; every Chinese character is in one, unless
        names are left out."""
        if (seen := bare(sentence)) is not None:
            words = self.words(seen.text, but_names=but_names)
            return [seen.placed(start, end) for start, end in words]
        found: list[WordSpan] = []
        names = self._names.places(sentence)
        for run in _RUN.finditer(sentence):
            start = run.start()
            bounds = self._bounds(run.group(), start, names, sentence[max(start - 1, 0) : start])
            found += pairwise(start + at for at in bounds)
        if but_names and names:
            places = {(name.start, name.end) for name in names}
            return [word for word in found if word not in places]
        return found

    def tokens(self, text: str) -> Iterable[str]:
        """The Chinese words of a text of any length, among pieces of what is not Chinese: for those who only
        count them."""
        text = without_unseen(text)
        if self._corrections or self._names:
            return (text[start:end] for start, end in self.words(text))
        # Cut as a whole, which is quicker: where one word ends does not depend on what is not Chinese.
        return mended_pieces(self._cutter.cut(as_meant(text)))

    def _bounds(self, run: str, start: int, names: Sequence[NamePlace], before: str) -> list[int]:
        meant = as_meant(run)
        pieces = mended(self._cutter.cut(meant), meant, before)
        bounds = list(accumulate(map(len, pieces), initial=0))
        if bounds[-1] != len(run):
            bounds = list(range(len(run) + 1))
        if names:
            # Where the reader has said how to cut, no name says otherwise.
            own = differing(bounds, self._corrected(run, bounds))
            bounds = bounds_with_names(names, start, bounds, own)
        return self._corrected(run, bounds)

    def _corrected(self, run: str, bounds: list[int]) -> list[int]:
        if not self._corrections:
            return bounds
        key = "".join(word_key(run[a:b]) for a, b in pairwise(bounds))
        return self._corrections.applied(key, bounds)
