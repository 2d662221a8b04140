"""Records joined in any order and however often come to the same, and lose nothing."""

from collections.abc import Mapping
from functools import reduce
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parallelreader.core.bundle.merging import Outcome, plan_merge
from parallelreader.core.bundle.versions import BETWEEN, Record, Rule

RULES = {"body": Rule.BOTH, "colour": Rule.NEWEST, "changed": Rule.LARGEST, "note": Rule.BOTH}
KEY = ("1",)


def first(**values: Any) -> Record:
    return Record.first("note", KEY, {"body": "", "colour": "rose", "changed": 1, **values}, 1)


def edited(record: Record, device: str, time: int, **values: Any) -> Record:
    known = record.values(RULES) or {}
    return record.brought_to({**known, "changed": time, **values}, RULES, time=time, device=device)


def deleted(record: Record, device: str, time: int) -> Record:
    return record.brought_to(None, RULES, time=time, device=device)


def test_what_only_one_has_changed_is_taken_over() -> None:
    base = first()
    mine, theirs = edited(base, "a", 5, colour="blue"), edited(base, "b", 9, body="river")

    both = mine.join(theirs).values(RULES)

    assert both == {"body": "river", "colour": "blue", "changed": 9}
    assert mine.join(theirs).conflicts(RULES) == ()


def test_words_that_both_have_changed_are_both_kept_until_someone_settles_it() -> None:
    base = first(body="ferry")
    both = edited(base, "a", 5, body="the ferry").join(edited(base, "b", 9, body="a boat"))

    values = both.values(RULES)
    assert values is not None
    assert values["body"] == f"the ferry{BETWEEN}a boat"
    assert both.conflicts(RULES) == ("body",)

    settled = edited(both, "a", 12, body="the ferry boat")
    assert settled.conflicts(RULES) == ()
    # Whoever still has either of the two does not bring it back.
    later = settled.join(edited(base, "b", 9, body="a boat")).values(RULES)
    assert later is not None
    assert later["body"] == "the ferry boat"


def test_of_two_colours_the_later_one_shows_and_the_other_is_listed() -> None:
    base = first()
    both = edited(base, "a", 5, colour="blue").join(edited(base, "b", 9, colour="green"))

    assert (both.values(RULES) or {})["colour"] == "green"
    assert both.conflicts(RULES) == ("colour",)
    assert {each.value for each in both.fields["colour"].in_order} == {"blue", "green"}


def test_what_one_deletes_and_another_changes_stays() -> None:
    base = first()
    both = deleted(base, "a", 5).join(edited(base, "b", 4, body="keep me"))

    assert (both.values(RULES) or {})["body"] == "keep me"
    assert not deleted(base, "a", 5).join(base).is_present
    assert not deleted(both, "a", 20).join(both).is_present


def test_parts_are_joined_one_by_one() -> None:
    terms = {"terms/x": True, "terms/x/note": "", "terms/x/forms=ferries": True}
    base = first(**terms)
    added = edited(base, "a", 5, **{"terms/y": True, "terms/y/note": "new"})
    known = dict(base.values(RULES) or {})
    taken = base.brought_to(
        {name: value for name, value in known.items() if "forms" not in name}, RULES, time=6, device="b"
    )

    assert set(added.join(taken).values(RULES) or {}) == {
        *("body", "colour", "changed", "terms/x", "terms/x/note", "terms/y", "terms/y/note")
    }
    without = base.brought_to(
        {name: value for name, value in known.items() if not name.startswith("terms/")},
        RULES,
        time=7,
        device="b",
    )
    changed = edited(base, "a", 5, **{"terms/x/note": "mind the plural"})
    assert "terms/x/note" not in (without.values(RULES) or {})
    assert (without.join(changed).values(RULES) or {})["terms/x/note"] == "mind the plural"


def test_the_same_written_without_a_common_base_is_no_conflict() -> None:
    one = Record.first("note", KEY, {"body": "ferry"}, 5)
    other = Record.first("note", KEY, {"body": "ferry"}, 9)

    assert one.join(other).conflicts(RULES) == ()
    assert one.join(other).values(RULES) == {"body": "ferry"}


moves = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["body", "colour", "terms/x", "terms/x/note", "delete", "meet"]),
        st.sampled_from(["", "ferry", "river", "boat"]),
    ),
    max_size=14,
)


