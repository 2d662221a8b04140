"""What of some pairs is in order on both sides."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.chain import heaviest_chain

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


def test_the_chain_is_the_heaviest_that_ascends_on_both_sides():
    pairs: Pairs = [((0,), (0,)), ((1,), (5,)), ((2,), (1,)), ((3,), (2,)), ((4,), (6,))]

    assert heaviest_chain(pairs) == [0, 2, 3, 4]


def test_a_pair_weighs_its_members():
    pairs: Pairs = [((0, 1, 2), (2, 3)), ((3,), (0,)), ((4,), (1,))]

    assert heaviest_chain(pairs) == [0]


def test_a_pair_may_be_given_another_weight():
    pairs: Pairs = [((0,), (0,)), ((1,), (5,)), ((2,), (1,)), ((3,), (2,)), ((4,), (6,))]

    assert heaviest_chain(pairs, [1, 5, 1, 1, 1]) == [0, 1, 4]


def test_pairs_need_not_come_in_order():
    assert heaviest_chain([((7,), (3,)), ((1,), (1, 2)), ((4,), (9,))]) == [1, 0]


def test_a_pair_within_the_gap_of_another_does_not_follow_it():
    assert heaviest_chain([((0, 2), (0, 1)), ((1,), (2,))]) == [0]


def test_nothing_has_no_chain():
    assert heaviest_chain([]) == []


@given(shuffled_pairs())
def test_no_heavier_chain_can_be_found_by_trying_all(pairs: Pairs):
    chain = [pairs[place] for place in heaviest_chain(pairs)]
    subsets = (
        [pair for place, pair in enumerate(pairs) if chosen >> place & 1] for chosen in range(1 << len(pairs))
    )

    assert chain == sorted(chain)
    assert ascends(chain)
    assert weight_of(chain) == max(weight_of(subset) for subset in subsets if ascends(subset))
