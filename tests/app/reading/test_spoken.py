"""Tones as they are spoken: 一, 不 and third tones before another."""

import pytest

from parallelreader.app.reading.spoken import spoken
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation, Syllable, parse_syllable


def words_of(said: str) -> list[TextWord]:
    """``"不 bu4|要 yao4"``: words with their readings; a mark between two is a word without."""
    found, start = [], 0
    for part in said.split("|"):
        characters, *readings = part.split()
        parsed = [parse_syllable(each) for each in readings]
        syllables = tuple(
            Syllable(start + at, start + at + 1, *each) for at, each in enumerate(parsed) if each is not None
        )
        if syllables:
            found.append(TextWord(Span(start, start + len(characters)), characters, characters, syllables))
        start += len(characters)
    return found


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("不 bu4|要 yao4", "bu2 yao4"),
        ("不 bu4|好 hao3", "bu4 hao3"),
        ("好 hao3|不 bu4|好 hao3", "hao3 bu5 hao3"),
        ("一 yi1|个 ge4|人 ren2", "yi2 ge4 ren2"),
        ("一 yi1|天 tian1", "yi4 tian1"),
        ("一 yi1|本 ben3", "yi4 ben3"),
        ("第 di4|一 yi1|天 tian1", "di4 yi1 tian1"),
        ("统一 tong3 yi1|天下 tian1 xia4", "tong3yi1 tian1xia4"),
        ("一九九八 yi1 jiu3 jiu3 ba1|年 nian2", "yi1jiu2jiu3ba1 nian2"),
        ("二十一 er4 shi2 yi1|天 tian1", "er4shi2yi1 tian1"),
        ("看 kan4|一 yi1|看 kan4", "kan4 yi5 kan4"),
        ("十 shi2|, |一 yi1|天 tian1", "shi2 yi4 tian1"),
        ("一 yi1", "yi1"),
        ("你好 ni3 hao3", "ni2hao3"),
        ("很 hen3|好 hao3", "hen2 hao3"),
        ("我 wo3|很 hen3|好 hao3", "wo3 hen2 hao3"),
        ("展览馆 zhan3 lan3 guan3", "zhan2lan2guan3"),
        ("好 hao3|, |好 hao3", "hao3 hao3"),
        ("姐姐 jie3 jie5", "jie3jie5"),
    ],
)
def test_tones_change_with_what_follows(said: str, expected: str):
    words = words_of(said)

    found = spoken(words)

    assert " ".join(word.written(Notation.NUMBERS) for word in found) == expected
    assert [word.span for word in found] == [word.span for word in words]


def test_nothing_is_made_anew_where_nothing_changes():
    words = words_of("天 tian1|好 hao3")

    assert all(one is other for one, other in zip(spoken(words), words, strict=True))
