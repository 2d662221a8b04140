"""Numbers stay whole, and what is counted stands for itself; phrases of which the parts say all are cut."""

import pytest

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.open_phrases import is_open
from parallelreader.core.words.segmenter import Segmenter

WORDS = (
    "十五", "个人", "天后", "二十一条", "三三两两", "千万", "把手", "飞越", "意见", "学生", "日电", "第二",
    "一点",
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [
        ("三百六十五天", "三百六十五/天"),
        ("二十五个人", "二十五/个/人"),
        ("几十个学生", "几十/个/学生"),
        ("个人意见", "个人/意见"),
        ("两天后", "两/天/后"),
        ("天后来了", "天后/来/了"),
        ("第二十一条", "第/二十一/条"),
        ("二十一条", "二十一条"),
        ("第二百零三页", "第/二百零三/页"),
        ("第二天", "第二/天"),
        ("二十一点半", "二十一/点/半"),
        ("一点", "一点"),
        ("三三两两", "三三两两"),
        ("千万来", "千万/来"),
        ("她把手伸", "她/把/手/伸"),
        ("门把手坏", "门/把手/坏"),
        ("越飞越高", "越/飞/越/高"),
        ("飞越山", "飞越/山"),
        ("二十日电", "二十/日/电"),
        ("卖日电", "卖/日电"),
    ],
)
def test_words_are_cut_by_what_stands_before(sentence: str, cut: str):
    segmenter = Segmenter(OwnCutter(dict.fromkeys(WORDS, 10)))

    assert "/".join(sentence[start:end] for start, end in segmenter.words(sentence)) == cut
    assert "/".join(segmenter.tokens(sentence)) == cut


@pytest.mark.parametrize(
    ("sentence", "cut"),
    [("来了5个人，10天后走", "来/了/个/人/天/后/走"), ("23日电", "日/电"), ("２３日电", "日/电")],
)
def test_digits_count_as_figures_do(sentence: str, cut: str):
    segmenter = Segmenter(OwnCutter(dict.fromkeys(WORDS, 10)))

    assert "/".join(sentence[start:end] for start, end in segmenter.words(sentence)) == cut
    assert "/".join(token for token in segmenter.tokens(sentence) if token.isalpha()) == cut


ENTRIES = {
    "慢性": ["chronic"],
    "疼痛": ["pain", "sore"],
    "慢性疼痛": ["chronic pain"],
    "眼前": ["before one's eyes", "now"],
    "办法": ["means", "method"],
    "没办法": ["nothing to be done"],
    "马": ["horse"],
    "虎": ["tiger"],
    "马马": ["horses"],
    "虎虎": ["vigorous"],
    "马马虎虎": ["careless"],
    "不见": ["not to see", "missing"],
    "不见了": ["to be gone"],
    "再生": ["to be reborn"],
    "生水": ["unboiled water"],
    "再生水": ["recycled water"],
}


def entries_of(word: str) -> list[Entry]:
    return [Entry(word, word, "a1", tuple(ENTRIES[word]))] if word in ENTRIES else []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("慢性疼痛", True),
        ("没办法", True),
        ("不见了", True),
        ("马马虎虎", False),
        ("再生水", False),
        ("办法", False),
    ],
)
def test_a_phrase_is_open_where_its_parts_say_all(word: str, expected: bool):
    assert is_open(entries_of(word), entries_of) is expected
