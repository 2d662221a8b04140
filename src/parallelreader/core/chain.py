"""The heaviest chain of pairs that ascends on both sides: what of an alignment is in order.

Knows only the numbers on the two sides of each pair; what stands outside the chain is for others to name.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

Sides = tuple[Sequence[int], Sequence[int]]
"""The members of a pair on both sides, ascending, neither empty; between them may be gaps."""


def heaviest_chain(pairs: Sequence[Sides], weights: Sequence[int] | None = None) -> list[int]:
    """The places in ``pairs`` of those in the heaviest chain each of whose pairs lies behind the one before
    on both sides; where no ``weights`` are given a pair weighs as many members as it has. No member may
    come twice.

    Takes O(n log n) steps, and few where most pairs are in order: what lies between two places where all
    before is before all after, on both sides, stands for itself.
    """
    own = [len(first) + len(second) for first, second in pairs] if weights is None else weights
    blocks = list(_blocks(pairs))
    chain: list[int] = []
    for block in blocks:
        is_last = block is blocks[-1]
        chain += _heaviest_in(block, pairs, own, is_last=is_last) if len(block) > 1 else block
    return chain


def _blocks(pairs: Sequence[Sides]) -> Iterator[list[int]]:
    """The places of all pairs, cut wherever everything before is before everything after on both sides."""
    order = sorted(range(len(pairs)), key=lambda place: pairs[place][0][0])
    least = list(accumulate((pairs[place][1][0] for place in reversed(order)), min))
    first_end = second_end = -1
    block: list[int] = []
    for place, least_left in zip(order, reversed(least), strict=True):
        first, second = pairs[place]
        if block and first[0] > first_end and least_left > second_end:
            yield block
            block = []
        block.append(place)
        if first[-1] > first_end:
            first_end = first[-1]
        if second[-1] > second_end:
            second_end = second[-1]
    if block:
        yield block


def _heaviest_in(
    block: Sequence[int], pairs: Sequence[Sides], weights: Sequence[int], *, is_last: bool
) -> list[int]:
    """The heaviest chain of the pairs at these places, which come in the order of their first members; of
    several the one that ends first on the second side or, in the last block, at the first place.

    Chains are kept by where they end on the second side, only those that weigh more than all that end
    before them.
    """
    by_end = sorted(block, key=lambda place: pairs[place][0][-1])
    open_chains = _OpenChains()
    total: dict[int, int] = {}
    before: dict[int, int] = {}
    ended = 0
    for place in block:
        first, second = pairs[place]
        while pairs[by_end[ended]][0][-1] < first[0]:
            open_chains.add(pairs[by_end[ended]][1][-1], total[by_end[ended]], by_end[ended])
            ended += 1
        weight, before[place] = open_chains.heaviest_before(second[0])
        total[place] = weight + weights[place]
    chain = []
    place = min(block, key=lambda place: (-total[place], place if is_last else pairs[place][1][-1]))
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
