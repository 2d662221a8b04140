"""Marked pairs become new concepts, or terms of those there are, and never the same term twice."""

import pytest

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.marking_plans import (
    Marked,
    Way,
    in_their_fields,
    keep,
    misplaced,
    parted,
    plans_for,
)
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.terms.concept import TermStatus
from parallelreader.store.database import Store


@pytest.fixture
def book(tmp_path):
    store = Store.open(tmp_path)
    yield TermBook.open(store, "corpus")
    store.close()


def mark(termbase: Termbase, chinese: str, english: str, source: str = "") -> Way:
    plan = plans_for(termbase, Marked(parted(chinese), parted(english), source=source))[0]
    keep(termbase, plan)
    return plan.way


def terms(termbase: Termbase) -> list[list[tuple[str, TermStatus]]]:
    return [[(each.text, each.status) for each in concept.terms] for concept in termbase.in_order()]


def test_a_pair_nobody_knows_is_a_concept_of_the_corpus(book: TermBook):
    way = mark(book.termbase, "渡口", "ferry landing", source="Wren")

    (concept,) = book.termbase.in_order()
    assert way is Way.NEW
    assert concept.corpus == "corpus"
    assert [(each.text, each.status, each.source) for each in concept.terms] == [
        ("渡口", TermStatus.PREFERRED, ""),
        ("ferry landing", TermStatus.PREFERRED, "Wren"),
    ]


def test_another_rendering_of_a_known_term_is_admitted(book: TermBook):
    mark(book.termbase, "渡口", "ferry landing")

    assert mark(book.termbase, "渡口", "crossing") is Way.ADD
    assert terms(book.termbase) == [
        [
            ("渡口", TermStatus.PREFERRED),
            ("ferry landing", TermStatus.PREFERRED),
            ("crossing", TermStatus.ADMITTED),
        ]
    ]


@pytest.mark.parametrize(
    ("chinese", "english"), [("渡口", "ferry landings"), ("渡口", ""), ("", "Ferry landing")]
)
def test_what_is_known_in_another_form_is_not_kept_twice(book: TermBook, chinese: str, english: str):
    mark(book.termbase, "渡口", "ferry landing")

    assert mark(book.termbase, chinese, english) is Way.KNOWN
    assert len(terms(book.termbase)[0]) == 2


def test_english_that_renders_another_term_is_a_concept_of_its_own_unless_one_says_so(book: TermBook):
    mark(book.termbase, "渡船", "ferry")
    new, added = plans_for(book.termbase, Marked(("轮渡",), ("ferries",)))

    keep(book.termbase, added)

    assert (new.way, added.way) == (Way.NEW, Way.ADD)
    assert terms(book.termbase) == [
        [("渡船", TermStatus.PREFERRED), ("ferry", TermStatus.PREFERRED), ("轮渡", TermStatus.ADMITTED)]
    ]


def test_a_known_term_can_be_a_concept_again(book: TermBook):
    mark(book.termbase, "渡口", "ferry landing")
    _, apart = plans_for(book.termbase, Marked(("渡口",), ("opening",)))

    keep(book.termbase, apart)

    assert [each[1][0] for each in terms(book.termbase)] == ["ferry landing", "opening"]


def test_one_side_alone_will_do_and_gets_the_other_later(book: TermBook):
    mark(book.termbase, "渡口", "")

    assert mark(book.termbase, "渡口", "ferry landing") is Way.ADD
    assert terms(book.termbase) == [[("渡口", TermStatus.PREFERRED), ("ferry landing", TermStatus.PREFERRED)]]


def test_of_several_words_the_first_is_preferred_and_known_ones_are_not_kept_twice(book: TermBook):
    assert mark(book.termbase, "渡口", "ferry landing / crossing；ferry landing;") is Way.NEW

    assert mark(book.termbase, "渡头／渡口", "crossings; landing") is Way.ADD
    assert terms(book.termbase) == [
        [
            ("渡口", TermStatus.PREFERRED),
            ("ferry landing", TermStatus.PREFERRED),
            ("crossing", TermStatus.ADMITTED),
            ("渡头", TermStatus.ADMITTED),
            ("landing", TermStatus.ADMITTED),
        ]
    ]


def test_each_is_one_step_of_undo(book: TermBook):
    mark(book.termbase, "渡口", "ferry landing")
    mark(book.termbase, "渡口", "crossing")

    book.steps.undo()
    assert [each[0] for each in terms(book.termbase)[0]] == ["渡口", "ferry landing"]
    book.steps.undo()
    assert terms(book.termbase) == []


def test_sides_that_stand_in_each_others_fields_are_put_right():
    assert in_their_fields((("moss",), ("青苔",))) == (("青苔",), ("moss",))
    assert in_their_fields(((), ("青苔",))) == (("青苔",), ())
    for right in ((("青苔",), ("moss",)), (("GDP",), ("gross domestic product",)), (("青苔",), ("苔藓",))):
        assert in_their_fields(right) == right


def test_only_words_that_are_wholly_chinese_are_misplaced():
    assert misplaced((("青苔",), ("moss", "苔藓"))) == "苔藓"
    assert misplaced((("GDP",), ("the 磨坊 of old", "24/7"))) == ""
