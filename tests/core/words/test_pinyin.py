"""One syllable in the three notations."""

import pytest

from parallelreader.core.words.pinyin import Notation, Syllable, numbered, parse_syllable, typed_reading


@pytest.mark.parametrize(
    ("given", "marks", "zhuyin"),
    [
        ("Bei3", "Běi", "ㄅㄟˇ"),
        ("lu:4", "lǜ", "ㄌㄩˋ"),
        ("lu:e4", "lüè", "ㄌㄩㄝˋ"),
        ("yuan2", "yuán", "ㄩㄢˊ"),
        ("yong3", "yǒng", "ㄩㄥˇ"),
        ("you3", "yǒu", "ㄧㄡˇ"),
        ("ying2", "yíng", "ㄧㄥˊ"),
        ("wei4", "wèi", "ㄨㄟˋ"),
        ("weng1", "wēng", "ㄨㄥ"),
        ("zhong1", "zhōng", "ㄓㄨㄥ"),
        ("shi4", "shì", "ㄕˋ"),
        ("ri4", "rì", "ㄖˋ"),
        ("xue2", "xué", "ㄒㄩㄝˊ"),
        ("jiu3", "jiǔ", "ㄐㄧㄡˇ"),
        ("gui4", "guì", "ㄍㄨㄟˋ"),
        ("lun2", "lún", "ㄌㄨㄣˊ"),
        ("er4", "èr", "ㄦˋ"),
        ("de5", "de", "˙ㄉㄜ"),
        ("Ai4", "Ài", "ㄞˋ"),
        ("dianr3", "diǎnr", "ㄉㄧㄢˇㄦ"),
    ],
)
def test_a_syllable_in_each_notation(given: str, marks: str, zhuyin: str):
    letters, tone = parse_syllable(given) or ("", 0)
    syllable = Syllable(0, 1, letters, tone)

    assert syllable.written(Notation.MARKS) == marks
    assert syllable.written(Notation.ZHUYIN) == zhuyin
    assert numbered(marks) == syllable.written(Notation.NUMBERS)


def test_what_is_no_syllable_is_told_apart():
    assert parse_syllable("C") is None
    assert parse_syllable("xx") is None


@pytest.mark.parametrize(
    ("typed", "count", "syllables"),
    [
        ("yin2 hang2", 2, ("yin2", "hang2")),
        ("Yín háng", 2, ("yin2", "hang2")),
        ("lü4", 1, ("lü4",)),
        ("lv4", 1, ("lü4",)),
        ("xi'an", 2, ("xi5", "an5")),
        ("dianr3", 2, ("dian3", "r5")),
        ("hǎo wánr", 3, ("hao3", "wan2", "r5")),
        ("er2", 2, None),
        ("hang2", 2, None),
        ("hung2", 1, None),
        ("行", 1, None),
        ("", 1, None),
        ("hang9", 1, None),
    ],
)
def test_a_reading_that_was_typed(typed: str, count: int, syllables: tuple[str, ...] | None):
    assert typed_reading(typed, count) == syllables
