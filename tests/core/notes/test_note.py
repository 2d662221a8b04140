import uuid

import pytest

from notes_material import note
from parallelreader.core.notes.note import clean_body, new_id


def test_ids_are_distinct_and_sort_by_time() -> None:
    ids = [new_id(now) for now in (1_700_000_000_000, 1_700_000_000_001, 1_900_000_000_000)]

    assert ids == sorted(ids)
    of_one_moment = [new_id(5) for _ in range(1000)]
    assert of_one_moment == sorted(set(of_one_moment))
    assert {uuid.UUID(each).version for each in ids} == {7}
    assert {uuid.UUID(each).variant for each in ids} == {uuid.RFC_4122}


def test_a_body_keeps_words_and_loses_what_cannot_be_written() -> None:
    assert clean_body("a\r\nb\rc\td\x00\ud800 𠮷👩‍👩‍👧e\u0301") == "a\nb\nc\td 𠮷👩‍👩‍👧e\u0301"


@pytest.mark.parametrize(("query", "is_there"), [("", True), ("水", True), ("NOTE", True), ("山", False)])
def test_a_query_is_found_in_body_and_quote(query: str, is_there: bool) -> None:
    assert note(body="a note", quote="河水").contains(query) is is_there
