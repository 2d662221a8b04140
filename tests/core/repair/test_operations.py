import pytest

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.repair.operations import (
    Side,
    check,
    detach,
    merge,
    pin,
    realigned,
    reassured,
    replace,
    shift,
    split,
    uncheck,
)
from parallelreader.core.repair.repair import Repair, RepairProblem, applied, overlaid

Sides = tuple[tuple[int, ...], tuple[int, ...]]

ONE_TO_ONE: list[Sides] = [((n,), (n,)) for n in range(5)]


def made(*sides: Sides) -> Alignment:
    beads = [Bead(source, target, 0.8) for source, target in sides]
    count = [sum(len(side[k]) for side in sides) for k in (0, 1)]
    return Alignment(beads, *count)


def after(alignment: Alignment, repair: Repair) -> list[Sides]:
    return [(bead.source, bead.target) for bead in applied(alignment, repair).beads]


def checked_in(alignment: Alignment) -> list[Sides]:
    assert all(bead.confidence == 1.0 for bead in alignment.beads if bead.origin is Origin.CHECKED)
    return [(bead.source, bead.target) for bead in alignment.beads if bead.origin is Origin.CHECKED]


def test_merging_makes_one_checked_bead_of_several() -> None:
    alignment = made(*ONE_TO_ONE)

    repair = merge(alignment, 1, 3)

    assert after(alignment, repair) == [((0,), (0,)), ((1, 2, 3), (1, 2, 3)), ((4,), (4,))]
    assert checked_in(applied(alignment, repair)) == [((1, 2, 3), (1, 2, 3))]
    assert repair.name == "Merge pairs"


def test_merging_two_lone_beads_of_opposite_sides_makes_a_pair() -> None:
    alignment = made(((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,)))

    assert after(alignment, merge(alignment, 1, 2)) == [((n,), (n,)) for n in range(3)]


def test_the_last_pair_has_none_to_merge_with() -> None:
    alignment = made(*ONE_TO_ONE)

    with pytest.raises(RepairProblem, match="no such pair"):
        merge(alignment, 4, 5)
    with pytest.raises(RepairProblem, match="no other pair"):
        merge(alignment, 4, 4)


def test_splitting_parts_both_sides_where_it_is_said() -> None:
    alignment = made(((0, 1), (0, 1, 2)))

    assert after(alignment, split(alignment, 0, 1, 2)) == [((0,), (0, 1)), ((1,), (2,))]
    assert after(alignment, split(alignment, 0, 2, 2)) == [((0, 1), (0, 1)), ((), (2,))]
    assert len(checked_in(applied(alignment, split(alignment, 0, 1, 2)))) == 2


def test_a_pair_of_single_sentences_cannot_be_split() -> None:
    with pytest.raises(RepairProblem, match="no two sentences") as problem:
        split(made(*ONE_TO_ONE), 2, 1, 0)

    assert "Detach" in problem.value.mend


def test_a_split_that_leaves_nothing_on_one_part_is_refused() -> None:
    alignment = made(((0, 1), (0,)))

    for source_at, target_at in ((0, 0), (2, 1), (3, 1), (-1, 1)):
        with pytest.raises(RepairProblem):
            split(alignment, 0, source_at, target_at)


@pytest.mark.parametrize(
    ("side", "edge", "by", "expected"),
    [
        (Side.TARGET, "end", 1, [((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), (3,))]),
        (Side.TARGET, "end", -1, [((0,), (0,)), ((1,), ()), ((2,), (1, 2)), ((3,), (3,))]),
        (Side.TARGET, "start", -1, [((0,), ()), ((1,), (0, 1)), ((2,), (2,)), ((3,), (3,))]),
        (Side.TARGET, "start", 1, [((0,), (0, 1)), ((1,), ()), ((2,), (2,)), ((3,), (3,))]),
        (Side.SOURCE, "end", 2, [((0,), (0,)), ((1, 2, 3), (1,)), ((), (2,)), ((), (3,))]),
    ],
)
def test_a_boundary_moves_up_and_down(side: Side, edge: str, by: int, expected: list[Sides]) -> None:
    alignment = made(*ONE_TO_ONE[:4])

    assert after(alignment, shift(alignment, 1, side, edge, by)) == expected  # type: ignore[arg-type]


def test_the_neighbour_of_a_moved_boundary_stays_open_to_the_aligner() -> None:
    alignment = made(((0,), (0,)), ((1, 2), (1,)))

    moved = applied(alignment, shift(alignment, 0, Side.SOURCE, "end", 1))

    assert checked_in(moved) == [((0, 1), (0,))]
    assert moved.beads[1] == Bead((2,), (1,), 0.0)


