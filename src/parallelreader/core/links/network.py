"""The small networks that judge the cells of a pair, and their passes one after another.

Holds and runs them; training is left to ``tests/bench``, where their numbers lie to ``weights``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.links.context import context_features
from parallelreader.core.links.tables import Floats

LEAST_WORTH = 0.002
"""Cells that the first pass finds less likely than this are not looked at again."""

# Products of larger matrices are shared out among threads, which then wait for one another: with all cells
# of a pair at once it takes five times the processor time, on a busy machine ten times as long.
_CELLS_AT_ONCE = 128

CLIP = 8.0
"""How many standard deviations from the mean a feature counts at most."""


@dataclass(frozen=True, slots=True)
class Pass:
    """A small network on the features of a cell: one hidden layer beside a linear one.

    ``middle`` and ``scale`` standardise the features; ``inner`` leads to the hidden units, ``outer`` from
    them, ``direct`` past them.
    """

    middle: Floats
    scale: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    direct: Floats
    bias: float

    def probability(self, features: Floats) -> Floats:
        """``features[feature, ...]`` to the probability of each cell."""
        cells = features.reshape(len(features), -1)
        found = np.empty(cells.shape[1])
        for first in range(0, cells.shape[1], _CELLS_AT_ONCE):
            part = slice(first, first + _CELLS_AT_ONCE)
            found[part] = self._of_some(cells[:, part])
        return found.reshape(features.shape[1:])

    def _of_some(self, cells: Floats) -> Floats:
        standard = np.clip((cells - self.middle[:, None]) * self.scale[:, None], -CLIP, CLIP)
        bent = np.tanh(self.inner.T @ standard + self.inner_bias[:, None])
        score = self.outer @ bent + self.direct @ standard + self.bias
        found: Floats = 1 / (1 + np.exp(-score))
        return found


def run_passes(passes: Sequence[Pass], features: Floats) -> Floats:
    """The probability of each cell of ``features[feature, row, column]``: the first pass sees each cell by
    itself, every further one also what the pass before says of the cells around."""
    probability = passes[0].probability(features)
    worth = probability > LEAST_WORTH
    for each in passes[1:]:
        if worth.any():
            seen = np.concatenate([context_features(probability)[:, worth], features[:, worth]])
            probability[worth] = each.probability(seen)
    return probability
