"""When a card comes and goes: resting, leaving, entering, pinning, and with a key only."""

import pytest

from parallelreader.app.words.card_when import CardWhen
from parallelreader.core.text import Span
from parallelreader.ui.words.card_pointer import CardPointer, PointedWord

WORD = PointedWord("zh", Span(3, 5))
OTHER = PointedWord("zh", Span(8, 9))


@pytest.fixture
def pointer(qapp) -> CardPointer:
    return CardPointer()


@pytest.fixture
def heard(pointer: CardPointer) -> list[object]:
    told: list[object] = []
    pointer.due.connect(told.append)
    pointer.over.connect(lambda: told.append("over"))
    return told


def test_it_comes_when_the_pointer_rests(pointer: CardPointer, heard: list[object], qtbot):
    pointer.point(WORD)
    assert heard == []

    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [WORD]


def test_the_word_left_before_has_none(pointer: CardPointer, heard: list[object], qtbot):
    pointer.point(WORD)
    pointer.point(OTHER)

    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [OTHER]


def test_it_comes_at_once_where_that_is_wanted(pointer: CardPointer, heard: list[object]):
    pointer.when = CardWhen.AT_ONCE

    pointer.point(WORD)

    assert heard == [WORD]


def test_with_a_key_only_while_that_is_held(pointer: CardPointer, heard: list[object], qtbot):
    pointer.when = CardWhen.WITH_KEY
    pointer.point(WORD)
    assert heard == []

    pointer.press_key()
    pointer.show(WORD, pinned=False)
    pointer.point(OTHER, with_key=True)

    assert heard == [WORD, OTHER]


def test_it_goes_when_the_pointer_has_left(pointer: CardPointer, heard: list[object], qtbot):
    pointer.show(WORD, pinned=False)

    pointer.point(None)
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["over"]


def test_it_can_be_entered(pointer: CardPointer, heard: list[object], qtbot):
    pointer.show(WORD, pinned=False)
    pointer.point(None)
    pointer.enter_card()
    qtbot.wait(450)
    assert heard == []

    pointer.leave_card()
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["over"]


def test_a_pinned_one_stays_wherever_the_pointer_goes(pointer: CardPointer, heard: list[object], qtbot):
    pointer.show(WORD, pinned=True)

    pointer.point(OTHER)
    pointer.point(None)
    pointer.leave_card()
    qtbot.wait(450)

    assert heard == []
