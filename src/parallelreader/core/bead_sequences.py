"""Very many beads without an object for each: packed into flat arrays, and with a few replaced by others.

They are made where one looks, which is quick; going through all of them is not.
"""

from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

from parallelreader.core.bead import Bead, Origin, Run
from parallelreader.core.values import dataclass

_ORIGINS = tuple(Origin)
_CHECKED = _ORIGINS.index(Origin.CHECKED)


class LazyBeads(Sequence[Bead]):
    """Beads that are made where one looks."""

    __slots__ = ()
    __hash__ = None  # type: ignore[assignment]

    @abstractmethod
    def at(self, number: int) -> Bead:
        """The bead of that number, which is there."""

    @abstractmethod
    def checked(self) -> Iterator[int]:
        """The numbers of the checked ones, ascending, without looking at all others."""

    @abstractmethod
    def gapped(self) -> Iterator[int]:
        """The numbers of those whose segments on one side are no neighbours, in any order."""

    @overload
    def __getitem__(self, key: int) -> Bead: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Bead, ...]: ...
    def __getitem__(self, key: int | slice) -> Bead | tuple[Bead, ...]:
        if isinstance(key, slice):
            return tuple(map(self.at, range(*key.indices(len(self)))))
        number = key + len(self) if key < 0 else key
        if not 0 <= number < len(self):
            raise IndexError("there is no such bead")
        return self.at(number)

    def __iter__(self) -> Iterator[Bead]:
        return map(self.at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return self is other or all(one == two for one, two in zip(self, other, strict=True))


@dataclass(frozen=True, slots=True)
class BeadParts:
    """Beads as flat sequences of numbers: where the segments of each begin among all, with the end of the
    last one, those segments, confidences and origins."""

    source_first: Sequence[int]
    target_first: Sequence[int]
    sources: Sequence[int]
    targets: Sequence[int]
    confidences: Sequence[float]
    origins: Sequence[int]


class PackedBeads(LazyBeads):
    """Beads in flat arrays, which may be on disk."""

    __slots__ = ("_gapped", "_is_ascending", "parts")

    def __init__(
        self, parts: BeadParts, *, is_ascending: bool | None = None, gapped: Sequence[int] | None = None
    ) -> None:
        """The last two save the time to find out what the methods of these names say."""
        self.parts = parts
        self._is_ascending = is_ascending
        self._gapped = gapped

    @classmethod
    def of(cls, beads: Iterable[Bead]) -> "PackedBeads":
        """Any beads, packed as they come."""
        source_first, target_first = array("I", (0,)), array("I", (0,))
        sources, targets = array("I"), array("I")
        confidences, origins = array("d"), array("B")
        for bead in beads:
            sources.extend(bead.source)
            targets.extend(bead.target)
            source_first.append(len(sources))
            target_first.append(len(targets))
            confidences.append(bead.confidence)
            origins.append(_CHECKED if bead.origin is Origin.CHECKED else 1 - _CHECKED)
        return cls(BeadParts(source_first, target_first, sources, targets, confidences, origins))

    def __len__(self) -> int:
        return len(self.parts.confidences)

    def at(self, number: int) -> Bead:
        parts = self.parts
        source, target = parts.source_first, parts.target_first
        return Bead(
            tuple(parts.sources[source[number] : source[number + 1]]),
            tuple(parts.targets[target[number] : target[number + 1]]),
            parts.confidences[number],
            _ORIGINS[parts.origins[number]],
        )

    @property
    def is_ascending(self) -> bool:
        """Whether the segments of either side come one after the other, none left out."""
        if self._is_ascending is None:
            self._is_ascending = all(map(_is_count, (self.parts.sources, self.parts.targets)))
        return self._is_ascending

    def holds(self, source_count: int, target_count: int) -> bool:
        """Whether there are as many segments in them."""
        return (len(self.parts.sources), len(self.parts.targets)) == (source_count, target_count)

    def holders(self, first: Sequence[int]) -> "array[int]":
        """Which bead holds each segment of a side, if they ascend; ``first`` is that side's of the parts."""
        found = array("I")
        for number, (begin, end) in enumerate(pairwise(first)):
            if end == begin + 1:
                found.append(number)
            elif end > begin:
                found.extend((number,) * (end - begin))
        return found

    def gapped(self) -> Iterator[int]:
        if self._gapped is None:
            found = () if self.is_ascending else (n for n, bead in enumerate(self) if has_gap(bead))
            self._gapped = tuple(found)
        return iter(self._gapped)

    def checked(self) -> Iterator[int]:
        origins = bytes(self.parts.origins)
        at = origins.find(_CHECKED)
        while at >= 0:
            yield at
            at = origins.find(_CHECKED, at + 1)


class SplicedBeads(LazyBeads):
    """Beads of which some runs are replaced by others."""

    __slots__ = ("_begins", "_firsts", "_shifts", "base", "runs")

    def __init__(self, base: Sequence[Bead], runs: Iterable[Run]) -> None:
        """``runs`` are counted in ``base`` and ascend; between any two of them something is left."""
        self.base = base
        self.runs = tuple(runs)
        self._firsts = [run.first for run in self.runs]
        self._begins: list[int] = []
        self._shifts = [0]
        for run in self.runs:
            self._begins.append(run.first + self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(run.beads) - (run.stop - run.first))

    def __len__(self) -> int:
        return len(self.base) + self._shifts[-1]

    def at(self, number: int) -> Bead:
        place = bisect_right(self._begins, number) - 1
        if place >= 0:
            run = self.runs[place]
            inside = number - self._begins[place]
            if inside < len(run.beads):
                return run.beads[inside]
        return self.base[number - self._shifts[place + 1]]

    def checked(self) -> Iterator[int]:
        assert isinstance(self.base, LazyBeads)
        found = [new for old in self.base.checked() if (new := self.now(old)) is not None]
        for begin, run in zip(self._begins, self.runs, strict=True):
            found += [n for n, bead in enumerate(run.beads, begin) if bead.origin is Origin.CHECKED]
        return iter(sorted(found))

    def gapped(self) -> Iterator[int]:
        assert isinstance(self.base, LazyBeads)
        yield from (new for old in self.base.gapped() if (new := self.now(old)) is not None)
        yield from (number for number, bead in self.added() if has_gap(bead))

    def now(self, number: int) -> int | None:
        """The number that a bead of the base has here; None where it was replaced."""
        place = bisect_right(self._firsts, number) - 1
        if place >= 0 and number < self.runs[place].stop:
            return None
        return number + self._shifts[place + 1]

    def spans(self) -> Iterator[tuple[range, range]]:
        """The stretches of the base that stay, and the numbers they have here, in order."""
        done = 0
        for run, shift in zip((*self.runs, Run(len(self.base), 0, ())), self._shifts, strict=True):
            yield range(done, run.first), range(done + shift, run.first + shift)
            done = run.stop

    def stretches(self) -> Iterator[range]:
        """The numbers of the beads that are not of the base, by run; between two of them there are others."""
        for begin, run in zip(self._begins, self.runs, strict=True):
            yield range(begin, begin + len(run.beads))

    def added(self) -> Iterator[tuple[int, Bead]]:
        """The beads that are not of the base, with their numbers here, in order."""
        for begin, run in zip(self._begins, self.runs, strict=True):
            yield from enumerate(run.beads, begin)

    def replaced_numbers(self) -> set[int]:
        """The numbers of the beads of the base that were replaced."""
        return {number for run in self.runs for number in range(run.first, run.stop)}

    def replaced(self, runs: Sequence[Run]) -> "SplicedBeads":
        """The same with further runs, counted here and ascending, replaced."""
        # From the last on, so that those before keep their numbers.
        made = self
        for run in reversed(runs):
            made = made._with_run(run)
        return made

    def _with_run(self, run: Run) -> "SplicedBeads":
        """Those there are that it touches become one with it."""
        ends = [begin + len(each.beads) for begin, each in zip(self._begins, self.runs, strict=True)]
        places = [
            place
            for place, (begin, end) in enumerate(zip(self._begins, ends, strict=True))
            if begin <= run.stop and run.first <= end
        ]
        if not places:
            place = bisect_right(self._begins, run.first)
            shift = self._shifts[place]
            fresh = Run(run.first - shift, run.stop - shift, run.beads)
            return SplicedBeads(self.base, (*self.runs[:place], fresh, *self.runs[place:]))
        first, last = places[0], places[-1]
        head, tail = self.runs[first], self.runs[last]
        inside = run.first - self._begins[first]
        before = head.beads[: max(inside, 0)]
        begin = head.first if inside >= 0 else run.first - self._shifts[first]
        over = ends[last] - run.stop
        after = tail.beads[len(tail.beads) - over :] if over > 0 else ()
        stop = tail.stop if over >= 0 else run.stop - self._shifts[last + 1]
        joined = Run(begin, stop, (*before, *run.beads, *after))
        return SplicedBeads(self.base, (*self.runs[:first], joined, *self.runs[last + 1 :]))


class Renumbered(Sequence[int]):
    """The beads that hold the segments of one side after some were replaced, by segment."""

    __slots__ = ("_base", "_beads", "_own")

    def __init__(self, base: Sequence[int], beads: SplicedBeads, own: dict[int, int]) -> None:
        """``base`` counts in ``beads.base``; ``own`` has the segments whose bead is not of that."""
        self._base = base
        self._beads = beads
        self._own = own

    def __len__(self) -> int:
        return len(self._base)

    @overload
    def __getitem__(self, key: int) -> int: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[int, ...]: ...
    def __getitem__(self, key: int | slice) -> int | tuple[int, ...]:
        if isinstance(key, slice):
            return tuple(self[segment] for segment in range(*key.indices(len(self))))
        if key in self._own:
            return self._own[key]
        number = self._beads.now(self._base[key])
        assert number is not None
        return number

    @property
    def base(self) -> Sequence[int]:
        """What it counts in the base."""
        return self._base


def sides_of(beads: Sequence[Bead]) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """What each holds of either side, for those who go through very many."""
    if isinstance(beads, PackedBeads):
        yield from _packed_sides(beads.parts, range(len(beads)))
    elif isinstance(beads, SplicedBeads) and isinstance(beads.base, PackedBeads):
        for (stay, _), run in zip(beads.spans(), (*beads.runs, None), strict=True):
            yield from _packed_sides(beads.base.parts, stay)
            if run is not None:
                yield from ((bead.source, bead.target) for bead in run.beads)
    else:
        yield from ((bead.source, bead.target) for bead in beads)


def _packed_sides(parts: BeadParts, numbers: range) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    firsts = (part[numbers.start : numbers.stop + 1] for part in (parts.source_first, parts.target_first))
    for (begin, end), (start, stop) in zip(*map(pairwise, firsts), strict=True):
        yield parts.sources[begin:end], parts.targets[start:stop]


def beads_gone(former: Sequence[Bead], later: Sequence[Bead]) -> Iterator[Bead]:
    """Those that the ``later`` ones have no more, in any order; where both were made of the same beads by
    replacing a few, only these are looked at."""
    one, other = _made_of(former), _made_of(later)
    if one is None or other is None or one.base is not other.base:
        yield from set(former).difference(later)
        return
    base, ours, theirs = one.base, one.replaced_numbers(), other.replaced_numbers()
    there = {bead for _, bead in other.added()}.union(base[number] for number in ours - theirs)
    gone = [*(base[number] for number in theirs - ours), *(bead for _, bead in one.added())]
    yield from (bead for bead in gone if bead not in there)


def _made_of(beads: Sequence[Bead]) -> SplicedBeads | None:
    """What they are made of and what of that is replaced; None where they are made of nothing else."""
    if isinstance(beads, SplicedBeads):
        return beads
    return SplicedBeads(beads, ()) if isinstance(beads, LazyBeads) else None


def has_gap(bead: Bead) -> bool:
    """Whether its segments on one side are no neighbours."""
    return any(side and side[-1] - side[0] >= len(side) for side in (bead.source, bead.target))


def _is_count(numbers: Sequence[int]) -> bool:
    """Whether these are 0, 1, 2 and so on."""
    return array("I", numbers) == array("I", range(len(numbers)))
