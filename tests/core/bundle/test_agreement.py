"""Figures of two annotators, against ones worked out by hand."""

import pytest

from parallelreader.core.bundle.agreement import (
    Differs,
    Kappa,
    Marked,
    agreement_of,
    differences_of,
    kappa_of,
    pair_up,
)
from parallelreader.core.text import Span


def marked(start: int, end: int, category: str = "blue", *tags: str, words: str = "") -> Marked:
    return Marked((start, end), ("ferry", "zh"), Span(start, end), category, frozenset(tags), words)


def test_kappa_is_what_is_more_than_chance() -> None:
    # 20 both yes, 5 and 10 differ, 15 both no: observed .7, expected .5.
    judged = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15

    found = kappa_of(judged)

    assert (found.count, found.observed) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("judged", "kappa"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "a")], None),
        ([], None),
    ],
)
def test_kappa_at_its_ends(judged: list[tuple[str, str]], kappa: float | None) -> None:
    assert kappa_of(judged).kappa == kappa


def test_places_are_compared_exactly_and_by_overlap() -> None:
    mine = [marked(0, 4), marked(10, 14), marked(20, 24), marked(30, 34)]
    theirs = [marked(0, 4), marked(11, 15, "rose"), marked(40, 44)]

    found = agreement_of(mine, theirs)

    assert (found.exact.both, found.overlapping.both) == (1, 2)
    assert found.exact.f1 == pytest.approx(2 / 7)
    assert found.overlapping.f1 == pytest.approx(4 / 7)
    assert found.categories == Kappa(2, 0.5, 0.0)


def test_each_thing_is_paired_once_with_what_it_shares_most_with() -> None:
    long, first, second = marked(0, 10), marked(0, 4), marked(3, 10)

    assert pair_up([long], [first, second]) == [(long, second)]
    assert pair_up([first, second], [long]) == [(second, long)]
    assert pair_up([marked(0, 3)], [marked(3, 5)]) == []


def test_tags_are_judged_one_by_one() -> None:
    mine = [marked(0, 2, "blue", "people"), marked(4, 6, "blue", "people", "age"), marked(8, 9)]
    theirs = [marked(0, 2, "blue", "people"), marked(4, 6, "blue", "people"), marked(8, 9)]

    found = agreement_of(mine, theirs).tags

    assert found["people"].kappa == 1.0
    assert found["age"].observed == pytest.approx(2 / 3)
    assert found["age"].kappa == pytest.approx(0.0)


def test_differences_come_in_the_order_of_the_text() -> None:
    mine = [marked(20, 24), marked(0, 4), marked(10, 14, "blue", "age")]
    theirs = [marked(0, 4, words="why?"), marked(10, 15, "rose"), marked(30, 32)]

    found = differences_of(mine, theirs)

    assert [each.differs for each in found] == [
        (Differs.WORDS,),
        (Differs.PLACE, Differs.CATEGORY, Differs.TAGS),
        (Differs.ONLY_MINE,),
        (Differs.ONLY_THEIRS,),
    ]


def test_where_both_say_the_same_there_is_no_difference() -> None:
    assert differences_of([marked(0, 4)], [marked(0, 4)]) == ()
    assert agreement_of([], []).exact.f1 is None
