"""Pins in the text itself: two sentences are said to belong together, by keys or by mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from factories import Pair, craft_corpus
from faulty_chapter import write_faulty
from reading_window import CONTROL, SHIFT, OpenWindow, point_of

pytestmark = pytest.mark.gui


@pytest.fixture
def reading(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    """The faulty chapter in panes, at a pair whose second sentence stands elsewhere."""
    opened = open_window()
    opened.open(write_faulty(tmp_path / "lighthouse"))
    opened.window.area.go_to_row(1)
    opened.pane("zh").setFocus()
    return opened


def sides(opened: OpenWindow) -> list[Pair]:
    alignment = opened.reading.alignment("en")
    assert alignment is not None
    return [(bead.source, bead.target) for bead in alignment.beads]


def choice_of(opened: OpenWindow) -> dict[str, int]:
    choice = opened.window.state.pin
    assert choice is not None
    return dict(choice.segments)


def test_two_sentences_are_pinned_by_keys(reading: OpenWindow):
    reading.press(Qt.Key.Key_K, CONTROL)
    assert choice_of(reading) == {"zh": 1, "en": 1}
    assert reading.pane("en").hasFocus()
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)

    assert ((1,), (2,)) in sides(reading)
    assert reading.window.state.pin is None
    reading.settle()


def test_tab_goes_to_the_other_side_and_escape_leaves_all_as_it_was(reading: OpenWindow):
    before = sides(reading)
    reading.press(Qt.Key.Key_K, CONTROL)

    reading.press(Qt.Key.Key_Tab)
    assert reading.pane("zh").hasFocus()
    reading.press(Qt.Key.Key_Down)
    assert choice_of(reading) == {"zh": 2, "en": 1}
    reading.press(Qt.Key.Key_Escape)

    assert reading.window.state.pin is None
    assert sides(reading) == before


def test_the_panes_stand_still_while_a_sentence_is_looked_for(reading: OpenWindow):
    reading.press(Qt.Key.Key_K, CONTROL)
    before = reading.pane("zh").column.top

    for _ in range(15):
        reading.press(Qt.Key.Key_Down)

    assert choice_of(reading)["en"] == 16
    assert reading.pane("zh").column.top == before
    reading.press(Qt.Key.Key_Escape)


def test_a_click_chooses_and_the_button_pins(reading: OpenWindow):
    reading.press(Qt.Key.Key_K, CONTROL)
    view = reading.pane("en")

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "en", "Walking around"))
    assert choice_of(reading) == {"zh": 1, "en": 2}
    QTest.mouseClick(reading.desk.pins.prompt.button, Qt.MouseButton.LeftButton)

    assert ((1,), (2,)) in sides(reading)
    reading.settle()


def test_a_pin_shows_in_the_gutter_until_it_is_released(reading: OpenWindow):
    (gutter,) = reading.window.area.panes.gutters
    assert gutter.pins() == []
    reading.press(Qt.Key.Key_K, CONTROL)
    reading.press(Qt.Key.Key_Return)
    reading.settle()
    assert [pin.row for pin, _ in gutter.pins()] == [reading.reading.row_of("zh", 1)]

    reading.window.area.go_to_row(reading.reading.row_of("zh", 1))
    reading.press(Qt.Key.Key_K, CONTROL | SHIFT)

    assert gutter.pins() == []
    reading.settle()


def test_a_pin_is_undone_in_one_step(reading: OpenWindow):
    before = sides(reading)
    reading.press(Qt.Key.Key_K, CONTROL)
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)
    reading.settle()
    assert sides(reading) != before

    reading.press(Qt.Key.Key_Z, CONTROL)

    assert sides(reading) == before


def test_what_stands_between_pins_is_aligned_anew(reading: OpenWindow):
    reading.window.area.go_to_row(sides(reading).index(((19,), (18,))))
    reading.press(Qt.Key.Key_K, CONTROL)
    reading.press(Qt.Key.Key_Down)
    assert choice_of(reading) == {"zh": 19, "en": 19}

    reading.press(Qt.Key.Key_Return)
    reading.settle()

    assert {((n,), (n,)) for n in range(17, 22)} <= set(sides(reading))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_menu_is_about_the_sentence_under_the_pointer(reading: OpenWindow):
    view = reading.pane("zh")
    point = point_of(view, "zh", reading.reading.texts["zh"].segment_text(5), into=2)

    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    reading.press(Qt.Key.Key_K, CONTROL)

    assert choice_of(reading)["zh"] == 5
    reading.press(Qt.Key.Key_Escape)


def test_with_one_version_alone_there_is_nothing_to_pin_to(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "alone")

    opened.press(Qt.Key.Key_K, CONTROL)

    assert opened.window.state.pin is None


def test_a_pin_is_chosen_in_rows_too(reading: OpenWindow):
    reading.press(Qt.Key.Key_2, CONTROL)

    reading.press(Qt.Key.Key_K, CONTROL)
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)

    assert ((1,), (2,)) in sides(reading)
    reading.settle()
