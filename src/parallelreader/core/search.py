"""Where words stand in a text: either Chinese script, either case, half or full width all find each other.

Ranking, indexes and pinyin are left to others; this is the plain search that never misses a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from parallelreader.core.language.script import is_han
from parallelreader.core.text import Span, Text

_QUOTES = {"‘": "'", "’": "'", "“": '"', "”": '"', "「": '"', "」": '"', "『": "'", "』": "'"}
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_TO_HALF_WIDTH = 0xFEE0


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment with at least one place found; ``spans`` count from the segment's own start."""

    segment: int
    spans: tuple[Span, ...]


def fold(text: str) -> str:
    """``text`` without the differences a search passes over; each code point stays in its place."""
    return text.translate(_table())


def fold_query(query: str) -> str:
    """What to look for where a person typed ``query``: folded, white space runs made single spaces."""
    return fold(" ".join(query.split()))


def find(text: Text, folded_query: str, folded_content: str) -> Iterator[Hit]:
    """Every segment that holds the query, in order. ``folded_content`` is the folded ``text.content``.

    Places that run over a segment's end are not found, places do not overlap. An empty query finds nothing.
    """
    size = len(folded_query)
    at = folded_content.find(folded_query) if size else -1
    segment, spans = -1, list[Span]()
    while at >= 0:
        here = text.segment_at(at)
        bounds = text.segment(here)
        if bounds.start <= at and at + size <= bounds.end:
            if here != segment and spans:
                yield Hit(segment, tuple(spans))
                spans = []
            segment = here
            spans.append(Span(at - bounds.start, at - bounds.start + size))
            at = folded_content.find(folded_query, at + size)
        else:
            at = folded_content.find(folded_query, at + 1)
    if spans:
        yield Hit(segment, tuple(spans))


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
        else:
            folded = _QUOTES.get(character, folded)
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


@lru_cache(maxsize=1)
def _table() -> _Folding:
    # Half a second of conversion tables that only a search needs.
    from opencc import OpenCC

    return _Folding(OpenCC("t2s"))
