"""Going to a pair by its name, with the keyboard alone and with the mouse alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from factories import craft_corpus
from parallelreader.ui.pair_dialog import PairDialog
from reading_window import CONTROL, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def dialog_of(opened: OpenWindow) -> PairDialog:
    return next(each for each in opened.window.findChildren(PairDialog) if each.isVisible())


def test_keys_alone_go_to_a_sentence_and_back(mill: OpenWindow):
    mill.press(Qt.Key.Key_G, CONTROL)
    dialog = dialog_of(mill)
    QTest.keyClicks(dialog.name, "4.2")
    assert "换了三块板" in dialog.shown.text()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    mill.settle()

    assert mill.reading.label(mill.window.area.state.current_row) == "4.2"
    assert mill.window.focusWidget() is mill.pane("zh")
    mill.desk.travel.go_back()
    assert mill.window.area.state.current_row == 0


def test_the_mouse_alone_goes_to_a_pair(mill: OpenWindow):
    mill.window.status.pair_clicked.emit()
    dialog = dialog_of(mill)
    dialog.name.setText("6")
    QTest.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    mill.settle()

    assert mill.window.area.state.current_row == 5


def test_a_name_of_nothing_goes_nowhere(mill: OpenWindow):
    mill.press(Qt.Key.Key_G, CONTROL)
    dialog = dialog_of(mill)
    QTest.keyClicks(dialog.name, "77")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert not dialog.go_button.isEnabled()
    assert "1 to 9" in dialog.shown.text()
    dialog.reject()
    assert mill.window.area.state.current_row == 0


def test_the_pair_that_is_gone_to_is_marked_where_its_version_is_shown_for_it(mill: OpenWindow):
    document = mill.reading.document
    version = next(each.id for each in document.versions if each.id not in mill.reading.shown)
    start = float(mill.desk.session.document.opened.texts[version].segment(4).start)

    mill.desk.travel.go(document.id, (version, start))
    mill.settle()

    state = mill.window.area.state
    assert version in mill.reading.shown
    assert state.held_row == state.current_row == mill.reading.row_at(version, start)