def test_a_checked_neighbour_stays_checked_while_it_is_a_pair() -> None:
    alignment = made(((0,), (0,)), ((1, 2), (1,)))
    alignment = applied(alignment, check(alignment, 1, 1))

    once = applied(alignment, shift(alignment, 0, Side.SOURCE, "end", 1))
    twice = applied(once, shift(once, 0, Side.SOURCE, "end", 1))

    assert checked_in(once) == [((0, 1), (0,)), ((2,), (1,))]
    assert checked_in(twice) == [((0, 1, 2), (0,))]


def test_giving_the_last_sentence_away_leaves_no_empty_bead() -> None:
    alignment = made(((0,), (0,)), ((1,), ()), ((2,), (1,)))

    assert after(alignment, shift(alignment, 1, Side.SOURCE, "end", -1)) == [((0,), (0,)), ((1, 2), (1,))]


def test_an_empty_side_takes_from_the_nearest_that_has_sentences() -> None:
    alignment = made(((0,), (0,)), ((1,), ()), ((2,), ()), ((3,), (1, 2)))

    assert after(alignment, shift(alignment, 1, Side.TARGET, "end", 1))[1] == ((1,), (1,))
    assert after(alignment, shift(alignment, 2, Side.TARGET, "start", -1))[2] == ((2,), (0,))


def test_what_is_given_away_goes_to_the_pair_beside_even_if_it_has_none_there() -> None:
    alignment = made(((0,), (0, 1)), ((1,), ()), ((2,), (2,)))

    assert after(alignment, shift(alignment, 0, Side.TARGET, "end", -1))[:2] == [((0,), (0,)), ((1,), (1,))]


def test_boundaries_stay_inside_the_texts() -> None:
    alignment = made(*ONE_TO_ONE)

    for number, edge, by in (
        (0, "start", -1),
        (4, "end", 1),
        (0, "start", 1),
        (4, "end", -1),
        (2, "end", -2),
    ):
        with pytest.raises(RepairProblem):
            shift(alignment, number, Side.TARGET, edge, by)  # type: ignore[arg-type]
    with pytest.raises(RepairProblem):
        shift(alignment, 2, Side.TARGET, "end", 0)


def test_a_detached_pair_is_two_checked_beads_the_source_first() -> None:
    alignment = made(*ONE_TO_ONE[:3])

    apart = applied(alignment, detach(alignment, 1))

    assert checked_in(apart) == [((1,), ()), ((), (1,))]
    assert [bead.shape for bead in apart.beads] == ["1–1", "1–0", "0–1", "1–1"]
    with pytest.raises(RepairProblem, match="one side only"):
        detach(apart, 1)


def test_checking_and_unchecking() -> None:
    alignment = made(*ONE_TO_ONE[:3])

    both = applied(alignment, check(alignment, 0, 1))

    assert checked_in(both) == ONE_TO_ONE[:2]
    one = applied(both, uncheck(both, 1, 2))
    assert checked_in(one) == ONE_TO_ONE[:1]
    assert one.beads[1:] == (Bead((1,), (1,), 0.0), Bead((2,), (2,), 0.8))
    with pytest.raises(RepairProblem, match="already"):
        check(both, 0, 0)
    with pytest.raises(RepairProblem, match="not marked"):
        uncheck(both, 2, 2)


def test_pinning_takes_the_sentences_out_of_whatever_held_them() -> None:
    alignment = made(((0, 1), (0,)), ((2,), (1, 2)), ((3,), (3,)))

    repair = pin(alignment, [1], [2])

    assert after(alignment, repair) == [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]
    assert checked_in(applied(alignment, repair)) == [((1,), (2,))]


def test_pinning_leaves_single_sentences_alone_where_they_were() -> None:
    alignment = made(*ONE_TO_ONE)

    assert after(alignment, pin(alignment, [1], [3])) == [
        ((0,), (0,)),
        ((1,), (3,)),
        ((), (1,)),
        ((2,), (2,)),
        ((3,), ()),
        ((4,), (4,)),
    ]


def test_a_pin_overrules_a_checked_bead() -> None:
    alignment = made(((0, 1), (0, 1)), ((2,), (2,)))
    alignment = applied(alignment, check(alignment, 0, 1))

    pinned = applied(alignment, pin(alignment, [1], [2]))

    assert checked_in(pinned) == [((0,), (0, 1)), ((1,), (2,))]


