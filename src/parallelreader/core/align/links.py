"""Which Chinese word types of one text can stand for which English types of the other, and how surely.

Dictionary, numbers, names in pinyin and what the text itself has taught, as one sparse table.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.side import Floats, Numbers, expand
from parallelreader.core.align.word_tables import LIKE_PINYIN, MONTHS, number_words, numeral_value
from parallelreader.core.align.words import number_form, stem
from parallelreader.core.progress import Progress

_PINYIN = 0.8
_NUMBER_WORD = 0.8
_PREFIX = 5
_WEAKEST = 0.004


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Row z holds English types ``columns[first[z]:first[z + 1]]``, ascending, with strengths from 0 to 1."""

    first: Numbers
    columns: Numbers
    strength: Floats

    def dense(self, rows: Numbers, columns: Numbers, column_count: int) -> Floats:
        """The square roots of the strengths for some rows and columns (each without repeats)."""
        place = np.full(column_count, -1, np.int64)
        place[columns] = np.arange(len(columns))
        sizes = self.first[rows + 1] - self.first[rows]
        entries = expand(self.first[rows], sizes)
        at = place[self.columns[entries]]
        keep = at >= 0
        table = np.zeros((len(rows), len(columns)), np.float32)
        table[np.repeat(np.arange(len(rows)), sizes)[keep], at[keep]] = np.sqrt(self.strength[entries[keep]])
        return table

    def raised(self, rows: Numbers, columns: Numbers, strength: Floats, column_count: int) -> "LinkTable":
        """This table with further links; where a link is there already the stronger one holds."""
        row_count = len(self.first) - 1
        own = np.repeat(np.arange(row_count), np.diff(self.first)) * column_count + self.columns
        keys = np.concatenate([own, rows * column_count + columns])
        values = np.concatenate([self.strength, strength])
        order = np.lexsort((-values, keys))
        kept = order[np.concatenate([[True], np.diff(keys[order]) > 0])] if len(order) else order
        counts = np.bincount(keys[kept] // column_count, minlength=row_count)
        first = np.concatenate([[0], np.cumsum(counts)])
        return LinkTable(first, keys[kept] % column_count, values[kept])


def build_links(
    chinese: Sequence[str],
    english: Sequence[str],
    glosses: Glosses,
    progress: Progress,
    steps: tuple[int, int],
) -> LinkTable:
    """Link the word types of two texts; ``steps`` is where progress stands and what it counts to."""
    finder = _LinkFinder(english, glosses)
    first = [0]
    columns: list[int] = []
    strength: list[float] = []
    for index, word in enumerate(chinese):
        if index % 100 == 0:
            progress.step(steps[0] + index, steps[1])
        row = sorted(finder.links(word).items()) if word else []
        columns.extend(column for column, _ in row)
        strength.extend(value for _, value in row)
        first.append(len(columns))
    return LinkTable(np.array(first, np.int64), np.array(columns, np.int64), np.array(strength, np.float32))


class _LinkFinder:
    def __init__(self, english: Sequence[str], glosses: Glosses) -> None:
        self._numbers = {form: number for number, form in enumerate(english) if form}
        self._glosses = glosses
        self._by_prefix: Mapping[str, list[str]] = defaultdict(list)
        for form in self._numbers:
            if len(form) >= _PREFIX and form.isalpha():
                self._by_prefix[form[:_PREFIX]].append(form)

    def links(self, word: str) -> dict[int, float]:
        """The English types of the text that can render ``word``, the strongest reason for each."""
        best: dict[int, float] = {}
        for source in (self._from_dictionary(word), self._from_numbers(word), self._from_pinyin(word)):
            for form, strength in source:
                number = self._numbers.get(form)
                if number is not None and strength > max(best.get(number, 0.0), _WEAKEST):
                    best[number] = strength
        return best

    def _from_dictionary(self, word: str) -> Iterator[tuple[str, float]]:
        weights = self._glosses.with_parts(word)
        here = {form: weight for form, weight in weights.items() if form in self._numbers}
        whole = max(sum(here.values()), 0.5)
        for form, weight in here.items():
            yield form, min(weight / whole, 1.0)
        for form, weight in weights.items():
            if form not in here and len(form) >= _PREFIX:
                for cousin in self._by_prefix.get(form[:_PREFIX], ()):
                    yield cousin, 0.5 * weight

    def _from_numbers(self, word: str) -> Iterator[tuple[str, float]]:
        yield word, 1.0
        if word.endswith("月") and (value := word[:-1]).isdigit():
            yield stem(MONTHS[int(value) - 1]), 1.0
            yield value, 0.6
            return
        numeral = numeral_value(word)
        if numeral is not None:
            yield number_form(str(numeral)), 1.0
        elif word.isdigit() and len(word) < 13:
            numeral = int(word)
        if numeral is not None:
            for form in number_words(numeral):
                yield stem(form), _NUMBER_WORD

    def _from_pinyin(self, word: str) -> Iterator[tuple[str, float]]:
        for syllables in self._glosses.readings(word):
            for form, strength in _spellings(syllables):
                if form not in LIKE_PINYIN:
                    yield stem(form), _PINYIN * strength


def _spellings(syllables: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """How a name of these syllables may stand in an English text, in whole or in part."""
    count = len(syllables)
    if not 1 <= count <= 4:
        return
    yield "".join(syllables), 1.0
    if count == 2:
        yield syllables[0], 0.4
        yield syllables[1], 0.5
    elif count == 3:
        yield "".join(syllables[1:]), 1.0
        yield "".join(syllables[:2]), 0.7
        yield syllables[0], 0.4
        yield syllables[1], 0.25
        yield syllables[2], 0.25
    elif count == 4:
        yield "".join(syllables[:2]), 0.7
        yield "".join(syllables[2:]), 0.7
