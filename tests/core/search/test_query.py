"""What a query means, and where that stands in a text."""

import pytest

from parallelreader.core.errors import UserError
from parallelreader.core.language import segment
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Kind, parse_query
from parallelreader.core.search.scan import scan


def found(raw: str, query: str, language: str = "zh") -> list[tuple[int, list[str]]]:
    """The segments found in any sense of the query, each with the words at its spans."""
    text = segment(raw, language)
    return [
        (hit.segment, [text.segment_text(hit.segment)[span.start : span.end] for span in hit.spans])
        for sense in parse_query(query).senses
        for hit in scan(text, sense)
    ]


@pytest.mark.parametrize(
    ("raw", "query", "words"),
    [
        ("渡船來了。", "渡船来了", "渡船來了"),
        ("渡船来了。", "渡船來了", "渡船来了"),
        ("頭髮乾了。", "头发干了", "頭髮乾了"),
        ("The Ferry came.", "the FERRY", "The Ferry"),
        ("共２０２４年。", "2024", "２０２４"),
        ("Don’t go.", "don't", "Don’t"),
        ("他𠮷了😀渡船。", "渡船", "渡船"),
        ("他𠮷了。", "𠮷", "𠮷"),
        ("one two", "  one   two ", "one two"),
        ("one\u00a0two", "one two", "one\u00a0two"),
        ("张三\u3000来了。", "张三 来", "张三\u3000来"),
        ("A café by the river.", "cafe", "café"),
        ("I.B.M.公司", "m.公司", "M.公司"),
    ],
)
def test_what_differs_in_writing_only_is_found(raw, query, words):
    assert found(raw, query) == [(0, [words])]


@pytest.mark.parametrize(
    ("raw", "query", "words"),
    [
        ("The ferries came.", "ferry", ["ferries"]),
        ("He ran home.", "run", ["ran"]),
        ("We run home.", "ran", ["run"]),
        ("She was stopping and stopped.", "stop", ["stopping", "stopped"]),
        ("The wolves' cubs.", "wolf", ["wolves"]),
        ("A happier child.", "happy", ["happier"]),
        ("A well-known ferryman's boat.", "ferryman boat", ["ferryman", "boat"]),
    ],
)
def test_a_word_is_found_in_all_its_forms(raw, query, words):
    assert found(raw, query, "en") == [(0, words)]


@pytest.mark.parametrize(
    ("raw", "query"),
    [
        ("They hated it.", "hat"),
        ("The organisation.", "organ"),
        ("The ferryman.", "ferry"),
        ("Water.", "wat"),
        ("The general generated it.", "generous"),
    ],
)
def test_another_word_is_not_found(raw, query):
    assert found(raw, query, "en") == []


def test_what_stands_apart_is_not_side_by_side():
    assert found("学，习。", "学习") == []
    assert found("学 习。", "学习") == []
    assert found("学，习。", "学 习") == [(0, ["学", "习"])]
    assert found("学，习。", "学，习") == [(0, ["学，习"])]


def test_all_words_must_be_in_one_sentence_in_any_order():
    raw = "The boat came. The ferry left the old boat."

    assert found(raw, "boat ferry", "en") == [(1, ["ferry", "boat"])]


def test_words_that_stand_as_they_were_typed_are_one_place():
    assert found("The man saw the old man.", "old man", "en") == [(0, ["old man"])]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"the ferry came"', ["The ferry came"]),
        ("“the ferry”", ["The ferry", "the ferry"]),
        ("「ferry」 stop", ["ferry", "stopped", "ferry"]),
        ('"ferry came', ["ferry came"]),
    ],
)
def test_a_phrase_is_found_as_it_is(query, words):
    assert found("The ferry came; then it stopped, the ferry.", query, "en") == [(0, words)]


@pytest.mark.parametrize("query", ['"the fer"', '"ferries"', '"came ferry"'])
def test_a_phrase_is_no_part_of_words_and_has_one_form(query):
    assert found("The ferry came.", query, "en") == []


