"""Words, and runs of words, that come again and again: how often, how firmly joined, how freely used.

Counted level by level, runs of two words from single ones and so on, since no run is more frequent than what
it is made of. Which of them are terms is not decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.arrays import Flags, Floats, Numbers
from parallelreader.core.terms.token_stream import BREAK, TokenStream


@dataclass(frozen=True, slots=True)
class Level:
    """The units of ``size`` words. ``at`` are the places in the stream where one begins, ascending, and
    ``unit`` its number; for each unit there is its ``count`` and one place where it stands (``sample``)."""

    size: int
    at: Numbers
    unit: Numbers
    count: Numbers
    sample: Numbers

    def words(self, stream: TokenStream, unit: int) -> tuple[int, ...]:
        """The words of one of the units."""
        start = int(self.sample[unit])
        return tuple(stream.words[start : start + self.size].tolist())

    def dense(self, length: int) -> Numbers:
        """For every place of the stream the unit that begins there, or -1."""
        found = np.full(length, -1, np.int32)
        found[self.at] = self.unit
        return found


def count_units(
    stream: TokenStream, *, longest: int, least: int, progress: Progress = NO_PROGRESS
) -> list[Level]:
    """The units of one to ``longest`` words that stand at ``least`` so often; of one word, all of them."""
    at = np.flatnonzero(stream.words != BREAK).astype(np.int32)
    unit = stream.words[at].astype(np.int32)
    count = np.bincount(unit, minlength=len(stream.forms)).astype(np.int32)
    sample = np.zeros(len(count), np.int32)
    sample[unit[::-1]] = at[::-1]
    levels = [Level(1, at, unit, count, sample)]
    frequent = count >= least
    former = np.full(len(stream.words) + 1, -1, np.int64)
    former[at[frequent[unit]]] = unit[frequent[unit]]
    for size in range(2, longest + 1):
        progress.step(size, longest, "Counting words that stand together")
        starts = np.flatnonzero((former[:-1] >= 0) & (former[1:] >= 0))
        keys = former[starts] * (int(former.max(initial=0)) + 1) + former[starts + 1]
        _, first, inverse, counts = np.unique(
            keys, return_index=True, return_inverse=True, return_counts=True
        )
        kept = counts >= least
        if not kept.any():
            break
        renumbered = np.cumsum(kept) - 1
        stays = kept[inverse]
        at = starts[stays].astype(np.int32)
        unit = renumbered[inverse[stays]].astype(np.int32)
        levels.append(
            Level(size, at, unit, counts[kept].astype(np.int32), starts[first[kept]].astype(np.int32))
        )
        former = np.full(len(stream.words) + 1, -1, np.int64)
        former[at] = unit
    return levels


def association(levels: Sequence[Level], stream: TokenStream) -> list[Floats]:
    """For each unit the information its parts give on each other, in bits, where it falls apart most easily;
    infinite for single words."""
    total = float(max(stream.size, 1))
    length = len(stream.words) + 1
    dense = [level.dense(length) for level in levels]
    found: list[Floats] = [np.full(len(levels[0].count), np.inf)]
    for level in levels[1:]:
        weakest = np.full(len(level.count), np.inf)
        for cut in range(1, level.size):
            left = levels[cut - 1].count[dense[cut - 1][level.sample]]
            right = levels[level.size - cut - 1].count[dense[level.size - cut - 1][level.sample + cut]]
            weakest = np.minimum(weakest, np.log2(level.count * total / (left.astype(float) * right)))
        found.append(weakest)
    return found


def freedom(level: Level, stream: TokenStream) -> Floats:
    """How freely each unit combines: the share of its places that do not have the commonest neighbour, on the
    side where it is less free. A mark is a neighbour of nobody."""
    padded = np.concatenate([[BREAK], stream.words, [BREAK]])
    least = np.ones(len(level.count))
    for neighbours in (padded[level.at], padded[level.at + level.size + 1]):
        has = neighbours != BREAK
        keys = level.unit[has].astype(np.int64) * (len(stream.forms) + 1) + neighbours[has]
        unique, counts = np.unique(keys, return_counts=True)
        most = np.zeros(len(level.count), np.int64)
        np.maximum.at(most, unique // (len(stream.forms) + 1), counts)
        least = np.minimum(least, 1 - most / np.maximum(level.count, 1))
    return least


def covered(levels: Sequence[Level], accepted: Sequence[Flags], stream: TokenStream) -> list[Numbers]:
    """How many of each unit's places lie inside an accepted longer unit."""
    reach = np.zeros(len(stream.words) + 1, np.int64)
    found: list[Numbers] = []
    for level, wanted in zip(reversed(levels), reversed(accepted), strict=True):
        furthest = np.maximum.accumulate(reach)
        is_inside = furthest[level.at] >= level.at + level.size
        found.append(np.bincount(level.unit[is_inside], minlength=len(level.count)).astype(np.int32))
        places = level.at[wanted[level.unit]]
        reach[places] = np.maximum(reach[places], places + level.size)
    return found[::-1]
