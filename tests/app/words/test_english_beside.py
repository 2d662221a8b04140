"""A word that its sentence does not tell how to read is read by the English beside it, everywhere alike."""

import pytest

from factories import alignment, document, text, version
from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.card import Cards
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.text import Span
from parallelreader.core.words.corrections import NO_CORRECTIONS
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import Choices
from parallelreader.core.words.told_readings import told_reading
from word_material import SmallLookup


def beside(english: str, chinese: str = "他往后一倒。", language: str = "en") -> tuple[Reading, TextWords]:
    texts = {"zh": text(chinese), "en": text(english, "en")}
    pairs = [((0,), (0,))]
    reading = Reading(
        document(version("zh", "zh-Hans"), version("en", language)),
        ("zh", "en"),
        texts=texts,
        alignments={"en": alignment(pairs, texts["zh"], texts["en"])},
    )
    words = text_words((), dict.fromkeys("他往后一", "a1") | {"倒": "dao4"})
    words.use(lambda: reading)
    return reading, words


def word_in(reading: Reading, words: TextWords, word: str) -> TextWord:
    chinese = reading.texts["zh"]
    found = words.at(chinese, chinese.content.index(word))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("english", "said", "told", "is_guess"),
    [
        ("He toppled backwards.", "dǎo", "toppled", False),
        ("He poured it out.", "dào", "poured", False),
        ("He poured it out and fell.", "dào", "", True),
        ("He did so.", "dào", "", True),
    ],
)
def test_what_renders_the_sentence_says_how_a_word_is_read(
    english: str, said: str, told: str, is_guess: bool
):
    word = word_in(*beside(english), "倒")

    assert (word.written(Notation.MARKS), word.told, word.is_guess) == (said, told, is_guess)


@pytest.mark.parametrize(("language", "is_guess"), [("en-GB", False), ("EN", False), ("fr", True)])
def test_only_english_says_how_a_word_is_read(language: str, is_guess: bool):
    word = word_in(*beside("Pour une chute en arrière.", language=language), "倒")

    assert word.is_guess == is_guess


def test_what_stands_around_and_what_the_reader_says_come_first():
    shown = word_in(*beside("Wine was poured; he toppled.", "他摔倒了。"), "倒")
    assert (shown.written(Notation.MARKS), shown.told) == ("dǎo", "")

    reading, words = beside("He toppled backwards.")
    words.correct(NO_CORRECTIONS, Choices({"倒": ("dao4",)}))
    own = word_in(reading, words, "倒")
    assert (own.written(Notation.MARKS), own.is_own, own.told) == ("dào", True, "")


def test_the_card_reads_as_the_text_does_and_says_why():
    reading, words = beside("He toppled backwards.")
    chinese = reading.texts["zh"]

    card = Cards(words, SmallLookup(), WordLinks()).at(reading, "zh", chinese.content.index("倒"))
    (over_the_text,) = (word for word in words.words_in(chinese, Span(0, 99)) if word.word == "倒")

    assert card is not None
    assert card.syllables == over_the_text.syllables
    assert (card.written(Notation.MARKS), card.told) == ("dǎo", "toppled")
    assert card.without_help().told == ""


def test_a_text_that_is_not_being_read_is_read_alone():
    _, words = beside("He toppled backwards.")
    other = text("他往后一倒。")

    alone = words.at(other, 4)

    assert alone is not None
    assert (alone.written(Notation.MARKS), alone.is_guess) == ("dào", True)


def test_english_of_two_readings_or_of_none_tells_nothing():
    assert told_reading("长", "The boy had grown.") == (("zhang3",), "grown")
    assert told_reading("长", "It had grown long.") is None
    assert told_reading("长", "It was there.") is None
    assert told_reading("山", "It had grown.") is None
