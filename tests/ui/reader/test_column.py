"""Scrolling through items that are laid out only where they show."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from factories import long_reading
from parallelreader.app.reading.reading import Reading
from parallelreader.ui.reader.ahead import make_next
from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.items import Item, PaneItems
from parallelreader.ui.reader.text_layout import TextStyle

HEIGHT = 600.0
SHORT, LONG = long_reading(60), long_reading(4000)


class CountedItems(PaneItems):
    """Items that count how often each is laid out."""

    def __init__(self, reading: Reading) -> None:
        font = QFont()
        font.setPixelSize(20)
        super().__init__(reading, "zh", TextStyle(font, 36.0, 40.0), left=20.0, width=400.0)
        self.laid_out: Counter[int] = Counter()

    def lay_out(self, index: int) -> Item:
        self.laid_out[index] += 1
        return super().lay_out(index)


def column_of(reading: Reading, height: float = HEIGHT) -> Column:
    return Column(CountedItems(reading), height)


def laid_out(column: Column) -> int:
    assert isinstance(column.items, CountedItems)
    return sum(column.items.laid_out.values())


def show(column: Column) -> list[tuple[int, float]]:
    return [(index, y) for index, y, _ in column.visible()]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-5000, 5000), min_size=1, max_size=12))
@pytest.mark.usefixtures("qapp")
def test_scrolling_never_goes_past_the_ends(distances: list[float]):
    column = column_of(SHORT)

    for distance in distances:
        column.scroll_by(distance)

        seen = [(y, item) for _, y, item in column.visible()]
        assert seen[0][0] <= 1e-6
        assert seen[-1][0] + seen[-1][1].height >= HEIGHT - 1e-6


def test_what_was_scrolled_is_what_is_returned(qapp):
    column = column_of(SHORT)

    assert column.scroll_by(100.0) == 100.0
    assert column.scroll_by(-250.0) == pytest.approx(-100.0)
    assert column.scroll_by(-10.0) == 0.0
    assert column.scroll_by(1e7) < 1e7
    assert column.scroll_by(50.0) == 0.0


def test_a_text_shorter_than_the_window_does_not_scroll(qapp):
    column = column_of(long_reading(2))

    assert column.scroll_by(300.0) == 0.0
    assert column.top == 0.0


def test_a_huge_text_is_laid_out_only_where_it_shows(qapp):
    column = column_of(LONG)

    list(column.visible())
    at_first = laid_out(column)
    column.scroll_to(column.limit / 2)
    list(column.visible())
    column.scroll_to(column.heights.total())
    list(column.visible())

    assert at_first < 30
    assert laid_out(column) < 90
    assert show(column)[-1][0] == len(column.items) - 1


@settings(deadline=None, max_examples=30)
@given(st.floats(0, 1), st.floats(50, 500))
@pytest.mark.usefixtures("qapp")
def test_a_place_brought_to_a_height_is_found_there(share: float, y: float):
    column = column_of(LONG)
    place = share * (len(LONG.texts["zh"].content) - 1)

    column.bring("zh", place, y, bounded=False)

    assert column.locate("zh", place) == pytest.approx(y, abs=0.01)
    assert column.place_at(y, "zh") == pytest.approx(place, abs=1.01)


def test_bounded_bringing_shows_the_ends_but_nothing_beyond(qapp):
    column = column_of(SHORT)

    column.bring("zh", 0.0, 300.0, bounded=True)
    at_top = show(column)[0]
    column.bring("zh", float(len(SHORT.texts["zh"].content)), 100.0, bounded=True)
    index, y, item = list(column.visible())[-1]

    assert at_top == (0, 0.0)
    assert (index, y + item.height) == (len(column.items) - 1, pytest.approx(HEIGHT))


def test_learning_true_heights_above_moves_nothing_on_screen(qapp):
    column = column_of(LONG)
    column.scroll_to(column.limit / 2)
    before = show(column)

    for index in range(before[0][0]):
        column.item(index)

    assert show(column) == before


def test_scrolling_back_returns_to_the_same_lines(qapp):
    column = column_of(LONG)
    column.scroll_to(column.limit / 2)
    before = show(column)

    for _ in range(20):
        column.scroll_by(-77.0)
    for _ in range(20):
        column.scroll_by(77.0)

    after = show(column)
    assert [index for index, _ in after] == [index for index, _ in before]
    assert [y for _, y in after] == pytest.approx([y for _, y in before])


def test_reading_on_from_the_top_meets_every_item_once_in_order(qapp):
    column = column_of(SHORT)
    met: list[int] = []

    while True:
        met += [index for index, _ in show(column) if index not in met]
        if not column.scroll_by(HEIGHT / 3):
            break

    assert met == list(range(len(column.items)))


def test_a_pane_pulled_past_an_end_is_not_pulled_back_by_going_on(qapp):
    column = column_of(SHORT)
    column.bring("zh", float(len(SHORT.texts["zh"].content)), 100.0, bounded=False)
    below = show(column)

    moved = column.scroll_by(30.0)

    assert moved == 0.0
    assert show(column) == below
    assert column.scroll_by(-30.0) == -30.0


def test_a_place_off_screen_is_nowhere(qapp):
    column = column_of(LONG)

    assert column.locate("zh", float(len(LONG.texts["zh"].content))) is None


@pytest.mark.parametrize("distance", [300.0, -200.0])
def test_what_comes_on_screen_next_is_laid_out_already(qapp, distance: float):
    column = column_of(LONG)
    column.scroll_to(column.limit / 2)
    before = show(column)
    finished: list[Item] = []

    def finish(item: Item) -> bool:
        is_new = item not in finished
        finished.extend([item] * is_new)
        return is_new

    while make_next(column, finish):
        pass

    assert show(column) == before
    made = laid_out(column)
    column.scroll_by(distance)
    assert not {id(item) for _, _, item in column.visible()} - {
        *map(id, finished),
        *(id(column.item(index)) for index, _ in before),
    }
    assert laid_out(column) == made
