"""Searching a corpus: exact places in code points, and the partners."""

import pytest

from corpora import write_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.searching import search_corpus, thinned_places
from parallelreader.core.errors import UserError
from parallelreader.core.language import segment
from parallelreader.core.search.query import Kind
from parallelreader.core.text import Span


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


def test_both_languages_together_are_sought_in_the_pair(tmp_path):
    (found,) = search_corpus(open_corpus(write_corpus(tmp_path)), "老人 shores")

    assert (found.version, found.text) == ("zh", "老人站在岸边。")
    assert found.spans == (Span(0, 2),)
    assert dict(found.partner_spans) == {"literal": (Span(25, 30),)}


def test_what_the_partner_does_not_hold_is_not_found(tmp_path):
    assert list(search_corpus(open_corpus(write_corpus(tmp_path)), "老人 boat")) == []


def test_pinyin_finds_the_characters_and_says_so(tmp_path):
    (found,) = search_corpus(open_corpus(write_corpus(tmp_path)), "lǎorén")

    assert (found.kind, found.spans) == (Kind.PINYIN, (Span(0, 2),))


def test_places_that_lie_too_close_together_are_given_once():
    text = segment("一。二。三。四。", "zh")

    assert thinned_places(text, [3, 1]) == [2, 6]
    assert thinned_places(text, [0, 1, 2, 3], most=2) == [0, 4]
