"""The differences a search passes over: either Chinese script, either case, half or full width, accents.

Every code point stays in its place, so that what is found in folded text stands there in the original.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from parallelreader.core.language.script import HAN, is_han
from parallelreader.core.patterns import pattern

HAN_CLASS = HAN.pattern[1:-1]
"""The characters of ``HAN`` as the inside of a character class."""

WORD = pattern(rf"[^\W_{HAN_CLASS}]+")
"""A word of a language that writes spaces, or a number, in folded text; an apostrophe ends it."""

_QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": "'", "』": "'"}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_HALF_WIDTH = 0xFEE0


def fold(text: str) -> str:
    """``text`` without the differences a search passes over; each code point stays in its place."""
    return text.translate(_table())


class _Folding(dict[int, int]):
    """Code point to code point, worked out when a character is first met: texts use few thousands."""

    def __init__(self, to_simplified: Any) -> None:
        super().__init__()
        self._to_simplified = to_simplified

    def __missing__(self, code: int) -> int:
        character = chr(code)
        folded = character.lower()
        if is_han(character):
            # Character by character: a phrase table would make the result hang on what stands around.
            folded = self._to_simplified.convert(character)
        elif character != "\n" and character.isspace():
            # Saved pages are full of spaces that do not break; a query has ordinary ones only.
            folded = " "
        elif code in _FULL_WIDTH:
            folded = chr(code - _TO_HALF_WIDTH).lower()
        elif character in _QUOTES:
            folded = _QUOTES[character]
        elif character.isalpha():
            base = unicodedata.normalize("NFD", folded)[0]
            folded = base if base.isascii() else folded
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


@lru_cache(maxsize=1)
def _table() -> _Folding:
    # Half a second of conversion tables that only a search needs.
    from opencc import OpenCC

    return _Folding(OpenCC("t2s"))
