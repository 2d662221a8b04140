"""Copying, marking and noting what is selected, or else the pair being read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from parallelreader.core.notes.note import Colour, Note
from parallelreader.core.text import Span
from parallelreader.ui.notes.panel import NotesPanel
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def select(opened: OpenWindow, version: str, words: str) -> None:
    start = opened.reading.texts[version].content.index(words)
    opened.window.state.select_span(version, Span(start, start + len(words)))


def notes(opened: OpenWindow) -> list[Note]:
    service = opened.desk.session.notes
    assert service is not None
    return service.notes.find()


def quotes(note: Note) -> list[tuple[str, str]]:
    return [(target.version, target.exact) for target in note.targets]


def type_words(words: str) -> None:
    """Type as an input method does: ordinary key events carry no Chinese."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def test_copying_takes_exactly_what_is_selected(mill: OpenWindow):
    select(mill, "zh", "𠮷野师傅，")
    mill.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "𠮷野师傅，"

    select(mill, "literal", "shaft 🔧 with")
    mill.press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "shaft 🔧 with"


def test_copying_without_a_selection_takes_the_sentence_being_read(mill: OpenWindow):
    mill.window.area.go_to_row(5)

    mill.press(Qt.Key.Key_C, CONTROL)

    assert QGuiApplication.clipboard().text() == "他们先清掉淤泥。"


def test_copying_both_sides_takes_whole_sentences_of_all_versions(mill: OpenWindow):
    mill.window.area.shown_changed.emit(("zh", "free"))
    mill.settle()
    select(mill, "zh", "水车")

    mill.press(Qt.Key.Key_C, CONTROL | SHIFT)

    assert QGuiApplication.clipboard().text() == (
        "磨坊停了整整十年。水车上长满了青苔，齿轮也锈住了。\n"
        "Ten years of moss and rust: nothing had turned here for a decade."
    )


def test_what_is_hidden_is_not_copied_and_that_is_said(mill: OpenWindow):
    clipboard = QGuiApplication.clipboard()
    mill.window.area.go_to_row(5)
    mill.window.state.covering.cover_versions(("zh",))
    clipboard.setText("as before")
    said: list[str] = []
    mill.desk.notes.marking.said.connect(said.append)

    mill.press(Qt.Key.Key_C, CONTROL)
    after_one = clipboard.text()
    mill.press(Qt.Key.Key_C, CONTROL | SHIFT)

    assert after_one == "as before"
    assert clipboard.text().isascii()
    assert said == ["This sentence is hidden, so it was not copied.", "What is hidden was not copied."]


@pytest.mark.parametrize(("number", "colour"), list(enumerate(Colour, 1)))
def test_a_digit_marks_the_selection_in_its_colour(mill: OpenWindow, number: int, colour: Colour):
    select(mill, "zh", "𠮷野师傅")

    mill.press(Qt.Key(Qt.Key.Key_0 + number))

    (note,) = notes(mill)
    assert (note.colour, note.body, quotes(note)) == (colour, "", [("zh", "𠮷野师傅")])
    assert mill.window.state.selection is None
    mark = mill.desk.session.marks_in("zh", note.targets[0].span)[0]
    assert mill.words("zh", mark.span.start, mark.span.end) == "𠮷野师傅"


def test_the_colour_used_last_is_used_again_also_in_the_next_window(mill: OpenWindow, open_window, tmp_path):
    select(mill, "zh", "水车")
    mill.press(Qt.Key.Key_4)

    again = open_window()
    again.desk.open(None)
    again.settle()
    select(again, "zh", "青苔")
    again.press(Qt.Key.Key_H, CONTROL)

    assert {note.colour for note in notes(again)} == {Colour.VIOLET}


def test_white_space_at_the_ends_of_a_selection_is_not_marked(mill: OpenWindow):
    select(mill, "literal", " the gears had rusted.\n")

    mill.press(Qt.Key.Key_1)

    assert quotes(notes(mill)[0]) == [("literal", "the gears had rusted.")]


def test_a_mark_on_both_sides_is_one_mark(mill: OpenWindow):
    select(mill, "zh", "齿轮也锈住了")

    mill.press(Qt.Key.Key_H, CONTROL | SHIFT)

    (note,) = notes(mill)
    assert quotes(note) == [
        ("zh", "齿轮也锈住了"),
        ("literal", "Moss covered the wheel, and the gears had rusted."),
    ]


