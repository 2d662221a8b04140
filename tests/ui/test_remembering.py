"""Close the window, open another on the same data: everything stands as it was left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.core.text import Span
from reading_window import CONTROL, OpenWindow, turn_wheel

pytestmark = pytest.mark.gui


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


def reopen(open_window: Callable[..., OpenWindow], size: tuple[int, int] | None = None) -> OpenWindow:
    """Close what is open and start again as the program does."""
    again = open_window(size=size)
    again.desk.open(None)
    again.settle()
    return again


@pytest.mark.parametrize("layout", list(Layout))
def test_the_exact_pair_is_read_on_in_either_layout(
    open_window: Callable[..., OpenWindow], craft: Path, layout: Layout
):
    first = open_window()
    first.open(craft, "ferries")
    first.desk.reading.set_layout(layout)
    first.window.area.go_to_row(133)

    again = reopen(open_window)

    assert again.reading.document.id == "ferries"
    assert again.window.area.layout_shown is layout
    assert again.window.state.current_row == 133
    if layout is Layout.PANES:
        assert again.segment_on_line("zh") == again.segment_on_line("en") == 133


def test_the_very_place_is_read_on_after_scrolling(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "ferries")
    for _ in range(17):
        turn_wheel(first.pane("en"), 1)
    place = first.window.area.place()
    assert place is not None

    again = reopen(open_window)

    assert again.window.area.panes.link.lead == "en"
    assert again.window.area.place() == (place[0], pytest.approx(place[1], abs=0.01))
    assert again.segment_on_line("zh") == again.segment_on_line("en") > 15


def test_coming_back_many_times_does_not_drift(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "ferries")
    for _ in range(9):
        turn_wheel(first.pane("zh"), 1)
    places = [first.window.area.place()]

    for width in (1000, 1300, 900):
        again = reopen(open_window, size=(width, 700))
        places.append(again.window.area.place())

    assert all(place is not None and place[0] == "zh" for place in places)
    assert [place[1] for place in places if place] == pytest.approx([places[0][1]] * 4, abs=0.01)


def test_each_document_is_left_at_its_own_place(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "ferries")
    first.window.area.go_to_row(50)
    first.desk.travel.open_document("mill")
    first.settle()
    first.window.area.go_to_row(7)

    again = reopen(open_window)
    assert (again.reading.document.id, again.window.state.current_row) == ("mill", 7)
    again.desk.travel.open_document("ferries")
    again.settle()

    assert again.window.state.current_row == 50


def test_versions_sizes_link_theme_and_panels_are_kept(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "mill", versions=("zh", "free", "literal"))
    first.window.area.zoom("zh", 3)
    first.window.area.zoom("literal", -2)
    first.press(Qt.Key.Key_L)
    first.window.actions_by_id["theme_sepia"].trigger()
    first.window.actions_by_id["sidebar"].trigger()
    first.window.actions_by_id["notes_panel"].trigger()

    again = reopen(open_window)

    styles, reading = again.window.styles, again.reading
    assert reading.shown == ("zh", "free", "literal")
    assert [styles.size(reading.version(v)) for v in reading.shown] == [23, 17, 15]
    assert not again.window.area.panes.link.is_linked
    assert not again.window.actions_by_id["link"].isChecked()
    assert again.desk._themes.current.name == "sepia"
    assert again.window.actions_by_id["theme_sepia"].isChecked()
    assert again.window.library.isHidden()
    assert not again.window.side.isHidden()


def test_closing_a_column_leaves_the_others_as_large_as_they_were(
    open_window: Callable[..., OpenWindow], craft: Path
):
    opened = open_window()
    opened.open(craft, "mill", versions=("zh", "literal", "free"))
    opened.window.area.zoom("literal", 4)
    styles, document = opened.window.styles, opened.reading.document

    opened.window.area.shown_changed.emit(("literal", "free"))
    opened.settle()

    assert opened.reading.shown == ("literal", "free")
    assert [styles.size(document.version(v)) for v in ("literal", "free")] == [21, 17]


def test_each_corpus_has_its_own_layout_and_sizes(
    open_window: Callable[..., OpenWindow], craft: Path, tmp_path: Path
):
    other = craft_corpus(tmp_path / "other")
    first = open_window()
    first.open(craft, "mill")
    first.desk.reading.set_layout(Layout.ROWS)
    first.window.area.zoom("zh", 5)

    first.open(other, "mill")
    assert first.window.area.layout_shown is Layout.PANES
    assert first.window.styles.size(first.reading.version("zh")) == 20

    first.open(craft)
    assert first.window.area.layout_shown is Layout.ROWS
    assert first.window.styles.size(first.reading.version("zh")) == 25


def test_notes_and_marks_are_there_again(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "mill")
    start = first.reading.texts["zh"].content.index("𠮷野")
    first.window.state.select_span("zh", Span(start, start + 2))
    first.press(Qt.Key.Key_3)

    again = reopen(open_window)

    (mark,) = again.desk.session.marks_in("zh", Span(0, 500))
    assert again.words("zh", mark.span.start, mark.span.end) == "𠮷野"
    assert mark.colour == "rose"


def test_a_place_survives_an_edit_of_the_text_before_it(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window()
    first.open(craft, "alone")
    first.window.area.go_to_row(6)
    first.window.close()
    file = craft / "alone" / "zh.txt"
    file.write_text(
        file.read_text(encoding="utf-8").replace("整整十年", "整整十年零三个月"), encoding="utf-8"
    )

    again = reopen(open_window)

    at = again.window.area.place()
    assert at is not None
    assert again.words("zh", int(at[1]), int(at[1]) + 7) == "然后换了三块板"


def test_the_size_of_the_window_is_kept(open_window: Callable[..., OpenWindow], craft: Path):
    first = open_window(size=(880, 640))
    first.open(craft)

    again = reopen(open_window)

    assert (again.window.width(), again.window.height()) == (880, 640)


def test_closing_the_window_in_the_middle_of_a_note_keeps_it(
    open_window: Callable[..., OpenWindow], craft: Path
):
    first = open_window()
    first.open(craft, "mill")
    first.window.area.go_to_row(2)
    first.press(Qt.Key.Key_N, CONTROL)

    event = QInputMethodEvent("", [])
    event.setCommitString("还没说完")
    QApplication.sendEvent(QApplication.focusWidget(), event)

    again = reopen(open_window)

    assert again.desk.session.notes is not None
    assert [note.body for note in again.desk.session.notes.notes.find()] == ["还没说完"]
