"""A chain over the boundaries of texts as lists of arcs: likelihood, slopes and probabilities.

All texts of a set go through at once, step by step of the boundaries' distance from the beginning, so that
an experiment takes seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_NEVER = -1e30


@dataclass(frozen=True)
class Arcs:
    """The blocks of one text that are worth looking at. ``begin`` and ``end`` are (row, column) boundaries,
    ``figures[arc]`` what is told of a block, ``is_right`` whether it agrees with the gold beads."""

    begin: Numbers
    end: Numbers
    figures: npt.NDArray[np.float32]
    is_right: npt.NDArray[np.bool_]
    gold: frozenset[tuple[tuple[int, ...], tuple[int, ...]]]

    def only(self, keep: npt.NDArray[np.bool_]) -> "Arcs":
        return Arcs(self.begin[keep], self.end[keep], self.figures[keep], self.is_right[keep], self.gold)


class Chain:
    """Several texts, each with its own arcs, between the first and the last boundary."""

    def __init__(self, texts: Sequence[Arcs]) -> None:
        self.texts = texts
        self.figures = np.concatenate([arcs.figures for arcs in texts])
        self.is_right = np.concatenate([arcs.is_right for arcs in texts])
        self.text = np.repeat(np.arange(len(texts)), [len(arcs.begin) for arcs in texts])
        self._number_nodes()
        self._forward = _Sweep(self._end, self._begin, self._depth[self._end])
        self._backward = _Sweep(self._begin, self._end, -self._depth[self._begin])

    def _number_nodes(self) -> None:
        """Give each boundary of each text a number of its own."""
        offset = 0
        begins, ends, depths, firsts, lasts = [], [], [], [], []
        for arcs in self.texts:
            width = int(arcs.end[:, 1].max()) + 1
            keys = np.concatenate([arcs.begin @ [width, 1], arcs.end @ [width, 1]])
            nodes, place = np.unique(keys, return_inverse=True)
            begins.append(place[: len(arcs.begin)] + offset)
            ends.append(place[len(arcs.begin) :] + offset)
            depths.append(nodes // width + nodes % width)
            firsts.append(offset)
            offset += len(nodes)
            lasts.append(offset - 1)
        self._begin, self._end = np.concatenate(begins), np.concatenate(ends)
        self._depth = np.concatenate(depths)
        self._first, self._last = np.array(firsts), np.array(lasts)

    def probabilities(self, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """The log-likelihood of the gold beads of each text, and the probability of each arc: among all
        paths and among those that agree with the gold beads."""
        score = self.figures @ weights
        scores = np.stack([score, np.where(self.is_right, score, _NEVER)])
        alpha = self._forward.sums(scores, self._first, len(self._depth))
        beta = self._backward.sums(scores, self._last, len(self._depth))
        whole = alpha[:, self._last]
        logs = alpha[:, self._begin] + scores + beta[:, self._end] - whole[:, self.text]
        probability = np.exp(np.minimum(logs, 0.0))
        return whole[1] - whole[0], probability[0], probability[1]

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """The negative log-likelihood of the gold beads of all texts, and its slope."""
        likelihood, free, right = self.probabilities(weights)
        slope = self.figures.T @ (free - right).astype(np.float32)
        return -float(likelihood.sum()), slope.astype(np.float64)


class _Sweep:
    """Arcs in groups that can be worked off at once: those of one depth, put together by where they lead."""

    def __init__(self, to: Numbers, come_from: Numbers, depth: Numbers) -> None:
        self._order = np.lexsort((to, depth))
        to = to[self._order]
        self._come_from = come_from[self._order]
        bounds = np.flatnonzero(np.diff(depth[self._order], prepend=depth.min() - 1, append=depth.max() + 1))
        self._groups = []
        for begin, end in pairwise(bounds):
            starts = np.flatnonzero(np.diff(to[begin:end], prepend=-1))
            self._groups.append((begin, end, starts, to[begin:end][starts]))

    def sums(self, scores: Floats, start: Numbers, nodes: int) -> Floats:
        """The logarithm of the sum over all paths from ``start`` to each node."""
        scores = scores[:, self._order]
        total = np.full((len(scores), nodes), _NEVER)
        total[:, start] = 0.0
        for begin, end, starts, to in self._groups:
            values = total[:, self._come_from[begin:end]] + scores[:, begin:end]
            most = np.maximum.reduceat(values, starts, axis=1)
            sizes = np.diff(starts, append=end - begin)
            sums = np.add.reduceat(np.exp(values - np.repeat(most, sizes, axis=1)), starts, axis=1)
            total[:, to] = most + np.log(sums)
        return total


Steps = list[tuple[Floats, Floats]]
"""The last steps of a search and how the slope changed on them: what is known of the bend."""


def minimise(
    function: Callable[[Floats], tuple[float, Floats]],
    start: Floats,
    rounds: int,
    known: Steps | None = None,
    memory: int = 20,
) -> tuple[Floats, Steps]:
    """The point where a smooth convex function is least, by limited-memory quasi-Newton steps (Nocedal and
    Wright, Numerical Optimization, algorithm 7.5) with halved step lengths; and what was ``known`` then,
    for a function much like it."""
    point, (value, slope) = start, function(start)
    steps = list(known or [])
    for _ in range(rounds):
        direction = -_times_inverse(slope, steps)
        length = 1.0 if steps else 1.0 / max(float(np.abs(slope).sum()), 1.0)
        while True:
            fresh, (fresh_value, fresh_slope) = (there := point + length * direction), function(there)
            if fresh_value <= value + 1e-4 * length * float(slope @ direction) or length < 1e-6:
                break
            length /= 2
        if float((fresh - point) @ (fresh_slope - slope)) > 1e-12:
            steps = [*steps[-memory + 1 :], (fresh - point, fresh_slope - slope)]
        gained = value - fresh_value
        point, value, slope = fresh, fresh_value, fresh_slope
        if gained < 1e-3:
            break
    return point, steps


def _times_inverse(slope: Floats, steps: Sequence[tuple[Floats, Floats]]) -> Floats:
    result = slope.copy()
    shares = []
    for moved, bent in reversed(steps):
        share = float(moved @ result) / float(moved @ bent)
        shares.append(share)
        result -= share * bent
    if steps:
        moved, bent = steps[-1]
        result *= float(moved @ bent) / float(bent @ bent)
    for (moved, bent), share in zip(steps, reversed(shares), strict=True):
        result += (share - float(bent @ result) / float(moved @ bent)) * moved
    return result
