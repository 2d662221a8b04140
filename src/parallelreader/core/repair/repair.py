"""One change to an alignment, carrying it out and taking it back.

Which changes there are is known to ``operations``; keeping them is left to ``store``, undoing in order to
``app``.
"""

from collections.abc import Iterable, Iterator, Sequence

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.bead_sequences import LazyBeads, PackedBeads
from parallelreader.core.errors import UserError
from parallelreader.core.repair.rearranging import apart, rearranged_near
from parallelreader.core.repair.splicing import spliced
from parallelreader.core.values import dataclass


class RepairProblem(UserError):
    """A repair that cannot be done; the alignment stays as it is."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Beads that give way and those that take their place, which hold the same segments.

    ``name`` is a short English phrase. Raises ValueError where the segments are not the same.
    """

    name: str
    removed: tuple[Bead, ...]
    added: tuple[Bead, ...]

    def __post_init__(self) -> None:
        if segments_of(self.removed) != segments_of(self.added):
            raise ValueError("a repair must hold the same segments before and after")

    @property
    def segments(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The segments of the source and of the target that it is about, ascending."""
        return segments_of(self.added)

    def reverted(self) -> "Repair":
        """The repair that takes this one back."""
        return Repair(self.name, self.added, self.removed)

    def followed_by(self, later: "Repair") -> "Repair":
        """This repair and a ``later`` one as one, under the name of this one.

        Raises ValueError where it is not later: it would remove beads this one has removed.
        """
        removed = [*self.removed, *(bead for bead in later.removed if bead not in self.added)]
        added = [*(bead for bead in self.added if bead not in later.removed), *later.added]
        restored = set(removed) & set(added)
        if len(set(removed)) < len(removed) or len(set(added)) < len(added):
            raise ValueError("the later repair does not follow this one")
        return Repair(
            self.name,
            tuple(bead for bead in removed if bead not in restored),
            tuple(bead for bead in added if bead not in restored),
        )


def segments_of(beads: Iterable[Bead]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """All source and all target segments of these beads, ascending."""
    given = tuple(beads)
    return (
        tuple(sorted(segment for bead in given for segment in bead.source)),
        tuple(sorted(segment for bead in given for segment in bead.target)),
    )


def holding(alignment: Alignment, segments: tuple[Iterable[int], Iterable[int]]) -> tuple[Bead, ...]:
    """The beads that hold any of these source and target segments, in their order.

    Raises RepairProblem where there is no such segment.
    """
    return tuple(alignment.beads[number] for number in _numbers_holding(alignment, segments))


def _numbers_holding(alignment: Alignment, segments: tuple[Iterable[int], Iterable[int]]) -> list[int]:
    source, target = (tuple(side) for side in segments)
    for side, count in ((source, alignment.source_count), (target, alignment.target_count)):
        if not all(0 <= segment < count for segment in side):
            raise RepairProblem("There is no such sentence")
    numbers = {alignment.bead_of_source(segment) for segment in source}
    numbers.update(alignment.bead_of_target(segment) for segment in target)
    return sorted(numbers)


def is_current(alignment: Alignment, repair: Repair) -> bool:
    """Whether all the beads it removes are those of this alignment."""
    try:
        return set(holding(alignment, repair.segments)) == set(repair.removed)
    except RepairProblem:
        return False


def applied(alignment: Alignment, repair: Repair) -> Alignment:
    """The alignment after the repair, in reading order; that of an alignment in reading order can be
    taken back exactly. Raises RepairProblem where the beads it removes are not there any more."""
    if not is_current(alignment, repair):
        raise RepairProblem("These pairs have been changed meanwhile", mend="Look at them once more.")
    alignment = ordered(alignment)
    return _rearranged(alignment, _numbers_holding(alignment, repair.segments), repair.added)


def overlaid(alignment: Alignment, beads: Iterable[Bead]) -> Alignment:
    """The alignment with these ``beads``, which must not overlap, in place of what it says of their
    segments; what is left of its beads then is in doubt. In reading order.

    Raises ValueError where beads overlap or a segment is not there.
    """
    given = tuple(beads)
    source, target = segments_of(given)
    for side, count in ((source, alignment.source_count), (target, alignment.target_count)):
        if len(set(side)) < len(side):
            raise ValueError("a segment stands in two beads")
        if side and not 0 <= side[0] <= side[-1] < count:
            raise ValueError("a bead holds a segment that is not there")
    alignment = ordered(alignment)
    touched = _numbers_holding(alignment, (source, target))
    left = without((alignment.beads[number] for number in touched), source, target)
    return _rearranged(alignment, touched, (*given, *left))


def ordered(alignment: Alignment) -> Alignment:
    """The same alignment in reading order; itself where it is so already."""
    if alignment.is_in_reading_order:
        return alignment
    if isinstance(alignment.beads, PackedBeads) and alignment.beads.is_ascending:
        # Among very many only those are put elsewhere that stand alone between two pairs.
        beads = PackedBeads.of(_sources_first(alignment.beads))
        return Alignment.whole(beads, alignment.source_count, alignment.target_count)
    return Alignment.arranged(alignment.beads, alignment.source_count, alignment.target_count)


def _sources_first(beads: Iterable[Bead]) -> Iterator[Bead]:
    """Of what stands alone between two pairs that with source segments before that without."""
    waiting: list[Bead] = []
    for bead in beads:
        if bead.target and not bead.source:
            waiting.append(bead)
            continue
        if bead.target:
            yield from waiting
            waiting = []
        yield bead
    yield from waiting


def without(beads: Iterable[Bead], source: Iterable[int], target: Iterable[int]) -> tuple[Bead, ...]:
    """What is left of these beads when the segments are taken out.

    A pair that was checked stays so as long as it is one; all else is in doubt.
    """
    taken_source, taken_target = set(source), set(target)
    left = []
    for bead in beads:
        ours = tuple(segment for segment in bead.source if segment not in taken_source)
        theirs = tuple(segment for segment in bead.target if segment not in taken_target)
        if ours or theirs:
            left.append(changed_neighbour(bead, ours, theirs))
    return tuple(left)


def changed_neighbour(bead: Bead, source: Sequence[int], target: Sequence[int]) -> Bead:
    """The bead with other segments, which nobody has looked at as such."""
    if bead.origin is Origin.CHECKED and source and target:
        return checked(source, target)
    return Bead(tuple(source), tuple(target), 0.0)


def checked(source: Iterable[int], target: Iterable[int]) -> Bead:
    """A bead that the user answers for."""
    return Bead(tuple(sorted(source)), tuple(sorted(target)), 1.0, Origin.CHECKED)


def _rearranged(alignment: Alignment, gone: Sequence[int], added: Iterable[Bead]) -> Alignment:
    """An alignment in reading order with beads in place of those of these numbers, which ascend."""
    if not isinstance(alignment.beads, LazyBeads):
        return _rearranged_at_once(alignment, gone, tuple(added))
    # From the last on, so that those before keep their numbers.
    for numbers, beads in reversed(apart(alignment, gone, added)):
        changed = spliced(alignment, numbers, beads) if not alignment.moved else None
        if changed is None or changed.moved:
            changed = rearranged_near(alignment, numbers, beads)
        alignment = changed
    return alignment


def _rearranged_at_once(alignment: Alignment, gone: Sequence[int], beads: tuple[Bead, ...]) -> Alignment:
    counts = alignment.source_count, alignment.target_count
    if not alignment.moved:
        # Where nothing is moved, before or after, a change stays where it is made.
        changed = spliced(alignment, gone, beads)
        if not changed.moved:
            return changed
        moved = [changed.beads[number] for number in changed.moved]
        return Alignment.arranged(changed.beads, *counts, moved=moved)
    kept: list[Bead] = []
    begin = 0
    for number in gone:
        kept += alignment.beads[begin:number]
        begin = number + 1
    kept += alignment.beads[begin:]
    return Alignment.arranged([*kept, *beads], *counts)
