import pytest

from parallelreader.core.align.word_tables import number_words, numeral_value
from parallelreader.core.align.words import Word, chinese_words, edge_clauses, english_words
from parallelreader.core.language.dictionary import Dictionary

DICTIONARY = Dictionary(
    [
        "燈塔 灯塔 [deng1 ta3] /lighthouse/",
        "灯 灯 [deng1] /lamp/light/",
        "看 看 [kan4] /to look/",
        "一百 一百 [yi1 bai3] /one hundred/",
    ]
)


def forms(words: list[Word]) -> list[str]:
    return [word.form for word in words]


def test_english_words_lose_endings_irregular_forms_and_function_words():
    words = english_words("The children weren’t running; Xiulan’s lamps shone.")

    assert forms(words) == ["child", "not", "run", "xiulan", "lamp", "shine"]


def test_a_word_keeps_its_place_in_the_sentence():
    assert english_words("The lamps!") == [Word("lamp", 4)]


def test_numbers_are_written_alike_in_both_languages():
    assert forms(english_words("It cost 12,500 in 1.5 years")) == ["cost", "12500", "1.5", "year"]
    assert forms(chinese_words("１２,５００", DICTIONARY)) == ["12500"]


def test_chinese_is_cut_at_the_longest_words_and_particles_are_dropped():
    assert forms(chinese_words("看灯塔的灯", DICTIONARY)) == ["看", "灯塔", "灯"]
    assert forms(chinese_words("燈塔", DICTIONARY)) == ["燈塔"]


def test_months_and_long_numerals_are_words_of_their_own():
    assert forms(chinese_words("10月一百零八看", DICTIONARY)) == ["10月", "一百零八", "看"]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("三", 3),
        ("十八", 18),
        ("一百零八", 108),
        ("两千", 2000),
        ("三万五千", 35_000),
        ("一九四九", 1949),
        ("萬", 10_000),
    ],
)
def test_chinese_numerals_have_their_value(word, value):
    assert numeral_value(word) == value


@pytest.mark.parametrize("word", ["", "灯", "三心"])
def test_other_words_have_no_numeral_value(word):
    assert numeral_value(word) is None


def test_numbers_have_their_english_words():
    assert number_words(3) == ("three", "third")
    assert number_words(47) == ("forty", "seven")
    assert number_words(108) == ("one", "hundred")
    assert number_words(3_000_000) == ("three", "million")


def test_first_and_last_clause_are_found_by_their_commas():
    sentence = "Lamps shine, goats sleep, cats wander."
    words = english_words(sentence)

    assert edge_clauses(sentence, words, is_chinese=False) == (2, 4)


def test_a_sentence_without_commas_is_one_clause():
    sentence = "Well-known goats sleep."
    words = english_words(sentence)

    assert edge_clauses(sentence, words, is_chinese=False) == (len(words), 0)
