"""In which order the beads of an alignment are read, and which pairs stand out of the order of the others."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from parallelreader.core.bead import Bead
from parallelreader.core.chain import Sides, heaviest_chain


def is_ascending(beads: Sequence[Bead]) -> bool:
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
    return arranged(beads, target_count)[0]


def arranged(
    beads: Sequence[Bead], target_count: int, known_moved: Iterable[Bead] | None = None
) -> tuple[tuple[Bead, ...], list[Bead]]:
    """The beads as :func:`in_reading_order` gives them, and those of them that have moved."""
    with_source = sorted((bead for bead in beads if bead.source), key=_first_source)
    if known_moved is None:
        moved = moved_places(with_source)
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


def moved_places(beads: Sequence[Bead]) -> frozenset[int]:
    """The places of the pairs that :func:`out_of_order` finds among beads."""
    if is_ascending(beads):
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


def moved_near(beads: Sequence[Bead], first: int, stop: int) -> frozenset[int]:
    """As :func:`moved_places`, where only the beads from ``first`` to before ``stop`` may stand out of order
    and hold what beads in their place would hold if nothing did."""
    weight = sum(map(_weight, beads[first:stop]))
    # As much in order on either side as weighs more than all that is in question decides as all of it would.
    begin, left = first, weight
    while begin and left >= 0:
        begin -= 1
        left -= _weight(beads[begin])
    end, left = stop, weight
    while end < len(beads) and left >= 0:
        left -= _weight(beads[end])
        end += 1
    return frozenset(begin + place for place in moved_places(beads[begin:end]))


def _weight(bead: Bead) -> int:
    return len(bead.source) + len(bead.target) if bead.is_pair else 0