def played(steps: list[tuple[int, str, str]]) -> list[Record]:
    """What three people have after they have changed things and met now and then."""
    people = [first()] * 3
    for time, (who, what, words) in enumerate(steps, start=2):
        record, device = people[who], "abc"[who]
        if what == "meet":
            people[who] = record.join(people[(who + 1) % 3])
        elif what == "delete":
            people[who] = deleted(record, device, time)
        elif what == "terms/x":
            known = dict(record.values(RULES) or first().values(RULES) or {})
            if "terms/x" in known:
                known = {name: value for name, value in known.items() if not name.startswith("terms/x")}
            else:
                known |= {"terms/x": True, "terms/x/note": words}
            people[who] = record.brought_to(known, RULES, time=time, device=device)
        elif what == "terms/x/note":
            if "terms/x" in (record.values(RULES) or {}):
                people[who] = edited(record, device, time, **{what: words})
        else:
            values: Mapping[str, Any] = {what: words}
            if record.is_present:
                people[who] = edited(record, device, time, **values)
    return people


@settings(max_examples=200, deadline=None)
@given(moves)
def test_in_whatever_order_they_meet_all_come_to_the_same(steps: list[tuple[int, str, str]]) -> None:
    people = played(steps)

    results = [reduce(Record.join, order) for order in permutations(people)]

    assert all(result.fields == results[0].fields for result in results)
    assert all(result.values(RULES) == results[0].values(RULES) for result in results)
    for person in people:
        assert results[0].join(person).fields == results[0].fields


@settings(max_examples=200, deadline=None)
@given(moves)
def test_what_was_joined_and_put_down_is_no_change(steps: list[tuple[int, str, str]]) -> None:
    joined = reduce(Record.join, played(steps))

    assert joined.brought_to(joined.values(RULES), RULES, time=99, device="a").fields == joined.fields


@settings(max_examples=200, deadline=None)
@given(moves)
def test_no_words_are_lost_that_nobody_has_replaced(steps: list[tuple[int, str, str]]) -> None:
    people = played(steps)
    joined = reduce(Record.join, people)

    replaced = joined.fields["body"].past
    for person in people:
        for written in person.fields["body"].in_order:
            kept = written.name in joined.fields["body"].written
            assert kept or written.name in replaced
    shown = joined.values(RULES)
    if shown is not None:
        assert all(each.value in shown["body"] for each in joined.fields["body"].in_order)


def test_a_plan_says_what_would_become_of_each() -> None:
    def note(key: str, **values: Any) -> Record:
        return Record.first("note", (key,), {"body": "", "colour": "rose", "changed": 1, **values}, 1)

    base = {key: note(key) for key in "abcde"}
    mine = {("note", (key,)): record for key, record in base.items()}
    mine["note", ("c",)] = edited(base["c"], "me", 5, body="one")
    theirs = [
        base["a"],
        edited(base["b"], "you", 6, colour="blue"),
        edited(base["c"], "you", 6, body="two"),
        deleted(base["d"], "you", 6),
        note("f", body="new"),
    ]

    plan = plan_merge(mine, theirs, {"note": RULES})

    assert [(line.record.key[0], line.outcome, line.fields) for line in plan.lines] == [
        ("b", Outcome.CHANGED, ("changed", "colour")),
        ("c", Outcome.CONFLICT, ("body",)),
        ("d", Outcome.DELETED, ("body", "changed", "colour")),
        ("f", Outcome.ADDED, ("body", "changed", "colour")),
    ]
    assert plan.words == "1 added, 1 changed, 1 in conflict, 1 deleted"
    assert not plan.deletes_most


@pytest.mark.parametrize(("gone", "is_too_many"), [(3, False), (5, False), (6, True), (10, True)])
def test_more_than_half_deleted_is_too_many(gone: int, is_too_many: bool) -> None:
    base = [Record.first("note", (str(n),), {"body": str(n)}, 1) for n in range(10)]
    theirs = [deleted(each, "you", 2) if n < gone else each for n, each in enumerate(base)]

    plan = plan_merge({("note", each.key): each for each in base}, theirs, {"note": RULES})

    assert plan.deletes_most is is_too_many
