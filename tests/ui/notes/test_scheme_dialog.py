"""The window in which tags are edited, by itself: by keys alone, and nothing goes without a word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.scheme_draft import SchemeDraft
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.ui.notes.scheme_dialog import SchemeDialog
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui
_Key = Qt.Key
SCHEME = TagScheme((Category("register", (TagSpec("formal", Colour.BLUE), TagSpec("spoken"))),))


@pytest.fixture
def dialog(qtbot, qapp) -> SchemeDialog:
    themes = ThemeSource(qapp, ThemeChoice.LIGHT)
    made = SchemeDialog(SchemeDraft(SCHEME), {"register/spoken": 3}, themes)
    qtbot.addWidget(made)
    made.open()
    return made


def rows(dialog: SchemeDialog) -> list[tuple[str, ...]]:
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items]


def answer(dialog: SchemeDialog, text: str) -> None:
    box = dialog.findChildren(QMessageBox)[-1]
    next(each for each in box.buttons() if each.text() == text).click()


def test_tags_are_named_added_coloured_and_moved_by_keys(dialog: SchemeDialog):
    assert rows(dialog) == [("formal", "register", ""), ("spoken", "register", "3")]
    QTest.keyClick(dialog.list, _Key.Key_Down)
    assert (dialog.name.text(), dialog.colour.currentData()) == ("spoken", None)

    QTest.keyClick(dialog.list, _Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(dialog.name, " word")
    QTest.keyClick(dialog.colour, _Key.Key_End)
    dialog.add.click()
    QTest.keyClicks(dialog.name, "plain")
    dialog.category.setEditText("")
    QTest.keyClick(dialog, _Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert not dialog.isVisible()
    assert dialog.draft.scheme().tags == ("register/spoken word", "register/formal", "plain")
    assert dialog.draft.scheme().spec("register/spoken word").colour is Colour.GREEN
    assert dialog.draft.renamed() == {"register/spoken": "register/spoken word"}


def test_a_tag_that_notes_have_is_asked_for_before_it_goes(dialog: SchemeDialog):
    QTest.keyClick(dialog.list, _Key.Key_Down)
    QTest.keyClick(dialog.list, _Key.Key_Delete)
    assert len(rows(dialog)) == 2

    answer(dialog, "Remove from notes, too")

    assert rows(dialog) == [("formal", "register", "")]
    assert dialog.draft.renamed() == {"register/spoken": ""}
    QTest.keyClick(dialog.list, _Key.Key_Delete)
    assert rows(dialog) == []
    QTest.keyClick(dialog, _Key.Key_Escape)
    answer(dialog, "Do not save")
    assert not dialog.isVisible()


def test_what_is_no_scheme_is_told_in_place(dialog: SchemeDialog):
    dialog.add.click()
    dialog.save.click()

    assert dialog.isVisible()
    assert dialog.problem.text().startswith("A tag has no name")
    QTest.keyClicks(dialog.name, "new")
    assert dialog.problem.isHidden()
    dialog.save.click()
    assert not dialog.isVisible()


def test_colours_are_whole_on_a_screen_of_double_density(
    dialog: SchemeDialog, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dialog, "devicePixelRatioF", lambda: 2.0)

    icon = dialog._swatch(Colour.ROSE)

    picture = icon.pixmap(icon.availableSizes()[0]).toImage()
    assert picture.pixelColor(16, 16).alpha() == 255
    last = picture.width() - 1
    assert picture.pixelColor(last, picture.height() // 2).alpha() == 0, "its right edge is not cut off"
