"""Where a pair is cut in two when nobody says where."""

from parallelreader.core.alignment import Bead
from parallelreader.core.repair.parting import best_parting


def test_a_pair_is_cut_where_both_sides_are_as_long():
    bead = Bead((0, 1), (0, 1, 2))

    assert best_parting(bead, [10, 20], [15, 15, 60], ratio=3.0) == (1, 2)


def test_one_sentence_stays_with_the_part_that_is_as_long():
    bead = Bead((4,), (7, 8))

    assert best_parting(bead, [5], [14, 60], ratio=3.0) == (1, 1)
    assert best_parting(bead, [20], [14, 60], ratio=3.0) == (0, 1)


def test_where_one_side_is_to_be_cut_is_kept_to():
    bead = Bead((0, 1), (0, 1, 2))

    assert best_parting(bead, [10, 20], [15, 15, 60], ratio=3.0, target_at=1) == (1, 1)
    assert best_parting(bead, [10, 20], [15, 15, 60], ratio=3.0, source_at=1) == (1, 2)


def test_two_sentences_alone_are_cut_between_them_and_single_ones_not_at_all():
    assert best_parting(Bead((), (3, 4)), [], [9, 9], ratio=3.0) == (0, 1)
    assert best_parting(Bead((1,), (1,)), [9], [30], ratio=3.0) is None
