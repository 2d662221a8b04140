import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language.chinese import split_sentences, word_at

MARKS = '。！？!?.…，,“”"‘’「」《》（）()[]：:；河船 \u3000a1.他说的Dr■'


def cut(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in split_sentences(paragraph)]


@pytest.mark.parametrize(
    "marked",
    [
        "雨停了。|船还没有来！|你等谁？",
        "真的吗？！|是真的。",
        "“船开了。|人散了。”",
        "“船要开了。”他说。|没有人动。",
        "“快上船！”老艄公笑着喊道。|大家跑了起来。",
        "“走吧。”|她转身进了屋。",
        "他问：“你去哪里？”|我没有回答。",
        "他说：“船开了。|人散了。”然后走了。",
        "“走吧，”老王说，“天要黑了。”|我点点头。",
        "“甲先来。”|李四问：“乙呢？”",
        "“真的吗？”|“真的。”",
        "「船來了。」老人說。|「你先走。」",
        "《你往哪里去？》是一本老书。|我读过。",
        "他读了《河在哪里？》。|后来他睡了。",
        "他来了（我没看见他。）又走了。",
        "他走了。|（天已经黑了。）|我也走了。",
        "会开完了。（掌声）|大家站起来。",
        "水位涨了。[3]|第二天又落了。",
        "他用“为什么？怎么办？”来开头。",
        "她听见“快跑！”、“快跑！”的喊声。",
        "他走了。——老王记",
        "我……我不知道。|真的。",
        "雨下了一整夜……|他想起那条船。",
        "“我以为……”|他没说完。",
        "水位3.5米,昨天是3.2米.|船不能开.|请等一等!",
        "1.加强堤防。|2.疏通河道。",
        "工作包括:1.加强堤防;2.疏通河道。|下一步再说。",
        "请写信到ferry@river.com.|欢迎来信。",
        "看http://a.cn/b?id=1&c=2.html就知道了。|好吧。",
        "2023.10.24 船到了。|下一班是10.25。",
        "一. 渡口的来历",
        "（二）渡口的今天。|很好。",
        "Dr.王来了。|他姓王。",
        "U.S.和中国的船。|都来了。",
        "“你好，”他说，“我是船夫。|今天不开船。”",
        "问题是：怎么办？|答案是：没有办法。",
        "老人道：「你且坐下。」|又道：「喝茶。」",
        '他说:"船开了。|人散了。"|他走了。',
        "他说：“船来了。 ”|后来才知道不是。",
        "他走了。 。|她来了。",
        "水稻亩产𠮷年最高。|😀好！|完了。",
    ],
)
def test_sentences_end_where_a_careful_reader_ends_them(marked: str) -> None:
    paragraph = marked.replace("|", "")

    sentences = cut(paragraph)

    assert sentences == [part.strip() for part in marked.split("|")]


def test_stray_marks_join_the_sentence_before_them() -> None:
    assert cut("船开了。 ■ ◆") == ["船开了。 ■ ◆"]


def test_marks_before_the_first_word_join_it() -> None:
    assert cut("……！ 船开了。") == ["……！ 船开了。"]


def test_a_paragraph_of_marks_only_is_one_sentence() -> None:
    assert cut("。。。！") == ["。。。！"]


def test_an_empty_paragraph_has_no_sentence() -> None:
    assert split_sentences("") == []
    assert split_sentences(" \u3000 ") == []


@given(st.text(alphabet=MARKS, max_size=60) | st.text(max_size=40))
def test_spans_are_ordered_disjoint_and_hold_every_visible_character(paragraph: str) -> None:
    spans = split_sentences(paragraph)

    end_before = 0
    for start, end in spans:
        assert end_before <= start < end
        assert paragraph[end_before:start].strip() == ""
        assert paragraph[start:end] == paragraph[start:end].strip()
        end_before = end
    assert paragraph[end_before:].strip() == ""


@pytest.mark.parametrize(
    "unit", ["水位又涨了。", ".”", "“", "（。", "Mr. ", "A. ", "我…", '"。', "《。》", "河", "“。”", "1.河"]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        paragraph = unit * (length // len(unit))
        started = time.process_time()
        split_sentences(paragraph)
        return time.process_time() - started

    once, tenfold = seconds(20_000), seconds(200_000)

    assert tenfold < 0.2 + 30 * once


def test_without_a_dictionary_a_chinese_character_is_a_word() -> None:
    assert word_at("他等船", 1) == (1, 2)
    assert word_at("𠮷野家", 0) == (0, 1)


def test_latin_words_inside_chinese_are_found() -> None:
    assert word_at("乘CRH-380去", 3) == (1, 8)


def test_a_word_is_found_at_both_ends_of_the_text() -> None:
    assert word_at("", 4) == (0, 0)
    assert word_at("渡船", 9) == (1, 2)
    assert word_at("渡船", -1) == (0, 1)
