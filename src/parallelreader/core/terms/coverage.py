"""How much of a source a version renders, and where it is so much shorter that it leaves things out.

A version that was condensed leaves out much on purpose; what one misses in it is no error at every sentence.
"""

from collections.abc import Sequence
from statistics import median

from parallelreader.core.values import dataclass

_SHORT, _LONG = 0.6, 1.5
_LEFT_OUT = 0.2
# Prose that is rendered in full has at least so many characters for a Chinese one; retold freely, fewer.
_FULL, _FREE = 3.5, 3.2
_LEAST_PAIRS = 5


@dataclass(frozen=True, slots=True)
class Coverage:
    """``usual`` is how many characters of English stand for a Chinese one in this version, or in any that
    renders all. ``is_condensed``: so much is left out, or all is put so shortly, that it must be meant."""

    usual: float = 0.0
    is_condensed: bool = False

    def is_short(self, chinese: int, english: int) -> bool:
        """Whether so many English characters hardly say all that so many Chinese ones do."""
        return english < _SHORT * self.usual * chinese

    def is_long(self, chinese: int, english: int) -> bool:
        """Whether so many English characters say more than so many Chinese ones do."""
        return english > _LONG * self.usual * chinese


def coverage_of(lengths: Sequence[tuple[int, int]]) -> Coverage:
    """Told from the lengths, in characters, of both sides of every bead."""
    ratios = [english / chinese for chinese, english in lengths if chinese and english]
    whole = sum(chinese for chinese, _ in lengths)
    if len(ratios) < _LEAST_PAIRS or not whole:
        return Coverage(max(_FULL, median(ratios)) if ratios else _FULL)
    own = median(ratios)
    told = Coverage(max(own, _FULL))
    left_out = sum(chinese for chinese, english in lengths if chinese and told.is_short(chinese, english))
    return Coverage(told.usual, own < _FREE or left_out > _LEFT_OUT * whole)
