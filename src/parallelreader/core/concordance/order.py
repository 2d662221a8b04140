"""The order of hits: by their neighbours, by what renders them, by themselves, by place.

Chinese words are in the order of a dictionary by pinyin: by the sound of the first character, its tone, the
character itself, and so on. Whatever is not there comes first, a rendering that was not found last.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from heapq import merge
from typing import Any

from parallelreader.core.concordance.neighbours import Neighbours
from parallelreader.core.errors import UserError
from parallelreader.core.values import dataclass

FARTHEST_SORTED = 3
"""By how many words to each side one may sort."""

_SORTED_AT_ONCE = 8000


class By(StrEnum):
    """What hits are put in order or grouped by."""

    PLACE = "place"
    HIT = "hit"
    LEFT = "left"
    RIGHT = "right"
    RENDERING = "rendering"
    DOCUMENT = "document"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing about hits: ``at`` counts words from the hit, ``column`` is whose rendering is meant."""

    by: By
    at: int = 0
    column: str = ""

    @property
    def place(self) -> int:
        """As :meth:`Neighbours.at` counts."""
        return -self.at if self.by is By.LEFT else self.at

    @property
    def written(self) -> str:
        """The reverse of :func:`parse_aspect`."""
        if self.by in (By.LEFT, By.RIGHT):
            return f"{self.by.value[0].upper()}{self.at}"
        return f"{self.by.value}:{self.column}" if self.column else self.by.value


BY_PLACE = Aspect(By.PLACE)

Collation = Callable[[str], Any]
"""Gives of a word what sorts as the word is to be sorted."""

_AT = re.compile(r"([lr])([1-9])", re.IGNORECASE)


def parse_aspect(written: str) -> Aspect:
    """``L1`` to ``L3``, ``R1`` to ``R3``, ``hit``, ``place``, ``document``, ``version``, ``rendering`` or
    ``rendering:VERSION``. Raises UserError for anything else."""
    plain = written.strip()
    found = _AT.fullmatch(plain)
    if found and int(found[2]) <= FARTHEST_SORTED:
        return Aspect(By.LEFT if found[1] in "lL" else By.RIGHT, int(found[2]))
    name, _, column = plain.partition(":")
    for by in By:
        if name.lower() == by.value and by not in (By.LEFT, By.RIGHT):
            if column and by is not By.RENDERING:
                break
            return Aspect(by, column=column)
    raise UserError(
        f"“{plain}” is nothing that hits can be sorted or grouped by",
        mend="There are L1 to L3, R1 to R3, hit, rendering, rendering:VERSION, place, document, version.",
    )


def arranged(count: int, keys: Iterable[Sequence[int]]) -> list[int]:
    """The numbers from 0 to ``count`` in the order of these keys, the most important first; what they leave
    alike stays in its order. No key is negative."""
    whole = [0] * count
    for key in keys:
        base = max(key, default=0) + 1
        whole = [one * base + other for one, other in zip(whole, key, strict=True)]
    # Nobody else can run while one list is sorted; many short ones hold up no window.
    parts = [
        sorted(range(first, min(first + _SORTED_AT_ONCE, count)), key=whole.__getitem__)
        for first in range(0, count, _SORTED_AT_ONCE)
    ]
    return list(merge(*parts, key=whole.__getitem__))


def neighbour_keys(
    neighbours: Sequence[Neighbours], aspect: Aspect, collation: Collation
) -> list[Sequence[int]]:
    """The keys for an order by the neighbour of an aspect and, where that is the same, by those beyond."""
    side = -1 if aspect.place < 0 else 1
    return [
        ranks([each.at(side * at) for each in neighbours], collation)
        for at in range(aspect.at, FARTHEST_SORTED + 1)
    ]


def ranks(
    values: Sequence[str], collation: Collation = str.casefold, *, is_empty_last: bool = False
) -> list[int]:
    """For each value its number among all different ones in order; "" comes first, or last."""
    different = sorted(set(values) - {""}, key=lambda value: (collation(value), value))
    numbers = {value: number for number, value in enumerate(different, 1)}
    numbers[""] = len(numbers) + 1 if is_empty_last else 0
    return [numbers[value] for value in values]


class PinyinOrder:
    """Sorts words as a dictionary by pinyin does, what is not Chinese before all Chinese."""

    def __init__(self, read: Callable[[str], Sequence[tuple[str, int]]]) -> None:
        """``read`` gives letters and tone of each character of a word, or nothing."""
        self._read = read

    def __call__(self, word: str) -> tuple[tuple[int, str, int, str], ...]:
        syllables = self._read(word)
        if len(syllables) != len(word):
            return tuple((0 if each < "\u2e80" else 2, each, 0, each) for each in word)
        return tuple(
            (1, _plain(letters), tone, each) for (letters, tone), each in zip(syllables, word, strict=True)
        )


def _plain(letters: str) -> str:
    # ü has its place behind u, as in dictionaries.
    return letters.lower().replace("ü", "u~")
