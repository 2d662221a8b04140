import pytest

from parallelreader.core.alignment import Alignment, Bead, in_reading_order, out_of_order


def test_segments_that_stand_in_no_bead_become_blanks_where_they_are_read():
    alignment = Alignment([Bead((0,), (1,)), Bead((3,), (2,))], source_count=5, target_count=4)

    assert [(b.source, b.target) for b in alignment.beads] == [
        ((), (0,)),
        ((0,), (1,)),
        ((1,), ()),
        ((2,), ()),
        ((3,), (2,)),
        ((4,), ()),
        ((), (3,)),
    ]


def test_the_partners_of_several_segments_are_found_from_both_sides():
    alignment = Alignment([Bead((0, 1), (0,)), Bead((2,), (1, 2))], source_count=3, target_count=3)

    assert alignment.targets_of([1, 2]) == (0, 1, 2)
    assert alignment.sources_of([0]) == (0, 1)


@pytest.mark.parametrize(
    "beads",
    [[Bead((0,), (0,)), Bead((0,), (1,))], [Bead((7,), (0,))], [Bead((), ())]],
    ids=["twice", "outside", "empty"],
)
def test_beads_that_contradict_the_texts_are_refused(beads):
    with pytest.raises(ValueError):  # noqa: PT011
        Alignment(beads, source_count=2, target_count=2)


def test_pairs_in_order_are_not_moved_whatever_stands_between_them():
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((), (1,)), Bead((2, 3), (2,))]

    assert Alignment(beads, source_count=4, target_count=3).moved == set()


def test_of_two_passages_that_changed_places_the_shorter_is_moved():
    beads = [Bead((0,), (3,)), Bead((1,), (4,)), Bead((2,), (0,)), Bead((3,), (1,)), Bead((4,), (2,))]

    assert Alignment(beads, source_count=5, target_count=5).moved == {0, 1}


def test_moved_pairs_weigh_their_sentences():
    beads = [Bead((0, 1, 2), (2, 3)), Bead((3,), (0,)), Bead((4,), (1,))]

    assert Alignment(beads, source_count=5, target_count=4).moved == {1, 2}


def test_what_is_out_of_order_is_named_by_its_place_in_the_list():
    pairs = [((5,), (0,)), ((0,), (1,)), ((1, 2), (2,))]

    assert out_of_order(pairs) == [0]


def test_what_only_the_target_has_goes_along_with_a_moved_passage_only_from_within_it():
    in_order = [Bead((n,), (t,)) for n, t in ((0, 0), (3, 1), (4, 2), (5, 3), (6, 9))]
    moved = [Bead((1,), (5,)), Bead((2,), (7,))]
    before, within, behind = (Bead((), (t,)) for t in (4, 6, 8))

    ordered = in_reading_order([*in_order, *moved, before, within, behind], target_count=10)

    expected = [in_order[0], moved[0], within, moved[1], *in_order[1:4], before, behind, in_order[4]]
    assert list(ordered) == expected
