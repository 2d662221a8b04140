"""How much a Chinese word sounds like an English one, which is how foreign names are found.

Compares pinyin with spelling, as skeletons of sounds; what the likeness is worth is for the model to say.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from parallelreader.core.align.words import plain
from parallelreader.core.links.tables import Floats, Numbers

_PADDING = "\0"
_VOWELS = "aeiouyw"
_LONGEST = 14
_LEAST_LIKENESS = 0.4

_SYLLABLE = (
    (re.compile(r"^(er|r)$"), "r"),
    (re.compile(r"^zh"), "J"),
    (re.compile(r"^ch|^q"), "C"),
    (re.compile(r"^sh|^x"), "S"),
    (re.compile(r"^j"), "J"),
    (re.compile(r"^c(?!h)"), "Z"),
    (re.compile(r"^z"), "Z"),
    (re.compile(r"ng$"), "n"),
)
_SPELLING = (
    (re.compile("tch|ch"), "C"),
    (re.compile("sch|sh"), "S"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("kh"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ck"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("qu"), "kw"),
    (re.compile("q"), "k"),
    (re.compile("ts|tz"), "Z"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("ng$|ng(?=[^aeiou])"), "n"),
)
# The costs of one sound standing for another, either way round; all others cost one.
_SWAPS = (
    ("l", "r", 0.15),
    ("v", "w", 0.1),
    ("b", "v", 0.2),
    ("b", "p", 0.3),
    ("d", "t", 0.3),
    ("g", "k", 0.3),
    ("f", "v", 0.3),
    ("f", "h", 0.35),
    ("f", "w", 0.4),
    ("h", "w", 0.4),
    ("n", "m", 0.4),
    ("h", "k", 0.5),
    ("h", "g", 0.5),
)
_HISSES, _HISS_SWAP = "szSZJC", 0.35
_SOFT, _SOFT_SWAP = "JgyZj", 0.4
_VOWEL_SWAP = 0.25
_SYMBOLS = _PADDING + "abcdefghijklmnopqrstuvwxyzCSZJ"
_NUMBER = {symbol: number for number, symbol in enumerate(_SYMBOLS)}


def _deletion_costs() -> Floats:
    costs = np.full(len(_SYMBOLS), 0.8)
    for symbol in _VOWELS:
        costs[_NUMBER[symbol]] = 0.3
    costs[[_NUMBER["h"], _NUMBER["n"]]] = 0.45
    costs[_NUMBER[_PADDING]] = 0.0
    return costs


def _swap_costs(deletion: Floats) -> Floats:
    costs = np.ones((len(_SYMBOLS), len(_SYMBOLS)))
    for group, cost in ((_VOWELS, _VOWEL_SWAP), (_HISSES, _HISS_SWAP), (_SOFT, _SOFT_SWAP)):
        numbers = [_NUMBER[symbol] for symbol in group]
        block = np.ix_(numbers, numbers)
        costs[block] = np.minimum(costs[block], cost)
    for one, other, cost in _SWAPS:
        costs[_NUMBER[one], _NUMBER[other]] = costs[_NUMBER[other], _NUMBER[one]] = cost
    np.fill_diagonal(costs, 0.0)
    # Padding costs nothing to delete, so that words of all lengths can be compared at once.
    costs[0, :] = deletion
    costs[:, 0] = deletion
    return costs


_DELETION = _deletion_costs()
_SWAP = _swap_costs(_DELETION)


@lru_cache(maxsize=20_000)
def sound_of_syllable(syllable: str) -> str:
    """The skeleton of one syllable of toneless pinyin."""
    for pattern, sound in _SYLLABLE:
        syllable = pattern.sub(sound, syllable)
    return syllable


@lru_cache(maxsize=20_000)
def sound_of_word(word: str) -> str:
    """The skeleton of an English word; empty where it has no letters, or hardly any."""
    letters = "".join(letter for letter in plain(word).removesuffix("'s") if "a" <= letter <= "z")
    for pattern, sound in _SPELLING:
        letters = pattern.sub(sound, letters)
    return letters


def likeness(pairs: Sequence[tuple[str, str]]) -> Floats:
    """How alike the sounds of each pair are, from 0 (no more than by chance) to 1, all pairs at once.

    One minus the weighted edit distance over the cost of deleting both, of which only what is above
    two fifths counts.
    """
    if not pairs:
        return np.zeros(0)
    left, right = (_codes([pair[side] for pair in pairs]) for side in (0, 1))
    whole = _DELETION[left].sum(axis=1) + _DELETION[right].sum(axis=1)
    alike = 1 - 2 * _distances(left, right) / np.maximum(whole, 1e-9)
    found: Floats = np.maximum(0.0, alike - _LEAST_LIKENESS) / (1 - _LEAST_LIKENESS)
    return found


def _codes(skeletons: Sequence[str]) -> Numbers:
    width = max(min(max(map(len, skeletons)), _LONGEST), 1)
    whole = np.frombuffer(b"".join(map(_code, skeletons)), np.uint8).reshape(len(skeletons), _LONGEST)
    return whole[:, :width].astype(np.int64)


@lru_cache(maxsize=40_000)
def _code(skeleton: str) -> bytes:
    """The numbers of its symbols, filled up with those of none."""
    return bytes(_NUMBER.get(symbol, 0) for symbol in skeleton[:_LONGEST]).ljust(_LONGEST, b"\0")


def _distances(left: Numbers, right: Numbers) -> Floats:
    """Edit distances, row by row of both."""
    drop_left, drop_right = _DELETION[left], _DELETION[right]
    swap = _SWAP[left[:, :, None], right[:, None, :]]
    above = np.zeros((right.shape[1] + 1, len(left)))
    above[1:] = np.cumsum(drop_right, axis=1).T
    for i in range(left.shape[1]):
        row = np.empty_like(above)
        row[0] = above[0] + drop_left[:, i]
        for j in range(right.shape[1]):
            best = np.minimum(above[j + 1] + drop_left[:, i], above[j] + swap[:, i, j])
            row[j + 1] = np.minimum(best, row[j] + drop_right[:, j])
        above = row
    distances: Floats = above[-1]
    return distances
