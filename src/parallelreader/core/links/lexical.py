"""Each Chinese word of a pair of sentences against each English one: what speaks for a link, cell by cell.

Position plays no part here; it comes in with ``context``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from parallelreader.core.links.lexicon import ChineseWord, EnglishWord, Lexicon, prefix_worth
from parallelreader.core.links.numbers import match_numbers
from parallelreader.core.links.tables import Floats, Numbers

LEXICAL = (
    "share",
    "cover",
    "prefix",
    "inner",
    "information",
    "chance",
    "likeness",
    "likeness squared",
    "soft",
    "joint",
    "name",
    "name, rare",
    "name, unknown",
    "rare, unknown",
    "number",
    "same",
    "mark mismatch",
    "function",
    "single",
    "unknown",
    "share, function",
    "share, single",
    "information, unknown",
    "best",
    "pair log",
    "pair rate",
    "chinese rate",
    "english rate",
)
_AT = {name: number for number, name in enumerate(LEXICAL)}
_SAME_MARKS = {
    "。": ".",
    "．": ".",
    "、": ",",
    "，": ",",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "《": '"',
    "》": '"',
    "〈": '"',
    "〉": '"',
    "“": '"',
    "”": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‘": "'",
    "’": "'",
    "``": '"',
    "''": '"',
    "—": "-",
    "——": "-",
    "--": "-",
    "–": "-",
    "…": "...",
    "……": "...",
    "％": "%",
}
_PAIR_PRIOR, _PAIR_BASE = 2.0, 0.05
_RATE_PRIOR = 4.0
_CHINESE_RATE, _ENGLISH_RATE, _FUNCTION_RATE = 0.8, 0.9, 0.5
_LEAST_MET = 3
# More would be shared out among threads, which then wait for one another, as in ``network``.
_PRODUCTS_AT_ONCE = 1 << 17

Counts = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class ClosedWords:
    """How often frequent words were linked in the sentences the model was fitted on: (linked, met).

    ``pairs`` are keyed ``"的 of"``; only function words and marks on either side are counted in pairs.
    """

    chinese: Counts
    english: Counts
    pairs: Counts

    def chinese_rate(self, word: str) -> float:
        linked, met = self.chinese.get(word, (0.0, 0.0))
        if met < _LEAST_MET:
            return _CHINESE_RATE
        return (linked + _RATE_PRIOR * _CHINESE_RATE) / (met + _RATE_PRIOR)

    def english_rate(self, token: EnglishWord) -> float:
        linked, met = self.english.get(token.text, (0.0, 0.0))
        base = _FUNCTION_RATE if token.is_function else _ENGLISH_RATE
        if met < _LEAST_MET:
            return base
        return (linked + _RATE_PRIOR * base) / (met + _RATE_PRIOR)

    @cached_property
    def rates(self) -> Mapping[str, Mapping[str, tuple[float, float]]]:
        """By Chinese and English word the logarithm of the rate at which two words were linked over a common
        one, and the rate."""
        rates: dict[str, dict[str, tuple[float, float]]] = {}
        for both, (linked, met) in self.pairs.items():
            if met >= _LEAST_MET:
                word, _, token = both.rpartition(" ")
                rate = (linked + _PAIR_PRIOR * _PAIR_BASE) / (met + _PAIR_PRIOR)
                rates.setdefault(word, {})[token] = math.log(rate / _PAIR_BASE), rate
        return rates


def lexical_features(
    words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], lexicon: Lexicon, closed: ClosedWords
) -> Floats:
    """``[feature, Chinese token, English token]``, in the order of ``LEXICAL``; neither side is empty."""
    table = np.zeros((len(LEXICAL), len(words), len(tokens)), np.float32)
    _fill_dictionary(table, words, tokens, lexicon)
    _fill_joint(table, words, tokens, lexicon)
    _fill_likeness(table, words, tokens)
    _fill_names(table, words, tokens, lexicon)
    table[_AT["number"]] = match_numbers([word.text for word in words], [token.text for token in tokens])
    _fill_marks(table, words, tokens)
    _fill_rates(table, words, tokens, closed)
    _fill_products(table)
    return table


def _columns(tokens: Sequence[EnglishWord]) -> dict[int, list[tuple[int, float]]]:
    """Where each lemma of the sentence stands, with the weight it has there."""
    columns: dict[int, list[tuple[int, float]]] = {}
    for column, token in enumerate(tokens):
        for number, weight in token.lemmas:
            columns.setdefault(number, []).append((column, weight))
    return columns


def _fill_dictionary(
    table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], lexicon: Lexicon
) -> None:
    columns = _columns(tokens)
    here = frozenset(columns)
    ascending = np.array(sorted(columns), np.int64)
    stems = [
        (column, token.stem)
        for column, token in enumerate(tokens)
        if not token.is_function and len(token.stem) >= 4
    ]
    entries: list[tuple[int, int, int, float]] = []
    for row, word in enumerate(words):
        found = _row_of(word, here, ascending, lexicon)
        for each, values in found.items():
            for column, weight in columns[each]:
                entries.extend(
                    (feature, row, column, weight * value) for feature, value in values if value > 0
                )
        if word.prefixes:
            taken = {column for each in here & word.shares.keys() for column, _ in columns[each]}
            for column, stem in stems:
                if stem[:4] in word.prefixes and column not in taken:
                    worth = prefix_worth(stem, word, word.shares, lexicon.lemma_number)
                    entries.append((_AT["prefix"], row, column, worth))
    if entries:
        features, rows, places, values = zip(*entries, strict=True)
        np.maximum.at(table, (features, rows, places), np.array(values, np.float32))


def _row_of(
    word: ChineseWord, here: frozenset[int], ascending: Numbers, lexicon: Lexicon
) -> dict[int, tuple[tuple[int, float], ...]]:
    """For each lemma of the sentence the word knows of: features and their values."""
    covers = _covers(word, here, lexicon)
    found: dict[int, tuple[tuple[int, float], ...]] = {}
    chances = word.chances.among(ascending)
    for each in chances.keys() | (word.shares.keys() & here) | (word.inner.keys() & here):
        information, chance = chances.get(each, (0.0, 0.0))
        found[each] = (
            (_AT["share"], word.shares.get(each, 0.0)),
            (_AT["cover"], covers.get(each, 0.0)),
            (_AT["inner"], word.inner.get(each, 0.0)),
            (_AT["information"], information),
            (_AT["chance"], chance),
        )
    return found


def _covers(word: ChineseWord, here: frozenset[int], lexicon: Lexicon) -> dict[int, float]:
    """How far the glosses that hold a lemma are there as a whole, at best."""
    present = word.shares.keys() & here
    covers: dict[int, float] = {}
    for number in {number for each in present for number in word.glosses_with[each]}:
        lemmas, weight = word.glosses[number]
        whole = sum(lexicon.weight[each] for each in lemmas)
        there = [each for each in lemmas if each in here]
        covered = sum(lexicon.weight[each] for each in there) / whole
        for each in there:
            if len(lemmas) == 1:
                value = weight * covered
            else:
                rareness = lexicon.weight[each] / lexicon.most_weight
                value = weight * covered * covered * (0.5 + 0.5 * rareness)
            if value > covers.get(each, 0.0):
                covers[each] = value
    return covers


def _fill_joint(
    table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], lexicon: Lexicon
) -> None:
    """Two or three Chinese tokens that together are a word of the dictionary share its glosses."""
    columns = _columns(tokens)
    here = frozenset(columns)
    layer = table[_AT["joint"]]
    for size in (2, 3):
        for row in range(len(words) - size + 1):
            joined = "".join(word.text for word in words[row : row + size])
            if len(joined) > 8 or not lexicon.is_word(joined):
                continue
            shares = lexicon.shares(joined)
            for each in shares.keys() & here:
                for column, weight in columns[each]:
                    cell = layer[row : row + size, column]
                    np.maximum(cell, weight * shares[each], out=cell)


def _fill_likeness(table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord]) -> None:
    rows = np.stack([word.vector for word in words])
    columns = np.stack([token.vector for token in tokens])
    likeness = _products(rows, columns)
    table[_AT["likeness"]] = likeness
    table[_AT["likeness squared"]] = likeness * np.abs(likeness)
    counts = [len(word.gloss_vectors) for word in words]
    starts = np.cumsum([0, *counts[:-1]])
    soft = _products(np.concatenate([word.gloss_vectors for word in words]), columns)
    table[_AT["soft"]] = np.maximum.reduceat(soft, starts, axis=0)


def _products(rows: Floats, columns: Floats) -> Floats:
    """Of each row of the one with each of the other."""
    found = np.empty((len(rows), len(columns)), np.result_type(rows, columns))
    step = max(_PRODUCTS_AT_ONCE // max(columns.size, 1), 1)
    for first in range(0, len(rows), step):
        np.matmul(rows[first : first + step], columns.T, out=found[first : first + step])
    return found


def _fill_names(
    table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], lexicon: Lexicon
) -> None:
    name = lexicon.name_likeness(words, tokens)
    rare = np.array([token.is_rare and not token.is_mark for token in tokens], np.float32)[None, :]
    unknown = np.array([not word.is_known for word in words], np.float32)[:, None]
    table[_AT["name"]] = name
    table[_AT["name, rare"]] = name * rare
    table[_AT["name, unknown"]] = name * unknown
    table[_AT["rare, unknown"]] = rare * unknown


def _fill_marks(table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord]) -> None:
    left = [_plain_mark(word.text) for word in words]
    right = [_plain_mark(token.text) for token in tokens]
    same = np.array([[one == other for other in right] for one in left], np.float32)
    marks = np.array([word.is_mark for word in words])[:, None]
    others = np.array([token.is_mark for token in tokens])[None, :]
    table[_AT["same"]] = same
    table[_AT["mark mismatch"]] = (marks != others) | (marks & others & (same == 0))


@lru_cache(maxsize=20_000)
def _plain_mark(text: str) -> str:
    low = text.lower()
    return _SAME_MARKS.get(low, low)


def _fill_rates(
    table: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], closed: ClosedWords
) -> None:
    table[_AT["function"]] = [token.is_function for token in tokens]
    table[_AT["single"]] = np.array([word.is_single for word in words])[:, None]
    table[_AT["unknown"]] = np.array([not word.is_known for word in words])[:, None]
    table[_AT["chinese rate"]] = np.array([closed.chinese_rate(word.text) for word in words])[:, None]
    table[_AT["english rate"]] = [closed.english_rate(token) for token in tokens]
    for row, word in enumerate(words):
        rates = closed.rates.get(word.text)
        if rates is None:
            continue
        for column, token in enumerate(tokens):
            if token.text in rates:
                table[_AT["pair log"], row, column], table[_AT["pair rate"], row, column] = rates[token.text]


def _fill_products(table: Floats) -> None:
    share, function, single = (table[_AT[name]] for name in ("share", "function", "single"))
    table[_AT["share, function"]] = share * function
    table[_AT["share, single"]] = share * single
    table[_AT["information, unknown"]] = table[_AT["information"]] * table[_AT["unknown"]]
    strongest = [table[_AT[name]] for name in ("share", "prefix", "name", "number")]
    table[_AT["best"]] = np.maximum.reduce(strongest)
