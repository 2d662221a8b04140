"""Every action can be found, has a handler and a key of its own."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolButton, QWidget

from parallelreader.ui.actions import catalogue
from parallelreader.ui.actions.catalogue import ACTIONS
from parallelreader.ui.actions.registry import Actions, keys_of
from parallelreader.ui.actions.spec import CONTEXT, ActionSpec, Menu
from parallelreader.ui.text_menu import text_menu


@pytest.fixture
def actions(qtbot) -> Actions:
    owner = QWidget()
    qtbot.addWidget(owner)
    return Actions(owner)


def test_ids_are_unique_and_every_action_says_what_it_does():
    assert Counter(spec.id for spec in ACTIONS).most_common(1)[0][1] == 1
    assert all(spec.text and spec.tip for spec in ACTIONS)


def test_no_key_is_taken_by_two_actions(actions: Actions):
    taken: list[tuple[QKeySequence, str]] = []
    clashes = []
    no_match = QKeySequence.SequenceMatch.NoMatch
    for spec in ACTIONS:
        for key in actions[spec.id].shortcuts():
            clashes += [
                (spec.id, other)
                for taken_key, other in taken
                if other != spec.id
                and (key.matches(taken_key) != no_match or taken_key.matches(key) != no_match)
            ]
            taken.append((key, spec.id))

    assert clashes == []


def test_a_key_that_the_platform_gives_as_well_is_held_once():
    twice = ActionSpec("twice", "Twice", "Do it twice", Menu.FILE, ("Ctrl+Q", "Ctrl+Shift+Q", "Ctrl+Q"))

    assert [key.toString() for key in keys_of(twice)] == ["Ctrl+Q", "Ctrl+Shift+Q"]


def test_the_menu_of_the_text_has_first_what_is_done_most_and_each_thing_once(actions: Actions):
    menu = text_menu(actions, QMenu())

    shown = [each for each in menu.actions() if not each.isSeparator()]
    deeper = [each for part in shown if part.menu() for each in part.menu().actions()]
    names = [each.text() for each in (*shown, *deeper) if not each.isSeparator()]
    assert len(menu.actions()) < 20
    assert [each.text() for each in shown[:3]] == [
        actions["copy"].text(),
        "Copy more",
        actions["word_card"].text(),
    ]
    assert len(names) == len(set(names))


def test_a_menu_is_filled_when_it_is_opened_and_then_only(actions: Actions):
    menu, whole = QMenu(), QMenu()
    actions.fill(whole, Menu.GO)
    actions.fill_when_opened(menu, Menu.GO)

    before = menu.isEmpty()
    for _ in range(2):
        menu.aboutToShow.emit()

    assert before
    assert menu.actions()[0] is whole.actions()[0]
    assert len(menu.actions()) == len(whole.actions())


def test_each_action_is_in_its_menu_once(actions: Actions):
    listed = []
    for which in Menu:
        menu = QMenu()
        actions.fill(menu, which)
        listed += [action for action in menu.actions() if not action.isSeparator()]

    assert len(listed) == len(set(listed)) == len(ACTIONS)


def test_a_menu_ends_with_its_last_group_and_shows_keys_that_act_in_the_text_only(actions: Actions):
    file, word = QMenu(), QMenu()
    actions.fill(file, Menu.FILE)
    actions.fill(word, Menu.WORD)

    assert file.actions()[-1] is actions["quit"]
    assert actions["word_card"] in word.actions()
    assert actions["word_card"].text() == "Card of this word\tEnter"
    assert actions["word_card"].shortcuts() == []


def test_an_action_without_a_handler_is_a_mistake(actions: Actions):
    with pytest.raises(KeyError, match="quit"):
        actions.bind({spec.id: lambda: None for spec in ACTIONS if spec.id != "quit"})


def test_handlers_are_called_without_arguments(actions: Actions):
    called = []

    def handler() -> None:
        called.append("called")

    actions.bind({spec.id: handler for spec in ACTIONS})
    actions["link"].trigger()

    assert called == ["called"]


@pytest.mark.gui
def test_every_icon_button_of_the_window_has_a_name(open_window):
    window = open_window().window

    buttons = [button for button in window.findChildren(QToolButton) if button.isVisible()]

    nameless = [button.toolTip() for button in buttons if not (button.text() or button.accessibleName())]
    assert buttons
    assert nameless == []


def test_the_tools_for_translators_find_every_text_of_an_action(tmp_path: Path):
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("lupdate is not installed")
    found = tmp_path / "found.ts"

    files = [catalogue.__file__, *Path(catalogue.__file__).parent.glob("*_actions.py")]
    subprocess.run([tool, *files, "-ts", found], check=True, capture_output=True)

    contexts = ElementTree.parse(found).getroot().iter("context")
    texts = {
        m.findtext("source") for c in contexts if c.findtext("name") == CONTEXT for m in c.iter("message")
    }
    assert texts == {text for spec in ACTIONS for text in (spec.text, spec.tip)}


@pytest.mark.gui
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_with_nothing_open_every_action_leaves_the_program_well(open_window, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    opened = open_window()
    opened.desk.finish()
    window, done = opened.window, []
    for spec in ACTIONS:
        if spec.id in ("quit", "sample", "full_screen") or not window.actions_by_id[spec.id].isEnabled():
            continue
        window.actions_by_id[spec.id].trigger()
        opened.settle()
        done.append(spec.id)
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                other.close()

    book = opened.desk.word_keeping.book
    assert {"words", "library", "entry", "hide_translations", "copy"} <= set(done)
    assert not {"keep_word", "word_known", "page_known", "join_words", "reveal"} & set(done)
    assert (len(book.statuses), len(book.kept.all())) == (0, 0)
    assert window.banner.isHidden()
