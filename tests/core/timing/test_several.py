"""One source and several targets that were linked with it each by itself."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.incoming import Link
from parallelreader.core.timing.several import group_links

LINKS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=12)


def in_turn(sizes: list[tuple[int, int]], count: int) -> tuple[list[Link], int]:
    """Links of so many lines on either side one after the other, and how many lines the target has."""
    links, at = [], [0, 0]
    for source, target in sizes:
        source = min(source, count - at[0])
        if source or target:
            links.append(Link(tuple(range(at[0], at[0] + source)), tuple(range(at[1], at[1] + target)), 0.5))
        at = [at[0] + source, at[1] + target]
    links += [Link((number,), ()) for number in range(at[0], count)]
    return links, at[1]


@given(st.integers(0, 20), LINKS, LINKS)
def test_each_line_of_each_text_comes_once_and_in_order(count, first, second):
    (links_a, size_a), (links_b, size_b) = in_turn(first, count), in_turn(second, count)

    groups = [group for group, _ in group_links(count, [links_a, links_b], [size_a, size_b])]

    for side, size in enumerate((count, size_a, size_b)):
        assert [number for group in groups for number in group[side]] == list(range(size))
    for links, side in ((links_a, 1), (links_b, 2)):
        place = {(at, n): g for g, group in enumerate(groups) for at in (0, side) for n in group[at]}
        for link in links:
            if link.source and link.target:
                where = {place[0, n] for n in link.source} | {place[side, n] for n in link.target}
                assert len(where) == 1


@given(st.integers(0, 20), LINKS)
def test_one_target_keeps_the_links_it_has(count, sizes):
    links, size = in_turn(sizes, count)

    groups = [group for group, _ in group_links(count, [links], [size])]

    wanted = [(link.source, link.target) for link in links if link.source and link.target]
    assert [group for group in groups if group[0] and group[1]] == wanted


def test_lines_that_cross_belong_together_and_one_alone_stands_at_its_place():
    links = [
        [Link((0,), (0,), 0.9), Link((), (1,)), Link((1,), ()), Link((2,), (2,), 0.8)],
        [Link((0,), (1,), 0.7), Link((1,), (0,), 0.6), Link((2,), (2,), 0.5)],
    ]

    groups = list(group_links(3, links, [3, 3]))

    assert groups == [
        (((0, 1), (0,), (0, 1)), 0.6),
        (((), (1,), ()), None),
        (((2,), (2,), (2,)), 0.5),
    ]
    assert [key for key, _ in groupby(len(group) for group, _ in groups)] == [3]
