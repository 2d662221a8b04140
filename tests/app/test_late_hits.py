"""Hits that are too many for a list."""

from parallelreader.app.late_hits import LateHits
from parallelreader.app.search_run import Hit, Place


def late(*places: tuple[str, int]) -> LateHits:
    found = LateHits()
    found.add(Hit(0, 0, Place("mill", *place)) for place in places)
    return found


def test_they_are_numbered_as_they_came():
    places = [("zh", 4), ("zh", 9), ("en", 1), ("en", 7), ("zh", 2), ("zh", 3)]
    found = late(*places)

    assert len(found) == 6
    assert [found.place(number) for number in range(6)] == places


def test_the_nearest_are_found_in_each_version():
    found = late(("zh", 4), ("zh", 9), ("en", 1), ("en", 7), ("zh", 2), ("zh", 3))

    assert found.first_from({"zh": 5, "en": 0}) == 1
    assert found.first_from({"zh": 10, "en": 0}) == 2
    assert found.first_from({"zh": 10, "en": 8}) is None
    assert found.first_from({"fr": 0}) is None
    assert found.last_before({"zh": 3, "en": 9}) == 4
    assert found.last_before({"zh": 1, "en": 7}) == 2
    assert found.last_before({"zh": 0, "en": 0}) is None
    assert late().first_from({"zh": 0}) is None
