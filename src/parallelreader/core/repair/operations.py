"""What a reader can do to the beads of an alignment: each operation gives the repair and changes nothing.

Beads are named by their numbers in the alignment. Every operation raises RepairProblem, with one plain
sentence, where it cannot be done; carrying it out is left to ``repair.applied``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace as with_fields
from enum import StrEnum
from typing import Literal

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.repair.proposals import differences
from parallelreader.core.repair.repair import (
    Repair,
    RepairProblem,
    changed_neighbour,
    checked,
    holding,
    segments_of,
    without,
)

Edge = Literal["start", "end"]
"""Which boundary of a bead: that with what is read before it, or after it."""


class Side(StrEnum):
    """One of the two texts of an alignment."""

    SOURCE = "source"
    TARGET = "target"


def merge(alignment: Alignment, first: int, last: int) -> Repair:
    """Make the beads from ``first`` to ``last`` one; two with one side each may become a pair."""
    beads = _beads(alignment, first, last)
    if len(beads) < 2:
        raise RepairProblem("There is no other pair to merge with")
    return Repair("Merge pairs", beads, (checked(*segments_of(beads)),))


def split(alignment: Alignment, number: int, source_at: int, target_at: int) -> Repair:
    """Make two of one bead; the first gets so many segments of its source and of its target."""
    (bead,) = _beads(alignment, number, number)
    if len(bead.source) < 2 and len(bead.target) < 2:
        raise RepairProblem(
            "This pair has no two sentences on either side",
            mend="Detach it if its sides do not belong together.",
        )
    if not (0 <= source_at <= len(bead.source) and 0 <= target_at <= len(bead.target)):
        raise RepairProblem("There is no such place to split at")
    parts = (
        (bead.source[:source_at], bead.target[:target_at]),
        (bead.source[source_at:], bead.target[target_at:]),
    )
    if not all(ours or theirs for ours, theirs in parts):
        raise RepairProblem("One of the two parts would be empty", mend="Split between two sentences.")
    return Repair("Split pair", (bead,), tuple(checked(*part) for part in parts))


def shift(alignment: Alignment, number: int, side: Side, edge: Edge, by: int) -> Repair:
    """Move a boundary of one side of a bead by so many sentences, down where ``by`` is above zero.

    So the bead takes sentences from its neighbour or gives some away. It counts as checked afterwards;
    the neighbour, whose other boundary nobody has looked at, only where it was so before.
    """
    (bead,) = _beads(alignment, number, number)
    if by == 0:
        raise RepairProblem("The boundary is where it was")
    is_taking = (by > 0) == (edge == "end")
    own = _side(bead, side)
    if is_taking:
        taken = _following(alignment, number, side, edge, abs(by))
        changed = {number: checked(*_with_side(bead, side, {*own, *taken}))}
        for other in {_number_of(alignment, side, segment) for segment in taken}:
            kept = [segment for segment in _side(alignment.beads[other], side) if segment not in taken]
            changed[other] = changed_neighbour(
                alignment.beads[other], *_with_side(alignment.beads[other], side, kept)
            )
    else:
        if abs(by) > len(own):
            raise RepairProblem("The pair has not so many sentences to give away")
        given = own[-abs(by) :] if edge == "end" else own[: abs(by)]
        other = _receiver(alignment, number, side, edge)
        neighbour = alignment.beads[other]
        changed = {
            number: checked(*_with_side(bead, side, set(own) - set(given))),
            other: changed_neighbour(
                neighbour, *_with_side(neighbour, side, {*_side(neighbour, side), *given})
            ),
        }
    removed = tuple(alignment.beads[each] for each in changed)
    return Repair(
        "Move boundary", removed, tuple(each for each in changed.values() if each.source or each.target)
    )


def detach(alignment: Alignment, number: int) -> Repair:
    """Say that the two sides of a bead do not belong together: each stands alone then."""
    (bead,) = _beads(alignment, number, number)
    if not bead.is_pair:
        raise RepairProblem("This has one side only, there is nothing to detach")
    return Repair("Detach pair", (bead,), (checked(bead.source, ()), checked((), bead.target)))


def check(alignment: Alignment, first: int, last: int) -> Repair:
    """Mark the beads from ``first`` to ``last`` as right."""
    beads = [bead for bead in _beads(alignment, first, last) if not _is_checked(bead)]
    if not beads:
        raise RepairProblem("This is marked as checked already")
    return Repair("Mark as checked", tuple(beads), tuple(checked(each.source, each.target) for each in beads))


def uncheck(alignment: Alignment, first: int, last: int) -> Repair:
    """Take the mark away; nobody answers for these beads then, so they are in doubt."""
    beads = [bead for bead in _beads(alignment, first, last) if bead.origin is Origin.CHECKED]
    if not beads:
        raise RepairProblem("This is not marked as checked")
    doubted = (with_fields(bead, confidence=0.0, origin=Origin.ALIGNER) for bead in beads)
    return Repair("Mark as unchecked", tuple(beads), tuple(doubted))


def pin(alignment: Alignment, source: Iterable[int], target: Iterable[int]) -> Repair:
    """Say that these segments render each other, wherever they stood.

    What is left of the beads they were in stays together, in doubt until it is aligned anew.
    """
    pinned = checked(set(source), set(target))
    if not pinned.is_pair:
        raise RepairProblem("A pin needs a sentence on either side")
    beads = holding(alignment, (pinned.source, pinned.target))
    if beads == (pinned,):
        raise RepairProblem("These are a checked pair already")
    return Repair("Pin sentences", beads, (pinned, *without(beads, pinned.source, pinned.target)))


def replace(alignment: Alignment, beads: Sequence[Bead]) -> Repair:
    """Take over a proposal for a stretch: ``beads``, which hold all segments of those they replace."""
    wanted = tuple(checked(bead.source, bead.target) for bead in beads)
    removed = holding(alignment, segments_of(wanted))
    try:
        repair = Repair("Take over proposal", removed, wanted)
    except ValueError as error:
        raise RepairProblem("The proposal does not fit the pairs it is for") from error
    if set(removed) == set(wanted):
        raise RepairProblem("The pairs are as proposed already")
    return repair


def realigned(alignment: Alignment, beads: Sequence[Bead]) -> Repair | None:
    """What aligning a stretch anew gives in place of what is there, as the aligner says it: beads that it
    finds again, and whatever it is no surer of than of what is there, stay as they are.

    None where nothing changes. Nobody answers for the beads it adds, and checked ones stay.
    """
    better = [
        each
        for each in differences(alignment, beads)
        if each.after > each.before and all(bead.origin is not Origin.CHECKED for bead in each.removed)
    ]
    if not better:
        return None
    removed = (bead for each in better for bead in each.removed)
    return Repair("Align anew", tuple(removed), tuple(bead for each in better for bead in each.added))


def reassured(alignment: Alignment, beads: Iterable[Bead]) -> Repair | None:
    """The confidence that aligning anew (``beads``) gives to pairs which are in doubt only because a
    neighbour was repaired, and which it finds as they are; None where there are none such."""
    found = {(bead.source, bead.target): bead for bead in beads if bead.origin is not Origin.CHECKED}
    doubted = [
        bead
        for bead in holding(alignment, segments_of(found.values()))
        if bead.is_pair and not bead.confidence and bead.origin is not Origin.CHECKED
    ]
    pairs = [(bead, found.get((bead.source, bead.target))) for bead in doubted]
    changed = [(old, new) for old, new in pairs if new is not None and new.confidence > 0]
    if not changed:
        return None
    return Repair("Align anew", tuple(old for old, _ in changed), tuple(new for _, new in changed))


def _beads(alignment: Alignment, first: int, last: int) -> tuple[Bead, ...]:
    if not 0 <= first <= last < len(alignment.beads):
        raise RepairProblem("There is no such pair")
    return tuple(alignment.beads[first : last + 1])


def _is_checked(bead: Bead) -> bool:
    return bead.origin is Origin.CHECKED and bead.confidence == 1.0


def _side(bead: Bead, side: Side) -> tuple[int, ...]:
    return bead.source if side is Side.SOURCE else bead.target


def _with_side(bead: Bead, side: Side, segments: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both sides of the bead, one of them replaced."""
    given = tuple(sorted(segments))
    return (given, bead.target) if side is Side.SOURCE else (bead.source, given)