def test_pinning_what_is_a_pair_checks_it_and_then_says_so() -> None:
    alignment = made(*ONE_TO_ONE)

    pinned = applied(alignment, pin(alignment, [2], [2]))

    assert checked_in(pinned) == [((2,), (2,))]
    with pytest.raises(RepairProblem, match="already"):
        pin(pinned, [2], [2])
    with pytest.raises(RepairProblem, match="either side"):
        pin(pinned, [2], [])
    with pytest.raises(RepairProblem, match="no such sentence"):
        pin(pinned, [2], [5])


def test_a_moved_bead_is_repaired_like_any_other() -> None:
    alignment = made(((0,), (2, 3)), ((1,), (0,)), ((2,), (1,)))

    assert after(alignment, split(alignment, 0, 1, 1))[0] == ((0,), (2,))
    assert after(alignment, detach(alignment, 0)) == [((0,), ()), ((1,), (0,)), ((2,), (1,)), ((), (2, 3))]
    assert after(alignment, shift(alignment, 0, Side.TARGET, "start", 1))[-1] == ((2,), (1, 2))


def test_a_proposal_is_taken_over_as_checked() -> None:
    alignment = made(*ONE_TO_ONE)
    proposal = [Bead((1,), (), 0.4), Bead((2,), (1, 2), 0.7)]

    taken = applied(alignment, replace(alignment, proposal))

    assert checked_in(taken) == [((1,), ()), ((2,), (1, 2))]
    with pytest.raises(RepairProblem, match="already"):
        replace(taken, proposal)


def test_a_proposal_for_other_sentences_is_refused() -> None:
    alignment = made(((0, 1), (0, 1)), ((2,), (2,)))

    with pytest.raises(RepairProblem, match="does not fit"):
        replace(alignment, [Bead((0,), (0,))])
    with pytest.raises(RepairProblem, match="does not fit"):
        replace(alignment, [Bead((0, 1), (0, 1)), Bead((1,), ())])


def test_aligning_anew_leaves_what_it_finds_again() -> None:
    alignment = made(*ONE_TO_ONE)

    repair = realigned(alignment, [Bead((1,), (1,), 0.9), Bead((2, 3), (2, 3), 0.9)])

    assert repair is not None
    assert repair.removed == (Bead((2,), (2,), 0.8), Bead((3,), (3,), 0.8))
    assert repair.added == (Bead((2, 3), (2, 3), 0.9),)
    assert realigned(alignment, [Bead((1,), (1,), 0.9)]) is None


def test_aligning_anew_changes_nothing_for_the_worse_and_nothing_checked() -> None:
    alignment = made(*ONE_TO_ONE)
    checked = applied(alignment, check(alignment, 2, 2))

    assert realigned(alignment, [Bead((2, 3), (2, 3), 0.7)]) is None
    assert realigned(checked, [Bead((2, 3), (2, 3), 1.0)]) is None


def test_what_is_overlaid_wins_and_the_rest_is_in_doubt() -> None:
    alignment = made(((0, 1), (0,)), ((2,), (1, 2)), ((3,), (3,)))

    laid = overlaid(alignment, [Bead((1, 2), (1,), 1.0, Origin.CHECKED)])

    assert [(bead.source, bead.target, bead.confidence) for bead in laid.beads] == [
        ((0,), (0,), 0.0),
        ((1, 2), (1,), 1.0),
        ((), (2,), 0.0),
        ((3,), (3,), 0.8),
    ]


def test_beads_that_overlap_cannot_be_overlaid() -> None:
    with pytest.raises(ValueError, match="two beads"):
        overlaid(made(*ONE_TO_ONE), [Bead((0,), (0,)), Bead((0,), (1,))])
    with pytest.raises(ValueError, match="not there"):
        overlaid(made(*ONE_TO_ONE), [Bead((0,), (7,))])


def test_a_pair_doubted_for_its_neighbour_takes_the_confidence_it_is_found_with() -> None:
    alignment = applied(made(*ONE_TO_ONE), shift(made(*ONE_TO_ONE), 1, Side.TARGET, "end", 1))
    anew = [Bead((0,), (0,), 0.3), Bead((2, 3), (3,), 0.9), Bead((4,), (4,), 0.7)]
    doubted = Alignment(
        [bead if bead.source != (4,) else Bead((4,), (4,), 0.0) for bead in alignment.beads], 5, 5
    )

    repair = reassured(doubted, anew)

    assert repair is not None
    assert repair.added == (Bead((4,), (4,), 0.7),)
    assert reassured(alignment, anew) is None
