"""Panes that scroll together by meaning, as the reader drives them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from factories import craft_corpus
from parallelreader.ui.reader.gutter import Gutter
from reading_window import CONTROL, SHIFT, OpenWindow, point_of, turn_wheel

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


@pytest.fixture
def long(open_window: Callable[..., OpenWindow], craft: Path) -> OpenWindow:
    """The long document, at its beginning."""
    opened = open_window()
    opened.open(craft, "ferries")
    return opened


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], craft: Path) -> OpenWindow:
    """The short document with its literal version."""
    opened = open_window()
    opened.open(craft, "mill")
    return opened


def share_on_line(opened: OpenWindow, version: str) -> tuple[int, float]:
    """The sentence of a pane on the reading line, and how much of it is above the line."""
    place = opened.pane(version).place_at(opened.eye, version)
    assert place is not None
    text = opened.reading.texts[version]
    span = text.segment(text.segment_at(int(place)))
    return text.segment_at(int(place)), (place - span.start) / len(span)


def hover(opened: OpenWindow, version: str, words: str) -> None:
    view = opened.pane(version)
    point = QPointF(point_of(view, version, words))
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        point,
        view.viewport().mapToGlobal(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_both_panes_begin_at_their_first_lines(long: OpenWindow):
    assert [long.pane(v).column.top for v in ("zh", "en")] == [0.0, 0.0]
    assert long.segment_on_line("zh") == long.segment_on_line("en") == 0


@pytest.mark.parametrize(("lead", "follow"), [("zh", "en"), ("en", "zh")])
def test_the_pane_under_the_wheel_leads_and_the_other_follows(long: OpenWindow, lead: str, follow: str):
    for _ in range(25):
        turn_wheel(long.pane(lead), 1)

        segment, share = share_on_line(long, lead)
        partner, partners_share = share_on_line(long, follow)
        assert partner == segment or min(share, 1 - share) < 0.1
        assert partner != segment or partners_share == pytest.approx(share, abs=0.2)
    assert long.window.area.panes.link.lead == lead
    assert long.segment_on_line(lead) > 20


def test_following_is_even(long: OpenWindow):
    leader, follower = long.pane("zh"), long.pane("en")
    turn_wheel(leader, 6)
    tops = []

    for _ in range(120):
        leader.scroll_by(5.0)
        tops.append(follower.column.top)

    steps = [after - before for before, after in pairwise(tops)]
    assert min(steps) >= -1e-6
    assert max(steps) < 60


def test_the_keys_scroll_the_pane_that_has_them(long: OpenWindow):
    long.press(Qt.Key.Key_F6)
    assert long.pane("en").hasFocus()

    long.press(Qt.Key.Key_Space)
    after_space = long.pane("en").column.top
    long.press(Qt.Key.Key_Space, SHIFT)
    back = long.pane("en").column.top
    long.press(Qt.Key.Key_End)

    assert after_space > 300
    assert back == 0.0
    assert long.window.area.panes.link.lead == "en"
    assert long.segment_on_line("zh") == long.reading.texts["zh"].segment_count - 1
    long.press(Qt.Key.Key_Home)
    assert long.pane("zh").column.top == pytest.approx(0.0, abs=1)


def test_the_scroll_bar_leads_too(long: OpenWindow):
    bar = long.pane("zh").verticalScrollBar()

    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 2)
    bar.setSliderDown(False)

    assert long.pane("zh").column.top > 1000
    assert long.segment_on_line("en") == long.segment_on_line("zh")


def test_parted_panes_scroll_alone_and_joined_ones_meet_again(long: OpenWindow):
    long.press(Qt.Key.Key_L)
    turn_wheel(long.pane("zh"), 12)
    assert long.pane("en").column.top == 0.0

    long.press(Qt.Key.Key_L)

    assert long.segment_on_line("en") == long.segment_on_line("zh") > 5


def test_an_anchor_keeps_the_places_beside_each_other(long: OpenWindow):
    turn_wheel(long.pane("zh"), 8)
    long.press(Qt.Key.Key_L)
    turn_wheel(long.pane("en"), 5)
    apart = long.segment_on_line("en") - long.segment_on_line("zh")

    long.press(Qt.Key.Key_K)
    turn_wheel(long.pane("zh"), 10)

    assert apart > 3
    assert long.segment_on_line("en") - long.segment_on_line("zh") == pytest.approx(apart, abs=2)
    assert long.window.area.panes.link.is_anchored
    for _ in range(2):
        long.press(Qt.Key.Key_L)
    assert long.segment_on_line("en") == long.segment_on_line("zh")


def test_pointing_tints_both_sides_and_moves_nothing(mill: OpenWindow):
    tops = [mill.pane(v).column.top for v in ("zh", "literal")]

    hover(mill, "literal", "First they cleared")

    assert mill.window.state.tinted("zh") == mill.window.state.tinted("literal") == (5,)
    assert [mill.pane(v).column.top for v in ("zh", "literal")] == tops
    hover(mill, "zh", "老人没有")
    assert mill.window.state.tinted("literal") == (4,)


def test_leaving_the_text_takes_the_tint_away(mill: OpenWindow):
    hover(mill, "zh", "老人没有")

    mill.window.state.point(None)

    assert mill.window.state.tinted("literal") == ()


def test_a_click_holds_a_pair_and_a_second_one_lets_it_go(mill: OpenWindow):
    view = mill.pane("zh")
    point = point_of(view, "zh", "老人没有", into=2)

    QTest.mouseClick(view.viewport(), LEFT, pos=point)
    hover(mill, "zh", "水车上")

    assert mill.window.state.tinted("literal") == (2, 4)
    assert mill.window.state.current_row == 4
    QTest.mouseClick(view.viewport(), LEFT, pos=point, delay=600)
    assert mill.window.state.tinted("literal") == (2,)


def test_keys_go_from_pair_to_pair(mill: OpenWindow):
    mill.press(Qt.Key.Key_Down, CONTROL)
    mill.press(Qt.Key.Key_Down, CONTROL)
    assert mill.window.state.current_row == 2
    assert mill.window.state.tinted("literal") == (2,)

    mill.press(Qt.Key.Key_Up, CONTROL)

    assert mill.window.state.current_row == 1
    for _ in range(20):
        mill.press(Qt.Key.Key_Down, CONTROL)
    assert mill.window.state.current_row == len(mill.reading.rows) - 1


def test_a_pair_gone_to_stands_side_by_side(long: OpenWindow):
    long.window.area.go_to_row(150)

    heights = [long.pane(v).y_of(v, float(long.reading.texts[v].segment(150).start)) for v in ("zh", "en")]
    assert heights[0] == pytest.approx(long.eye, abs=1)
    assert heights[1] == pytest.approx(heights[0], abs=12)


def test_a_third_version_opens_beside_and_all_follow(mill: OpenWindow):
    mill.window.area.shown_changed.emit(("zh", "literal", "free"))
    mill.settle()

    assert list(mill.window.area.panes.views) == ["zh", "literal", "free"]
    mill.window.area.go_to_row(3)
    assert mill.window.state.tinted("free") == mill.reading.cell(3, "free") != ()


def test_another_version_takes_the_place_of_one(mill: OpenWindow):
    mill.window.area.go_to("zh", 60.0)

    mill.window.area.shown_changed.emit(("zh", "free"))
    mill.settle()

    assert list(mill.window.area.panes.views) == ["zh", "free"]
    assert mill.window.area.place() == ("zh", 60.0)


def test_the_place_is_kept_when_the_version_that_leads_gives_way(mill: OpenWindow):
    mill.window.area.shown_changed.emit(("literal", "zh"))
    mill.settle()
    mill.window.area.go_to("literal", float(mill.reading.texts["literal"].segment(7).start))

    mill.window.area.shown_changed.emit(("free", "zh"))
    mill.settle()
    assert mill.window.state.current_row == mill.reading.row_of("zh", 7)

    mill.window.area.shown_changed.emit(("zh",))
    mill.settle()
    assert mill.window.state.current_row == 7


def test_the_wheel_with_ctrl_zooms_only_the_pane_under_it(mill: OpenWindow):
    styles = mill.window.styles
    chinese, literal = (mill.reading.version(v) for v in ("zh", "literal"))

    turn_wheel(mill.pane("literal"), -3, CONTROL)
    turn_wheel(mill.pane("literal"), -3, CONTROL)

    assert (styles.size(chinese), styles.size(literal)) == (20, 19)


def test_keys_zoom_the_pane_in_use_and_its_column_keeps_the_size(mill: OpenWindow):
    mill.press(Qt.Key.Key_F6)
    for _ in range(3):
        mill.press(Qt.Key.Key_Plus, CONTROL)

    mill.window.area.shown_changed.emit(("zh", "free"))
    mill.settle()

    assert mill.window.styles.size(mill.reading.version("free")) == 20
    mill.pane("free").setFocus()
    mill.press(Qt.Key.Key_0, CONTROL)
    assert mill.window.styles.size(mill.reading.version("free")) == 17


def test_zooming_stops_at_the_largest_size_and_comes_back_at_once(mill: OpenWindow):
    chinese = mill.reading.version("zh")
    for _ in range(60):
        mill.window.area.zoom("zh", 1)
    assert mill.window.styles.size(chinese) == 40

    mill.window.area.zoom("zh", -1)

    assert mill.window.styles.size(chinese) == 39


def test_zooming_and_resizing_keep_the_sentence_being_read(long: OpenWindow):
    turn_wheel(long.pane("zh"), 15)
    before = long.segment_on_line("zh")
    assert before > 10

    for _ in range(4):
        long.window.area.zoom("zh", 2)
        long.window.area.zoom("en", 1)
    assert long.segment_on_line("zh") == long.segment_on_line("en") == before
    long.window.resize(900, 600)
    long.settle()

    assert long.segment_on_line("zh") == long.segment_on_line("en") == before


def test_a_document_in_chinese_alone_is_one_pane(open_window, craft: Path):
    opened = open_window()
    opened.open(craft, "alone")

    assert list(opened.window.area.panes.views) == ["zh"]
    turn_wheel(opened.pane("zh"), 3)
    opened.press(Qt.Key.Key_Down, CONTROL)
    assert opened.window.state.current_row > 0


def test_painting_shows_the_theme(mill: OpenWindow):
    for name in ("light", "dark", "sepia"):
        mill.window.actions_by_id[f"theme_{name}"].trigger()
        picture = mill.pane("zh").viewport().grab().toImage()
        ground = mill.desk._themes.current.bg

        assert mill.desk._themes.current.name == name
        assert picture.pixelColor(2, 40) == ground


def test_versions_are_changed_added_and_closed_by_key(mill: OpenWindow):
    mill.pane("literal").setFocus()

    mill.press(Qt.Key.Key_V)
    mill.settle()
    changed = mill.reading.shown
    mill.press(Qt.Key.Key_V, SHIFT)
    mill.settle()
    added = mill.reading.shown
    mill.pane("zh").setFocus()
    mill.press(Qt.Key.Key_W, CONTROL)
    mill.settle()

    assert changed == ("zh", "free")
    assert added == ("zh", "free", "literal")
    assert mill.reading.shown == ("free", "literal")


def test_buttons_between_the_panes_part_link_and_anchor_them(mill: OpenWindow):
    link = mill.window.area.panes.link
    parting, anchoring = (
        button
        for gutter in mill.window.area.panes.findChildren(Gutter)
        for button in gutter.findChildren(QToolButton)
    )

    QTest.mouseClick(parting, LEFT)
    parted = link.is_linked
    mill.pane("literal").scroll_by(60)
    QTest.mouseClick(anchoring, LEFT)

    assert not parted
    assert link.is_linked
    assert link.is_anchored


@pytest.mark.parametrize(("version", "changed"), [("zh", ("free", "literal")), ("literal", ("zh", "free"))])
def test_the_keyboard_stays_in_the_pane_whose_version_is_changed(
    mill: OpenWindow, version: str, changed: tuple[str, ...]
):
    number = mill.reading.shown.index(version)
    mill.pane(version).setFocus()

    mill.press(Qt.Key.Key_V)
    mill.settle()

    assert mill.reading.shown == changed
    assert mill.window.area.panes.focused_version() == changed[number]
    assert QApplication.focusWidget() is mill.pane(changed[number])


def test_what_another_document_lays_out_does_not_move_the_panes_of_the_one_before(
    open_window: Callable[..., OpenWindow], craft: Path
):
    opened = open_window()
    opened.open(craft, "ferries")
    ferries = opened.reading
    opened.open(craft, "mill", ("zh", "literal"))
    panes, state = opened.window.area.panes, opened.window.area.state
    tops = [view.column.top for view in panes.views.values()]

    mill, state.reading = state.reading, ferries
    panes.views["zh"].rebuild()
    state.reading = mill

    assert [view.column.top for view in panes.views.values()] == tops
