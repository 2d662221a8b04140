"""Which segments of two versions render each other.

A bead joins m segments of the source with n of the target, either side possibly empty; every segment
of both sides stands in exactly one bead.
"""

from array import array
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from parallelreader.core.bead import Bead, Origin, Run
from parallelreader.core.bead_sequences import (
    LazyBeads,
    PackedBeads,
    Renumbered,
    SplicedBeads,
    sides_of,
)
from parallelreader.core.reading_order import (
    arranged,
    in_reading_order,
    moved_near,
    moved_places,
    out_of_order,
)
from parallelreader.core.values import dataclass

__all__ = ["Alignment", "AlignmentParts", "Bead", "Origin", "Run", "in_reading_order", "out_of_order"]


@dataclass(frozen=True, slots=True)
class AlignmentParts:
    """An alignment as it is kept: its beads, the number of the bead that holds each segment of either side,
    what :class:`Alignment` says of its order, and the numbers of the ``doubtful`` beads, found elsewhere."""

    beads: PackedBeads
    of_source: Sequence[int]
    of_target: Sequence[int]
    is_in_reading_order: bool
    moved: Sequence[int]
    digest: str
    doubtful: Sequence[int]


_HASHED_AT_ONCE = 1 << 16


class Alignment:
    """The beads between two versions, in reading order, with a quick way from a segment to its bead."""

    _of_source: Sequence[int]
    _of_target: Sequence[int]

    __slots__ = ("_digest", "_is_in_order", "_moved", "_of_source", "_of_target", "beads", "doubtful")

    beads: Sequence[Bead]
    doubtful: Sequence[int] | None
    """The numbers of the beads in doubt, ascending, where they were kept with a stored alignment."""

    def __init__(self, beads: Iterable[Bead], source_count: int, target_count: int) -> None:
        """``beads`` must hold each segment at most once (ValueError otherwise).

        Segments that stand in none become beads with an empty other side, placed where they are read.
        """
        given: Sequence[Bead] = beads if isinstance(beads, LazyBeads) else list(beads)
        if isinstance(given, PackedBeads) and given.is_ascending and given.holds(source_count, target_count):
            self._number(given, source_count, target_count)
            return
        covered = _covered(given, source_count, target_count)
        if isinstance(given, LazyBeads):
            given = given if all(map(all, covered)) else PackedBeads.of(_complete(given, *covered))
        else:
            given = tuple(_complete(given, *covered))
        self._number(given, source_count, target_count)

    @classmethod
    def stored(cls, parts: AlignmentParts) -> "Alignment":
        """An alignment whose parts were kept; nothing is looked at."""
        made = cls.__new__(cls)
        made.beads, made.doubtful = parts.beads, parts.doubtful
        made._of_source, made._of_target = parts.of_source, parts.of_target
        made._is_in_order, made._moved = parts.is_in_reading_order, frozenset(parts.moved)
        made._digest = parts.digest
        return made

    def parts(self, doubtful: Sequence[int]) -> AlignmentParts:
        """All there is of it, to be kept with the numbers of the beads in doubt."""
        beads = self.beads if isinstance(self.beads, PackedBeads) else PackedBeads.of(self.beads)
        return AlignmentParts(
            beads,
            self._of_source,
            self._of_target,
            self.is_in_reading_order,
            sorted(self.moved),
            self.digest,
            doubtful,
        )

    @classmethod
    def whole(cls, beads: Iterable[Bead], source_count: int, target_count: int) -> "Alignment":
        """Beads that are known to hold every segment exactly once, in their order; nothing is looked at."""
        made = cls.__new__(cls)
        made._number(beads if isinstance(beads, LazyBeads) else tuple(beads), source_count, target_count)
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
        found, moved = arranged(beads, target_count, moved)
        made = cls.whole(found, source_count, target_count)
        made._is_in_order = True
        made._moved = frozenset(made._of_source[bead.source[0]] for bead in moved)
        return made

    def _number(self, beads: Sequence[Bead], source_count: int, target_count: int) -> None:
        self.beads = beads
        self.doubtful = None
        self._digest = ""
        self._moved: frozenset[int] | None = None
        self._is_in_order: bool | None = None
        if isinstance(beads, PackedBeads) and beads.is_ascending:
            self._of_source = beads.holders(beads.parts.source_first)
            self._of_target = beads.holders(beads.parts.target_first)
            return
        of_source, of_target = array("I", (0,)) * source_count, array("I", (0,)) * target_count
        for number, bead in enumerate(beads):
            for segment in bead.source:
                of_source[segment] = number
            for segment in bead.target:
                of_target[segment] = number
        self._of_source = of_source
        self._of_target = of_target

    def replaced(self, runs: Sequence[Run], *, moved: Iterable[int] | None = None) -> "Alignment":
        """The alignment with these runs, which ascend, replaced; in all they hold the same segments before
        and after, which is not looked at; nor is whether they leave it in reading order. ``moved`` saves the
        time to find what :attr:`moved` is then, where the beads are very many.

        Takes a few milliseconds for a book, since nothing is looked at bead by bead.
        """
        if isinstance(self.beads, LazyBeads):
            made = self._spliced(self.beads, runs, is_moved_known=moved is not None)
            made._moved = made._moved if moved is None else frozenset(moved)
            return made
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
        of_source = array("I", map(numbers.__getitem__, self._of_source))
        of_target = array("I", map(numbers.__getitem__, self._of_target))
        grown = 0
        for run in runs:
            for number, bead in enumerate(run.beads, run.first + grown):
                for segment in bead.source:
                    of_source[segment] = number
                for segment in bead.target:
                    of_target[segment] = number
            grown += len(run.beads) - (run.stop - run.first)
        return self._with_beads(tuple(beads), of_source, of_target)

    def _spliced(self, beads: LazyBeads, runs: Sequence[Run], *, is_moved_known: bool) -> "Alignment":
        """As :meth:`replaced`, with no more work than there were ever replaced."""
        spliced = (beads if isinstance(beads, SplicedBeads) else SplicedBeads(beads, ())).replaced(runs)
        of_source, of_target = (
            side.base if isinstance(side, Renumbered) else side for side in (self._of_source, self._of_target)
        )
        own_source = {segment: number for number, bead in spliced.added() for segment in bead.source}
        own_target = {segment: number for number, bead in spliced.added() for segment in bead.target}
        made = self._with_beads(
            spliced, Renumbered(of_source, spliced, own_source), Renumbered(of_target, spliced, own_target)
        )
        made.doubtful = self.doubtful
        if not is_moved_known and self._moved is not None and not self._moved and runs:
            grown = len(spliced) - len(beads)
            made._moved = moved_near(spliced, runs[0].first, runs[-1].stop + grown)
        return made

    def _with_beads(
        self, beads: Sequence[Bead], of_source: Sequence[int], of_target: Sequence[int]
    ) -> "Alignment":
        made = Alignment.__new__(Alignment)
        made.beads, made._of_source, made._of_target = beads, of_source, of_target
        made._moved, made._is_in_order, made._digest = None, self._is_in_order, ""
        made.doubtful = None
        return made

    @property
    def digest(self) -> str:
        """A name for the beads, whoever says so and how surely; computed when first asked for."""
        if not self._digest:
            state = blake2b(digest_size=16)
            numbers = array("q")
            for source, target in sides_of(self.beads):
                numbers.extend((len(source), len(target), *source, *target))
                if len(numbers) > _HASHED_AT_ONCE:
                    state.update(numbers.tobytes())
                    del numbers[:]
            state.update(numbers.tobytes())
            self._digest = state.hexdigest()
        return self._digest

    def checked(self) -> Sequence[int]:
        """The numbers of the beads that somebody has checked, ascending."""
        if isinstance(self.beads, LazyBeads):
            return array("I", self.beads.checked())
        return [number for number, bead in enumerate(self.beads) if bead.origin is Origin.CHECKED]

    @property
    def is_in_reading_order(self) -> bool:
        """Whether the beads are in the order of :func:`in_reading_order`; found when first asked for."""
        if self._is_in_order is None:
            if isinstance(self.beads, PackedBeads) and self.beads.is_ascending:
                self._is_in_order = _is_plainly_in_order(self.beads)
            else:
                self._is_in_order = tuple(self.beads) == in_reading_order(self.beads, self.target_count)
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
            is_plain = isinstance(self.beads, PackedBeads) and self.beads.is_ascending
            self._moved = frozenset() if is_plain else moved_places(self.beads)
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


def _complete(beads: Sequence[Bead], source: list[bool], target: list[bool]) -> Iterable[Bead]:
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


def _is_plainly_in_order(beads: PackedBeads) -> bool:
    """Whether beads that ascend on both sides are in reading order, found without making them."""
    # What only the target has goes with what of the target follows.
    sources, targets = beads.parts.source_first, beads.parts.target_first
    waits = False
    for number in range(len(beads)):
        if targets[number] == targets[number + 1]:
            if waits:
                return False
        else:
            waits = sources[number] == sources[number + 1]
    return True
