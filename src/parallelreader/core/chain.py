"""The heaviest chain of pairs that ascends on both sides: what of an alignment is in order.

Knows only the numbers on the two sides of each pair; what stands outside the chain is for others to name.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

Sides = tuple[Sequence[int], Sequence[int]]
"""The members of a pair on both sides, ascending, neither empty; between them may be gaps."""


def heaviest_chain(pairs: Sequence[Sides], weights: Sequence[int] | None = None) -> list[int]:
    """The places in ``pairs`` of those in the heaviest chain each of whose pairs lies behind the one before
    on both sides; where no ``weights`` are given a pair weighs as many members as it has. No member may
    come twice.

    Takes O(n log n) steps, and few where most pairs are in order: those that follow each other without a
    gap are taken as one, and what lies between two places where all before is before all after, on both
    sides, stands for itself.
    """
    runs = _runs(pairs)
    chain: list[_Run] = []
    done = 0
    for start, stop in pairwise((0, *_cuts(runs), len(runs))):
        if stop - start > 1:
            chain += runs[done:start]
            chain += _heaviest_in(runs[start:stop], pairs, weights, is_last=stop == len(runs))
            done = stop
    chain += runs[done:]
    return [place for run in chain for place in run.places]


class _Run(NamedTuple):
    """Pairs between whose members there are no others, so that a heaviest chain has all of them or none:
    their places, and where they begin and end on either side."""

    places: Sequence[int]
    first_start: int
    first_end: int
    second_start: int
    second_end: int


def _runs(pairs: Sequence[Sides]) -> list[_Run]:
    """All pairs, in the order of their first members."""
    firsts = [first[0] for first, _ in pairs]
    order = sorted(range(len(pairs)), key=firsts.__getitem__)
    starts: list[int] = []
    first_next = second_next = -1
    for number, place in enumerate(order):
        first, second = pairs[place]
        if first[0] != first_next or second[0] != second_next:
            starts.append(number)
        first_next, second_next = first[0] + len(first), second[0] + len(second)
        if first[-1] >= first_next or second[-1] >= second_next:
            # Others may stand among the members of this one.
            if starts[-1] != number:
                starts.append(number)
            first_next = second_next = -1
    runs = []
    for start, stop in pairwise((*starts, len(order))):
        (first, second), (last_first, last_second) = pairs[order[start]], pairs[order[stop - 1]]
        runs.append(_Run(order[start:stop], first[0], last_first[-1], second[0], last_second[-1]))
    return runs


def _cuts(runs: Sequence[_Run]) -> list[int]:
    """The numbers of the runs before which everything is before everything after, on both sides."""
    least = list(accumulate((run.second_start for run in reversed(runs)), min))[::-1]
    cuts = []
    first_end = second_end = -1
    for number, (run, least_left) in enumerate(zip(runs, least, strict=True)):
        if number and run.first_start > first_end and least_left > second_end:
            cuts.append(number)
        first_end, second_end = max(first_end, run.first_end), max(second_end, run.second_end)
    return cuts


def _heaviest_in(
    block: Sequence[_Run], pairs: Sequence[Sides], weights: Sequence[int] | None, *, is_last: bool
) -> list[_Run]:
    """The heaviest chain of these runs; of several the one that ends first on the second side or, in the
    last block, at the first place.

    Chains are kept by where they end on the second side, only those that weigh more than all that end
    before them.
    """
    by_end = sorted(range(len(block)), key=lambda number: block[number].first_end)
    open_chains = _OpenChains()
    total: list[int] = []
    before: list[int] = []
    ended = 0
    for run in block:
        while block[over := by_end[ended]].first_end < run.first_start:
            open_chains.add(block[over].second_end, total[over], over)
            ended += 1
        weight, previous = open_chains.heaviest_before(run.second_start)
        total.append(weight + _weight(run, pairs, weights))
        before.append(previous)

    def rank(number: int) -> tuple[int, int]:
        run = block[number]
        return -total[number], run.places[-1] if is_last else run.second_end

    chain = []
    number = min(range(len(block)), key=rank)
    while number >= 0:
        chain.append(block[number])
        number = before[number]
    return chain[::-1]


def _weight(run: _Run, pairs: Sequence[Sides], weights: Sequence[int] | None) -> int:
    if weights is not None:
        return sum(weights[place] for place in run.places)
    return sum(len(first) + len(second) for first, second in (pairs[place] for place in run.places))


class _OpenChains:
    """The chains that may go on, by where they end on the second side; the weights ascend with the ends."""

    def __init__(self) -> None:
        self._ends: list[int] = []
        self._chains: list[tuple[int, int]] = []

    def heaviest_before(self, member: int) -> tuple[int, int]:
        """Weight and last run of the heaviest chain that ends before a member; (0, -1) if there is none."""
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
