"""Importing, ordering, switching and removing dictionaries in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from dictionary_material import install_ferry_words
from parallelreader.ui.words.dictionaries_dialog import DictionariesDialog
from reading_window import OpenWindow

pytestmark = pytest.mark.gui
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWindow:
    install_ferry_words(tmp_path, monkeypatch)
    opened = open_window()
    assert opened.desk.dictionaries
    opened.settle()
    opened.window.actions_by_id["dictionaries"].trigger()
    yield opened
    dialog_of(opened).close()


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    path = tmp_path / "Sea words.tsv"
    path.write_text("word\tpinyin\tmeaning\n船\tchuán\tvessel\n\tx\ty\n", encoding="utf-8")
    return path


def dialog_of(window: OpenWindow) -> DictionariesDialog:
    return window.desk.dictionary_choice.dialog


def drop(window: OpenWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog_of(window).dropEvent(event)
    window.settle()


def titles(window: OpenWindow) -> list[str]:
    tree = dialog_of(window).list
    return [tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())]


def asked(window: OpenWindow) -> list[str]:
    return [each.dictionary.title for each in window.desk.dictionaries.entries("船")]


def test_files_dropped_are_imported_and_what_was_left_out_is_told(window, sea, tmp_path):
    broken = tmp_path / "broken.mdx"
    broken.write_bytes(b"\0\0\0")

    drop(window, sea, broken)

    said = dialog_of(window).about.text()
    assert titles(window) == ["Ferry words 2026-05-01", "Sea words"]
    assert "Sea words is in: 1 entries. 1 record could not be read: line 3: There is no headword." in said
    assert "pyglossary" in said
    assert asked(window) == ["Ferry words 2026-05-01", "Sea words"]
    assert dialog_of(window).import_button.isEnabled()


def test_dictionaries_are_ordered_and_switched_by_key(window, sea):
    drop(window, sea)
    tree = dialog_of(window).list
    tree.setCurrentItem(tree.topLevelItem(1))

    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    after_moving = asked(window)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Space)

    assert after_moving == ["Sea words", "Ferry words 2026-05-01"]
    assert titles(window) == after_moving
    assert asked(window) == ["Ferry words 2026-05-01"]
    assert window.data.settings.value.dictionaries_off == ("sea-words",)


def test_an_imported_one_is_removed_once_the_user_has_said_so_twice(window, sea):
    drop(window, sea)
    tree = dialog_of(window).list
    tree.setCurrentItem(tree.topLevelItem(1))

    QTest.keyClick(tree, Qt.Key.Key_Delete)
    (box,) = dialog_of(window).findChildren(QMessageBox)
    before = asked(window)
    next(each for each in box.buttons() if each.text() == "Remove").click()
    window.settle()

    assert len(before) == 2
    assert asked(window) == titles(window) == ["Ferry words 2026-05-01"]
    assert QApplication.activeModalWidget() is None


def test_the_one_of_the_program_stays(window):
    QTest.keyClick(dialog_of(window).list, Qt.Key.Key_Delete)

    assert not dialog_of(window).remove_button.isEnabled()
    assert dialog_of(window).findChildren(QMessageBox) == []
    assert "comes with the program" in dialog_of(window).about.text()


def test_what_came_of_an_import_stays_until_one_goes_to_another_line(window, sea):
    drop(window, sea)
    said = dialog_of(window).about.text()

    dialog_of(window).show_dictionaries(window.desk.dictionaries.listed())
    after_listing = dialog_of(window).about.text()
    tree = dialog_of(window).list
    tree.setCurrentItem(tree.topLevelItem(1))
    tree.setCurrentItem(tree.topLevelItem(0))

    assert after_listing == said
    assert "comes with the program" in dialog_of(window).about.text()