@pytest.mark.parametrize(
    ("raw", "query", "words"),
    [
        ("The women came.", "wom?n", ["women"]),
        ("Ferries and ferrymen.", "ferr*", ["Ferries", "ferrymen"]),
        ("He was sleeping.", "*ing", ["sleeping"]),
        ("学而时习之。", "学*习", ["学而时习"]),
        ("学而时习之。", "学?时", ["学而时"]),
        ("Where are you?", "you?", ["you"]),
        ("你好吗？", "你好吗?", ["你好吗？"]),
        ("你好吗？", "你好嗎？", ["你好吗？"]),
        ("你好吗？", "？", ["？"]),
    ],
)
def test_wildcards_stand_for_letters_and_other_marks_for_themselves(raw, query, words):
    assert found(raw, query) == [(0, words)]


def test_a_pattern_is_tried_on_each_sentence():
    assert found("渡船來了。船走了。", "/^船.+$/") == [(1, ["船走了。"])]
    assert found("頭髮乾了。", "/头.干/") == [(0, ["頭髮乾"])]


def test_a_pattern_with_a_mistake_is_refused():
    with pytest.raises(UserError, match="cannot be understood"):
        parse_query("/(/")


def test_a_pattern_that_would_never_end_is_stopped():
    with pytest.raises(UserError, match="too long"):
        found("a" * 4000 + "!", "/(a+)+$/", "en")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("xuexi", ["學習"]),
        ("xue2xi2", ["學習"]),
        ("xué xí", ["學習"]),
        ("XUÉXÍ", ["學習"]),
        ("xue2 xi", ["學習"]),
        ("xue4xi2", []),
        ("xian", ["西安", "先"]),
        ("xi'an", ["西安"]),
        ("nüren", ["女人"]),
        ("nvren", ["女人"]),
        ("lvse", ["绿色"]),
        ("lü4se4", ["绿色"]),
        ("yinhang", ["銀行"]),
        ("yinxing", []),
        ("zou", ["走"]),
        ("xuesheng", ["学生"]),
        ("xue2sheng1", ["学生"]),
    ],
)
def test_characters_are_found_by_how_they_are_read_where_they_stand(query, words):
    raw = "學習不難。我们去西安，你先走。女人在銀行。绿色的树。学生来了。"

    assert [word for _, found_words in found(raw, query) for word in found_words] == words


def test_both_readings_of_a_character_that_stands_alone_are_found():
    assert found("他得走。", "de") == found("他得走。", "dei") == [(0, ["得"])]


def test_english_comes_before_pinyin():
    query = parse_query("women")

    assert [sense.kind for sense in query.senses] == [Kind.ENGLISH, Kind.PINYIN]


def test_a_word_that_is_no_pinyin_has_one_sense():
    assert [sense.kind for sense in parse_query("ferry").senses] == [Kind.ENGLISH]


def test_every_place_of_a_segment_is_found_without_overlap():
    assert found("哈哈哈哈哈。", "哈哈") == [(0, ["哈哈", "哈哈"])]


def test_each_segment_is_given_once_and_in_order():
    assert [number for number, _ in found("有船。没船。\n又有船，船。", "船")] == [0, 1, 2]


def test_a_place_that_runs_over_two_sentences_is_not_a_hit():
    assert found("船来了。人走了。", "了。人") == []


def test_folding_keeps_every_code_point_in_its_place():
    text = "𠮷İß頭😀ＡＢ“龍”後é"

    assert len(fold(text)) == len(text)
    assert fold(text).index("龙") == text.index("龍")


@pytest.mark.parametrize("query", ["", " \n", "\u3000"])
def test_an_empty_query_is_refused(query):
    with pytest.raises(UserError, match="nothing to search"):
        parse_query(query)


@pytest.mark.parametrize("query", ['"', '""', "*", "?", "/", "'", "……", "“”", "**", "学*", "*学*", "a*?"])
def test_a_query_of_marks_harms_nothing(query):
    assert isinstance(found("他说：“学，*习？”", query), list)