def test_marks_are_taken_back_and_made_again(mill: OpenWindow):
    select(mill, "zh", "水车")
    mill.press(Qt.Key.Key_2)

    mill.press(Qt.Key.Key_Z, CONTROL)
    assert notes(mill) == []
    mill.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert [note.colour for note in notes(mill)] == [Colour.ORANGE]

    select(mill, "zh", "水车上长满")
    mill.press(Qt.Key.Key_Delete)
    assert notes(mill) == []
    mill.press(Qt.Key.Key_Z, CONTROL)
    assert len(notes(mill)) == 1


def test_ctrl_n_opens_the_panel_and_what_is_typed_is_kept(mill: OpenWindow):
    select(mill, "zh", "𠮷野师傅")

    mill.press(Qt.Key.Key_N, CONTROL)
    panel = mill.window.findChild(NotesPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.editor.field.hasFocus()
    type_words("老师傅的姓很少见 🔧 1 2 L")
    mill.press(Qt.Key.Key_Return, CONTROL)

    (note,) = notes(mill)
    assert (note.body, quotes(note)) == ("老师傅的姓很少见 🔧 1 2 L", [("zh", "𠮷野师傅")])
    mill.wait_until(lambda: mill.pane("zh").hasFocus())


def test_letters_and_digits_typed_into_a_note_are_no_commands(mill: OpenWindow):
    select(mill, "zh", "水车")
    mill.press(Qt.Key.Key_N, CONTROL)

    QTest.keyClicks(QApplication.focusWidget(), "L 1 j K?")

    panel = mill.window.findChild(NotesPanel)
    assert panel is not None
    assert panel.editor.words == "L 1 j K?"
    assert mill.window.area.panes.link.is_linked
    assert len(notes(mill)) == 1


def test_a_marker_in_the_margin_opens_its_note(mill: OpenWindow):
    service = mill.desk.session.notes
    assert service is not None
    text = mill.reading.texts["zh"]
    start = text.content.index("他们先")
    anchor = service.notes.anchor("mill", "zh", Span(start, start + 2))
    written = service.write_note([anchor], "谁？").added[0]
    QApplication.processEvents()
    view = mill.pane("zh")
    line = view.rect_of("zh", start)
    assert line is not None
    marker = QPointF(view.margin() + 3, line.center().y())
    assert view.marker_at(marker) == written

    QTest.mouseClick(view.viewport(), LEFT, pos=marker.toPoint())

    panel = mill.window.findChild(NotesPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.current_note is not None
    assert panel.current_note.id == written
    assert mill.window.state.held_row is None


def test_a_mere_highlight_has_no_marker(mill: OpenWindow):
    select(mill, "zh", "他们先")
    mill.press(Qt.Key.Key_1)
    start = mill.reading.texts["zh"].content.index("他们先")
    view = mill.pane("zh")
    line = view.rect_of("zh", start)
    assert line is not None

    assert view.marker_at(QPointF(view.margin() + 3, line.center().y())) is None


def test_marks_are_painted_in_their_colour(mill: OpenWindow):
    select(mill, "zh", "水车上长满了")
    mill.press(Qt.Key.Key_5)
    view = mill.pane("zh")
    start = mill.reading.texts["zh"].content.index("水车上")
    line = view.rect_of("zh", start + 2)
    assert line is not None

    picture = view.viewport().grab().toImage()

    colours = {
        picture.pixelColor(int(line.x()) + dx, int(line.center().y()) + dy).name()
        for dx in range(-10, 20)
        for dy in range(-10, 10)
    }
    assert mill.desk._themes.current.color("hl-blue").name() in colours


def test_nothing_is_marked_where_nothing_is_open(open_window):
    opened = open_window()
    opened.desk.open(None)

    for key in (Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_L, Qt.Key.Key_K, Qt.Key.Key_Delete):
        opened.press(key)
    opened.press(Qt.Key.Key_N, CONTROL)
    opened.press(Qt.Key.Key_C, CONTROL | SHIFT)

    assert opened.window.area.reading is None


def test_jumping_to_a_note_in_another_version_and_back(mill: OpenWindow):
    service = mill.desk.session.notes
    assert service is not None
    content = mill.reading.document.version("free")
    mill.window.area.shown_changed.emit(("zh", "free"))
    mill.settle()
    start = mill.reading.texts["free"].content.index("It moved")
    anchor = service.notes.anchor("mill", "free", Span(start, start + 8))
    note = service.write_note([anchor], "short").added[0]
    mill.window.area.shown_changed.emit(("zh", "literal"))
    mill.settle()
    mill.window.area.go_to_row(1)

    mill.desk.notes._on_place_requested("mill", content.id, start, note)
    mill.settle()
    assert mill.reading.shown == ("zh", "free")
    assert mill.window.state.current_row == len(mill.reading.rows) - 1

    mill.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    mill.settle()
    assert mill.window.state.current_row == 1
