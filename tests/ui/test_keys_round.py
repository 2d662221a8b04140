"""Keys that lead about in the window: to the menu, and from anywhere back to the text."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from parallelreader.paths import resource
from parallelreader.ui.toolbar import menu_titles
from reading_window import OpenWindow

pytestmark = pytest.mark.gui

Key = Qt.Key


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))
    return opened


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_key_opens_the_menu_of_everything(sample: OpenWindow):
    sample.press(Key.Key_F10)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    menu.close()
    assert titles == list(menu_titles().values())


@pytest.mark.parametrize("part", ["library", "toolbar", "status"])
def test_escape_leads_back_to_the_text_from_any_part(sample: OpenWindow, part: str):
    sample.pane("zh").setFocus()
    children = getattr(sample.window, part).findChildren(object)
    taking = Qt.FocusPolicy.TabFocus
    widget = next(
        each for each in children if each.isWidgetType() and each.isVisible() and each.focusPolicy() & taking
    )
    widget.setFocus()
    assert not sample.window.area.has_keyboard()

    QTest.keyClick(widget, Key.Key_Escape)

    assert sample.pane("zh").hasFocus()


def test_escape_leaves_the_page_of_words_whatever_of_it_has_the_keyboard(sample: OpenWindow):
    sample.press(Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert sample.desk.words_page.is_shown
    sample.window.toolbar.setFocus()

    QTest.keyClick(sample.window, Key.Key_Escape)

    assert not sample.desk.words_page.is_shown
    assert sample.window.area.has_keyboard()
