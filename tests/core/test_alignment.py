from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.alignment import Alignment, Bead, out_of_order

Pairs = list[tuple[tuple[int, ...], tuple[int, ...]]]


def sorted_into(numbers: list[int], sizes: list[int]) -> list[tuple[int, ...]]:
    """The numbers in groups of these sizes, each ascending."""
    groups, begin = [], 0
    for size in sizes:
        groups.append(tuple(sorted(numbers[begin : begin + size])))
        begin += size
    return groups


@st.composite
def shuffled_pairs(draw: st.DrawFn) -> Pairs:
    """Pairs of one to three segments of each side in any order, also with gaps within them."""
    count = draw(st.integers(0, 7))
    sides = []
    for _ in range(2):
        sizes = draw(st.lists(st.integers(1, 3), min_size=count, max_size=count))
        sides.append(sorted_into(draw(st.permutations(range(sum(sizes)))), sizes))
    return list(zip(*sides, strict=True))


def ascends(pairs: Pairs) -> bool:
    ordered = sorted(pairs)
    return all(a[0][-1] < b[0][0] and a[1][-1] < b[1][0] for a, b in pairwise(ordered))


def weight_of(pairs: Pairs) -> int:
    return sum(len(ours) + len(theirs) for ours, theirs in pairs)


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


@given(shuffled_pairs())
def test_what_is_not_moved_is_the_heaviest_chain_that_ascends(pairs: Pairs):
    moved = set(out_of_order(pairs))
    kept = [pair for place, pair in enumerate(pairs) if place not in moved]
    subsets = (
        [pair for place, pair in enumerate(pairs) if chosen >> place & 1] for chosen in range(1 << len(pairs))
    )

    assert ascends(kept)
    assert weight_of(kept) == max(weight_of(subset) for subset in subsets if ascends(subset))
