"""How the lengths of two texts go together: how wordy the translation is, and how even in that.

A first pass tells it from sure pairs; before, the whole texts must do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.steps import Step

_MOST = 12.0
_SURE = 0.9
_ENOUGH = 0.1
# The mean surprise in usual texts, and for how many pairs that expectation stands.
_USUAL = 0.5
_EXPECTED_PAIRS = 20


@dataclass(frozen=True, slots=True)
class Manner:
    """``ratio`` is how long English is for a unit of Chinese; ``spread`` how much more (above 1) or less
    than usual the lengths of single pairs stray from it."""

    ratio: float
    spread: float = 1.0

    @classmethod
    def of_whole(cls, chinese: Side, english: Side) -> "Manner":
        """What can be said before anything is aligned."""
        return cls(float(english.length.sum() / chinese.length.sum()))

    @classmethod
    def after(cls, chinese: Side, english: Side, steps: Sequence[Step]) -> "Manner":
        """What the steps of a pass show where they are sure; where too little is, that of the whole texts,
        which misleads where one of them is abridged."""
        sizes: Numbers = np.array([(step.chinese, step.english) for step in steps], np.int64).reshape(-1, 2)
        is_sure = np.array([step.probability >= _SURE for step in steps])
        ends: Numbers = np.cumsum(sizes, axis=0)
        lengths = np.column_stack(
            [_within(side, ends[:, k] - sizes[:, k], ends[:, k]) for k, side in enumerate((chinese, english))]
        )
        # Blocks of several Chinese sentences may have swallowed one that was left out.
        measured = lengths[is_sure & (sizes[:, 0] == 1) & (sizes[:, 1] > 0)].sum(axis=0)
        if measured[0] <= _ENOUGH * lengths[:, 0].sum():
            return cls.of_whole(chinese, english)
        even = cls(float(measured[1] / measured[0]))
        single = lengths[is_sure & (sizes == 1).all(axis=1)]
        surprise = float(even.surprise(single[:, 0], single[:, 1]).sum())
        spread = (surprise / _USUAL + _EXPECTED_PAIRS) / (len(single) + _EXPECTED_PAIRS)
        return cls(even.ratio, spread)

    def surprise(self, chinese: Floats, english: Floats) -> Floats:
        """How badly lengths fit each other, from 0 to 12: the square of what English has too much or too
        little over its variance, after Gale and Church (1993)."""
        expected = self.ratio * chinese
        square: Floats = (english - expected) ** 2 / (8 * self.spread * (expected + 10))
        return np.minimum(square, _MOST)


def _within(side: Side, begin: Numbers, end: Numbers) -> Floats:
    sums = np.concatenate([[0.0], np.cumsum(side.length)])
    lengths: Floats = sums[end] - sums[begin]
    return lengths
