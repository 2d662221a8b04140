"""The words of a text at its places."""

from hypothesis import given
from hypothesis import strategies as st

from factories import text
from made_words import text_words
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.language.script import is_han
from parallelreader.core.text import Span
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.readings import NO_CHOICES, Notation

MILL = "磨坊的水车长满青苔。\n水车停了。𠮷野說話。"
WORDS = {"磨坊", "水车", "青苔", "說話"}
READINGS = {"水": "shui3", "车": "che1", "说话": "shuo1 hua4"}


def test_words_begin_in_the_span_asked_for():
    content = text(MILL)

    found = text_words(WORDS).words_in(content, Span(3, 13))

    assert [word.word for word in found] == ["水车", "长", "满", "青苔", "水车"]
    assert found[-1].span == Span(11, 13)


def test_a_word_is_found_at_any_of_its_characters_and_nowhere_else():
    words, content = text_words(WORDS), text(MILL)

    assert words.at(content, 12) == words.at(content, 11)
    assert words.at(content, 9) is None
    assert words.span_at(content, 4) == Span(3, 5)


def test_a_word_is_known_by_its_simplified_form_and_read_where_it_stands():
    word = text_words(WORDS, READINGS).at(text(MILL), 19)

    assert word is not None
    assert (word.word, word.key, word.written(Notation.MARKS)) == ("說話", "说话", "shuōhuà")
    assert [(each.start, each.end) for each in word.syllables] == [(18, 19), (19, 20)]


def test_there_are_none_before_they_are_loaded(tmp_path):
    words = TextWords(tmp_path)

    assert not words.is_ready
    assert words.words_in(text(MILL), Span(0, 20)) == ()
    assert words.at(text(MILL), 0) is None


def test_a_correction_is_heard_and_holds_at_once():
    words, content, heard = text_words(WORDS), text(MILL), []
    words.listen(lambda: heard.append(1))
    before = words.at(content, 0)

    words.correct(Corrections({"磨坊": (1,)}), NO_CHOICES)

    assert before is not None
    assert before.span == Span(0, 2)
    assert words.span_at(content, 0) == Span(0, 1)
    assert heard


def test_a_paragraph_without_a_stop_is_cut_in_parts_of_the_same_words():
    long = text("水车磨坊青苔，" * 800)
    words = text_words(WORDS)

    whole = words.words_in(long, Span(0, len(long.content)))
    middle = words.words_in(long, Span(2801, 2900))

    assert {word.word for word in whole} == {"磨坊", "水车", "青苔"}
    assert middle == tuple(word for word in whole if 2801 <= word.span.start < 2900)


@given(st.text("磨坊水车青苔說話𠮷〇a1，。 \n⽔あ", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_never_overlap_and_cover_all_that_is_chinese(raw: str, one: int, other: int):
    content = text(raw)
    span = Span(min(one, other), max(one, other))

    found = text_words(WORDS).words_in(content, Span(0, len(content.content)))
    within = text_words(WORDS).words_in(content, span)

    covered = [at for word in found for at in range(word.span.start, word.span.end)]
    assert covered == [at for at, character in enumerate(content.content) if is_han(character)]
    assert within == tuple(word for word in found if span.start <= word.span.start < span.end)
