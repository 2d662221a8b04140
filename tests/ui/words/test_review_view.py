"""A card by keys: shown with Space, answered with 1 to 4, taken back with Z, left with Escape."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from listed_words import place
from parallelreader.app.settings import ReviewFront
from parallelreader.app.themes import ThemeChoice
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.review_view import ReviewCard, ReviewView

pytestmark = pytest.mark.gui

_Key = Qt.Key
CARD = ReviewCard(
    "江心",
    "jiāngxīn",
    "midstream",
    place("江心", "船到江心，马达忽然停了。", "In midstream the motor stopped."),
    ("1 min", "6 min", "10 min", "8 days"),
)


@pytest.fixture
def view(qapp: QApplication, qtbot) -> ReviewView:
    made = ReviewView(ThemeSource(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_answer_is_hidden_until_it_is_asked_for(view: ReviewView) -> None:
    rated: list[int] = []
    view.rated.connect(rated.append)
    view.ask(CARD, "", can_undo=False)

    QTest.keyClick(view, _Key.Key_2)
    front = view.accessibleDescription()
    QTest.keyClick(view, _Key.Key_Space)
    back = view.accessibleDescription()
    QTest.keyClick(view, _Key.Key_2)

    assert front == "船到江心，马达忽然停了。"
    assert "midstream" in back
    assert "jiāngxīn" in back
    assert rated == [2]


def fronts(view: ReviewView, card: ReviewCard) -> tuple[list[str], list[str]]:
    """What the sentences say before the answer shows, and after."""
    view.ask(card, "", can_undo=False)
    labels = (view._asked, view._front, view._english)
    closed = [label.text for label in labels if label.isVisible()]
    QTest.keyClick(view, _Key.Key_Space)
    return closed, [label.text for label in labels if label.isVisible()]


def test_what_comes_first_is_what_was_chosen(view: ReviewView) -> None:
    both = ["船到江心，马达忽然停了。", "In midstream the motor stopped."]
    word, english = replace(CARD, front=ReviewFront.WORD), replace(CARD, front=ReviewFront.ENGLISH)

    assert fronts(view, CARD) == (both[:1], both)
    assert fronts(view, word) == (["江心"], both)
    assert fronts(view, english) == ([both[1], "船到＿＿，马达忽然停了。"], both)
    assert fronts(view, replace(english, place=None)) == (["midstream"], ["江心"])


def test_each_button_says_when_the_card_comes_again(view: ReviewView) -> None:
    view.ask(CARD, "", can_undo=False)
    hidden = [button.isVisible() for button in view._answers]
    QTest.mouseClick(view._show, Qt.MouseButton.LeftButton)

    assert hidden == [False] * 4
    assert [button.text() for button in view._answers] == [
        "1  Again\n1 min",
        "2  Hard\n6 min",
        "3  Good\n10 min",
        "4  Easy\n8 days",
    ]


def test_space_is_good_once_the_answer_shows(view: ReviewView) -> None:
    rated: list[int] = []
    view.rated.connect(rated.append)
    view.ask(CARD, "", can_undo=False)

    QTest.keyClick(view, _Key.Key_Space)
    QTest.keyClick(view, _Key.Key_Space)

    assert rated == [3]


def test_the_last_answer_is_taken_back_and_the_round_left_by_key(view: ReviewView) -> None:
    heard: list[str] = []
    view.undo_requested.connect(lambda: heard.append("undo"))
    view.closed.connect(lambda: heard.append("closed"))
    view.say_done("All done.", can_undo=True)

    QTest.keyClick(view, _Key.Key_Z)
    QTest.keyClick(view, _Key.Key_Escape)

    assert heard == ["undo", "closed"]
    assert view.rest.text() == "All done."


def test_a_word_without_a_sentence_is_asked_for_itself(view: ReviewView) -> None:
    view.ask(ReviewCard("马灯", "mǎdēng", "barn lantern", None, ("", "", "", "")), "", can_undo=False)
    QTest.keyClick(view, _Key.Key_Space)

    assert view._front.text == "马灯"
    assert view._english.isHidden()
    assert not view._pair.isEnabled()


def test_one_answer_too_many_does_not_leave_the_end(view: ReviewView) -> None:
    left: list[bool] = []
    view.closed.connect(lambda: left.append(True))
    view.say_done("done", can_undo=True)

    QTest.keyClick(view, _Key.Key_Space)
    QTest.keyClick(view, _Key.Key_3)
    stayed = not left
    QTest.keyClick(view, _Key.Key_Return)

    assert stayed
    assert left == [True]
