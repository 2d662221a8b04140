"""Reading without a side: what is hidden, what reveals it, and what nobody gets to see meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from parallelreader.app.reading.layout import Layout
from parallelreader.core.text import Span
from parallelreader.paths import resource
from parallelreader.ui.reader.accessibility import pair_text
from parallelreader.ui.reader.header import ColumnHeader
from reading_window import SHIFT, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))
    opened.window.area.focus_text()
    return opened


def covered(sample: OpenWindow) -> list[int]:
    covering = sample.window.state.covering
    return [row for row in range(len(sample.reading.rows)) if covering.covered_in(row)]


def place_in(sample: OpenWindow, row: int, version: str = "literal") -> tuple[str, int]:
    segment = sample.reading.cell(row, version)[0]
    return version, sample.reading.texts[version].segment(segment).start + 2


def middle_of(sample: OpenWindow, row: int) -> QPoint:
    version, position = place_in(sample, row)
    rect = sample.pane(version).rect_of(version, position)
    assert rect is not None
    return QPointF(rect.x() + 3, rect.center().y()).toPoint()


def test_a_key_hides_the_translations_and_another_reveals_the_pair_for_good(sample: OpenWindow):
    sample.press(Qt.Key.Key_T, SHIFT)
    count = len(sample.reading.rows)
    all_covered = len(covered(sample))
    sample.press(Qt.Key.Key_T)
    row = sample.window.state.current_row

    assert all_covered == count
    assert row not in covered(sample)
    sample.window.area.step(3)
    sample.window.area.step(-3)
    assert row not in covered(sample)
    sample.press(Qt.Key.Key_T, SHIFT)
    assert covered(sample) == []


def test_a_click_anywhere_on_it_reveals_a_pair_and_moves_nothing(sample: OpenWindow):
    sample.window.state.covering.toggle_version("literal")
    view, row = sample.pane("literal"), sample.window.state.current_row + 2
    before = view.rect_of(*place_in(sample, row))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(sample, row))

    assert row not in covered(sample)
    assert view.rect_of(*place_in(sample, row)) == before
    assert sample.window.state.current_row == row


def test_in_rows_the_whole_cell_reveals(sample: OpenWindow):
    sample.window.area.set_layout(Layout.ROWS)
    sample.window.state.covering.toggle_version("literal")
    view = sample.window.area.rows.view
    row = view.rows_on_screen()[1]
    rect = view.rect_of(*place_in(sample, row))
    assert rect is not None
    far_right = QPoint(view.viewport().width() - 60, int(rect.center().y()))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=far_right)

    assert row not in covered(sample)


def test_what_is_hidden_is_neither_painted_nor_pointed_at_nor_selected_nor_read_out(sample: OpenWindow):
    view, state = sample.pane("literal"), sample.window.state
    row = state.current_row + 2
    point = QPointF(middle_of(sample, row))
    shown = view.grab().toImage()
    state.covering.toggle_version("literal")
    hidden = view.grab().toImage()
    state.covering.cover_versions(())
    again = view.grab().toImage()
    state.covering.toggle_version("literal")
    version, position = place_in(sample, row)
    state.select_span(version, Span(position, position + 9))

    assert shown == again != hidden
    assert view.character_at(point) is None
    assert view.row_at(point) == row
    assert sample.selected == ""
    assert "hidden" in pair_text(sample.reading, row, state.covering)
    words = sample.reading.texts[version].segment_text(sample.reading.cell(row, version)[0])
    assert words not in pair_text(sample.reading, row, state.covering)


def test_a_selection_ends_where_what_is_hidden_begins(sample: OpenWindow):
    state, text = sample.window.state, sample.reading.texts["literal"]
    first = sample.reading.cell(2, "literal")[-1]
    state.covering.toggle_version("literal")
    state.covering.uncover(2)
    own = text.segment(first)

    state.select_span("literal", Span(own.start + 3, own.end + 40))

    assert state.selection is not None
    assert state.selection.span.end <= text.segment(first + 1).start
    assert sample.selected.strip() == text.content[own.start + 3 : own.end]


def test_a_pair_is_hidden_by_itself(sample: OpenWindow):
    sample.press(Qt.Key.Key_T)
    row = sample.window.state.current_row
    alone = covered(sample)
    sample.press(Qt.Key.Key_T)

    assert alone == [row]
    assert covered(sample) == []


def test_the_line_at_the_foot_says_what_is_hidden(sample: OpenWindow):
    hidden = sample.window.status._hidden
    texts = [hidden.isVisible()]
    sample.press(Qt.Key.Key_T)
    texts.append(hidden.text())
    sample.press(Qt.Key.Key_T)
    sample.window.state.covering.toggle_version("literal")
    texts.append(hidden.text())
    hidden.click()

    assert texts == [False, "1 hidden", "Wren hidden"]
    assert not hidden.isVisible()
    assert covered(sample) == []


def test_the_eye_over_a_pane_hides_it(sample: OpenWindow):
    headers = sample.window.area.panes.findChildren(ColumnHeader)
    sample.window.area.panes._headers["zh"]._cover.click()

    assert len(headers) == 2
    assert sample.window.state.covering.versions == {"zh"}
    assert sample.window.area.panes._headers["zh"]._cover.accessibleName() == "Show this side"


def test_what_is_hidden_and_what_was_revealed_is_remembered(
    open_window: Callable[..., OpenWindow], sample: OpenWindow, tmp_path: Path
):
    sample.desk.finish()
    sample.settle()
    sample.press(Qt.Key.Key_T, SHIFT)
    sample.window.area.go_to_row(4)
    sample.press(Qt.Key.Key_T)
    sample.settle()
    notes = sample.desk.session.notes
    assert notes is not None
    kept = sample.desk.word_keeping.book.reveals.rows_revealed(notes.corpus_key, sample.reading)

    sample.open(resource("samples"), "river-bus", ("zh", "literal"))
    sample.open(resource("samples"), "last-ferry", ("zh", "literal"))

    assert kept == {4: frozenset({"literal"})}
    assert sample.window.state.covering.versions == {"literal"}
    assert 4 not in covered(sample)
    assert len(covered(sample)) == len(sample.reading.rows) - 1


def test_words_of_what_is_hidden_are_not_lit_by_the_caret(sample: OpenWindow):
    state, view = sample.window.state, sample.pane("zh")
    state.covering.toggle_version("zh")
    version, position = place_in(sample, state.current_row, "zh")
    view.setFocus()
    view.caret = (version, position)

    sample.press(Qt.Key.Key_Right)

    assert list(state.lights.spans()) == []


def test_in_repair_everything_shows_and_afterwards_it_is_hidden_again(sample: OpenWindow):
    sample.press(Qt.Key.Key_T, SHIFT)
    sample.window.actions_by_id["repair"].trigger()
    sample.settle()
    in_repair = covered(sample), sample.window.actions_by_id["reveal"].isEnabled()
    sample.window.actions_by_id["repair"].trigger()
    sample.settle()

    assert in_repair == ([], False)
    assert len(covered(sample)) == len(sample.reading.rows)


def test_a_screen_reader_is_told_what_was_revealed(sample: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.message()))
    sample.press(Qt.Key.Key_T, SHIFT)
    sample.window.area.go_to_row(3)

    sample.press(Qt.Key.Key_T)

    assert told == [sample.reading.texts["literal"].segments_text(sample.reading.cell(3, "literal"), " ")]
