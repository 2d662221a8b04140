"""One syllable in the three notations."""

import pytest

from parallelreader.core.words.pinyin import Notation, Syllable, numbered, parse_syllable


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
