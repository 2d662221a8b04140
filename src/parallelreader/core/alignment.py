"""Which segments of two versions render each other.

A bead joins m segments of the source with n of the target, either side possibly empty; every segment
of both sides stands in exactly one bead.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from parallelreader.core.chain import Sides, heaviest_chain


class Origin(StrEnum):
    """Who says that a bead's two sides belong together."""

    ALIGNER = "aligner"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that render each other, numbered from zero, ascending; ``confidence`` from 0 to 1."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    origin: Origin = Origin.ALIGNER

    @property
    def is_pair(self) -> bool:
        """Whether both sides have something."""
        return bool(self.source and self.target)

    @property
    def shape(self) -> str:
        """``"1–2"`` for one source segment and two target segments."""
        return f"{len(self.source)}–{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Run:
    """The beads from number ``first`` up to, not with, ``stop``, and those that take their place."""

    first: int
    stop: int
    beads: tuple[Bead, ...]


class Alignment:
    """The beads between two versions, in reading order, with a quick way from a segment to its bead."""

    __slots__ = ("_is_in_order", "_moved", "_of_source", "_of_target", "beads")

    def __init__(self, beads: Iterable[Bead], source_count: int, target_count: int) -> None:
        """``beads`` must hold each segment at most once (ValueError otherwise).

        Segments that stand in none become beads with an empty other side, placed where they are read.
        """
        given = list(beads)
        of_source, of_target = _covered(given, source_count, target_count)
        self._number(tuple(_complete(given, of_source, of_target)), source_count, target_count)

    @classmethod
    def whole(cls, beads: Iterable[Bead], source_count: int, target_count: int) -> "Alignment":
        """Beads that are known to hold every segment exactly once, in their order; nothing is looked at."""
        made = cls.__new__(cls)
        made._number(tuple(beads), source_count, target_count)
        return made

    @classmethod
    def arranged(
        cls,
        beads: Sequence[Bead],
        source_count: int,
        target_count: int,
        *,
        moved: Iterable[Bead] | None = None,
    ) -> "Alignment":
        """Beads that are known to hold every segment exactly once, put in reading order.

        ``moved`` saves the time to find which those are that :attr:`moved` is to name.
        """
        found, moved = _arranged(beads, target_count, moved)
        made = cls.whole(found, source_count, target_count)
        made._is_in_order = True
        made._moved = frozenset(made._of_source[bead.source[0]] for bead in moved)
        return made

    def _number(self, beads: tuple[Bead, ...], source_count: int, target_count: int) -> None:
        self.beads = beads
        self._moved: frozenset[int] | None = None
        self._is_in_order: bool | None = None
        of_source, of_target = [0] * source_count, [0] * target_count
        for number, bead in enumerate(beads):
            for segment in bead.source:
                of_source[segment] = number
            for segment in bead.target:
                of_target[segment] = number
        self._of_source, self._of_target = array("L", of_source), array("L", of_target)

    def replaced(self, runs: Sequence[Run]) -> "Alignment":
        """The alignment with these runs, which ascend, replaced; in all they hold the same segments before
        and after, which is not looked at; nor is whether they leave it in reading order.

        Takes a few milliseconds for a book, since nothing is looked at bead by bead.
        """
        beads: list[Bead] = []
        numbers: list[int] = []
        done = 0
        for run in runs:
            numbers += range(len(beads), len(beads) + run.first - done)
            beads += self.beads[done : run.first]
            beads += run.beads
            numbers += (0,) * (run.stop - run.first)
            done = run.stop
        numbers += range(len(beads), len(beads) + len(self.beads) - done)
        beads += self.beads[done:]
        made = Alignment.__new__(Alignment)
        made.beads, made._moved, made._is_in_order = tuple(beads), None, self._is_in_order
        made._of_source = array("L", map(numbers.__getitem__, self._of_source))
        made._of_target = array("L", map(numbers.__getitem__, self._of_target))
        grown = 0
        for run in runs:
            for number, bead in enumerate(run.beads, run.first + grown):
                made._hold(bead, number)
            grown += len(run.beads) - (run.stop - run.first)
        return made

    def _hold(self, bead: Bead, number: int) -> None:
        for segment in bead.source:
            self._of_source[segment] = number
        for segment in bead.target:
            self._of_target[segment] = number

    @property
    def is_in_reading_order(self) -> bool:
        """Whether the beads are in the order of :func:`in_reading_order`; found when first asked for."""
        if self._is_in_order is None:
            self._is_in_order = in_reading_order(self.beads, self.target_count) == self.beads
        return self._is_in_order

    @property
    def source_count(self) -> int:
        return len(self._of_source)

    @property
    def target_count(self) -> int:
        return len(self._of_target)

    @property
    def moved(self) -> frozenset[int]:
        """The numbers of the pairs that stand out of the order of the others, as :func:`out_of_order`
        finds them; found when first asked for."""
        if self._moved is None:
            self._moved = _moved_places(self.beads)
        return self._moved

    def bead_of_source(self, segment: int) -> int:
        """The number of the bead that holds this source segment."""
        return self._of_source[segment]

    def bead_of_target(self, segment: int) -> int:
        """The number of the bead that holds this target segment."""
        return self._of_target[segment]

    def targets_of(self, segments: Iterable[int]) -> tuple[int, ...]:
        """The target segments that render any of these source segments, ascending."""
        numbers = {self._of_source[segment] for segment in segments}
        return tuple(sorted(t for number in numbers for t in self.beads[number].target))

    def sources_of(self, segments: Iterable[int]) -> tuple[int, ...]:
        """The source segments that any of these target segments render, ascending."""
        numbers = {self._of_target[segment] for segment in segments}
        return tuple(sorted(s for number in numbers for s in self.beads[number].source))

    def mean_confidence(self) -> float:
        """The mean over the beads with both sides, weighted by nothing; 0 where there is none."""
        values = [bead.confidence for bead in self.beads if bead.is_pair]
        return sum(values) / len(values) if values else 0.0


