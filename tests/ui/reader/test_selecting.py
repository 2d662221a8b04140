"""Selecting by mouse and by keyboard alone, in either language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.ui.reader.view import ReadingView
from reading_window import CONTROL, SHIFT, OpenWindow, point_of

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def drag(view: ReadingView, start: QPoint, *stops: QPoint) -> None:
    """Press at the first point, move over the others and let go at the last."""
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    drag_on(view, *stops)
    QTest.mouseRelease(view.viewport(), LEFT, pos=stops[-1])


def drag_on(view: ReadingView, *stops: QPoint) -> None:
    for stop in stops:
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            stop,
            view.viewport().mapToGlobal(stop),
            Qt.MouseButton.NoButton,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view.viewport(), event)


def left_of(view: ReadingView, version: str, words: str) -> QPoint:
    """A point just right of the left edge of where these words begin."""
    assert view.state.reading is not None
    rect = view.rect_of(version, view.state.reading.texts[version].content.index(words))
    assert rect is not None
    return QPoint(int(rect.x()) + 1, int(rect.center().y()))


def double_click(view: ReadingView, point: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=point)
    QTest.mouseDClick(view.viewport(), LEFT, pos=point)


def test_dragging_selects_from_the_press_to_the_release(mill: OpenWindow):
    view = mill.pane("zh")

    drag(view, left_of(view, "zh", "水车上"), left_of(view, "zh", "了青苔"), left_of(view, "zh", "锈住了"))

    assert mill.selected == "水车上长满了青苔，齿轮也"


def test_dragging_backwards_and_over_paragraphs_selects_too(mill: OpenWindow):
    view = mill.pane("literal")

    drag(view, left_of(view, "literal", "asked Xiaoman"), left_of(view, "literal", "gears had"))

    assert mill.selected == "gears had rusted.\n“Master Yoshino, can it still be mended?” "


def test_dragging_shows_the_bar_inside_the_window_and_clicking_hides_it(mill: OpenWindow):
    view, bar = mill.pane("zh"), mill.window.selection_bar

    drag(view, left_of(view, "zh", "水车上"), left_of(view, "zh", "了青苔"))
    assert bar.isVisible()
    assert mill.window.middle.rect().contains(bar.geometry())

    QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, "zh", "老人没有"))
    assert not bar.isVisible()
    assert mill.selected == ""


@pytest.mark.parametrize(
    ("version", "words", "into", "expected"),
    [
        ("zh", "水车上", 1, "水车"),
        ("zh", "老人没有", 0, "老人"),
        ("zh", "𠮷野师傅", 2, "师傅"),
        ("literal", "whole years", 7, "years"),
        ("literal", "Xiaoman", 3, "Xiaoman"),
    ],
)
def test_a_double_click_selects_the_word(
    mill: OpenWindow, version: str, words: str, into: int, expected: str
):
    view = mill.pane(version)

    double_click(view, point_of(view, version, words, into=into))

    assert mill.selected == expected


def test_three_clicks_select_the_sentence(mill: OpenWindow):
    view = mill.pane("zh")
    point = point_of(view, "zh", "水车上", into=1)

    double_click(view, point)
    QTest.mousePress(view.viewport(), LEFT, pos=point)
    QTest.mouseRelease(view.viewport(), LEFT, pos=point)

    assert mill.selected == "水车上长满了青苔，齿轮也锈住了。"


def test_dragging_after_a_double_click_goes_by_words_and_back_again(mill: OpenWindow):
    view = mill.pane("zh")
    QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, "zh", "水车上"))
    QTest.mouseDClick(view.viewport(), LEFT, pos=point_of(view, "zh", "水车上"))
    drag_on(view, point_of(view, "zh", "齿轮也"))
    far = mill.selected

    drag_on(view, point_of(view, "zh", "长满了"))

    assert far == "水车上长满了青苔，齿轮"
    assert mill.selected == "水车上长"
    drag_on(view, point_of(view, "zh", "磨坊停了"))
    assert mill.selected == "磨坊停了整整十年。水车"


def test_shift_and_a_click_selects_from_the_caret_and_then_moves_the_end(mill: OpenWindow):
    view = mill.pane("zh")
    QTest.mouseClick(view.viewport(), LEFT, pos=left_of(view, "zh", "水车上"))

    QTest.mouseClick(view.viewport(), LEFT, SHIFT, left_of(view, "zh", "齿轮也"), 600)
    assert mill.selected == "水车上长满了青苔，"

    QTest.mouseClick(view.viewport(), LEFT, SHIFT, left_of(view, "zh", "青苔"), 600)
    assert mill.selected == "水车上长满了"


def test_the_keyboard_alone_selects_by_characters(mill: OpenWindow):
    mill.window.area.go_to_row(3)

    for _ in range(2):
        mill.press(Qt.Key.Key_Right, SHIFT)
    assert mill.selected == "“𠮷"

    mill.press(Qt.Key.Key_Left, SHIFT)
    assert mill.selected == "“"


def test_the_keyboard_alone_selects_by_words(mill: OpenWindow):
    mill.window.area.go_to_row(2)

    for _ in range(3):
        mill.press(Qt.Key.Key_Right, SHIFT | CONTROL)

    assert mill.selected == "水车上长"
    for _ in range(2):
        mill.press(Qt.Key.Key_Left, SHIFT | CONTROL)
    assert mill.selected == "水车"


def test_the_keyboard_alone_selects_to_the_ends_of_the_sentence(mill: OpenWindow):
    mill.window.area.go_to_row(4)
    mill.press(Qt.Key.Key_Right)

    mill.press(Qt.Key.Key_End, SHIFT)

    assert mill.selected == "没有回答，只是摸了摸木轴。"
    mill.press(Qt.Key.Key_Home, SHIFT)
    assert mill.selected == "老人"


@pytest.mark.parametrize("layout", list(Layout))
def test_the_keyboard_alone_selects_by_lines_to_the_end_and_back(mill: OpenWindow, layout: Layout):
    mill.desk.reading.set_layout(layout)
    content = mill.reading.texts["zh"].content
    mill.window.area.go_to_row(0)

    lengths = []
    while len(mill.selected) < len(content):
        before = len(mill.selected)
        mill.press(Qt.Key.Key_Down, SHIFT)
        assert len(mill.selected) > before
        lengths.append(len(mill.selected))
    for length in reversed([0, *lengths[:-1]]):
        mill.press(Qt.Key.Key_Up, SHIFT)
        assert len(mill.selected) <= length

    assert mill.selected == ""


def test_lines_lead_over_rows_in_which_the_version_has_nothing(mill: OpenWindow):
    mill.window.area.shown_changed.emit(("zh", "free"))
    mill.settle()
    mill.desk.reading.set_layout(Layout.ROWS)
    row_view = mill.window.area.rows.view
    row_view.caret = ("free", 0)

    for _ in range(40):
        mill.press(Qt.Key.Key_Down, SHIFT)

    assert mill.selected == mill.reading.texts["free"].content


def test_what_is_selected_by_keys_stays_on_screen(open_window, tmp_path: Path):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "ferries")
    view = opened.pane("zh")

    for _ in range(60):
        opened.press(Qt.Key.Key_Down, SHIFT)

    rect = view.rect_of(*view.caret)
    assert rect is not None
    assert 0 <= rect.top() <= rect.bottom() <= view.viewport().height() + 0.5
    assert view.column.top > 500


def test_a_caret_scrolled_away_from_is_left_behind(open_window, tmp_path: Path):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "ferries")
    opened.press(Qt.Key.Key_Right)
    opened.press(Qt.Key.Key_End)
    top = opened.pane("zh").column.top

    opened.press(Qt.Key.Key_Left)

    assert opened.pane("zh").column.top == pytest.approx(top, abs=60)


def test_ctrl_e_selects_the_sentence_being_read(mill: OpenWindow):
    mill.window.area.go_to_row(8)

    mill.press(Qt.Key.Key_E, CONTROL)

    assert mill.selected == "轮子慢慢动起来，发出一声长长的叹息。"
