"""Where aligning anew would pair otherwise, and clearly better, than an alignment does now.

Aligning is left to ``core.align``; whether a proposal is taken is for the user to say.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parallelreader.core.alignment import Alignment, Bead, Origin

# What is proposed must be fairly sure, and surer than what is there by more than chance gives.
_LEAST_CONFIDENCE = 0.6
_LEAST_GAIN = 0.15


@dataclass(frozen=True, slots=True)
class Proposal:
    """Beads that would give way and those that would take their place, in order."""

    removed: tuple[Bead, ...]
    added: tuple[Bead, ...]

    @property
    def before(self) -> float:
        """The mean confidence as it is."""
        return _mean(self.removed)

    @property
    def after(self) -> float:
        """The mean confidence as it would be."""
        return _mean(self.added)

    @property
    def shift(self) -> int:
        """By how many target segments most source segments would move, down if positive; 0 where there
        is no such number."""
        old, new = (_first_targets(beads) for beads in (self.removed, self.added))
        moves = Counter(new[segment] - old[segment] for segment in old.keys() & new.keys())
        by, count = max(moves.items(), key=lambda each: each[1], default=(0, 0))
        return by if by and count >= 2 and 2 * count >= sum(moves.values()) else 0


def proposals(alignment: Alignment, anew: Iterable[Bead]) -> list[Proposal]:
    """What aligning ``anew`` (the beads of the whole texts or of a stretch) clearly makes better, in order.

    Beads that people have checked are never to give way.
    """
    return [each for each in differences(alignment, anew) if _is_better(each)]


def differences(alignment: Alignment, anew: Iterable[Bead]) -> list[Proposal]:
    """All that aligning ``anew`` pairs otherwise, in the smallest stretches that hold the same segments
    before and after, in order; better or worse."""
    groups = _Groups()
    for bead in anew:
        numbers = _numbers(alignment, bead)
        present = alignment.beads[numbers[0]]
        if (bead.source, bead.target) != (present.source, present.target):
            groups.add(bead, numbers)
    found = (
        Proposal(tuple(alignment.beads[n] for n in numbers), tuple(beads))
        for numbers, beads in groups.joined()
    )
    return [each for each in found if _is_whole(each)]


def _is_better(proposal: Proposal) -> bool:
    if any(bead.origin is Origin.CHECKED for bead in proposal.removed):
        return False
    return proposal.after >= _LEAST_CONFIDENCE and proposal.after - proposal.before >= _LEAST_GAIN


def _is_whole(proposal: Proposal) -> bool:
    """Whether both hold the same segments: at the ends of a stretch they may not."""
    return _held(proposal.removed) == _held(proposal.added)


def _held(beads: Iterable[Bead]) -> set[tuple[int, int]]:
    return {(side, s) for bead in beads for side, cell in enumerate((bead.source, bead.target)) for s in cell}


def _numbers(alignment: Alignment, bead: Bead) -> list[int]:
    """The beads of the alignment that hold any segment of this one, ascending."""
    numbers = {alignment.bead_of_source(segment) for segment in bead.source}
    return sorted(numbers | {alignment.bead_of_target(segment) for segment in bead.target})


def _first_targets(beads: Sequence[Bead]) -> dict[int, int]:
    return {segment: bead.target[0] for bead in beads if bead.target for segment in bead.source}


def _mean(beads: Sequence[Bead]) -> float:
    return sum(bead.confidence for bead in beads) / len(beads) if beads else 0.0


class _Groups:
    """New beads with the old ones they touch, joined where they touch the same or neighbouring ones."""

    def __init__(self) -> None:
        self._members: list[tuple[list[int], Bead]] = []
        self._parent: dict[int, int] = {}

    def add(self, bead: Bead, numbers: list[int]) -> None:
        self._members.append((numbers, bead))
        for number in numbers:
            self._parent.setdefault(number, number)
            self._join(numbers[0], number)

    def joined(self) -> list[tuple[list[int], list[Bead]]]:
        """(numbers of old beads, new beads) of each group, in order."""
        for number in sorted(self._parent):
            if number - 1 in self._parent:
                self._join(number - 1, number)
        groups: dict[int, tuple[list[int], list[Bead]]] = {}
        for number in sorted(self._parent):
            groups.setdefault(self._root(number), ([], []))[0].append(number)
        for numbers, bead in self._members:
            groups[self._root(numbers[0])][1].append(bead)
        return sorted(groups.values(), key=lambda group: group[0][0])

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, one: int, other: int) -> None:
        self._parent[self._root(other)] = self._root(one)