def _is_ascending(beads: Sequence[Bead]) -> bool:
    """Whether each pair lies behind the one before on both sides, as in most alignments."""
    source_end = target_end = -1
    for bead in beads:
        source, target = bead.source, bead.target
        if source and target:
            if source[0] <= source_end or target[0] <= target_end:
                return False
            source_end, target_end = source[-1], target[-1]
    return True


def out_of_order(pairs: Sequence[Sides]) -> list[int]:
    """The places in ``pairs`` (segments of two texts that belong together) of those outside the heaviest
    chain that ascends on both sides."""
    if all(one[0][-1] < other[0][0] and one[1][-1] < other[1][0] for one, other in pairwise(pairs)):
        # Most texts are told in one order, and finding that out is quick.
        return []
    in_order = set(heaviest_chain(pairs))
    return [place for place in range(len(pairs)) if place not in in_order]


def in_reading_order(beads: Sequence[Bead], target_count: int) -> tuple[Bead, ...]:
    """These beads in the order of the source; those without source segments stand before the pair that
    holds the next target segment, and with what has moved only if they stand within it. The order follows
    from the beads alone, however they come."""
    return _arranged(beads, target_count)[0]


def _arranged(
    beads: Sequence[Bead], target_count: int, known_moved: Iterable[Bead] | None = None
) -> tuple[tuple[Bead, ...], list[Bead]]:
    """The beads as :func:`in_reading_order` gives them, and those of them that have moved."""
    with_source = sorted((bead for bead in beads if bead.source), key=_first_source)
    if known_moved is None:
        moved = _moved_places(with_source)
    else:
        moved = frozenset(bisect_left(with_source, bead.source[0], key=_first_source) for bead in known_moved)
    moved_beads = [with_source[place] for place in moved]
    if len(with_source) == len(beads):
        return tuple(with_source), moved_beads
    followers = _followers(with_source, moved, target_count)
    before: dict[int, list[Bead]] = {}
    for bead in sorted((bead for bead in beads if not bead.source), key=lambda bead: bead.target[0]):
        before.setdefault(followers[bead.target[-1]], []).append(bead)
    found: list[Bead] = []
    done = 0
    for place in sorted(before):
        found += with_source[done:place]
        found += before[place]
        done = place
    return (*found, *with_source[done:]), moved_beads


def _first_source(bead: Bead) -> int:
    return bead.source[0]


def _moved_places(beads: Sequence[Bead]) -> frozenset[int]:
    """The places of the pairs that :func:`out_of_order` finds among beads."""
    if _is_ascending(beads):
        return frozenset()
    pairs = [place for place, bead in enumerate(beads) if bead.source and bead.target]
    sides = [(beads[place].source, beads[place].target) for place in pairs]
    return frozenset(pairs[place] for place in out_of_order(sides))


def _followers(beads: Sequence[Bead], moved: Collection[int], target_count: int) -> list[int]:
    """For each target segment the place in ``beads`` of that with the next one, their number at the end; one
    before what has ``moved``, but not behind it, looks for the next that has not."""
    followers = [-1] * target_count
    for place, bead in enumerate(beads):
        for segment in bead.target:
            followers[segment] = place
    is_within = [False] * target_count
    if moved:
        for segment in range(1, target_count):
            before = followers[segment - 1]
            is_within[segment] = before in moved if before >= 0 else is_within[segment - 1]
    following = following_in_order = len(beads)
    for segment in range(target_count - 1, -1, -1):
        if followers[segment] < 0:
            followers[segment] = following if is_within[segment] else following_in_order
            continue
        following = followers[segment]
        if following not in moved:
            following_in_order = following
    return followers


def _covered(beads: Sequence[Bead], source_count: int, target_count: int) -> tuple[list[bool], list[bool]]:
    source, target = [False] * source_count, [False] * target_count
    for bead in beads:
        if not bead.source and not bead.target:
            raise ValueError("a bead has nothing on either side")
        for side, seen, name in ((bead.source, source, "source"), (bead.target, target, "target")):
            for segment in side:
                if not 0 <= segment < len(seen):
                    raise ValueError(f"there is no {name} segment {segment}")
                if seen[segment]:
                    raise ValueError(f"{name} segment {segment} stands in two beads")
                seen[segment] = True
    return source, target


def _complete(beads: list[Bead], source: list[bool], target: list[bool]) -> Iterable[Bead]:
    """Give the beads in source order, with the segments that stand in none of them put in between."""
    if all(source) and all(target):
        yield from beads
        return
    next_source = next_target = 0
    for bead in beads:
        if bead.source:
            for segment in range(next_source, bead.source[0]):
                if not source[segment]:
                    yield Bead((segment,), (), 0.0)
            next_source = max(next_source, bead.source[-1] + 1)
        if bead.target:
            for segment in range(next_target, bead.target[0]):
                if not target[segment]:
                    yield Bead((), (segment,), 0.0)
            next_target = max(next_target, bead.target[-1] + 1)
        yield bead
    yield from (Bead((s,), (), 0.0) for s in range(next_source, len(source)) if not source[s])
    yield from (Bead((), (t,), 0.0) for t in range(next_target, len(target)) if not target[t])
