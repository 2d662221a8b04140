"""The heaviest chain of pairs that ascends on both sides: what of an alignment is in order.

Knows only the numbers on the two sides of each pair; what stands outside the chain is for others to name.
"""

from bisect import bisect_left
from collections.abc import Sequence

Sides = tuple[Sequence[int], Sequence[int]]
"""The members of a pair on both sides, ascending, neither empty; between them may be gaps."""


def heaviest_chain(pairs: Sequence[Sides], weights: Sequence[int] | None = None) -> list[int]:
    """The places in ``pairs`` of those in the heaviest chain each of whose pairs lies behind the one before
    on both sides; where no ``weights`` are given a pair weighs as many members as it has. No member may
    come twice.

    Takes O(n log n) steps: chains are kept by where they end on the second side, only those that weigh more
    than all that end before them.
    """
    by_end = sorted(range(len(pairs)), key=lambda place: pairs[place][0][-1])
    open_chains = _OpenChains()
    own = [len(first) + len(second) for first, second in pairs] if weights is None else weights
    total, before = [0] * len(pairs), [-1] * len(pairs)
    ended = 0
    for place in sorted(range(len(pairs)), key=lambda place: pairs[place][0][0]):
        first, second = pairs[place]
        while pairs[by_end[ended]][0][-1] < first[0]:
            open_chains.add(pairs[by_end[ended]][1][-1], total[by_end[ended]], by_end[ended])
            ended += 1
        weight, before[place] = open_chains.heaviest_before(second[0])
        total[place] = weight + own[place]
    chain = []
    place = max(range(len(pairs)), key=total.__getitem__, default=-1)
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


class _OpenChains:
    """The chains that may go on, by where they end on the second side; the weights ascend with the ends."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._chains: list[tuple[int, int]] = []

    def heaviest_before(self, member: int) -> tuple[int, int]:
        """Weight and last pair of the heaviest chain that ends before a member; (0, -1) if there is none."""
        after = bisect_left(self._ends, member)
        return self._chains[after - 1] if after else (0, -1)

    def add(self, end: int, weight: int, last: int) -> None:
        """Keep a chain unless one that ends before weighs as much; let go of those that it beats."""
        at = bisect_left(self._ends, end)
        if at and self._chains[at - 1][0] >= weight:
            return
        beaten = at
        while beaten < len(self._ends) and self._chains[beaten][0] <= weight:
            beaten += 1
        self._ends[at:beaten] = [end]
        self._chains[at:beaten] = [(weight, last)]
