"""The heaviest chain of pairs that ascends on both sides: what of an alignment is in order.

Knows only pairs of numbers and their weights; what stands outside the chain is for others to name.
"""

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """The numbers of the pairs in the heaviest chain whose first and whose second members both ascend.

    No first member may come twice. Among chains of one weight that is taken which the pairs with the
    smaller first members lead to. O(n log n).
    """
    order = sorted(range(len(pairs)), key=lambda number: pairs[number])
    ranks = sorted({second for _, second in pairs})
    best = _PrefixBest(len(ranks))
    before: dict[int, int] = {}
    for number in order:
        rank = bisect_left(ranks, pairs[number][1])
        weight, last = best.up_to(rank)
        before[number] = last
        best.put(rank, weight + weights[number], number)
    chain = []
    last = best.up_to(len(ranks))[1]
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]


class _PrefixBest:
    """The heaviest entry among those below a rank (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self._weight = [0] * (size + 1)
        self._entry = [-1] * (size + 1)

    def up_to(self, rank: int) -> tuple[int, int]:
        """Weight and number of the heaviest entry with a smaller rank; (0, -1) where there is none."""
        weight, entry = 0, -1
        while rank > 0:
            if self._weight[rank] > weight:
                weight, entry = self._weight[rank], self._entry[rank]
            rank -= rank & -rank
        return weight, entry

    def put(self, rank: int, weight: int, entry: int) -> None:
        rank += 1
        while rank < len(self._weight):
            if weight > self._weight[rank]:
                self._weight[rank], self._entry[rank] = weight, entry
            rank += rank & -rank
