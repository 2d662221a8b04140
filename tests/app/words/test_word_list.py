"""The list of words: filtered by status, day and text, sorted, and found by hanzi, pinyin and English."""

from dataclasses import replace

import pytest

from listed_words import FERRY, LAMP, due_cards, listed, place
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import EVERYWHERE, Group, Order, WordFilter, WordList

ROPE = listed(
    "缆绳", "lǎnshéng", "mooring rope", Status.LEARNING_1, place("缆绳", "解开缆绳。", at=40), due=0, added=5
)
LANDING = listed(
    "渡口", "dùkǒu", "ferry landing", Status.LEARNING_5, place("渡口", "渡口很静。", at=7), due=4, added=9
)
LAMPLIGHT = listed(
    "灯光",
    "dēngguāng",
    "lamplight",
    Status.LEARNING_3,
    place("灯光", "灯光不远。", text=LAMP),
    due=-3,
    added=7,
)
GREEN = listed("绿", "lǜ", "green", Status.KNOWN)
XIAN = listed("西安", "Xī'ān", "Xi'an, a city", Status.IGNORED)
WORDS = (ROPE, LANDING, LAMPLIGHT, GREEN, XIAN)
ALL = WordList(WORDS, due_cards(WORDS))


def names(wanted: WordFilter, order: Order = Order.PLACE) -> list[str]:
    return [word.written for word in ALL.shown(wanted, order)]


@pytest.mark.parametrize(
    ("group", "found"),
    [
        (Group.ALL, ["渡口", "缆绳", "灯光", "绿", "西安"]),
        (Group.DUE, ["缆绳", "灯光"]),
        (Group.NEW, []),
        (Group.BEGUN, ["缆绳"]),
        (Group.FAMILIAR, ["灯光"]),
        (Group.NEARLY, ["渡口"]),
        (Group.KNOWN, ["绿"]),
        (Group.IGNORED, ["西安"]),
    ],
)
def test_a_group_has_the_words_it_counts(group: Group, found: list[str]) -> None:
    assert names(WordFilter(group)) == found
    assert ALL.counts(EVERYWHERE)[group] == len(found)


def test_a_word_is_written_in_the_script_of_its_sentence():
    # 船 is written alike in both scripts; their forms of it differ.
    traditional = listed("渡船", "dùchuán", "ferry", Status.NEW, place("渡船", "最後一班渡船晚上九點開。"))
    simplified = listed("渡船", "dùchuán", "ferry", Status.NEW, place("渡船", "最后一班渡船晚上九点开。"))

    assert (traditional.language, simplified.language) == ("zh-Hant", "zh-Hans")
    assert listed("總要").language == "zh-Hant"


def test_a_text_has_the_words_that_stand_in_it() -> None:
    assert names(WordFilter(text=LAMP)) == ["灯光"]
    assert names(WordFilter(Group.DUE, FERRY)) == ["缆绳"]
    assert ALL.texts() == {FERRY: 2, LAMP: 1}
    assert ALL.counts(FERRY)[Group.ALL] == 2


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.PLACE, ["渡口", "缆绳", "灯光", "绿", "西安"]),
        (Order.RECENT, ["渡口", "灯光", "缆绳", "绿", "西安"]),
        (Order.DUE, ["灯光", "缆绳", "渡口", "绿", "西安"]),
        (Order.STATUS, ["缆绳", "灯光", "渡口", "绿", "西安"]),
        (Order.PINYIN, ["灯光", "渡口", "缆绳", "绿", "西安"]),
    ],
)
def test_orders(order: Order, found: list[str]) -> None:
    assert names(WordFilter(), order) == found


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("缆绳", ["缆绳"]),
        ("纜繩", ["缆绳"]),
        ("lan", ["渡口", "缆绳"]),
        ("lanshe", ["缆绳"]),
        ("lan sheng", ["缆绳"]),
        ("shéng", ["缆绳"]),
        ("lan3sheng2", ["缆绳"]),
        ("lan4", []),
        ("lv", ["绿"]),
        ("lü", ["绿"]),
        ("lu", ["绿"]),
        ("xian", ["西安"]),
        ("xi'an", ["西安"]),
        ("Landing", ["渡口"]),
        ("ferry lan", ["渡口"]),
        ("  ", ["渡口", "缆绳", "灯光", "绿", "西安"]),
        ("quay", []),
    ],
)
def test_words_are_found_by_hanzi_pinyin_and_english(sought: str, found: list[str]) -> None:
    assert names(WordFilter(sought=sought)) == found


def test_words_that_nobody_marked_are_among_the_new_ones_only():
    rare, often = (
        replace(listed(name, "", "", Status.NEW, place(name, f"{name}很小。", at=at)), times=times)
        for name, at, times in (("船舱", 3, 2), ("船头", 50, 9))
    )
    words = WordList(
        [*WORDS, replace(LANDING, key="码头", card="card", status=Status.NEW, times=4)], (), (rare, often)
    )

    new = words.shown(WordFilter(Group.NEW), Order.FREQUENT)

    assert [(word.key, word.times) for word in new] == [("船头", 9), ("码头", 4), ("船舱", 2)]
    assert words.counts(EVERYWHERE)[Group.NEW] == words.counts(FERRY)[Group.NEW] == 3
    assert words.counts(LAMP)[Group.NEW] == 0
    assert words.counts(EVERYWHERE)[Group.ALL] == len(WORDS) + 1
    assert not {rare, often} & set(words.shown(WordFilter(), Order.FREQUENT))
    assert words.shown(WordFilter(sought="船头"), Order.PLACE) == []
