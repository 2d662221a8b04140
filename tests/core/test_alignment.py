import pytest

from parallelreader.core.alignment import Alignment, Bead


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
