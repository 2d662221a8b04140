from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelreader.core.alignment import Alignment, Bead, Origin, in_reading_order
from parallelreader.core.repair.operations import (
    Edge,
    Side,
    check,
    detach,
    merge,
    pin,
    realigned,
    replace,
    shift,
    split,
    uncheck,
)
from parallelreader.core.repair.repair import (
    Repair,
    RepairProblem,
    applied,
    is_current,
    ordered,
    overlaid,
)

# Each is a whole alignment with many repairs, and looked at from all sides.
EXAMPLES = 40

Operation = Callable[[Alignment], Repair | None]


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Up to some twenty beads of any shape, some of them out of order."""
    shapes = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=20)
    )
    targets = draw(st.permutations(range(len(shapes)))) if draw(st.booleans()) else list(range(len(shapes)))
    starts, at = {}, 0
    for place in targets:
        starts[place] = at
        at += shapes[place][1]
    beads, source = [], 0
    for place, (ours, theirs) in enumerate(shapes):
        origin = draw(st.sampled_from(Origin))
        sides = range(source, source + ours), range(starts[place], starts[place] + theirs)
        confidence = 1.0 if origin is Origin.CHECKED else 0.5
        beads.append(Bead(tuple(sides[0]), tuple(sides[1]), confidence, origin))
        source += ours
    return Alignment(beads, source, at)


@st.composite
def operations(draw: st.DrawFn) -> Operation:
    number, further = draw(st.integers(0, 25)), draw(st.integers(0, 3))
    side, edge = draw(st.sampled_from(Side)), draw(st.sampled_from(["start", "end"]))
    first, second = draw(st.integers(-2, 3)), draw(st.integers(-2, 3))
    return draw(st.sampled_from(_operations(number, further, side, edge, first, second)))  # type: ignore[arg-type]


def _operations(
    number: int, further: int, side: Side, edge: Edge, first: int, second: int
) -> list[Operation]:
    def proposal(alignment: Alignment) -> list[Bead]:
        beads = alignment.beads[number : number + further + 1]
        source = tuple(sorted(segment for bead in beads for segment in bead.source))
        target = tuple(sorted(segment for bead in beads for segment in bead.target))
        return [*(Bead((segment,), ()) for segment in source), *(Bead((), (segment,)) for segment in target)]

    return [
        lambda alignment: merge(alignment, number, number + further),
        lambda alignment: split(alignment, number, first, second),
        lambda alignment: shift(alignment, number, side, edge, first),
        lambda alignment: detach(alignment, number),
        lambda alignment: check(alignment, number, number + further),
        lambda alignment: uncheck(alignment, number, number + further),
        lambda alignment: pin(alignment, {number, number + further}, {number + first}),
        lambda alignment: replace(alignment, proposal(alignment)),
        lambda alignment: realigned(alignment, proposal(alignment)),
    ]


def is_partition(alignment: Alignment) -> bool:
    source = [segment for bead in alignment.beads for segment in bead.source]
    target = [segment for bead in alignment.beads for segment in bead.target]
    return sorted(source) == list(range(alignment.source_count)) and sorted(target) == list(
        range(alignment.target_count)
    )


def done(alignment: Alignment, wanted: list[Operation]) -> list[tuple[Repair, Alignment]]:
    """The repairs that could be done, each with the alignment before it."""
    steps = []
    for operation in wanted:
        try:
            repair = operation(alignment)
        except RepairProblem:
            continue
        if repair is not None:
            steps.append((repair, alignment))
            alignment = applied(alignment, repair)
    return steps


@settings(max_examples=EXAMPLES)
@given(alignments(), st.lists(operations(), max_size=12))
def test_any_sequence_keeps_every_sentence_in_just_one_bead(
    alignment: Alignment, wanted: list[Operation]
) -> None:
    for repair, before in done(ordered(alignment), wanted):
        repaired = applied(before, repair)
        assert is_partition(repaired)
        assert all(bead.confidence == 1.0 for bead in repaired.beads if bead.origin is Origin.CHECKED)
        assert all(tuple(sorted(bead.source)) == bead.source for bead in repaired.beads)
        for number, bead in enumerate(repaired.beads):
            assert {repaired.bead_of_source(segment) for segment in bead.source} <= {number}
            assert {repaired.bead_of_target(segment) for segment in bead.target} <= {number}


@settings(max_examples=EXAMPLES)
@given(alignments(), st.lists(operations(), max_size=12))
def test_undoing_gives_exactly_what_was(alignment: Alignment, wanted: list[Operation]) -> None:
    steps = done(ordered(alignment), wanted)

    for repair, before in reversed(steps):
        assert applied(applied(before, repair), repair.reverted()).beads == before.beads


@settings(max_examples=EXAMPLES)
@given(alignments(), st.lists(operations(), max_size=12))
def test_beads_stay_in_the_order_of_reading(alignment: Alignment, wanted: list[Operation]) -> None:
    for repair, before in done(ordered(alignment), wanted):
        repaired = applied(before, repair)
        assert in_reading_order(repaired.beads, repaired.target_count) == repaired.beads
        firsts = [bead.source[0] for bead in repaired.beads if bead.source]
        assert firsts == sorted(firsts)


@settings(max_examples=EXAMPLES)
@given(alignments(), st.lists(operations(), max_size=12))
def test_what_was_repaired_laid_over_the_beginning_gives_the_end(
    alignment: Alignment, wanted: list[Operation]
) -> None:
    begin = end = ordered(alignment)
    for repair, before in done(begin, wanted):
        end = applied(before, repair)
    changed = [bead for bead in end.beads if bead not in begin.beads]

    assert overlaid(begin, changed).beads == end.beads


@settings(max_examples=EXAMPLES)
@given(alignments())
def test_the_order_of_reading_follows_from_the_beads_alone(alignment: Alignment) -> None:
    beads = in_reading_order(alignment.beads, alignment.target_count)

    assert in_reading_order(beads[::-1], alignment.target_count) == beads
    assert sorted(map(repr, beads)) == sorted(map(repr, alignment.beads))


@settings(max_examples=EXAMPLES)
@given(alignments(), operations(), operations())
def test_a_repair_of_beads_that_are_there_no_more_is_refused(
    alignment: Alignment, first: Operation, second: Operation
) -> None:
    steps = done(alignment, [first]) + done(alignment, [second])
    if len(steps) < 2 or set(steps[0][0].removed).isdisjoint(steps[1][0].removed):
        return
    repaired = applied(alignment, steps[0][0])

    assert not is_current(repaired, steps[1][0])
    with pytest.raises(RepairProblem, match="changed meanwhile"):
        applied(repaired, steps[1][0])
