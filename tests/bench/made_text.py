"""Texts of any length made of dictionary words, with the beads they were made from.

They are no language, but they grow as a book does: new words keep coming, few are frequent, and one
sentence in twelve has no counterpart.
"""

import random
import re
from collections.abc import Sequence
from itertools import accumulate

from parallelreader.core.language.dictionary import load_dictionary

_GLOSS = re.compile(r"(?:to )?([a-z]{3,12})(?: [a-z]{3,12})?")
_LONGEST_WORD = 3
# Chinese and English sentences of a bead, and how often: 25,000 Chinese make some 45,000 English ones.
_SHAPES = ((1, 1), (1, 2), (1, 3), (2, 1), (1, 4), (1, 0), (0, 1))
_OFTEN = (38, 34, 12, 3, 3, 4, 6)

Word = tuple[str, str]
"""A Chinese word and the English one that renders it."""


def made_text(chinese_sentences: int, *, seed: int = 1) -> tuple[list[str], list[str]]:
    """Two texts that render each other, the Chinese one of so many sentences; the same each time."""
    chance, words = random.Random(seed), _vocabulary()
    chance.shuffle(words)
    # A word's frequency falls with its rank, as in any text.
    frequency = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    chinese: list[str] = []
    english: list[str] = []
    while len(chinese) < chinese_sentences:
        here, there = chance.choices(_SHAPES, _OFTEN)[0]
        length = chance.randint(5, 9) * max(here, there)
        told = chance.choices(words, cum_weights=frequency, k=length)
        chinese += [_chinese([zh for zh, _ in part]) for part in _parts(told, here)]
        english += [_english([en for _, en in part], chance) for part in _parts(told, there)]
    return chinese, english


def made_terms(count: int, *, seed: int = 2) -> list[Word]:
    """So many of the words that such texts are made of, frequent ones and rare ones; the same each time."""
    words = _vocabulary()
    return random.Random(seed).sample(words, min(count, len(words)))


def _vocabulary() -> list[Word]:
    """Chinese words with the English that a plain gloss has for them."""
    found = {}
    for entry in load_dictionary().all_entries():
        if 1 < len(entry.simplified) <= _LONGEST_WORD:
            gloss = _GLOSS.fullmatch(entry.glosses[0].split(";")[0])
            if gloss is not None:
                found.setdefault(entry.simplified, gloss[0].removeprefix("to "))
    return list(found.items())


def _parts(words: list[Word], count: int) -> list[list[Word]]:
    """The words in so many runs of about the same length."""
    size = -(-len(words) // max(count, 1))
    return [words[at : at + size] for at in range(0, len(words), size)] if count else []


def _chinese(words: Sequence[str]) -> str:
    middle = len(words) // 2
    return f"{''.join(words[:middle])}，{''.join(words[middle:])}。"


def _english(words: Sequence[str], chance: random.Random) -> str:
    told = [word for word in words if chance.random() < 0.85] or list(words)
    if len(told) > 3 and chance.random() < 0.4:
        told[0], told[1] = told[1], told[0]
    sentence = " the ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."
