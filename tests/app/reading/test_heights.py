"""Sums over heights that are partly guessed, against adding them up one by one."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.app.reading.heights import Heights


def guessed(estimates: list[float]) -> Heights:
    return Heights(len(estimates), estimate=estimates.__getitem__)


HEIGHTS = st.lists(st.integers(1, 400).map(float), min_size=1, max_size=1300)


@given(HEIGHTS, st.data())
def test_sums_agree_with_adding_up_after_any_measurements(estimates: list[float], data: st.DataObject):
    heights, plain = guessed(estimates), list(estimates)
    indices = st.integers(0, len(plain) - 1)
    for index, height in data.draw(st.lists(st.tuples(indices, st.integers(0, 900).map(float)), max_size=8)):
        heights.measure(index, height)
        plain[index] = height

    tops = [0.0, *accumulate(plain)]

    assert heights.total() == pytest.approx(tops[-1])
    for index in data.draw(st.lists(st.integers(0, len(plain)), max_size=8)):
        assert heights.top_of(index) == pytest.approx(tops[index])


@given(HEIGHTS, st.floats(0, 1))
def test_the_item_at_a_height_is_the_one_that_spans_it(estimates: list[float], share: float):
    heights = guessed(estimates)
    y = share * heights.total()

    index, offset = heights.item_at(y)

    assert heights.top_of(index) + offset == pytest.approx(y)
    assert offset >= 0
    assert offset < heights[index] or index == len(heights) - 1


def test_what_lies_beyond_the_ends_counts_to_the_ends():
    heights = guessed([10.0, 20.0])

    assert heights.item_at(-5.0) == (0, -5.0)
    assert heights.item_at(35.0) == (1, 25.0)


def test_only_what_was_measured_is_known():
    heights = guessed([10.0] * 3)

    heights.measure(1, 10.0)

    assert [heights.is_known(i) for i in range(3)] == [False, True, False]


def test_no_items_have_no_height():
    heights = guessed([])

    assert (len(heights), heights.total(), heights.top_of(0)) == (0, 0, 0)


@given(HEIGHTS, st.data())
def test_a_guess_of_many_together_gives_way_to_the_items_where_one_looks(
    estimates: list[float], data: st.DataObject
):
    asked: list[int] = []

    def estimate(index: int) -> float:
        asked.append(index)
        return estimates[index]

    heights = Heights(len(estimates), estimate=estimate, estimate_range=lambda a, b: 7.0 * (b - a))
    assert not asked
    assert heights.total() == pytest.approx(7.0 * len(estimates))

    index = data.draw(st.integers(0, len(estimates) - 1))
    heights.measure(index, 50.0)

    assert heights[index] == 50.0
    assert heights.is_known(index)
    assert len(asked) <= 512
    assert heights.top_of(index + 1) == pytest.approx(heights.top_of(index) + 50.0)


def ten_each(first: int, after: int) -> float:
    return 10.0 * (after - first)


def test_shares_say_where_items_start_in_the_whole():
    heights = Heights(
        2000, estimate=lambda _: 10.0, estimate_range=lambda first, after: 10.0 * (after - first)
    )

    assert heights.shares_of([0, 1000, 1999]) == pytest.approx([0.0, 0.5, 1999 / 2000])


def test_shares_follow_what_is_measured_without_looking_at_every_item():
    heights = Heights(
        1024, estimate=lambda _: 10.0, estimate_range=lambda first, after: 10.0 * (after - first)
    )

    heights.measure(0, 5130.0)

    assert heights.shares_of([512]) == pytest.approx([2 / 3], abs=0.001)


@given(HEIGHTS, st.data())
def test_items_put_in_are_counted_and_those_before_them_stay(estimates: list[float], data: st.DataObject):
    now = list(estimates)
    heights = Heights(
        len(now),
        estimate=lambda index: now[index],
        estimate_range=lambda first, after: 7.0 * (after - first),
    )
    index, count = data.draw(st.integers(0, len(now))), data.draw(st.integers(1, 300))
    heights.measure(0, 55.0)

    now[index:index] = [30.0] * count
    heights.insert(index, count)

    assert len(heights) == len(now)
    assert heights.is_known(0) == (index >= 128)
    looked_at = [heights[each] for each in range(len(now))]
    assert looked_at[1:] == now[1:]
    assert heights.total() == pytest.approx(sum(looked_at))


def test_what_is_forgotten_counts_as_before_until_it_is_measured_again():
    heights = guessed([10.0] * 3)
    heights.measure(1, 40.0)

    heights.forget(0, 2)

    assert not heights.is_known(1)
    assert heights.total() == 60.0