def _number_of(alignment: Alignment, side: Side, segment: int) -> int:
    return alignment.bead_of_source(segment) if side is Side.SOURCE else alignment.bead_of_target(segment)


def _count(alignment: Alignment, side: Side) -> int:
    return alignment.source_count if side is Side.SOURCE else alignment.target_count


def _following(alignment: Alignment, number: int, side: Side, edge: Edge, count: int) -> range:
    """The next sentences of the text beyond that edge of a bead."""
    own = _side(alignment.beads[number], side)
    if own:
        begin = own[-1] + 1 if edge == "end" else own[0] - count
    else:
        # An empty side stands between its neighbours' sentences.
        nearest = _nearest(alignment, number, side, edge)
        begin = nearest if edge == "end" else nearest - count + 1
    taken = range(begin, begin + count)
    if taken.start < 0 or taken.stop > _count(alignment, side):
        raise RepairProblem(f"There are no more sentences {'after' if edge == 'end' else 'before'} this pair")
    return taken


def _nearest(alignment: Alignment, number: int, side: Side, edge: Edge) -> int:
    """The sentence nearest to a bead without any on that side."""
    beads = alignment.beads
    if edge == "end":
        following = (_side(beads[n], side) for n in range(number + 1, len(beads)))
        return next((segments[0] for segments in following if segments), _count(alignment, side))
    preceding = (_side(beads[n], side) for n in range(number - 1, -1, -1))
    return next((segments[-1] for segments in preceding if segments), -1)


def _receiver(alignment: Alignment, number: int, side: Side, edge: Edge) -> int:
    """The number of the neighbour that gets what a bead gives away: the one next to it, unless that has
    sentences on this side from elsewhere in the text."""
    own = _side(alignment.beads[number], side)
    step, beyond = (1, own[-1] + 1) if edge == "end" else (-1, own[0] - 1)
    beside = number + step
    is_beside = 0 <= beside < len(alignment.beads)
    theirs = _side(alignment.beads[beside], side) if is_beside else ()
    if is_beside and (not theirs or beyond in theirs):
        return beside
    if 0 <= beyond < _count(alignment, side):
        return _number_of(alignment, side, beyond)
    if is_beside:
        return beside
    raise RepairProblem(f"There is no pair {'after' if edge == 'end' else 'before'} this one")
