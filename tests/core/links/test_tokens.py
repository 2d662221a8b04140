import pytest

from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.links import chinese_tokens, english_tokens

WORDS = Dictionary(
    f"{word} {word} [x] /x/"
    for word in ("我们", "渡船", "渡", "船", "百分", "三", "的", "分", "说", "在", "约")
)


def english(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in english_tokens(sentence)]


def chinese(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in chinese_tokens(sentence, WORDS)]


@pytest.mark.parametrize(
    "sentence",
    ["1,500", "3.4%", "22nd", "well-built", "58-year-old", "1990s", "12:30", "U.S.", "café"],
)
def test_what_is_one_thing_stays_one_token(sentence):
    assert english(sentence) == [sentence]


def test_a_possessive_and_a_negation_are_tokens():
    assert english("The keeper's lamp didn't burn.") == [
        "The", "keeper", "'s", "lamp", "did", "n't", "burn", ".",
    ]  # fmt: skip


def test_marks_are_tokens_and_a_title_keeps_its_point():
    assert english("“Yes,” said Mr. Holm…") == ["“", "Yes", ",", "”", "said", "Mr.", "Holm", "…"]


def test_chinese_is_cut_into_the_longest_words_known():
    assert chinese("我们的渡船。") == ["我们", "的", "渡船", "。"]


@pytest.mark.parametrize(
    "number", ["5月", "22日", "1990年", "1500万", "4.6亿", "3.4%", "百分之三", "三百五十", "第2"]
)
def test_a_chinese_number_stays_one_token(number):
    assert chinese(f"在{number}说") == ["在", number, "说"]


def test_a_foreign_name_with_a_dot_stays_one_token():
    assert chinese("在约翰·克里说") == ["在", "约翰·克里", "说"]


def test_left_over_syllables_of_a_foreign_name_are_one_token():
    assert chinese("在科菲维尔说") == ["在", "科菲维尔", "说"]
    assert chinese("科维 尔说") == ["科", "维", "尔", "说"]


def test_latin_words_stay_whole_among_characters():
    assert chinese("说NBA的") == ["说", "NBA", "的"]


def test_no_token_holds_white_space_and_all_else_is_in_one():
    sentence = "我们 说：𠮷 “OK”　3.5%的船！"

    spans = chinese_tokens(sentence, WORDS)

    covered = [place for start, end in spans for place in range(start, end)]
    assert covered == [place for place, sign in enumerate(sentence) if not sign.isspace()]


@pytest.mark.parametrize("cut", [english_tokens, lambda text: chinese_tokens(text, WORDS)])
def test_nothing_gives_no_tokens(cut):
    assert cut("") == cut(" \t") == []
