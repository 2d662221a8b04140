"""The page of words by keys and mouse, over words made by hand: filters, statuses, what it asks for."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from listed_words import FERRY, LAMP, TODAY_ENDS, due_cards, listed, place
from parallelreader.app.themes import ThemeChoice
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import DAY_MS, Group, Order, WordEntry, WordList
from parallelreader.core.text import Span
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_detail import StatusButton
from parallelreader.ui.words.page_head import PageHead
from parallelreader.ui.words.page_menu import word_menu
from parallelreader.ui.words.page_needed import NeededSentence
from parallelreader.ui.words.page_side import NEEDED
from parallelreader.ui.words.page_words import Days, seen_words

pytestmark = pytest.mark.gui

_Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TITLES = {FERRY: "末班渡船", LAMP: "灯"}


class _Days(Days):
    """A day of the words made by hand."""

    @property
    def tomorrow(self) -> int:
        return TODAY_ENDS

    def until(self, moment: int) -> int:
        return (moment - TODAY_ENDS + DAY_MS) // DAY_MS


DAYS = _Days.now()


def some_words() -> list[WordEntry]:
    return [
        listed(
            "缆绳", "lǎnshéng", "rope", Status.LEARNING_1, place("缆绳", "解开缆绳。", "Rope.", at=5), due=0
        ),
        listed("江心", "jiāngxīn", "midstream", Status.LEARNING_3, place("江心", "船到江心。", at=30), due=6),
        listed("灯", "dēng", "lamp", Status.NEW, place("灯", "一盏灯。", text=LAMP), due=1),
        listed("的", "de", "of", Status.KNOWN),
    ]


@pytest.fixture
def page(qapp: QApplication, qtbot) -> WordsPage:
    made = WordsPage(ThemeSource(qapp, ThemeChoice.LIGHT), DAYS)
    qtbot.addWidget(made)
    qtbot.addWidget(made.side)
    made.resize(1100, 600)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    show(made, some_words())
    made.focus_list()
    return made


def show(page: WordsPage, words: list[WordEntry]) -> None:
    page.show_words(WordList(words, due_cards(words)), DAYS, TITLES)


def shown(page: WordsPage) -> list[str]:
    return [word.written for word in page.model.words]


def press(
    page: WordsPage, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        QTest.keyClick(page.list, key, modifiers)


def test_keys_give_a_status_to_a_range(page: WordsPage) -> None:
    asked: list[tuple[list[str], Status]] = []
    page.status_requested.connect(lambda words, status: asked.append(([w.written for w in words], status)))

    press(page, _Key.Key_4)
    press(page, _Key.Key_Down, _Key.Key_Down, modifiers=SHIFT)
    press(page, _Key.Key_W)
    press(page, _Key.Key_End)
    press(page, _Key.Key_I, _Key.Key_0)

    assert asked == [
        (["缆绳"], Status.LEARNING_4),
        (["缆绳", "江心", "灯"], Status.KNOWN),
        (["的"], Status.IGNORED),
        (["的"], Status.NEW),
    ]


def test_a_changed_word_stays_where_it_is_until_the_filter_changes(page: WordsPage) -> None:
    page.side.groups.choose(Group.BEGUN)
    before = shown(page)
    page.take_statuses({"缆绳": Status.KNOWN})
    show(page, [listed("缆绳", "lǎnshéng", "rope", Status.KNOWN, due=0), *some_words()[1:]])
    after = shown(page)
    status = page.model.word(0).status
    page.side.groups.choose(Group.ALL)
    page.side.groups.choose(Group.BEGUN)

    assert before == after == ["缆绳"]
    assert status is Status.KNOWN
    assert shown(page) == []


def test_filters_and_order_choose_what_is_listed(page: WordsPage) -> None:
    page.side.texts.choose(LAMP)
    of_lamp = shown(page)
    page.side.texts.choose(("", ""))
    page.side.groups.choose(Group.DUE)
    due = shown(page)
    page.side.groups.choose(Group.ALL)
    page.head.order.setCurrentIndex(list(Order).index(Order.PINYIN))

    assert of_lamp == ["灯"]
    assert due == ["缆绳"]
    assert shown(page) == ["的", "灯", "江心", "缆绳"]


def test_the_search_is_reached_and_left_by_keys(page: WordsPage) -> None:
    press(page, _Key.Key_Slash)
    QTest.keyClicks(page.head.search, "jiang")
    found = shown(page)
    QTest.keyClick(page.head.search, _Key.Key_Return)
    has_list_focus = page.list.hasFocus()
    press(page, _Key.Key_Escape)
    event = QInputMethodEvent()
    event.setCommitString("灯")
    QApplication.sendEvent(page.list, event)

    assert found == ["江心"]
    assert has_list_focus
    assert shown(page) == ["灯"]


def test_enter_and_double_click_open_the_pair(page: WordsPage) -> None:
    opened: list[object] = []
    page.opened.connect(opened.append)

    press(page, _Key.Key_Return)
    row = page.list.visualRect(page.model.index(1, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    page.list.choose(3)
    press(page, _Key.Key_Return)

    assert [each.chinese for each in opened] == ["解开缆绳。", "船到江心。"]  # type: ignore[attr-defined]


def test_a_thousand_words_are_chosen_and_marked_as_one(page: WordsPage) -> None:
    words = [listed(f"词{number}", "cí", "word", Status.NEW) for number in range(1_000)]
    show(page, words)
    page.list.selectAll()
    listed_before = shown(page)
    asked: list[list[WordEntry]] = []
    page.status_requested.connect(lambda chosen, status: asked.append(chosen))
    QTest.keyClick(page.list, _Key.Key_W)
    page.take_statuses({word.key: Status.KNOWN for word in words})
    on_screen = {word.status for word in page.list.on_screen}
    show(page, [*(replace(word, status=Status.KNOWN) for word in words[1:]), words[0]][::-1])
    still_chosen = len(page.list.chosen)
    page.head.search.setText("词99")

    assert still_chosen == 1_000
    assert [word.written for word in asked[0]] == listed_before
    assert on_screen == {Status.KNOWN}
    assert len(shown(page)) == 11


@pytest.mark.parametrize("width", [1_400, 800, 760, 640, 520])
def test_the_line_over_the_list_says_nothing_by_halves(qapp: QApplication, qtbot, width: int) -> None:
    head = PageHead(ThemeSource(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(head)
    head.show()
    head.say_count("12,362 words, 1,024 due today")
    head.show_due(1_024)
    head.resize(width, head.sizeHint().height())
    QApplication.processEvents()

    parts = [each for each in head.findChildren(QWidget) if each.parent() is head and each.isVisible()]
    places = sorted((part.geometry() for part in parts), key=lambda place: place.left())
    assert all(left.right() < right.left() for left, right in pairwise(places))
    assert places[-1].right() < width
    assert not head._count.isVisible() or head._count.width() >= head._count.sizeHint().width()
    assert head._count.isVisible() or width < 1_400


def test_copying_takes_the_words_chosen(page: WordsPage) -> None:
    press(page, _Key.Key_Down, modifiers=SHIFT)
    press(page, _Key.Key_C, modifiers=Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "缆绳\n江心"


def test_escape_clears_the_search_then_leaves(page: WordsPage) -> None:
    left: list[bool] = []
    page.escaped.connect(lambda: left.append(True))
    page.head.search.setText("deng")

    press(page, _Key.Key_Escape)
    cleared = page.head.search.text()
    press(page, _Key.Key_Escape)

    assert cleared == ""
    assert left == [True]


def test_the_menu_gives_a_status_too(page: WordsPage) -> None:
    asked: list[Status] = []
    page.status_requested.connect(lambda words, status: asked.append(status))
    menu = word_menu(page, page.list.chosen)

    checked = [action.text() for action in menu.actions() if action.isChecked()]
    next(action for action in menu.actions() if action.text() == "Known").trigger()

    assert checked == ["Learning 1"]
    assert asked == [Status.KNOWN]


def test_only_what_was_marked_is_offered_to_be_removed(page: WordsPage) -> None:
    new = listed("灯", "dēng", "lamp", Status.NEW)
    offered = [
        next(action.isEnabled() for action in word_menu(page, words).actions() if action.text() == "Remove")
        for words in ([new], [new, page.list.chosen[0]])
    ]

    assert offered == [False, True]


@pytest.mark.parametrize(
    ("here", "in_all", "said"),
    [
        (0, 0, ""),
        (1, 1, "seen once in this text"),
        (1200, 1200, "seen 1,200 times in this text"),
        (1, 3, "seen once in this text, 3 in the corpus"),
        (0, 1, "seen once in the corpus"),
        (0, 1200, "seen 1,200 times in the corpus"),
    ],
)
def test_it_is_said_how_often_a_word_stands_in_texts(here: int, in_all: int, said: str) -> None:
    assert seen_words(here, in_all) == said


def test_buttons_at_the_right_give_a_status_and_open_a_pair(page: WordsPage) -> None:
    asked: list[Status] = []
    page.status_requested.connect(lambda words, status: asked.append(status))
    page.right.detail.show_word(page.list.current, ["3.18"], "")

    button = next(each for each in page.right.detail._buttons if each.status is Status.LEARNING_5)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert asked == [Status.LEARNING_5]


def test_screen_readers_are_told_all_of_a_row(page: WordsPage) -> None:
    said = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)

    assert said == "缆绳; lǎnshéng; rope; learning 1; due today; 解开缆绳。; Rope."


def test_the_sentences_that_needed_english_are_listed_in_the_place_of_the_words(page: WordsPage) -> None:
    opened: list[object] = []
    page.opened.connect(opened.append)
    page.show_needed(
        [
            NeededSentence(FERRY, "zh", Span(4, 9), "船到江心。", "The boat came midstream.", "once"),
            NeededSentence(LAMP, "zh", Span(0, 4), "一盏灯。", "A lamp.", "twice"),
        ]
    )
    page.side.groups.choose(NEEDED)
    listed_all = len(page.needed.rows)
    page.side.texts.choose(LAMP)
    QTest.keyClick(page.needed, _Key.Key_Return)

    assert listed_all == 2
    assert page.needed.isVisible()
    assert not page.list.isVisible()
    assert [each.chinese for each in opened] == ["一盏灯。"]  # type: ignore[attr-defined]


def test_an_empty_page_names_the_key_that_keeps_a_word(page: WordsPage) -> None:
    show(page, [])

    assert not page.list.isVisible()
    assert page.head.search.hasFocus()
    assert "press R" in page._empty.text()
    assert not page.head.review.isEnabled()


def test_files_dropped_on_the_page_are_handed_on(page: WordsPage, tmp_path) -> None:
    dropped: list[list[object]] = []
    page.files_dropped.connect(dropped.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "hsk.txt"))])

    event = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    page.dropEvent(event)

    assert dropped == [[tmp_path / "hsk.txt"]]


def test_in_a_narrow_page_the_right_lies_over_the_list_when_asked_for(page: WordsPage) -> None:
    was_beside = page.right.isVisible()
    page.resize(700, 600)
    QApplication.processEvents()
    hidden = not page.right.isVisible()
    width = page.list.width()
    page.head.right.click()
    over = page.right.isVisible() and page.list.width() == width
    press(page, _Key.Key_Escape)

    assert was_beside
    assert hidden
    assert over
    assert not page.right.isVisible()


def test_digits_are_about_the_words_wherever_the_keyboard_is_but_in_the_search(page: WordsPage) -> None:
    asked: list[Status] = []
    page.status_requested.connect(lambda words, status: asked.append(status))
    page.right.detail.show_word(page.list.current, [""], "")
    page.right.detail.focus_status()

    QTest.keyClick(QApplication.focusWidget(), _Key.Key_5)
    QTest.keyClicks(page.head.search, "2")

    assert asked == [Status.LEARNING_5]


def test_the_keyboard_goes_round_the_parts_of_the_page(page: WordsPage) -> None:
    page.right.detail.show_word(page.list.current, [""], "")

    page.focus_next_part(page.list)
    at_right = page.right.isAncestorOf(QApplication.focusWidget())
    page.focus_next_part(QApplication.focusWidget())

    assert at_right
    assert page.list.hasFocus()


def test_the_count_above_the_list_is_of_what_is_listed_and_follows_it(page: WordsPage) -> None:
    def said() -> str:
        return str(page.head._count.text())

    at_first = said()
    page.side.groups.choose(Group.KNOWN)
    of_known = said()
    page.side.groups.choose(Group.ALL)
    rope, *others = some_words()
    show(page, [replace(rope, due=rope.due + 9 * DAY_MS), *others])

    assert at_first == "4 words, 1 due today"
    assert of_known == "1 word, 1 due today"
    assert said() == "4 words"


def test_escape_leads_from_the_filters_back_to_the_list(page: WordsPage) -> None:
    page.side.resize(216, 500)
    page.side.show()
    left: list[bool] = []
    page.side.left.connect(lambda: left.append(True))

    QTest.keyClick(page.side.groups, _Key.Key_Escape)

    assert left == [True]


def test_the_status_that_has_the_keyboard_can_still_be_read(qapp: QApplication, qtbot):
    button = StatusButton(ThemeSource(qapp, ThemeChoice.LIGHT), Status.LEARNING_4)
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    written = button.grab().toImage()
    button.setText("")
    empty = button.grab().toImage()

    assert written != empty


def test_words_found_to_stand_in_the_text_are_put_in_its_order(page: WordsPage):
    words = [*some_words()[:2], listed("岸", status=Status.KNOWN), listed("船", status=Status.KNOWN)]
    show(page, words)
    nowhere = shown(page)
    met = [replace(words[2], places=(place("岸", "上岸。", at=70),))]
    met.append(replace(words[3], places=(place("船", "上船。", at=60),)))
    show(page, [*words[:2], *met])

    assert nowhere == ["缆绳", "江心", "岸", "船"]
    assert shown(page) == ["缆绳", "江心", "船", "岸"]
