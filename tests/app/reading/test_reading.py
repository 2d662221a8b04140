"""A document as it is read: partners, and the way the other panes go."""

import pytest

from factories import MILL_LITERAL_BEADS, alignment, document, long_reading, mill, text, version
from parallelreader.app.reading.reading import Reading
from parallelreader.core.contents import Heading


def middle(reading: Reading, version_id: str, segment: int) -> float:
    span = reading.texts[version_id].segment(segment)
    return (span.start + span.end) / 2


def test_a_translation_follows_the_source_and_leads_it():
    reading = mill("zh", "literal")

    there = reading.follow("zh", middle(reading, "zh", 4), "literal")
    back = reading.follow("literal", there, "zh")

    assert there == pytest.approx(middle(reading, "literal", 4), abs=0.1)
    assert back == pytest.approx(middle(reading, "zh", 4), abs=0.1)


def test_translations_follow_each_other_through_the_source_also_when_it_is_hidden():
    reading = mill("literal", "free")

    place = reading.follow("literal", middle(reading, "literal", 8), "free")

    assert reading.texts["free"].segment_at(int(place)) in (6, 7)
    assert reading.rows[-1].cells == ((8,), (6, 7))


def test_a_version_without_an_alignment_is_not_linked():
    texts = {"zh": text("雨停了。"), "en": text("The rain stopped.", "en")}

    reading = Reading(
        document(version("zh", "zh-Hans"), version("en")), ("zh", "en"), texts=texts, alignments={}
    )

    assert not reading.is_linked("zh", "en")
    assert [row.cells for row in reading.rows] == [((0,), ()), ((), (0,))]


def test_both_halves_of_a_two_to_one_pair_light_up():
    reading = mill("zh", "literal", "free")

    assert reading.partners("zh", [1]) == {"zh": (1, 2), "literal": (1, 2), "free": (1,)}


def test_a_document_in_one_language_has_rows_and_no_partners():
    reading = mill("zh")

    assert len(reading.rows) == reading.texts["zh"].segment_count
    assert reading.partners("zh", [3]) == {"zh": (3,)}


def test_the_row_of_a_place_beyond_the_end_is_the_last():
    reading = mill("zh", "literal")

    assert reading.row_at("zh", 10_000) == len(reading.rows) - 1
    assert reading.row_at("zh", -1) == 0


def test_an_empty_text_beside_a_full_one_can_be_read():
    texts = {"zh": text("雨停了。"), "en": text("", "en")}

    reading = Reading(
        document(version("zh", "zh-Hans"), version("en")),
        ("zh", "en"),
        texts=texts,
        alignments={"en": alignment([], texts["zh"], texts["en"])},
    )

    assert reading.row_at("en", 0.0) == 0
    assert reading.follow("zh", 2.0, "en") == 0.0


def test_partners_are_found_quickly_in_a_long_text():
    reading = long_reading(400)

    assert reading.partners("en", [500])["zh"] == (500,)
    assert reading.cell(500, "zh") == (500,)


def test_the_texts_of_versions_not_shown_are_not_held():
    assert set(mill("literal", "free").texts) == {"zh", "literal", "free"}
    assert set(mill("zh", "free").texts) == {"zh", "free"}
    assert len(MILL_LITERAL_BEADS) == mill().texts["zh"].segment_count


def test_another_alignment_changes_rows_doubts_and_the_way_of_the_panes():
    reading = mill("zh", "literal")
    texts = reading.texts
    beads = [((0,), ()), *(((n,), (n - 1,)) for n in range(1, 9)), ((), (8,))]

    other = reading.with_alignment("literal", alignment(beads, texts["zh"], texts["literal"]))

    assert other.rows[1].cells == ((1,), (0,))
    place = other.follow("zh", middle(other, "zh", 4), "literal")
    assert texts["literal"].segment_at(int(place)) == 3
    assert reading.rows[1].cells == ((1,), (1,))
    back = reading.follow("zh", middle(reading, "zh", 4), "literal")
    assert texts["literal"].segment_at(int(back)) == 4


def test_headings_are_those_of_the_table_of_contents_where_there_is_one():
    texts = {"zh": text("渡口\n他走了\n雨停了。\n桥\n雨又来了。")}
    kept = (Heading(0, 1, "一 渡口"), Heading(3, 2, "二 桥"))

    guessed = Reading(document(version("zh", "zh-Hans")), ("zh",), texts=texts, alignments={})
    known = Reading(
        document(version("zh", "zh-Hans")), ("zh",), texts=texts, alignments={}, contents={"zh": kept}
    )

    assert [heading.title for heading in guessed.contents("zh")] == ["渡口", "他走了", "桥"]
    assert known.contents("zh") == kept
    assert [block.is_heading for block in known.blocks("zh")] == [True, False, False, True, False]
