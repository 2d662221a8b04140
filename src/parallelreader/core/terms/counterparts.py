"""What units of one language stand beside those of another: counted over the beads that hold both.

Counting only; which counterpart is shown, and under which version, is decided by ``app.terms.suggestions``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.terms.arrays import Flags, Floats, Numbers
from parallelreader.core.terms.token_stream import TokenStream
from parallelreader.core.terms.units import Level


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit, by its size and number: ``both`` of the ``count`` beads that hold it hold the other thing too.

    ``likelihood`` is twice the log-likelihood of their going together, ``dice`` the logarithmic Dice figure
    (14 at most).
    """

    size: int
    unit: int
    both: int
    count: int
    likelihood: float
    dice: float


class BeadUnits:
    """Which beads hold which units of one language."""

    def __init__(
        self,
        stream: TokenStream,
        levels: Sequence[Level],
        bead_of: Numbers,
        bead_count: int,
        *,
        wanted: Sequence[Flags] | None = None,
    ) -> None:
        """``bead_of`` gives the bead of each segment of the stream, one of ``bead_count``, or -1; ``wanted``
        says of each level which of its units count, all by default."""
        self._first_of = np.cumsum([0, *(len(level.count) for level in levels)])
        beads, units = [], []
        for number, level in enumerate(levels):
            bead = bead_of[stream.segments[level.at]]
            has = bead >= 0
            if wanted is not None:
                has &= wanted[number][level.unit]
            beads.append(bead[has].astype(np.int64))
            units.append(level.unit[has] + self._first_of[number])
        span = int(self._first_of[-1]) + 1
        pairs = np.unique(np.concatenate(beads) * span + np.concatenate(units))
        held, self._units = pairs // span, pairs % span
        self.bead_count = bead_count
        self._bounds = np.searchsorted(held, np.arange(self.bead_count + 1))
        self.counts = np.bincount(self._units, minlength=span)

    def in_beads(self, beads: Numbers) -> tuple[Numbers, Numbers]:
        """The units in these beads, ascending, and in how many of them each is."""
        parts = [self._units[self._bounds[bead] : self._bounds[bead + 1]] for bead in beads.tolist()]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.unique(np.concatenate(parts), return_counts=True)

    def size_and_number(self, unit: int) -> tuple[int, int]:
        """The level of a unit, from one, and its number there."""
        level = int(np.searchsorted(self._first_of, unit, side="right"))
        return level, unit - int(self._first_of[level - 1])

    def number(self, size: int, unit: int) -> int:
        """The unit by which it is known here."""
        return int(self._first_of[size - 1]) + unit

    def partners(self, beads: Numbers, *, most: int, least: int = 2) -> list[Partner]:
        """The units that go with something that stands in these beads (each named once), surest first."""
        units, both = self.in_beads(beads)
        units, both = units[both >= least], both[both >= least]
        counts = self.counts[units]
        likelihood = log_likelihood(both, len(beads), counts, self.bead_count)
        dice = log_dice(both, len(beads), counts)
        order = np.lexsort((units, -likelihood))[:most]
        found = []
        for place in order.tolist():
            if likelihood[place] <= 0:
                break
            size, unit = self.size_and_number(int(units[place]))
            figures = int(both[place]), int(counts[place]), float(likelihood[place]), float(dice[place])
            found.append(Partner(size, unit, *figures))
        return found


def log_dice(both: Numbers, one: int, other: Numbers) -> Floats:
    """How exclusively two things go together: 14 where neither is without the other, 13 for half of that."""
    return np.asarray(14 + np.log2(2 * both / (one + other)))


def log_likelihood(both: Numbers, one: int, other: Numbers, total: int) -> Floats:
    """Twice the logarithm of how much likelier the counts are if the two go together; below zero where they
    avoid each other."""
    table = (
        (both, one, other),
        (one - both, one, total - other),
        (other - both, total - one, other),
        (total - one - other + both, total - one, total - other),
    )
    found = np.zeros(len(both))
    for seen, row, column in table:
        expected = np.maximum(np.asarray(row * (column / max(total, 1)), float), 1e-12)
        with np.errstate(divide="ignore", invalid="ignore"):
            found += np.where(seen > 0, seen * np.log(np.maximum(seen, 1e-12) / expected), 0.0)
    return np.where(both * total > one * other, 2 * found, -2 * found)
