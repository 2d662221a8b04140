"""Where terms stand."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.terms.folding import fold_chinese


def concept(name: str, *terms: Term | str, created: int = 0) -> Concept:
    made = []
    for number, term in enumerate(terms):
        if isinstance(term, str):
            language = "en" if term[0].isascii() and not fold_chinese(term[-1]) > "\u3000" else "zh"
            term = Term(f"{name}{number}", language, term)
        made.append(term)
    return Concept(name, "", tuple(made), created=created)


def found(finder: TermFinder, words: str, *, is_chinese: bool) -> list[tuple[str, str]]:
    return [
        (words[each.span.start : each.span.end], each.concept)
        for each in finder.in_text(words, is_chinese=is_chinese)
    ]


def chinese(words: str, *concepts: Concept) -> list[tuple[str, str]]:
    return found(TermFinder(concepts), words, is_chinese=True)


def english(words: str, *concepts: Concept) -> list[tuple[str, str]]:
    return found(TermFinder(concepts), words, is_chinese=False)


FERRY = concept("ferry", "渡船", "ferry")
LANDING = concept("landing", "渡船码头", "ferry landing")


def test_a_term_is_found_in_either_script() -> None:
    assert chinese("老渡船，舊渡船碼頭。", FERRY, LANDING) == [("渡船", "ferry"), ("渡船碼頭", "landing")]


def test_the_longest_term_wins_wherever_it_begins() -> None:
    ab, bcd, d = concept("ab", "东风"), concept("bcd", "风车房"), concept("d", "房")

    assert chinese("东风车房", ab, bcd, d) == [("风车房", "bcd")]
    assert chinese("东风，房", ab, bcd, d) == [("东风", "ab"), ("房", "d")]


def test_a_shorter_term_stands_where_the_longer_one_loses() -> None:
    terms = concept("ab", "东风"), concept("abc", "东风车"), concept("cdef", "车房门口")

    assert chinese("东风车房门口", *terms) == [("东风", "ab"), ("车房门口", "cdef")]


def test_terms_of_one_character_and_of_the_second_plane_are_found() -> None:
    terms = concept("lucky", "𠮷"), concept("inn", "𠮷野店")

    assert chinese("𠮷，𠮷野店，𠮷野", *terms) == [("𠮷", "lucky"), ("𠮷野店", "inn"), ("𠮷", "lucky")]


def test_one_character_repeated_is_found_each_time() -> None:
    assert chinese("船船船", concept("boat", "船")) == [("船", "boat")] * 3


def test_letters_in_chinese_are_whole_words() -> None:
    ai = concept("ai", Term("t", "zh", "AI"))

    assert chinese("用ＡＩ的FAIR和ai船", ai) == [("ＡＩ", "ai"), ("ai", "ai")]


def test_inflected_english_is_found_as_whole_words() -> None:
    assert english("Ferries; the FERRY, ferry landings, ferryman, ferry-landing.", FERRY, LANDING) == [
        ("Ferries", "ferry"),
        ("FERRY", "ferry"),
        ("ferry landings", "landing"),
        ("ferry-landing", "landing"),
    ]


def test_a_comma_parts_a_term_and_an_apostrophe_does_not_join_it() -> None:
    assert english("ferry, landing", LANDING) == []
    assert english("ferry’s landing", LANDING) == []


def test_possessives_are_found() -> None:
    daily = concept("daily", "Workers' Daily")

    assert english("the ferry’s bell, Worker’s Daily and Workers’ Daily", FERRY, daily) == [
        ("ferry", "ferry"),
        ("Worker’s Daily", "daily"),
        ("Workers’ Daily", "daily"),
    ]


def test_marks_inside_a_term_have_to_be_there() -> None:
    assert english("U.S. Steel; U S Steel", concept("steel", "U.S. Steel")) == [("U.S. Steel", "steel")]


def test_the_case_flag_is_respected_in_inflected_forms_too() -> None:
    party = concept("party", Term("t", "en", "Party", is_case_sensitive=True))

    assert english("The Party, a party, Parties and parties, PARTY", party) == [
        ("Party", "party"),
        ("Parties", "party"),
    ]


def test_terms_with_and_without_the_flag_are_told_apart() -> None:
    party = concept("party", Term("t", "en", "Party", is_case_sensitive=True))
    feast = concept("feast", "party", created=9)

    assert english("a party of the Party", party, feast) == [("party", "feast"), ("Party", "party")]


def test_forms_are_found_as_the_term_is() -> None:
    model = concept("model", Term("z", "zh", "劳动模范", forms=("劳模",)), Term("e", "en", "model worker"))

    assert chinese("勞模", model) == [("勞模", "model")]


def test_of_terms_written_alike_the_better_one_is_named_first_and_the_others_too() -> None:
    bad = concept("bad", Term("b", "zh", "工会", TermStatus.DEPRECATED))
    late = concept("late", Term("l", "zh", "工會", TermStatus.PREFERRED), created=5)
    early = concept("early", Term("e", "zh", "工会", TermStatus.PREFERRED), created=4)

    (only,) = TermFinder([bad, late, early]).in_text("工会", is_chinese=True)

    assert only.owners == (("early", "e"), ("late", "l"), ("bad", "b"))


def test_a_change_takes_the_former_terms_away() -> None:
    finder = TermFinder([FERRY, LANDING])
    renamed = replace(FERRY, terms=(Term("n", "zh", "小船"), Term("m", "en", "boat")))

    finder.change([(FERRY, renamed), (LANDING, None)])

    assert found(finder, "渡船码头的小船", is_chinese=True) == [("小船", "ferry")]
    assert found(finder, "ferry landing boats", is_chinese=False) == [("boats", "ferry")]


def test_a_term_shared_by_two_concepts_stays_until_both_are_gone() -> None:
    one, two = concept("one", "渡船", "boat"), concept("two", "渡船", "boat")
    finder = TermFinder([one, two])

    finder.change([(one, None)])
    assert found(finder, "渡船", is_chinese=True) == [("渡船", "two")]
    assert found(finder, "boats", is_chinese=False) == [("boats", "two")]

    finder.change([(two, None)])
    assert found(finder, "渡船", is_chinese=True) == found(finder, "boat", is_chinese=False) == []


@pytest.mark.parametrize("seed", range(20))
def test_changes_one_by_one_leave_what_building_at_once_gives(seed: int) -> None:
    choice = random.Random(seed)
    names = ["".join(choice.choices("东风船𠮷A", k=choice.randint(1, 4))) for _ in range(30)]
    concepts = [concept(f"c{n}", Term("t", "zh", name), created=n) for n, name in enumerate(names)]
    words = "".join(choice.choices("东風船𠮷Ａ，", k=200))
    kept = choice.sample(concepts, 12)
    finder = TermFinder(concepts)

    finder.change((each, None) for each in concepts if each not in kept)

    assert finder.in_text(words, is_chinese=True) == TermFinder(kept).in_text(words, is_chinese=True)
    assert_longest(finder, words, [fold_chinese(each.name) for each in kept])


@pytest.mark.parametrize("seed", range(20))
def test_changes_of_english_terms_leave_what_building_at_once_gives(seed: int) -> None:
    choice = random.Random(seed)
    written = ["Ferry", "ferries", "landing", "Landings", "the", "went", "go", "Party's", "co-op", "old"]
    concepts = [
        concept(
            f"c{number}",
            Term(
                "t",
                "en",
                choice.choice((" ", "-")).join(choice.choices(written, k=choice.randint(1, 3))),
                choice.choice(list(TermStatus)),
                is_case_sensitive=choice.random() < 0.4,
            ),
            created=number,
        )
        for number in range(40)
    ]
    words = "".join(f"{word}{choice.choice((' ', '-', ', '))}" for word in choice.choices(written, k=80))
    kept = choice.sample(concepts, 15)
    finder = TermFinder(concepts)
    finder.in_text(words, is_chinese=False)

    for each in concepts:
        if each not in kept:
            finder.change([(each, None)])
            finder.in_text(words, is_chinese=False)

    assert finder.in_text(words, is_chinese=False) == TermFinder(kept).in_text(words, is_chinese=False)


def assert_longest(finder: TermFinder, words: str, terms: Sequence[str]) -> None:
    """No term stands anywhere without a place that overlaps it and is at least as long."""
    spans = [each.span for each in finder.in_text(words, is_chinese=True)]
    folded = fold_chinese(words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for term in terms:
        at = folded.find(term)
        while at >= 0:
            end = at + len(term)
            is_cut = "a" in (folded[at - 1 : at], folded[end : end + 1]) and "a" in (term[0], term[-1])
            near = [span for span in spans if span.start < end and at < span.end]
            assert is_cut or any(len(span) >= len(term) for span in near)
            at = folded.find(term, at + 1)


def test_apart_each_concept_has_its_terms_as_if_there_were_no_other() -> None:
    concepts = (
        FERRY,
        concept("landing", "渡口", "ferry landing", "landing"),
        concept("boat", "船", "ferry", "ferries", "boat"),
    )
    words = "The Ferry landings, a ferry-landing and two ferries; no boats."

    apart = TermFinder(concepts).english_apart(words)

    assert {id: [(start, end, term) for start, end, term in terms] for id, terms in apart.items()} == {
        each.id: [
            (one.span.start, one.span.end, one.term)
            for one in TermFinder([each]).in_text(words, is_chinese=False)
        ]
        for each in concepts
    }
    assert [words[start:end] for start, end, _ in apart["landing"]] == ["Ferry landings", "ferry-landing"]
