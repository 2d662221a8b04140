"""Tags in the panel of notes, and the queue of those to be reviewed."""

import pytest
from PySide6.QtCore import Qt

from parallelreader.core.notes.note import Colour, Review
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.ui.notes.panel import NotesPanel
from parallelreader.ui.notes.tag_field import TagField

pytestmark = pytest.mark.gui

Key = Qt.Key
FIRE = ("kiln", "zh", "火候到了")
READY = ("kiln", "en", "It is ready")
BOWL = ("kiln", "zh", "𠮷利的碗")
SCHEME = TagScheme((Category("craft", (TagSpec("fire"), TagSpec("clay")), allows_one=True),))


def listed(panel: NotesPanel) -> list[str]:
    return [panel.model.note(row).id for row in range(panel.model.rowCount())]


def choose(panel: NotesPanel, note: str) -> None:
    row = panel.model.row_of(note)
    assert row is not None
    panel.list.choose(row)
    panel.list.setFocus()


def test_tags_are_written_with_a_key_and_kept_in_one_step(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, READY)
    panel = open_panel(desk)
    panel.use_scheme(SCHEME)
    choose(panel, fire)

    qtbot.keyClick(panel.list, Key.Key_T)
    assert panel.editor.tags.hasFocus()
    panel.editor.tags.setText("Craft/fire; mine")
    qtbot.keyClick(panel.editor.tags, Key.Key_Return)

    assert desk.service.notes.get(fire).tags == ("craft/fire", "mine")
    assert panel.list.hasFocus()
    desk.service.undo()
    assert desk.service.notes.get(fire).tags == ()


def test_tags_can_be_written_together_with_words(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.open_note(fire, edit=True)

    qtbot.keyClicks(panel.editor.field, "hot")
    qtbot.keyClick(panel.editor.field, Key.Key_Tab)
    qtbot.keyClicks(panel.editor.tags, "heat")
    panel.finish_editing()

    note = desk.service.notes.get(fire)
    assert (note.body, note.tags) == ("hot", ("heat",))


def test_undo_is_seen_in_the_tags_being_edited(qtbot, desk, open_panel):
    fire = desk.mark(FIRE)
    panel = open_panel(desk)
    panel.tagging.tag([fire], ["one"])
    panel.open_note(fire, edit=True)
    assert panel.editor.tags.text() == "one"

    desk.service.undo()

    qtbot.waitUntil(lambda: panel.editor.tags.text() == "")


def test_the_list_is_narrowed_to_a_tag(qtbot, desk, open_panel):
    fire, bowl = desk.mark(FIRE), desk.mark(BOWL)
    panel = open_panel(desk)
    assert panel.filters.tags.isHidden()

    panel.tagging.tag([bowl], ["clay"])
    qtbot.waitUntil(lambda: not panel.filters.tags.isHidden())
    panel.filters.tags.setCurrentIndex(panel.filters.tags.findData("clay"))

    assert listed(panel) == [bowl]
    panel.tagging.tag([fire], ["Clay"])
    qtbot.waitUntil(lambda: listed(panel) == [fire, bowl])
    panel.tagging.tag([fire, bowl], [], ["clay"])
    qtbot.waitUntil(lambda: listed(panel) == [])
    assert panel.filters.wanted.tag == "clay"


def test_the_queue_is_walked_with_keys(qtbot, desk, open_panel):
    fire, bowl, third = desk.mark(FIRE), desk.mark(BOWL), desk.mark(("kiln", "zh", "看了很久"))
    panel = open_panel(desk)
    for note in (fire, bowl, third):
        choose(panel, note)
        qtbot.keyClick(panel.list, Key.Key_R)
    panel.filters.tags.setCurrentIndex(1)
    assert panel.filters.tags.currentText() == "To be reviewed (3)"
    first, second, last = listed(panel)
    choose(panel, first)

    qtbot.keyClick(panel.list, Key.Key_A)
    assert listed(panel) == [second, last]
    assert panel.current_note.id == second
    qtbot.keyClick(panel.list, Key.Key_X)

    assert desk.service.notes.get(first).review is Review.DONE
    assert desk.service.notes.get(second) is None
    assert listed(panel) == [last]
    assert panel.current_note.id == last


def test_all_that_is_listed_is_accepted_or_rejected_in_one_step(qtbot, desk, open_panel):
    fire, bowl = desk.mark(FIRE), desk.mark(BOWL)
    panel = open_panel(desk)
    assert panel.filters.accept_all.isHidden()
    panel.tagging.ask_for_review([fire, bowl])
    qtbot.waitUntil(lambda: not panel.filters.tags.isHidden())
    panel.filters.tags.setCurrentIndex(1)
    assert not panel.filters.accept_all.isHidden()

    panel.filters.search.setText("火候")
    panel.filters.reject_all.click()
    assert desk.service.notes.get(fire) is None
    panel.filters.search.clear()
    panel.filters.accept_all.click()

    assert desk.service.notes.get(bowl).review is Review.DONE
    assert listed(panel) == []
    assert panel.filters.accept_all.isHidden()
    desk.service.undo()
    desk.service.undo()
    assert len(panel.tagging.waiting()) == 2


def test_a_note_that_does_not_wait_is_neither_accepted_nor_rejected(qtbot, desk, open_panel):
    fire = desk.mark(FIRE, colour=Colour.ROSE)
    panel = open_panel(desk)
    choose(panel, fire)

    for key in (Key.Key_A, Key.Key_X):
        qtbot.keyClick(panel.list, key)

    assert desk.service.notes.get(fire).review is Review.NONE
    assert panel.area.bar.accept.isHidden()
    panel.area.bar.ask.click()
    assert not panel.area.bar.accept.isHidden()
    panel.area.bar.accept.click()
    assert desk.service.notes.get(fire).review is Review.DONE


def test_the_last_of_several_tags_is_completed(qtbot):
    field = TagField()
    qtbot.addWidget(field)
    field.offer(["craft/fire", "craft/clay"])
    field.setText("one; CLAY")
    completer = field.completer()
    completer.setCompletionPrefix(completer.splitPath(field.text())[0])

    assert completer.completionCount() == 1
    assert completer.pathFromIndex(completer.currentIndex()) == "one; craft/clay"
