"""What was kept and what has a status, gathered for the list with what both mean."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import mill
from listed_words import TODAY_ENDS
from made_words import text_words
from parallelreader.app.words import word_gathering
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.dictionaries import DictionaryInfo, Found
from parallelreader.app.words.kept_word import Context, Partner, Rating
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.unknown_words import count_chapters
from parallelreader.app.words.word_gathering import (
    Meanings,
    due_words,
    first_places,
    gather_words,
    marked,
    usual_meaning,
)
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.notes.note import Anchor, now_in_milliseconds
from parallelreader.core.text import Span
from parallelreader.store.database import Store

_INFO = DictionaryInfo("own", "Own")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[WordBook]:
    store = Store.open(tmp_path / "data")
    yield WordBook(store)
    store.close()


def found(pinyin: str, *glosses: str) -> Found:
    return Found(Entry("渡口", "渡口", pinyin, glosses), _INFO)


def context(document: str, start: int, *partners: Partner) -> Context:
    anchor = Anchor(document, "zh", start, start + 2, "渡口", "", "很静。", "1.1", "digest")
    return Context("river", anchor, "渡口很静。", 0, partners, title="夜船")


def test_a_kept_sense_is_told_as_on_the_card(book: WordBook) -> None:
    book.kept.keep("那", "nà", "that (colloquial pr. [nei4])", context("lamp", 3), key="那")

    (listed,) = gather_words(book, tomorrow=TODAY_ENDS, new_a_day=10, titles={}).words.words

    assert listed.meaning == "that (colloquial pr. nèi)"


def test_a_kept_word_comes_with_its_pairs_in_reading_order(book: WordBook) -> None:
    english = Partner("literal", "The landing was quiet.", ((4, 11),))
    other = Partner("zh-tw", "渡口很靜。")
    book.kept.keep("渡口", "dùkǒu", "ferry landing", context("lamp", 3, other, english), key="渡口")
    word = book.kept.keep("渡口", "dùkǒu", "ferry landing", context("ferry", 90), key="渡口")
    book.kept.review(word.id, Rating.EASY)

    gathered = gather_words(
        book, tomorrow=TODAY_ENDS, new_a_day=10, titles={("river", "ferry"): "夜船", ("river", "lamp"): "灯"}
    )
    (listed,) = gathered.words.words
    first, second = listed.places

    assert (listed.key, listed.card, listed.status) == ("渡口", word.id, Status.LEARNING_1)
    assert listed.is_reviewed
    assert [first.text[1], second.text[1]] == ["ferry", "lamp"]
    assert (second.english, second.rendering) == ("The landing was quiet.", (Span(4, 11),))
    assert second.chinese[second.word.start : second.word.end] == "渡口"
    assert list(gathered.titles.values()) == ["夜船", "灯"]


def test_of_new_cards_only_so_many_are_due_as_a_day_takes(book: WordBook) -> None:
    for word in ("渡口", "缆绳", "江心", "马灯"):
        book.kept.keep(word, "", "", None, key=word)
    book.statuses.set(["渡口"], Status.KNOWN)
    tomorrow = now_in_milliseconds() + 1000

    due = due_words(book, tomorrow, new_a_day=3)

    assert {word.key for word in due} == {"缆绳", "江心", "马灯"}
    assert len(due_words(book, tomorrow, new_a_day=2)) == 2
    assert gather_words(book, tomorrow=tomorrow, new_a_day=3, titles={}).words.due == {w.id for w in due}


def test_a_word_with_only_a_status_is_explained_by_the_dictionary(book: WordBook) -> None:
    book.statuses.set(["渡口"], Status.KNOWN)

    gathered = gather_words(
        book,
        tomorrow=TODAY_ENDS,
        new_a_day=10,
        titles={},
        explain=Meanings(lambda word: [found("du4 kou3", "ferry landing")]),
    )
    (listed,) = gathered.words.words

    assert (listed.reading, listed.meaning) == ("dùkǒu", "ferry landing")
    assert not listed.is_kept
    assert listed.place_in(("", "")) is None


def test_a_word_with_only_a_status_is_shown_where_the_open_text_has_it_first(book: WordBook) -> None:
    book.statuses.set(["青苔", "渡口"], Status.KNOWN)
    reading = mill()
    counted = count_chapters(reading, text_words({"青苔", "水车"}).loaded().segmenter)

    gathered = gather_words(
        book,
        tomorrow=TODAY_ENDS,
        new_a_day=10,
        titles={("mill", "mill"): "旧磨坊"},
        first_place=first_places(reading, counted, ("mill", "mill")),
    )
    moss, ferry = sorted(gathered.words.words, key=lambda word: not word.places)
    (place,) = moss.places

    assert moss.key == "青苔"
    assert place.chinese[place.word.start : place.word.end] == "青苔"
    assert place.english.startswith("Moss covered")
    assert ferry.places == ()
    assert gathered.words.texts() == {("mill", "mill"): 1}


def test_a_meaning_is_looked_up_once_until_the_dictionaries_change() -> None:
    asked: list[str] = []

    def look_up(word: str) -> list[Found]:
        asked.append(word)
        return [found("du4 kou3", "ferry landing")]

    meanings = Meanings(look_up)
    first, second = meanings("渡口"), meanings("渡口")
    meanings.forget()
    meanings("渡口")

    assert first == second == ("dùkǒu", "ferry landing")
    assert asked == ["渡口", "渡口"]


def test_without_a_dictionary_the_word_still_stands_in_the_list(book: WordBook) -> None:
    book.statuses.set(["渡口"], Status.LEARNING_2)

    (listed,) = gather_words(book, tomorrow=TODAY_ENDS, new_a_day=10, titles={}).words.words

    assert (listed.written, listed.reading, listed.meaning) == ("渡口", "", "")


def test_the_usual_meaning_is_that_of_the_usual_reading() -> None:
    entries = [found("shui4", "to persuade"), found("shuo1", "to speak")]

    assert Meanings(lambda _: entries, {"说": "shuō"}.__getitem__)("说") == ("shuō", "to speak")
    known = Meanings(lambda _: entries)
    assert known.known("说") == ("", "")
    assert known("说") == known.known("说") == ("shuì", "to persuade")


def test_the_usual_meaning_is_no_surname_and_no_mere_reference() -> None:
    entries = [found("Du4", "surname Du"), found("du4", "variant of 度"), found("du4", "to cross")]

    assert usual_meaning(entries) == ("dù", "to cross")
    assert usual_meaning(entries[:1]) == ("Dù", "surname Du")
    assert usual_meaning([]) == ("", "")


def test_a_word_no_dictionary_has_is_read_as_the_text_reads_it() -> None:
    assert usual_meaning([], "mòbān") == ("mòbān", "")


@pytest.mark.parametrize(
    ("numbered", "written"),
    [
        ("Xi1 an1", "Xī'ān"),
        ("yi1 dian3 r5", "yīdiǎnr"),
        ("nu:3 er2", "nǚ'ér"),
        ("de5", "de"),
        ("san1 C", "sānC"),
    ],
)
def test_readings_of_dictionaries_are_written_as_one_word(numbered: str, written: str) -> None:
    assert marked(numbered) == written


def test_of_the_open_text_the_words_nobody_marked_come_by_how_often_they_are_met(
    book: WordBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_gathering, "MOST_FRESH", 2)
    book.statuses.set(["水车"], Status.KNOWN)

    words = gather_words(
        book,
        tomorrow=TODAY_ENDS,
        new_a_day=10,
        titles={},
        here={"青苔": 3, "水车": 9, "山路": 1, "磨坊": 5},
        times=lambda key: {"青苔": 30, "水车": 90}.get(key, 0),
    ).words

    assert [(word.key, word.times) for word in words.words] == [("水车", 90)]
    assert [word.key for word in words.fresh] == ["磨坊", "青苔"]
    assert not any(word.is_marked for word in words.fresh)
