"""Where aligning anew would do clearly better than what is there."""

import pytest

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.repair.proposals import Proposal, proposals


def bead(source: tuple[int, ...], target: tuple[int, ...], confidence: float) -> Bead:
    return Bead(source, target, confidence)


def running_ahead() -> list[Bead]:
    """Six sentences of which the middle four have their partners one too late."""
    return [
        bead((0,), (0,), 0.9),
        bead((1,), (1, 2), 0.4),
        bead((2,), (3,), 0.3),
        bead((3,), (4,), 0.2),
        bead((4,), (), 0.0),
        bead((5,), (5,), 0.9),
    ]


STRAIGHT = [bead((n,), (n,), 0.95) for n in range(6)]


def test_a_run_that_is_one_sentence_off_is_one_proposal_that_says_so():
    (found,) = proposals(Alignment(running_ahead(), 6, 6), STRAIGHT)

    assert found.removed == tuple(running_ahead()[1:5])
    assert found.added == tuple(STRAIGHT[1:5])
    assert found.before == pytest.approx(0.225)
    assert found.after == pytest.approx(0.95)
    assert found.shift == -1


def test_what_is_the_same_or_hardly_better_is_not_proposed():
    present = [bead((0,), (0,), 0.55), bead((1, 2), (1, 2), 0.85)]
    anew = [bead((0,), (0,), 0.99), bead((1,), (1,), 0.9), bead((2,), (2,), 0.9)]

    assert proposals(Alignment(present, 3, 3), anew) == []


def test_what_is_better_but_still_unsure_is_not_proposed():
    present = [bead((0, 1), (0, 1), 0.1)]
    anew = [bead((0,), (0,), 0.5), bead((1,), (1,), 0.5)]

    assert proposals(Alignment(present, 2, 2), anew) == []


def test_checked_beads_never_give_way():
    present = [Bead((0, 1), (0, 1), 0.0, Origin.CHECKED)]

    assert proposals(Alignment(present, 2, 2), STRAIGHT[:2]) == []


def test_separate_places_are_separate_proposals_and_neighbours_are_one():
    def joined(n: int) -> Bead:
        return bead((n, n + 1), (n, n + 1), 0.2)

    apart = Alignment([joined(0), bead((2,), (2,), 0.9), bead((3,), (3,), 0.9), joined(4)], 6, 6)
    beside = Alignment([joined(0), joined(2), bead((4,), (4,), 0.9), bead((5,), (5,), 0.9)], 6, 6)

    assert [each.removed for each in proposals(apart, STRAIGHT)] == [(joined(0),), (joined(4),)]
    assert [each.removed for each in proposals(beside, STRAIGHT)] == [(joined(0), joined(2))]


def test_a_stretch_that_ends_within_a_bead_proposes_nothing_there():
    present = Alignment([bead((0, 1, 2), (0, 1, 2), 0.2), *STRAIGHT[3:]], 6, 6)

    assert proposals(present, STRAIGHT[:2]) == []


def test_a_proposal_of_another_kind_has_no_shift():
    found = Proposal((bead((0, 1), (0, 1), 0.2),), (bead((0,), (0,), 0.9), bead((1,), (1,), 0.9)))

    assert found.shift == 0
