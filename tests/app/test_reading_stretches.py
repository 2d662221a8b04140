"""What counts as read, and how it is kept in a few words whatever a reader does."""

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.app.holding.dwelling import Dwelling
from parallelreader.app.holding.stretches import NOTHING, WHOLE, Stretches

places = st.integers(min_value=0, max_value=WHOLE)
pairs = st.lists(st.tuples(places, places), max_size=40)


def all_of(spans: list[tuple[int, int]]) -> Stretches:
    found = NOTHING
    for first, last in spans:
        found = found.including(first, last)
    return found


@given(pairs)
def test_stretches_are_in_order_and_apart_and_survive_being_written(spans: list[tuple[int, int]]) -> None:
    found = all_of(spans)

    flat = [place for span in found.spans for place in span]
    assert flat == sorted(set(flat))
    assert Stretches.parse(str(found)) == found


@given(pairs, pairs, places)
def test_what_lies_beyond_is_in_these_alone(
    spans: list[tuple[int, int]], others: list[tuple[int, int]], place: int
) -> None:
    found, other = all_of(spans), all_of(others)

    beyond = found.beyond(other)

    def holds(stretches: Stretches) -> bool:
        return any(first <= place < last for first, last in stretches.spans)

    assert holds(beyond) == (holds(found) and not holds(other))


@given(pairs, places)
def test_a_place_is_read_where_a_stretch_was(spans: list[tuple[int, int]], place: int) -> None:
    found = all_of(spans)

    assert any(first <= place < last for first, last in found.spans) == any(
        first <= place < last for first, last in spans
    )


def test_shares_are_of_the_whole_and_of_a_part() -> None:
    found = all_of([(0, WHOLE // 4), (WHOLE // 2, WHOLE)])

    assert found.share == 0.75
    assert found.share_of(0, WHOLE // 2) == 0.5
    assert found.share_of(5, 5) == 0


def test_very_many_stretches_become_fewer_and_lose_nothing() -> None:
    found = all_of([(number * 100, number * 100 + 50) for number in range(2000)])

    assert len(found.spans) <= 300
    assert all(found.share_of(number * 100, number * 100 + 50) == 1 for number in range(2000))


def test_what_was_damaged_is_passed_over() -> None:
    assert Stretches.parse("5-9 x 7 9-3 -4 20-30") == all_of([(5, 9), (20, 30)])


def test_a_page_looked_at_for_two_seconds_is_read_and_one_leafed_over_is_not() -> None:
    dwelling = Dwelling(NOTHING)

    dwelling.look(0, 100, 0.0)
    dwelling.look(100, 200, 2.5)
    dwelling.look(200, 300, 3.0)
    dwelling.look(300, 400, 6.0)

    assert dwelling.read == all_of([(0, 100), (200, 300)])


def test_reading_on_line_by_line_counts_what_stayed_in_view() -> None:
    dwelling = Dwelling(NOTHING)

    for step in range(20):
        dwelling.look(step * 10, step * 10 + 100, step * 0.5)

    assert dwelling.read.spans[0][0] == 30
    assert dwelling.read.share_of(30, 200) == 1


def test_resting_is_noticed_without_a_movement_and_nothing_in_view_ends_it() -> None:
    dwelling = Dwelling(NOTHING)
    dwelling.look(0, 100, 0.0)

    is_more = dwelling.look(0, 100, 2.0)
    again = dwelling.look(0, 100, 4.0)
    dwelling.look(0, 0, 5.0)
    dwelling.look(500, 600, 5.5)
    dwelling.look(0, 0, 6.0)

    assert (is_more, again) == (True, False)
    assert dwelling.read == all_of([(0, 100)])
