"""One text as the aligner sees it: words as numbers, their weights, and the marks around them.

Everything is a flat array over all words or all sentences, so that a block's figures are differences of
running sums.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
_AFTER_END = " \u3000”」』’\"'）)"


@dataclass(frozen=True, slots=True)
class Side:
    """``words`` holds a type number for each counted word; sentence s owns ``first[s]:first[s + 1]``.

    A sentence without any counted word has one word of type 0, which weighs nothing, so that no
    sentence is empty. ``place`` is where a word stands in the whole text, in characters; ``clause_first``
    and ``clause_last`` bound the first and last clause of each sentence in words. ``mark`` says what a
    sentence ends with: 1 for a question mark, 2 for an exclamation mark, 0 for anything else; ``breaks[i]``
    whether a paragraph begins at boundary i, within the text.
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
    mark: Numbers
    breaks: npt.NDArray[np.bool_]
    quotes: QuoteMarks

    @property
    def count(self) -> int:
        """How many sentences there are."""
        return len(self.first) - 1

    def mass(self) -> Floats:
        """The weight of the words of each sentence."""
        return np.add.reduceat(self.weight[self.words], self.first[:-1])

    def only(self, sentences: Numbers) -> "Side":
        """The text of some of the sentences (ascending, at least one), each as it is in the whole text."""
        sizes = self.first[sentences + 1] - self.first[sentences]
        first = np.concatenate([[0], np.cumsum(sizes)])
        entries = expand(self.first[sentences], sizes)
        starts = np.concatenate([[0.0], np.cumsum(np.diff(self.character_start)[sentences])])
        return Side(
            types=self.types,
            words=self.words[entries],
            first=first,
            weight=self.weight,
            place=self.place[entries] + np.repeat(starts[:-1] - self.character_start[sentences], sizes),
            character_start=starts,
            length=self.length[sentences],
            digits=self.digits[sentences],
            clause_first=self.clause_first[sentences] + first[:-1] - self.first[sentences],
            clause_last=self.clause_last[sentences] + first[:-1] - self.first[sentences],
            mark=self.mark[sentences],
            breaks=self._breaks_of(sentences),
            quotes=self.quotes.only(sentences),
        )

    def _breaks_of(self, sentences: Numbers) -> npt.NDArray[np.bool_]:
        """Between sentences that were apart a paragraph begins where one did on the way."""
        sums = np.cumsum(self.breaks)[sentences]
        return np.concatenate([[False], np.diff(sums) > 0, [False]])


def _breaks(starts: Sequence[int], count: int) -> npt.NDArray[np.bool_]:
    breaks = np.zeros(count + 1, np.bool_)
    breaks[[start for start in starts if 0 < start < count]] = True
    return breaks


def expand(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers start, start + 1, ... of every run, one run after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(int(ends[-1]) if len(ends) else 0)


def build_side(
    sentences: Sequence[str],
    split: Callable[[str], list[Word]],
    *,
    is_chinese: bool,
    progress: Progress,
    steps: tuple[int, int],
    paragraphs: Sequence[int] = (),
) -> Side:
    """Cut all sentences into words; ``steps`` is where progress stands and what it counts to,
    ``paragraphs`` the sentences with which paragraphs begin."""
    words = _Words()
    for index, sentence in enumerate(sentences):
        if index % 200 == 0:
            progress.step(steps[0] + index, steps[1])
        found = _shortened(split(sentence)) or [Word(_NOTHING, 0)]
        words.add(found, edge_clauses(sentence, found, is_chinese=is_chinese))
    return _assemble(sentences, words, _breaks(paragraphs, len(sentences)), is_chinese=is_chinese)


@dataclass(slots=True)
class _Words:
    """The words of a text as they are gathered, sentence after sentence."""

    numbers: dict[str, int] = field(default_factory=lambda: {_NOTHING: 0})
    types: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=lambda: [0])
    clauses: list[tuple[int, int]] = field(default_factory=list)

    def add(self, sentence: list[Word], edges: tuple[int, int]) -> None:
        base = len(self.types)
        self.clauses.append((base + edges[0], base + edges[1]))
        self.types.extend(self.numbers.setdefault(word.form, len(self.numbers)) for word in sentence)
        self.starts.extend(word.start for word in sentence)
        self.first.append(len(self.types))


def _assemble(
    sentences: Sequence[str], words: _Words, breaks: npt.NDArray[np.bool_], *, is_chinese: bool
) -> Side:
    types, first = np.array(words.types, np.int64), np.array(words.first, np.int64)
    clauses = np.array(words.clauses, np.int64)
    sizes = np.array([len(sentence) + 1 for sentence in sentences], float)
    character_start = np.concatenate([[0.0], np.cumsum(sizes)])
    owner = np.repeat(np.arange(len(sentences)), np.diff(first))
    return Side(
        types=tuple(words.numbers),
        words=types,
        first=first,
        weight=_weights(types, owner, len(words.numbers), len(sentences)),
        place=np.array(words.starts, float) + character_start[owner],
        character_start=character_start,
        length=np.array([_chinese_length(s) for s in sentences], float) if is_chinese else sizes,
        digits=np.array([_digit_groups(s) for s in sentences], np.int64),
        clause_first=clauses[:, 0],
        clause_last=clauses[:, 1],
        mark=np.array([_end_mark(s) for s in sentences], np.int64),
        breaks=breaks,
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


def _end_mark(sentence: str) -> int:
    last = sentence.rstrip(_AFTER_END)[-1:]
    return 1 if last in ("?", "？") else 2 if last in ("!", "！") else 0


def _digit_groups(sentence: str) -> int:
    """How many runs of digits there are."""
    return len(_DIGITS.findall(sentence))
