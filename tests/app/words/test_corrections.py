"""Corrections of words: kept in the store, undone step by step, at once in every text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import text
from made_words import text_words
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.corrections import WordCorrections
from parallelreader.app.words.recutting import RecutProblem, Recutting
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.language.script import is_han
from parallelreader.core.text import Span, Text
from parallelreader.core.words.readings import Notation
from parallelreader.store.database import Store

WORDS = {"研究", "研究生", "生命", "起源", "磨坊", "發現", "发现"}
READINGS = {"行": "xing2", "银行": "yin2 hang2", "研": "yan2", "究": "jiu1"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store) -> WordBook:
    return WordBook(store)


@pytest.fixture
def words(book: WordBook) -> TextWords:
    return following(book.corrections)


def following(corrections: WordCorrections) -> TextWords:
    words = text_words(WORDS, READINGS)
    corrections.listen(lambda: words.correct(corrections.cuts, corrections.choices))
    corrections.load()
    return words


def cut(words: TextWords, content: Text) -> str:
    return "/".join(word.word for word in words.words_in(content, Span(0, len(content.content))))


def test_a_join_holds_everywhere_and_in_both_scripts(book: WordBook, words: TextWords):
    Recutting(words, book.corrections).join(text("他說話。"), 1)

    assert cut(words, text("她说话吗？")) == "她/说话/吗"
    assert cut(words, text("說話")) == "說話"


def test_a_join_is_undone_and_redone(book: WordBook, words: TextWords):
    content = text("他说话。")
    Recutting(words, book.corrections).join(content, 1)

    undone = book.steps.undo()

    assert undone == "Join 说话"
    assert cut(words, content) == "他/说/话"
    assert book.steps.redo() == "Join 说话"
    assert cut(words, content) == "他/说话"


def test_corrections_are_there_again_when_the_store_is_opened(store: Store, book: WordBook, words: TextWords):
    Recutting(words, book.corrections).join(text("他说话。"), 1)
    book.corrections.read("研", ("nian3",))
    book.corrections.read("究", ("jiu4",), sentence="研究", first=1)
    assert book.flush(60)

    again = WordBook(store).corrections
    again.load()

    assert again.cuts == book.corrections.cuts
    assert again.choices == book.corrections.choices


def test_what_another_process_corrected_is_taken_in(store: Store, book: WordBook, words: TextWords):
    with_other = Store.open(store.path.parent)
    other = WordBook(with_other)
    other.corrections.cut({"说话": ()}, name="Join")
    assert other.flush(60)
    with_other.close()

    book.refresh()

    assert cut(words, text("他说话。")) == "他/说话"


def test_splitting_goes_through_all_ways_and_back(book: WordBook, words: TextWords):
    content, recutting = text("研究生命"), Recutting(words, book.corrections)
    seen = [cut(words, content)]
    while not seen.count(seen[-1]) > 1:
        recutting.split(content, 0)
        seen.append(cut(words, content))

    assert seen == ["研究/生命", "研究生/命", "研/究/生命", "研究/生命"]
    assert not book.corrections.all()


def test_a_split_begins_at_the_caret(book: WordBook, words: TextWords):
    content, recutting = text("研究生"), Recutting(words, book.corrections)

    held_by = recutting.split(content, 2)

    assert cut(words, content) == "研究/生"
    assert held_by == Span(2, 3)


def test_joining_what_was_split_takes_the_correction_back(book: WordBook, words: TextWords):
    content, recutting = text("磨坊"), Recutting(words, book.corrections)

    recutting.split(content, 0)
    apart = cut(words, content)
    recutting.join(content, 0)

    assert apart == "磨/坊"
    assert cut(words, content) == "磨坊"
    assert not book.corrections.all()


def test_all_that_is_selected_becomes_one_word(book: WordBook, words: TextWords):
    content = text("他叫李小满吗？")

    joined = Recutting(words, book.corrections).join(content, 2, until=5)

    assert joined == Span(2, 5)
    assert cut(words, content) == "他/叫/李小满/吗"


def test_without_a_dictionary_nothing_can_be_corrected(book: WordBook, tmp_path: Path):
    with pytest.raises(RecutProblem, match="not known"):
        Recutting(TextWords(tmp_path), book.corrections).join(text("他说话"), 1)


def test_a_sentence_is_no_word(book: WordBook, words: TextWords):
    with pytest.raises(RecutProblem, match="more than 12"):
        Recutting(words, book.corrections).join(text("他叫李小满吗" * 3), 0, until=18)


@pytest.mark.parametrize(("sentence", "place"), [("磨坊，说", 0), ("Room 12", 2), ("磨坊", 0)])
def test_where_nothing_can_be_joined_a_message_says_so(
    sentence: str, place: int, book: WordBook, words: TextWords
):
    with pytest.raises(RecutProblem):
        Recutting(words, book.corrections).join(text(sentence), place)
    assert not book.corrections.all()


def test_a_character_alone_cannot_be_split(book: WordBook, words: TextWords):
    with pytest.raises(RecutProblem, match="cannot be cut"):
        Recutting(words, book.corrections).split(text("，说，"), 1)


def test_a_reading_is_chosen_for_a_word_or_for_one_place(book: WordBook, words: TextWords):
    one, other = text("行不行。"), text("行吗？")
    word = words.at(one, 2)
    assert word is not None
    sentence, first = words.place_of(one, word)

    book.corrections.read("行", ("hang2",), sentence=sentence, first=first)
    at_one_place = [said(words, one, 0), said(words, one, 2), said(words, other, 0)]
    book.corrections.read("行", ("heng2",))
    everywhere = [said(words, one, 0), said(words, one, 2), said(words, other, 0)]
    book.steps.undo()
    book.steps.undo()

    assert at_one_place == ["xing2", "hang2 own", "xing2"]
    assert everywhere == ["heng2 own", "hang2 own", "heng2 own"]
    assert said(words, one, 2) == "xing2"


def test_a_reading_with_a_character_nobody_can_read_keeps_its_places(store: Store):
    WordBook(store).corrections.read("𠀋野", ("", "ye3"))

    kept = WordBook(store).corrections
    kept.load()

    assert kept.choices.of_words["𠀋野"] == ("", "ye3")


def said(words: TextWords, content: Text, position: int) -> str:
    word = words.at(content, position)
    assert word is not None
    return word.written(Notation.NUMBERS) + (" own" if word.is_own else "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text("研究生命发现磨坊𠮷，", min_size=1, max_size=12),
    st.lists(st.tuples(st.booleans(), st.integers(0, 11)), max_size=6),
)
def test_any_corrections_are_undone_one_by_one(store: Store, raw: str, acts: list[tuple[bool, int]]):
    book, content = WordBook(store), text(raw)
    words = following(book.corrections)
    recutting = Recutting(words, book.corrections)
    states = [cut(words, content)]
    for is_join, place in acts:
        try:
            (recutting.join if is_join else recutting.split)(content, place)
        except RecutProblem:
            continue
        states.append(cut(words, content))
        covered = states[-1].replace("/", "")
        assert covered == "".join(filter(is_han, content.content))

    for before in reversed(states[:-1]):
        book.steps.undo()
        assert cut(words, content) == before
    assert not book.corrections.all()
