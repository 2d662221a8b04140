"""Where a pair with several sentences is best cut in two, judged by the lengths of its sides.

Carrying the cut out is left to ``operations.split``.
"""

from collections.abc import Iterator, Sequence
from math import log

from parallelreader.core.alignment import Bead


def best_parting(
    bead: Bead,
    source_lengths: Sequence[int],
    target_lengths: Sequence[int],
    *,
    ratio: float,
    source_at: int | None = None,
    target_at: int | None = None,
) -> tuple[int, int] | None:
    """How many source and target segments of ``bead`` the first part gets; None where it cannot be cut.

    ``source_lengths`` and ``target_lengths`` are the code points of its segments, ``ratio`` how long a
    target is for each code point of its source. One of ``source_at`` and ``target_at`` may be settled
    already. Of all cuts that leave neither part empty the one is taken whose parts have sides of most
    nearly the same length.
    """

    def unevenness(cut: tuple[int, int]) -> float:
        ours, theirs = cut
        first = _unlike(ratio * sum(source_lengths[:ours]), sum(target_lengths[:theirs]))
        return first + _unlike(ratio * sum(source_lengths[ours:]), sum(target_lengths[theirs:]))

    return min(_cuts(bead, source_at, target_at), key=unevenness, default=None)


def _unlike(ours: float, theirs: float) -> float:
    """How unlike two lengths are, whichever is larger; a side alone is as bad as one e times too long."""
    return abs(log(ours / theirs)) if ours > 0 and theirs > 0 else 1.0


def _cuts(bead: Bead, source_at: int | None, target_at: int | None) -> Iterator[tuple[int, int]]:
    ours, theirs = len(bead.source), len(bead.target)
    for first in range(ours + 1) if source_at is None else (source_at,):
        for second in range(theirs + 1) if target_at is None else (target_at,):
            # One of the sides must itself be cut: to take the two sides apart is to detach them.
            if 0 < first < ours or 0 < second < theirs:
                yield first, second
