"""What a card shows and says, and how one goes about in it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from parallelreader.app.words.card import Card, CardSense, Match
from parallelreader.app.words.card_phrase import Phrase
from parallelreader.app.words.statuses import Status
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readable_glosses import readable
from parallelreader.core.words.senses import Evidence
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.card_ink import reading_parts
from parallelreader.ui.words.card_rows import rows_of
from parallelreader.ui.words.card_view import WIDTH, WordCard

Key = Qt.Key
FIND = Syllable(0, 1, "zhao", 3)
CARD = Card(
    "zh",
    Span(10, 11),
    "找",
    "找",
    "找",
    "找",
    (FIND,),
    (
        CardSense("to give change", Evidence("the change", is_linked=True), is_likely=True),
        CardSense("to look for"),
    ),
    (Match(Span(10, 11), "我", (Syllable(0, 1, "wo", 3),), "I; me"),),
    Phrase("不用找了", ((FIND,),), "Keep the change"),
    status=Status.LEARNING_2,
)


@pytest.fixture
def ground(qtbot) -> QWidget:
    widget = QWidget()
    widget.resize(900, 700)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def card(ground: QWidget, qtbot, qapp) -> WordCard:
    text = QLineEdit(ground)
    text.setFocus()
    view = WordCard(ThemeSource(qapp), ground)
    action = QAction("Keep this word", ground)
    action.setShortcut("R")
    view.offer(action, "Card")
    ground.show()
    view.show_card(CARD, ())
    view.stand(QRect(400, 60, 20, 24), ground.rect())
    qtbot.waitUntil(view.isVisible)
    return view


def spoken(card: WordCard) -> list[str]:
    return [row.spoken for row in card.list.model_rows.rows]


def test_it_shows_the_likely_sense_and_why(card: WordCard):
    assert card.width() == WIDTH
    assert spoken(card) == [
        "1. to give change. Likely here: matches “the change”",
        "2. to look for",
        "我 wǒ I; me",
    ]
    assert card.accessibleDescription() == "找. zhǎo. to give change. 不用找了: Keep the change"


def test_it_never_takes_the_keyboard_of_itself(card: WordCard):
    assert not card.has_keyboard

    card.enter()

    assert card.has_keyboard


def test_every_button_has_a_name_and_the_status_of_the_word_is_on(card: WordCard):
    buttons = card.findChildren(QAbstractButton)

    assert all(button.accessibleName() or button.text() for button in buttons)
    on = [button.accessibleName() for button in buttons if button.isChecked() and button.isCheckable()]
    assert on == ["Learning 2 of 5"]
    card.renew(replace(CARD, status=Status.KNOWN))
    assert [b.accessibleName() for b in card.status.findChildren(QAbstractButton) if b.isChecked()] == [
        "Known"
    ]


def test_a_status_is_chosen_by_mouse_and_by_key(card: WordCard, qtbot):
    chosen: list[object] = []
    card.status_chosen.connect(chosen.append)
    known, ignore = (
        next(b for b in card.status.findChildren(QAbstractButton) if b.accessibleName() == name)
        for name in ("Known", "Ignore")
    )

    qtbot.mouseClick(known, Qt.MouseButton.LeftButton)
    ignore.setFocus()
    qtbot.keyClick(ignore, Key.Key_Space)

    assert chosen == [Status.KNOWN, Status.IGNORED]
    assert not known.isChecked()


def test_the_arrows_choose_a_sense_and_enter_another_word(card: WordCard, qtbot):
    chosen: list[object] = []
    card.match_chosen.connect(chosen.append)
    card.enter()

    qtbot.keyClick(card.list, Key.Key_Down)
    assert card.list.sense == 1
    qtbot.keyClick(card.list, Key.Key_Down)
    qtbot.keyClick(card.list, Key.Key_Return)

    assert chosen == list(CARD.matches)
    assert card.list.sense == 0


def test_tab_goes_round_and_escape_leaves(card: WordCard, qtbot):
    left: list[bool] = []
    card.left.connect(lambda: left.append(True))
    card.enter()
    seen = []

    for _ in range(30):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        if QApplication.focusWidget() is card.list:
            break

    assert len(set(seen)) == len(seen) == 11
    qtbot.keyClick(card.list, Key.Key_Escape)
    assert left == [True]


def test_a_list_of_one_row_takes_no_room_from_the_word(card: WordCard, ground: QWidget):
    card.show_card(replace(CARD, asked="change", senses=CARD.senses[1:], matches=()), ())
    card.stand(QRect(400, 600, 20, 24), ground.rect())
    QApplication.processEvents()
    assert card.list.mapTo(card, QPoint()).y() >= card.head.geometry().bottom()
    assert card.list.height() >= card.list.height_for(card.list.width())
    assert card.accessibleDescription().startswith("Behind “change”. 找. zhǎo. ")


def test_dozens_of_senses_scroll(card: WordCard):
    many = replace(CARD, senses=tuple(CardSense(f"sense number {n}") for n in range(60)))

    card.show_card(many, ())
    card.stand(QRect(400, 60, 20, 24), QRect(0, 0, 900, 700))
    QApplication.processEvents()

    assert card.height() <= 440
    assert card.list.verticalScrollBar().maximum() > 0


def test_without_a_dictionary_it_says_what_is_missing_and_leads_to_the_list(card: WordCard, qtbot):
    wanted: list[bool] = []
    card.dictionaries_wanted.connect(lambda: wanted.append(True))

    card.show_card(replace(CARD, senses=(), matches=()), ())
    card.enter()
    qtbot.keyClick(card.list, Key.Key_Return)
    assert spoken(card) == ["This word is in no dictionary."]
    assert not wanted

    card.show_card(replace(CARD, senses=(), matches=(), missing="There is no dictionary."), ())
    qtbot.keyClick(card.list, Key.Key_Return)
    assert spoken(card)[0].startswith("There is no dictionary.")
    assert wanted


def test_what_becomes_known_late_moves_nothing(card: WordCard):
    seek, change = CardSense("to look for"), CardSense("to give change")
    early = replace(CARD, senses=(seek, change), phrase=None, is_pending=True)
    likely = replace(change, evidence=Evidence("the change", is_linked=True), is_likely=True)
    card.show_card(early, ())
    card.stand(QRect(400, 60, 20, 24), QRect(0, 0, 900, 700))
    rects = [card.list.visualRect(card.list.model_rows.index(row)) for row in range(3)]
    height = card.height()

    card.complete(early.completed(replace(CARD, senses=(likely, seek))), (("Wren", "the change"),))

    assert [card.list.visualRect(card.list.model_rows.index(row)) for row in range(3)] == rects
    assert card.height() == height
    assert card.list.sense == 1
    assert "Likely here" in spoken(card)[1]
    assert card.line.isVisible()


def test_where_no_sense_is_likely_it_tells_what_the_only_version_has(card: WordCard):
    names = (("Wren", "the change"),)
    likely, unlikely = CARD.senses[0], CARD.senses[1]

    card.show_card(replace(CARD, phrase=None, senses=(likely,)), names)
    assert card.line.isHidden()
    card.show_card(replace(CARD, phrase=None, senses=(unlikely,)), names)
    assert not card.line.isHidden()
    assert card.line.spoken == "Wren: the change"


def test_of_an_english_word_with_nothing_behind_it_no_status_is_asked(card: WordCard):
    listed = Match(None, "放弃", (), "to give up")
    none = replace(
        CARD, word="gave up", key="", senses=(), matches=(listed,), asked="gave up", missing="None."
    )

    card.show_card(none, ())

    assert card.status.isHidden()
    assert spoken(card) == ["None.", "放弃  to give up"]
    card.show_card(replace(CARD, asked="gave up", matches=(*CARD.matches, listed)), ())
    assert not card.status.isHidden()
    assert spoken(card)[-2:] == ["In the dictionary for “gave up”", "放弃  to give up"]


def test_readings_come_in_pieces_with_their_tones():
    syllables = (Syllable(0, 1, "Xi", 1), Syllable(1, 2, "an", 1))

    assert list(reading_parts(syllables, Notation.MARKS)) == [("Xī", 1), ("'ān", 1)]


def test_what_a_gloss_points_to_is_written_as_people_do():
    assert readable("variant of 舩[chuan2]") == "variant of 舩 chuán"
    assert readable("see 標準|标准[biao1 zhun3]") == "see 标准 biāozhǔn"
    assert readable("that (colloquial pr. [nei4]); Taiwan pr. [lu:3 xi2]") == (
        "that (colloquial pr. nèi); Taiwan pr. lǚxí"
    )
    assert readable("to sit [down]") == "to sit [down]"


@pytest.mark.parametrize(
    ("spelt", "lines"),
    [
        ((("Wren", "Shiwan"), ("Lark", "Shiwan")), ("Name · “Shiwan”", "in Wren’s and Lark’s English")),
        ((("English", "Shiwan"),), ("Name · “Shiwan”", "in the English")),
        (
            (("Wren", "Old Wei"), ("Lark", "Lao Wei")),
            ("Name", "“Old Wei” in Wren’s English · “Lao Wei” in Lark’s English"),
        ),
        ((), ("Name", "")),
    ],
)
def test_a_name_is_told_with_whose_english_has_it(spelt: tuple[tuple[str, str], ...], lines: tuple[str, str]):
    name = CardSense("name", is_likely=True, is_name=True, spelt=spelt)

    first, second, *_ = rows_of(replace(CARD, senses=(name, CardSense("stone"))))

    assert (first.text, first.small, first.number) == (*lines, 0)
    assert (second.text, second.number) == ("stone", 1)
