"""Searching: either script, either case, exact places in code points, and the partners."""

import pytest

from corpora import write_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.searching import search_corpus
from parallelreader.core.errors import UserError
from parallelreader.core.language import segment
from parallelreader.core.search import find, fold, fold_query
from parallelreader.core.text import Span


def spans_of(raw: str, query: str, language: str = "zh") -> list[tuple[int, list[str]]]:
    """The segments found, each with the words at its spans."""
    text = segment(raw, language)
    return [
        (hit.segment, [text.segment_text(hit.segment)[span.start : span.end] for span in hit.spans])
        for hit in find(text, fold_query(query), fold(text.content))
    ]


@pytest.mark.parametrize(
    ("raw", "query", "found"),
    [
        ("渡船來了。", "渡船来了", "渡船來了"),
        ("渡船来了。", "渡船來了", "渡船来了"),
        ("頭髮乾了。", "头发干了", "頭髮乾了"),
        ("The Ferry came.", "the FERRY", "The Ferry"),
        ("共２０２４年。", "2024", "２０２４"),
        ("Don’t go.", "don't", "Don’t"),
        ("他𠮷了😀渡船。", "渡船", "渡船"),
        ("one two", "  one   two ", "one two"),
        ("one\u00a0two", "one two", "one\u00a0two"),
        ("张三\u3000来了。", "张三 来", "张三\u3000来"),
    ],
)
def test_what_differs_in_writing_only_is_found(raw, query, found):
    assert spans_of(raw, query) == [(0, [found])]


def test_every_place_of_a_segment_is_found_without_overlap():
    assert spans_of("哈哈哈哈哈。", "哈哈") == [(0, ["哈哈", "哈哈"])]


def test_each_segment_is_given_once_and_in_order():
    assert [segment for segment, _ in spans_of("有船。没船。\n又有船，船。", "船")] == [0, 1, 2]


def test_a_place_that_runs_over_two_sentences_is_not_a_hit():
    assert spans_of("船来了。人走了。", "了。人") == []


def test_folding_keeps_every_code_point_in_its_place():
    text = "𠮷İß頭😀ＡＢ“龍”後"

    assert len(fold(text)) == len(text)
    assert fold(text).index("龙") == text.index("龍")


def test_a_hit_comes_with_its_partners_in_every_version(tmp_path):
    corpus = open_corpus(write_corpus(tmp_path))

    (found,) = search_corpus(corpus, "老人")

    assert (found.document, found.version, found.segment, found.label) == ("last-ferry", "zh", 1, "1.2")
    assert found.spans == (Span(0, 2),)
    assert dict(found.partners) == {"literal": "The old man stood on the shore."}


def test_a_hit_in_a_translation_comes_with_the_whole_source_side(tmp_path):
    (found,) = search_corpus(open_corpus(write_corpus(tmp_path)), "he asked")

    assert dict(found.partners) == {"zh": "“你要走吗？”他问。没有人回答。"}


def test_a_search_keeps_to_the_documents_named(tmp_path):
    corpus = open_corpus(write_corpus(tmp_path))

    assert list(search_corpus(corpus, "船", documents=["another"])) == []


def test_an_empty_query_is_refused(tmp_path):
    with pytest.raises(UserError, match="nothing to search"):
        list(search_corpus(open_corpus(write_corpus(tmp_path)), " \n"))
