"""Every action can be found, has a handler and a key of its own."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from parallelreader.ui.actions.catalogue import ACTIONS, Menu
from parallelreader.ui.actions.registry import Actions


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


def test_each_action_is_in_its_menu_once(actions: Actions):
    listed = []
    for which in Menu:
        menu = QMenu()
        actions.fill(menu, which)
        listed += [action for action in menu.actions() if not action.isSeparator()]

    assert len(listed) == len(set(listed)) == len(ACTIONS)


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
