"""One pair at a time: walked by keys and wheel, always in the middle, and the same pair in other layouts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.paths import resource
from parallelreader.ui.reader.line import LineView
from reading_window import CONTROL, SHIFT, OpenWindow, turn_wheel

pytestmark = pytest.mark.gui


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))
    opened.window.area.go_to_row(6)
    opened.press(Qt.Key.Key_3, CONTROL)
    return opened


def view_of(sample: OpenWindow) -> LineView:
    return sample.window.area.line.view


def middle_of_current(sample: OpenWindow) -> float:
    view = view_of(sample)
    assert view.column is not None
    row = sample.window.state.current_row
    top, height = next((top, item.height) for index, top, item in view.column.visible() if index == row)
    return top + height / 2


def test_the_pair_being_read_stands_in_the_middle_with_both_sides(sample: OpenWindow):
    view = view_of(sample)

    assert sample.window.area.currentWidget() is sample.window.area.line
    assert view.hasFocus()
    assert sample.window.state.current_row == 6
    assert middle_of_current(sample) == pytest.approx(view.viewport().height() / 2, abs=1)
    assert [view.opacity_of(row) for row in (5, 6, 7)] == [view.opacity_of(7), 1.0, view.opacity_of(5)]
    assert view.opacity_of(5) < 1
    places = [view.rect_of(version, _start(sample, 6, version)) for version in ("zh", "literal")]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0].bottom() <= places[1].top()


def _start(sample: OpenWindow, row: int, version: str) -> int:
    reading = sample.reading
    return reading.texts[version].segment(reading.cell(row, version)[0]).start


@pytest.mark.parametrize(
    ("key", "modifiers", "row"),
    [
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, 7),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 5),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, 7),
        (Qt.Key.Key_Space, SHIFT, 5),
        (Qt.Key.Key_Down, CONTROL, 7),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ],
)
def test_keys_walk_from_pair_to_pair(
    sample: OpenWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier, row: int
):
    sample.press(key, modifiers)

    assert sample.window.state.current_row == row
    assert middle_of_current(sample) == pytest.approx(view_of(sample).viewport().height() / 2, abs=1)


def test_the_first_and_the_last_stand_in_the_middle_too(sample: OpenWindow):
    for key, row in ((Qt.Key.Key_End, len(sample.reading.rows) - 1), (Qt.Key.Key_Home, 0)):
        sample.press(key)

        assert sample.window.state.current_row == row
        assert middle_of_current(sample) == pytest.approx(view_of(sample).viewport().height() / 2, abs=1)


def test_the_wheel_walks_and_a_click_goes_to_a_dimmed_pair(sample: OpenWindow):
    turn_wheel(view_of(sample), 2)
    walked = sample.window.state.current_row
    view = view_of(sample)
    rect = view.rect_of("zh", _start(sample, walked + 1, "zh") + 1)
    assert rect is not None

    where = QPointF(rect.x() + 10, rect.center().y()).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert walked == 8
    assert sample.window.state.current_row == 9
    assert middle_of_current(sample) == pytest.approx(view.viewport().height() / 2, abs=1)


def test_the_scroll_bar_goes_to_the_pair_that_comes_to_the_middle(sample: OpenWindow):
    view = view_of(sample)
    bar = view.verticalScrollBar()

    bar.setSliderPosition(bar.maximum() * 3 // 4)
    bar.triggerAction(bar.SliderAction.SliderMove)

    assert 30 < sample.window.state.current_row < len(sample.reading.rows) - 5
    assert middle_of_current(sample) == pytest.approx(view.viewport().height() / 2, abs=1)


def test_other_layouts_come_back_at_the_same_pair(sample: OpenWindow):
    sample.press(Qt.Key.Key_Down)
    rows = []
    for layout in (Layout.ROWS, Layout.LINE, Layout.PANES, Layout.LINE):
        sample.desk.reading.set_layout(layout)
        rows.append(sample.window.state.current_row)

    assert rows == [7, 7, 7, 7]


def test_the_pair_the_cursor_was_taken_to_comes_although_another_is_on_the_reading_line(sample: OpenWindow):
    sample.press(Qt.Key.Key_1, CONTROL)
    sample.window.area.go_to_row(0)
    sample.pane("zh").setFocus()
    while sample.window.state.current_row != 3:
        sample.press(Qt.Key.Key_Right)
    assert sample.segment_on_line("zh") == 0

    sample.press(Qt.Key.Key_3, CONTROL)
    assert sample.window.state.current_row == 3
    sample.press(Qt.Key.Key_1, CONTROL)
    sample.press(Qt.Key.Key_T)
    sample.press(Qt.Key.Key_2, CONTROL)

    assert sample.window.state.current_row == 3
    assert sample.window.state.covering.covered_in(3)
    assert not sample.window.state.covering.covered_in(0)


def test_hiding_and_revealing_work_and_only_the_pair_has_a_button(sample: OpenWindow):
    state = sample.window.state
    sample.press(Qt.Key.Key_T, SHIFT)
    hidden = state.covering.covered_in(6)
    sample.press(Qt.Key.Key_T)

    assert hidden == ("literal",)
    assert state.covering.covered_in(6) == ()
    assert state.covering.covered_in(7) == ("literal",)


def test_more_versions_stand_below_each_other_and_resizing_keeps_the_middle(sample: OpenWindow):
    sample.desk.session.show_versions(("zh", "literal", "free"), ("zh", float(_start(sample, 6, "zh"))))
    sample.settle()
    sample.window.resize(sample.window.width() + 80, sample.window.height() - 90)
    sample.settle()

    view = view_of(sample)
    assert view.column is not None
    assert view.column.items.versions == ("zh", "literal", "free")
    assert middle_of_current(sample) == pytest.approx(view.viewport().height() / 2, abs=1)


def test_only_the_pair_counts_as_read(sample: OpenWindow):
    view = view_of(sample)
    shown = view.places_shown("zh")
    row = sample.window.state.current_row

    assert view.rows_on_screen() == [row]
    assert shown is not None
    assert sample.reading.row_at("zh", shown[0]) == sample.reading.row_at("zh", shown[1] - 1) == row


def test_a_pair_taller_than_the_window_is_read_to_its_end_first(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    folder = write_corpus(tmp_path / "long")
    (folder / "last-ferry" / "zh.txt").write_text(f"{'雾' * 2500}。\n船来了。\n", encoding="utf-8")
    (folder / "corpus.yaml").write_text(HAND_WRITTEN.partition("    alignments:")[0], encoding="utf-8")
    opened = open_window()
    opened.open(folder, "last-ferry", ("zh",))
    opened.press(Qt.Key.Key_3, CONTROL)
    view = opened.window.area.line.view
    assert view.column is not None
    first = view.column.item(0).height

    tops = []
    while opened.window.state.current_row == 0 and len(tops) < 20:
        tops.append(next(top for index, top, _ in view.column.visible() if index == 0))
        opened.press(Qt.Key.Key_Space)

    assert first > view.viewport().height()
    assert tops[0] == 0
    assert len(tops) > 1
    assert tops[-1] == pytest.approx(view.viewport().height() - first, abs=1)
    assert opened.window.state.current_row == 1
