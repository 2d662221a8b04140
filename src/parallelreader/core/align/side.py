"""One text as the aligner sees it: words as numbers, their weights, and the marks around them.

Everything is a flat array over all words or all sentences, so that a block's figures are differences of
running sums.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from parallelreader.core.align.quotes import QuoteMarks, mark_quotes
from parallelreader.core.align.words import Word, edge_clauses
from parallelreader.core.progress import Progress

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Numbers: TypeAlias = npt.NDArray[np.int64]

_NOTHING = ""
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,][0-9０-９]+)*")
_EDGE_WORDS = 150


@dataclass(frozen=True, slots=True)
class Side:
    """``words`` holds a type number for each counted word; sentence s owns ``first[s]:first[s + 1]``.

    A sentence without any counted word has one word of type 0, which weighs nothing, so that no
    sentence is empty. ``place`` is where a word stands in the whole text, in characters; ``clause_first``
    and ``clause_last`` bound the first and last clause of each sentence in words.
    """

    types: tuple[str, ...]
    words: Numbers
    first: Numbers
    weight: Floats
    place: Floats
    character_start: Floats
    length: Floats
    digits: Numbers
    clause_first: Numbers
    clause_last: Numbers
    quotes: QuoteMarks

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.first) - 1

    def mass(self) -> Floats:
        """The weight of the words of each sentence."""
        return np.add.reduceat(self.weight[self.words], self.first[:-1])


def build_side(
    sentences: Sequence[str],
    split: Callable[[str], list[Word]],
    *,
    is_chinese: bool,
    progress: Progress,
    steps: tuple[int, int],
) -> Side:
    """Cut all sentences into words; ``steps`` is where progress stands and what it counts to."""
    numbers: dict[str, int] = {_NOTHING: 0}
    words: list[int] = []
    starts: list[int] = []
    first, clause_first, clause_last = [0], [], []
    for index, sentence in enumerate(sentences):
        if index % 200 == 0:
            progress.step(steps[0] + index, steps[1])
        found = _shortened(split(sentence)) or [Word(_NOTHING, 0)]
        a, b = edge_clauses(sentence, found, is_chinese=is_chinese)
        clause_first.append(len(words) + a)
        clause_last.append(len(words) + b)
        words.extend(numbers.setdefault(word.form, len(numbers)) for word in found)
        starts.extend(word.start for word in found)
        first.append(len(words))
    return _assemble(sentences, tuple(numbers), words, starts, first, clause_first, clause_last, is_chinese)


def _assemble(
    sentences: Sequence[str],
    types: tuple[str, ...],
    words: list[int],
    starts: list[int],
    first: list[int],
    clause_first: list[int],
    clause_last: list[int],
    is_chinese: bool,
) -> Side:
    word_array, first_array = np.array(words, np.int64), np.array(first, np.int64)
    sizes = np.array([len(sentence) + 1 for sentence in sentences], float)
    character_start = np.concatenate([[0.0], np.cumsum(sizes)])
    owner = np.repeat(np.arange(len(sentences)), np.diff(first_array))
    return Side(
        types=types,
        words=word_array,
        first=first_array,
        weight=_weights(word_array, owner, len(types), len(sentences)),
        place=np.array(starts, float) + character_start[owner],
        character_start=character_start,
        length=np.array([_chinese_length(s) for s in sentences], float) if is_chinese else sizes,
        digits=np.array([_digit_groups(s) for s in sentences], np.int64),
        clause_first=np.array(clause_first, np.int64),
        clause_last=np.array(clause_last, np.int64),
        quotes=mark_quotes(sentences, is_chinese=is_chinese),
    )


def _shortened(words: list[Word]) -> list[Word]:
    """The beginning and end of a list that is much too long for a sentence: what counts is what is near."""
    return words if len(words) <= 2 * _EDGE_WORDS else words[:_EDGE_WORDS] + words[-_EDGE_WORDS:]


def _weights(words: Numbers, owner: Numbers, type_count: int, sentence_count: int) -> Floats:
    """How telling each type is: the rarer over the sentences of this text, the heavier."""
    pairs = np.unique(owner * type_count + words)
    frequency = np.bincount(pairs % type_count, minlength=type_count)
    weight = np.log((sentence_count + 1) / np.maximum(frequency, 1)) + 0.1
    weight[0] = 0.0
    return weight


def _chinese_length(sentence: str) -> int:
    return sum(character.isalnum() for character in sentence) + 1


def _digit_groups(sentence: str) -> int:
    """How many runs of digits there are."""
    return len(_DIGITS.findall(sentence))
