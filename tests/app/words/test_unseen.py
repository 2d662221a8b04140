"""What nobody sees inside a word neither parts it nor makes another of it."""

import pytest

from factories import text
from made_words import text_words
from parallelreader.core.text import Span
from parallelreader.core.words.counting import count_words
from parallelreader.core.words.key import word_key
from parallelreader.core.words.readings import NO_CHOICES, Choices, Notation

WORDS = {"磨坊", "水车", "葛"}
READINGS = {"磨": "mo4", "坊": "fang2", "水": "shui3", "车": "che1", "葛": "ge2"}


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u2060", "\u200b\u2060"])
def test_a_word_goes_on_behind_what_has_no_width(unseen: str):
    words, content = text_words(WORDS, READINGS), text(f"旧磨{unseen}坊水车。")
    size = len(unseen)

    found = words.words_in(content, Span(0, len(content.content)))

    assert [(word.word, word.key) for word in found] == [("旧", "旧"), ("磨坊", "磨坊"), ("水车", "水车")]
    assert [word.span for word in found[1:]] == [Span(1, 3 + size), Span(3 + size, 5 + size)]
    assert found[1].written(Notation.MARKS) == "mòfáng"
    assert [(each.start, each.end) for each in found[1].syllables] == [(1, 2), (2 + size, 3 + size)]


def test_the_sign_that_chooses_its_form_belongs_to_a_character():
    words, content = text_words(WORDS, READINGS), text("葛\U000e0100水\ufe00车。")

    found = words.words_in(content, Span(0, len(content.content)))

    assert [(word.word, word.span) for word in found] == [("葛", Span(0, 2)), ("水车", Span(2, 5))]
    assert words.span_at(content, 3) == Span(2, 5)


def test_they_are_counted_and_known_as_the_plain_word():
    segmenter = text_words(WORDS).loaded().segmenter

    assert count_words(["磨\u200b坊，磨坊"], segmenter) == {"磨坊": 2}
    assert word_key("磨\ufeff坊\ufe00") == "磨坊"


def test_a_reading_chosen_at_such_a_place_holds_there():
    words, content = text_words(WORDS, READINGS), text("水\u200b磨\u200b坊。")
    word = words.at(content, 2)
    assert word is not None
    sentence, at = words.place_of(content, word)

    words.correct(words.corrections, Choices({}, {(sentence, at, "磨坊"): ("mo4", "fang1")}))
    read = words.at(content, 2)

    assert (sentence, at) == ("水磨坊。", 1)
    assert read is not None
    assert read.written(Notation.MARKS) == "mòfāng"
    words.correct(words.corrections, NO_CHOICES)
