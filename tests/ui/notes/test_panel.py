"""The panel of notes over a real service and store: what it lists, and what its keys and buttons do."""

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from parallelreader.app.annotating import Annotating
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.language import segment
from parallelreader.core.notes.note import Colour
from parallelreader.store.database import Store
from parallelreader.store.notes import notes_of
from parallelreader.ui.notes.panel import NotesPanel
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton

FIRE = ("kiln", "zh", "火候到了")
READY = ("kiln", "en", "It is ready")
BOWL = ("kiln", "zh", "𠮷利的碗")
MOON = ("tide", "zh", "月亮的脚印")


def listed(panel: NotesPanel) -> list[str]:
    """The ids in the list, top to bottom."""
    return [panel.model.note(row).id for row in range(panel.model.rowCount())]


def type_chinese(widget, text: str) -> None:
    """As an input method does it; key events cannot carry hanzi."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_the_panel_lists_the_open_document_in_reading_order_and_counts_all(desk, open_panel):
    bowl = desk.mark(BOWL)
    fire = desk.mark(FIRE, READY, body="heat")
    desk.mark(MOON)

    panel = open_panel(desk)

    assert listed(panel) == [fire, bowl]
    assert panel.header.counts.text() == "2 in this document, 3 in all"


def test_one_hanzi_typed_into_the_search_finds_quotes_and_bodies(desk, open_panel):
    fire = desk.mark(FIRE)
    other = desk.mark(BOWL, body="裂 and 火")
    desk.mark(("kiln", "zh", "看了很久"), body="long")
    panel = open_panel(desk)

    panel.focus_search()
    type_chinese(panel.filters.search, "火")

    assert listed(panel) == [fire, other]


def test_a_colour_is_filtered_by_clicking_its_swatch_and_by_keyboard_alone(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, colour=Colour.ROSE)
    bowl = desk.mark(BOWL, colour=Colour.BLUE)
    panel = open_panel(desk)

    qtbot.mouseClick(panel.filters.swatches.buttons[Colour.ROSE], LEFT)
    by_mouse = listed(panel)
    panel.filters.swatches.buttons[Colour.ROSE].setFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    by_key = listed(panel)
    qtbot.mouseClick(panel.filters.all, LEFT)

    assert (by_mouse, by_key, listed(panel)) == ([fire], [bowl], [fire, bowl])


def test_the_whole_corpus_is_listed_with_the_title_of_the_other_document(desk, open_panel):
    fire, moon = desk.mark(FIRE), desk.mark(MOON)
    panel = open_panel(desk)

    panel.filters.scope.setCurrentIndex(1)

    assert listed(panel) == [fire, moon]
    assert [panel.model.entry(row).source for row in range(2)] == ["", "退潮 Low Tide"]


def test_by_time_the_newest_note_comes_first(desk, open_panel):
    bowl = desk.mark(BOWL)
    fire = desk.mark(FIRE)
    panel = open_panel(desk)

    panel.filters.order.setCurrentIndex(1)
    by_time = listed(panel)
    panel.filters.order.setCurrentIndex(0)

    assert by_time == [fire, bowl]
    assert listed(panel) == [fire, bowl]

    desk.mark(("kiln", "zh", "窑火"))
    panel.filters.order.setCurrentIndex(1)
    assert listed(panel)[1:] == [fire, bowl]


def test_clearing_a_filter_keeps_the_chosen_note_even_where_it_was_hidden(desk, open_panel):
    desk.mark(FIRE, colour=Colour.ROSE)
    bowl = desk.mark(BOWL, colour=Colour.BLUE)
    panel = open_panel(desk)
    panel.open_note(bowl)

    panel.filters.search.setText("no note says this")
    assert panel.current_note is None
    panel.filters.search.clear()

    assert panel.current_note is not None
    assert panel.current_note.id == bowl


def test_the_panel_opens_at_the_place_being_read(desk, open_panel):
    first = desk.mark(("kiln", "zh", "窑火"))
    fire = desk.mark(FIRE, READY)
    desk.mark(BOWL)
    panel = open_panel(desk)
    chinese, english = desk.texts["kiln", "zh"].content, desk.texts["kiln", "en"].content

    panel.show_near("zh", chinese.index("第二天"))
    assert panel.current_note.id == fire
    panel.show_near("zh", chinese.index("三夜"))
    assert panel.current_note.id == first
    panel.show_near("en", english.index("A lucky"))
    assert panel.current_note.id == fire


@pytest.mark.parametrize("how", ["enter", "double-click", "button"])
def test_a_jump_asks_for_the_place_in_code_points(qtbot, desk, open_panel, how):
    bowl = desk.mark(("kiln", "zh", "留给你学手艺用"))
    panel = open_panel(desk)
    panel.open_note(bowl)

    def double_click() -> None:
        place = panel.list.visualRect(panel.list.currentIndex()).topLeft() + QPoint(30, 10)
        qtbot.mouseClick(panel.list.viewport(), LEFT, pos=place)
        qtbot.mouseDClick(panel.list.viewport(), LEFT, pos=place)

    asks: dict[str, Callable[[], None]] = {
        "enter": lambda: qtbot.keyClick(panel.list, Key.Key_Return),
        "double-click": double_click,
        "button": lambda: qtbot.mouseClick(panel.area.bar.go, LEFT),
    }

    with qtbot.waitSignal(panel.place_requested) as request:
        asks[how]()

    # The place lies behind 𠮷, which is two UTF-16 units and one code point.
    position = desk.texts["kiln", "zh"].content.index("留给你")
    assert request.args == ["kiln", "zh", position, bowl]


def test_what_is_typed_is_in_the_store_without_finishing(qtbot, desk, open_panel, store: Store):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)

    type_chinese(panel.editor.field, "火候 is 𠮷\u00a0luck")

    def is_stored() -> bool:
        return [row.note.body for row in store.read(notes_of, desk.service.corpus_key)] == [
            "火候 is 𠮷\u00a0luck"
        ]

    qtbot.waitUntil(is_stored, timeout=5000)
    assert panel.editor.note_id == fire


def test_a_store_opened_again_has_the_words_of_an_editor_closed_with_escape(
    qtbot, desk, open_panel, store: Store
):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire)
    qtbot.keyClick(panel.list, Key.Key_F2)
    qtbot.keyClicks(panel.editor.field, "heat")
    qtbot.keyClick(panel.editor.field, Key.Key_Escape)
    store.close()

    again = Store.open(store.path.parent)
    bodies = [note.body for note in Annotating(again, desk.service.corpus_key).notes.find()]
    again.close()

    assert bodies == ["heat"]
    assert panel.editor.isHidden()


def test_a_session_of_typing_is_one_step_of_undo(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, body="before")
    desk.service.end_editing()
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)

    qtbot.keyClicks(panel.editor.field, " and")
    panel.editor.send()
    qtbot.keyClicks(panel.editor.field, " after")
    qtbot.keyClick(panel.editor.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typed = desk.service.notes.get(fire).body
    desk.service.undo()

    assert (typed, desk.service.notes.get(fire).body) == ("before and after", "before")
    qtbot.waitUntil(lambda: panel.current_note.body == "before")


def test_words_are_handed_over_though_typing_never_pauses(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)

    def type_on() -> bool:
        qtbot.keyClicks(panel.editor.field, "x")
        return bool(desk.service.notes.get(fire).body)

    qtbot.waitUntil(type_on, timeout=5000)
    assert panel.editor.note_id == fire


def test_words_undone_elsewhere_change_in_the_open_editor(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, body="before")
    desk.service.end_editing()
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)
    qtbot.keyClicks(panel.editor.field, " and after")
    panel.editor.send()

    desk.service.undo()

    qtbot.waitUntil(lambda: panel.editor.words == "before")


def test_the_editor_gives_the_focus_back_to_the_list(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)
    assert panel.editor.field.hasFocus()

    with qtbot.waitSignal(panel.editing_finished) as finished:
        qtbot.keyClick(panel.editor.field, Key.Key_Escape)

    assert finished.args == [fire]
    assert panel.list.hasFocus()


def test_a_note_being_edited_stays_listed_though_it_no_longer_matches_the_search(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, body="heat")
    panel = open_panel(desk)
    panel.filters.search.setText("heat")
    panel.open_note(fire, edit=True)

    panel.editor.field.setPlainText("warmth")
    panel.editor.send()
    qtbot.waitUntil(lambda: panel.model.note(0).body == "warmth")

    assert listed(panel) == [fire]


def test_keys_of_the_list_come_before_shortcuts_of_the_window(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    fired: list[str] = []
    for key in ("1", "E", "Delete"):
        shortcut = QShortcut(QKeySequence(key), panel)
        shortcut.activated.connect(lambda key=key: fired.append(key))
    panel.open_note(fire)
    qtbot.keyClick(panel.list, Key.Key_2)

    qtbot.keyClick(panel.list, Key.Key_1)
    qtbot.keyClick(panel.list, Key.Key_E)

    assert fired == []
    assert desk.service.notes.get(fire).colour is Colour.YELLOW
    assert panel.editor.note_id == fire


def test_keys_alone_lead_from_the_search_to_a_note_and_its_buttons(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.focus_search()

    qtbot.keyClick(panel.filters.search, Key.Key_Down)
    chosen = panel.current_note
    qtbot.keyClick(panel.list, Key.Key_Tab)

    assert chosen is not None
    assert chosen.id == fire
    assert panel.area.bar.edit.hasFocus()


def test_escape_clears_the_search_before_anything_else(qtbot, desk, open_panel):
    desk.mark(FIRE)
    panel = open_panel(desk)
    panel.focus_search()
    qtbot.keyClicks(panel.filters.search, "zz")

    qtbot.keyClick(panel.filters.search, Key.Key_Escape)

    assert panel.filters.search.text() == ""
    assert panel.filters.search.hasFocus()


def test_hiding_the_panel_hands_over_what_was_just_typed(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)
    qtbot.keyClicks(panel.editor.field, "quick")

    panel.hide()

    assert desk.service.notes.get(fire).body == "quick"


def test_choosing_another_note_finishes_the_one_being_edited(qtbot, desk, open_panel):
    fire, bowl = desk.mark(FIRE), desk.mark(BOWL)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)
    qtbot.keyClicks(panel.editor.field, "heat")

    rect = panel.list.visualRect(panel.model.index(panel.model.row_of(bowl)))
    with qtbot.assertNotEmitted(panel.editing_finished):
        qtbot.mouseClick(panel.list.viewport(), LEFT, pos=rect.topLeft())

    assert panel.editor.note_id == ""
    assert panel.list.hasFocus()
    assert desk.service.notes.get(fire).body == "heat"
    assert panel.current_note.id == bowl


def test_a_deleted_note_goes_and_undo_brings_it_back(qtbot, desk, open_panel):
    fire, bowl = desk.mark(FIRE), desk.mark(BOWL)
    panel = open_panel(desk)
    panel.open_note(fire)

    with qtbot.waitSignal(panel.message) as said:
        qtbot.keyClick(panel.list, Key.Key_Delete)
    after_delete = listed(panel)
    desk.service.undo()

    assert (after_delete, said.args) == ([bowl], ["Note deleted"])
    qtbot.waitUntil(lambda: listed(panel) == [fire, bowl])
    assert panel.header.counts.text() == "2 in this document, 2 in all"


def test_a_note_deleted_elsewhere_closes_its_editor(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)

    with qtbot.waitSignal(panel.message):
        desk.service.delete([fire])

    assert panel.editor.isHidden()
    assert not panel.area.empty.isHidden()


def test_digits_and_swatches_recolour_the_chosen_note(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire)

    qtbot.keyClick(panel.list, Key.Key_3)
    by_key = desk.service.notes.get(fire).colour
    shown = panel.area.bar.swatches.buttons[Colour.ROSE].isChecked()
    qtbot.mouseClick(panel.area.bar.swatches.buttons[Colour.GREEN], LEFT)

    assert (by_key, shown) == (Colour.ROSE, True)
    assert desk.service.notes.get(fire).colour is Colour.GREEN


def test_copying_takes_both_quotes_and_the_body(qtbot, desk, open_panel):
    both = desk.mark(FIRE, READY, body="heat, and the moment")
    panel = open_panel(desk)
    panel.open_note(both)

    qtbot.keyClick(panel.list, Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "火候到了\nIt is ready\n\nheat, and the moment"


def test_unplaced_notes_are_said_and_can_be_reviewed(qtbot, desk, open_panel):
    bowl = desk.mark(BOWL)
    lost = desk.mark(("kiln", "zh", "师父一直没有合眼"))
    desk.service.flush(60)
    changed = desk.texts["kiln", "zh"].content.replace("师父一直没有合眼。", "只听见柴火噼啪作响。")
    panel = open_panel(desk)
    assert panel.foot.isHidden()
    desk.service.notes.open_text("kiln", "zh", segment(changed, "zh-Hans"))

    panel.refresh_places()
    qtbot.mouseClick(panel.foot.button, LEFT)

    assert panel.foot.count.text() == "1 unplaced note"
    assert listed(panel) == [lost]
    assert panel.model.entry(0).is_unplaced
    with qtbot.waitSignal(panel.message), qtbot.assertNotEmitted(panel.place_requested):
        panel.open_note(lost)
        qtbot.keyClick(panel.list, Key.Key_Return)
    qtbot.mouseClick(panel.foot.button, LEFT)
    assert set(listed(panel)) == {bowl, lost}


def test_a_note_made_on_another_thread_appears(qtbot, desk, open_panel):
    panel = open_panel(desk)
    made: list[str] = []

    worker = threading.Thread(target=lambda: made.append(desk.mark(FIRE)))
    worker.start()
    worker.join()

    qtbot.waitUntil(lambda: listed(panel) == made)


def test_opening_a_hidden_note_takes_the_filters_back(desk, open_panel):
    moon = desk.mark(MOON)
    desk.mark(FIRE)
    panel = open_panel(desk)
    panel.filters.search.setText("火")

    panel.open_note(moon)

    assert panel.current_note.id == moon
    assert panel.filters.search.text() == ""


def test_an_empty_list_says_how_a_note_is_made_and_a_vain_search_that_nothing_matches(desk, open_panel):
    panel = open_panel(desk)
    without_any = panel.area.empty.text()
    panel.filters.search.setText("火")

    assert "Ctrl+N" in without_any
    assert panel.area.empty.text() == "No note matches."
    assert not panel.area.empty.isHidden()


def test_another_theme_is_painted_at_once(qtbot, desk, open_panel, themes: ThemeSource):
    desk.mark(FIRE)
    panel = open_panel(desk)

    themes.choose(ThemeChoice.DARK)
    picture = panel.grab().toImage()

    corner = panel.list.viewport().mapTo(panel, panel.list.viewport().rect().bottomLeft())
    assert picture.pixelColor(corner) == themes.current.surface
    assert themes.current.dark


def test_a_screen_reader_is_told_the_whole_note(desk, open_panel):
    desk.mark(FIRE, READY, body="line one\nline two", colour=Colour.VIOLET)
    panel = open_panel(desk)

    spoken = panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    for part in ("2.1", "火候到了", "It is ready", "line one\nline two", "Violet", "Wren"):
        assert part in spoken


def test_every_control_has_a_name_and_those_without_words_a_tip(desk, open_panel):
    desk.mark(FIRE)
    panel = open_panel(desk)

    swatches = [*panel.filters.swatches.buttons.values(), *panel.area.bar.swatches.buttons.values()]
    for control in (*swatches, panel.header.close_button, panel.area.bar.copy):
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_another_corpus_brings_its_own_notes_and_the_old_service_is_not_heard(
    qtbot, desk, open_panel, corpus, tmp_path
):
    desk.mark(FIRE)
    panel = open_panel(desk)
    other_store = Store.open(tmp_path / "other")
    other = Annotating(other_store, "other", documents=["kiln"])

    panel.open_corpus(corpus, other)
    panel.open_document("kiln")
    desk.mark(BOWL)
    qtbot.wait(0)

    assert listed(panel) == []
    assert panel.header.counts.text() == "0 in this document, 0 in all"
    other_store.close()


def test_without_a_corpus_the_panel_is_empty(desk, open_panel):
    desk.mark(FIRE)
    panel = open_panel(desk)

    panel.open_corpus(None, None)

    assert listed(panel) == []
    assert panel.header.counts.text() == "0 in all"


def test_a_change_after_the_panel_is_gone_does_no_harm(qtbot, desk, themes: ThemeSource):
    panel = NotesPanel(desk.service, themes)
    with qtbot.waitSignal(panel.destroyed):
        panel.deleteLater()
    del panel
    gc.collect()

    worker = threading.Thread(target=lambda: desk.mark(FIRE))
    worker.start()
    worker.join()
    themes.choose(ThemeChoice.DARK)

    assert len(desk.service.notes) == 1
