"""Searching terms: in either script, in every form, in what is said about them, each concept once."""

import pytest

from parallelreader.app.term_searching import about, chinese_of, english_of, find_terms
from parallelreader.core.search.query import parse_query
from parallelreader.core.terms.concept import Concept, Term

LANDING = Concept(
    "landing",
    "",
    (
        Term("1", "zh", "渡口", forms=("老渡口",)),
        Term("2", "en", "ferry landing"),
        Term("3", "en", "crossing", note="only of Ashdown"),
    ),
    definition="Where boats put people ashore.",
    subject="river",
)
BOAT = Concept("boat", "", (Term("4", "zh", "渡船"), Term("5", "en", "ferry")))


def found(query: str) -> list[str]:
    return [each.concept.id for each in find_terms((LANDING, BOAT), parse_query(query).senses)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("渡口", ["landing"]),
        ("渡", ["landing", "boat"]),
        ("老渡口", ["landing"]),
        ("ferries", ["landing", "boat"]),
        ('"ferry landing"', ["landing"]),
        ("渡船 ferry", ["boat"]),
        ("ashore", ["landing"]),
        ("Ashdown", ["landing"]),
        ("dukou", ["landing"]),
        ("灯塔", []),
    ],
)
def test_terms_are_found(query: str, expected: list[str]):
    assert found(query) == expected


def test_what_is_in_traditional_characters_is_found_by_simplified_ones():
    lamp = Concept("lamp", "", (Term("1", "zh-Hant", "馬燈"),))

    assert [each.concept.id for each in find_terms([lamp], parse_query("马灯").senses)] == ["lamp"]


def test_it_is_said_where_in_the_words_it_was_found():
    (landing, _) = find_terms((LANDING, BOAT), parse_query("渡").senses)
    (asked,) = find_terms((BOAT,), parse_query("渡船 ferry").senses)
    (said,) = find_terms((LANDING,), parse_query("ashore").senses)

    text = chinese_of(LANDING)
    assert [text[span.start : span.end] for span in landing.chinese_spans] == ["渡", "渡"]
    assert [english_of(BOAT)[span.start : span.end] for span in asked.english_spans] == ["ferry"]
    assert [about(LANDING)[span.start : span.end] for span in said.about_spans] == ["ashore"]
