"""What the paragraphs of two texts say of where beads end, as far as they agree.

That is learnt from a first pass of the texts themselves, so that paragraphs that have nothing to do with
one another, or that hold one sentence each, say nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.steps import Step

_SURE = 0.9
# For how many boundaries the expectation stands that paragraphs say nothing.
_EXPECTED = 8.0
_MOST = 3.0
# Paragraphs and words go wrong together where a translator takes liberties; tried out on texts with made
# paragraphs.
_TRUST = 0.8


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """What it is worth that paragraphs begin at boundaries of sentences: ``at_end[x][y]`` where a bead ends
    and one begins there in the Chinese (x) and the English (y) text or not, ``chinese_within[x]`` and
    ``english_within[y]`` in the midst of a bead. Logarithms of how much likelier that is than anywhere."""

    at_end: Floats
    chinese_within: Floats
    english_within: Floats

    @classmethod
    def unknown(cls) -> "Paragraphs":
        """Before anything is aligned."""
        return cls(np.zeros((2, 2)), np.zeros(2), np.zeros(2))

    @classmethod
    def after(cls, chinese: Side, english: Side, steps: Sequence[Step]) -> "Paragraphs":
        """After a pass that begins where the texts do."""
        sizes = np.array([(step.chinese, step.english) for step in steps], np.int64).reshape(-1, 2)
        ends: Numbers = np.cumsum(sizes, axis=0)
        is_sure = np.array([step.probability >= _SURE for step in steps]) & (sizes > 0).all(axis=1)
        # A boundary is as sure as what lies on both sides of it.
        known = ends[:-1][is_sure[:-1] & is_sure[1:]]
        counts = np.zeros((2, 2))
        x, y = chinese.breaks[known[:, 0]].astype(int), english.breaks[known[:, 1]].astype(int)
        np.add.at(counts, (x, y), 1.0)
        sure = [(ends[is_sure, side] - sizes[is_sure, side], ends[is_sure, side]) for side in (0, 1)]
        return cls(
            _worth(counts, np.outer(_usual(chinese), _usual(english))),
            _worth(_inner_counts(chinese, *sure[0]), _usual(chinese)),
            _worth(_inner_counts(english, *sure[1]), _usual(english)),
        )

    @property
    def say_nothing(self) -> bool:
        """Whether they are worth nothing anywhere."""
        return not (self.at_end.any() or self.chinese_within.any() or self.english_within.any())


def count_within(side: Side, begin: Numbers, end: Numbers) -> Numbers:
    """How many paragraphs begin in the midst of what lies between two boundaries of a text."""
    sums = np.concatenate([[0], np.cumsum(side.breaks)])
    return np.where(end > begin, sums[end] - sums[np.minimum(begin + 1, end)], 0)


def _inner_counts(side: Side, begin: Numbers, end: Numbers) -> Floats:
    """How many boundaries without and with a paragraph's beginning lie in the midst of some beads."""
    found = int(count_within(side, begin, end).sum())
    return np.array([int(np.maximum(end - begin - 1, 0).sum()) - found, found], float)


def _usual(side: Side) -> Floats:
    """The shares of boundaries without and with a paragraph's beginning."""
    share = (side.breaks.sum() + 0.5) / (len(side.breaks) + 1)
    return np.array([1 - share, share])


def _worth(counts: Floats, chance: Floats) -> Floats:
    """How much likelier than by chance what was counted so often is."""
    seen = (counts + _EXPECTED * chance) / (counts.sum() + _EXPECTED)
    worth: Floats = _TRUST * np.clip(np.log(seen / chance), -_MOST, _MOST)
    return worth
