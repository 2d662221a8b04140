"""The words to the left and right of hits, nearest first.

Only words of the hit's own sentence count, and marks are passed over: what stands behind a full stop is no
neighbour. A word of which the hit is a part counts with what is left of it on either side, so that 渡 is to
the left of 船 in 渡船.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from parallelreader.core.concordance.hits import Hit
from parallelreader.core.language.script import HAN, is_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.folding import HAN_CLASS, fold
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import Segmenter

FARTHEST = 10
"""How many words to each side are gathered."""

_LETTER = rf"[^\W_{HAN_CLASS}]"
_WORD = re.compile(rf"{_LETTER}+(?:['-]{_LETTER}+)*")
_REPORT_EVERY = 500

Word = tuple[int, int, str]
"""Where a word begins and ends in its sentence, in code points, and by what it is known."""

CutSentence = Callable[[str], Sequence[Word]]
"""Gives the words of a sentence, in order."""


class Unit(StrEnum):
    """What counts as a neighbour in Chinese text."""

    WORD = "word"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words before and after a hit by their keys, the nearest first."""

    left: tuple[str, ...]
    right: tuple[str, ...]

    def at(self, place: int) -> str:
        """The word at ``place``: -1 is the first to the left, 2 the second to the right; "" for none."""
        words = self.left if place < 0 else self.right
        return words[abs(place) - 1] if abs(place) <= len(words) else ""


def english_words(sentence: str) -> list[Word]:
    """The words of a language that writes spaces, known by their folded form without a possessive ending."""
    folded = fold(sentence)
    return [(*match.span(), _plain(match[0])) for match in _WORD.finditer(folded)]


def chinese_words(segmenter: Segmenter) -> CutSentence:
    """What cuts a Chinese sentence into words, known in simplified characters, and Latin words."""

    def cut(sentence: str) -> list[Word]:
        found = [(start, end, word_key(sentence[start:end])) for start, end in segmenter.words(sentence)]
        return _with_latin(sentence, found)

    return cut


def chinese_characters(sentence: str) -> list[Word]:
    """The characters of a Chinese sentence, known by their simplified form, and numbers and Latin words."""
    found = [(match.start(), match.end(), word_key(match[0])) for match in HAN.finditer(sentence)]
    return _with_latin(sentence, found)


def neighbours_of(
    hits: Sequence[Hit],
    text_of: Callable[[Hit], Text],
    cut_of: Callable[[Hit], CutSentence],
    progress: Progress = NO_PROGRESS,
) -> list[Neighbours]:
    """The neighbours of each hit; ``cut_of`` says by what the sentence of a hit is cut."""
    found: list[Neighbours] = []
    # Hits come by place, so those of one sentence follow each other.
    at: tuple[str, str, int] = ("", "", -1)
    words: Sequence[Word] = ()
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    for number, hit in enumerate(hits):
        if number % _REPORT_EVERY == 0:
            progress.step(number, len(hits), "Looking at the words around")
        text = text_of(hit)
        here = (hit.document, hit.version, hit.segment)
        if here != at:
            at, words = here, cut_of(hit)(text.segment_text(hit.segment))
        begin = text.starts[hit.segment]
        left, right = _around(words, hit.start - begin, hit.end - begin)
        found.append(Neighbours(shared.setdefault(left, left), shared.setdefault(right, right)))
    return found


def lemmas_of(counts: Mapping[str, int], bases_of: Callable[[str], Iterable[str]]) -> dict[str, str]:
    """Under which word each English form is counted: that base of it that the text has most often, if any.

    ``bases_of`` gives what a form may be a form of; what is not in the text is nobody's base, since many
    that are formally possible are no words at all. The base of a base is that of its forms, too.
    """
    nearest: dict[str, str] = {}
    for form in counts:
        bases = [base for base in bases_of(form) if base != form and base in counts]
        if bases:
            nearest[form] = max(bases, key=lambda base: (counts[base], base))
    found: dict[str, str] = {}
    for form in counts:
        base, seen = form, {form}
        while base in nearest and nearest[base] not in seen:
            base = nearest[base]
            seen.add(base)
        found[form] = base
    return found


def _around(words: Sequence[Word], start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    left: list[str] = []
    right: list[str] = []
    for first, after, key in words:
        if after <= start:
            left.append(key)
        elif first >= end:
            right.append(key)
            if len(right) == FARTHEST:
                break
        elif is_han(key[0]) and len(key) == after - first:
            if first < start:
                left.append(sys.intern(key[: start - first]))
            if after > end:
                right.append(sys.intern(key[end - first :]))
    return tuple(left[: -FARTHEST - 1 : -1]), tuple(right)


def _with_latin(sentence: str, found: list[Word]) -> list[Word]:
    latin = english_words(sentence) if _WORD.search(sentence) else []
    return sorted([*found, *latin]) if latin else found


def _plain(word: str) -> str:
    return sys.intern(word.removesuffix("'s"))
