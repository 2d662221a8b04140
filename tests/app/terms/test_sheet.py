"""What stands in the cells of a matrix, which rows a filter leaves, and the way from gap to gap."""

import dataclasses
from pathlib import Path

import pytest

from parallelreader.app.terms.sheet import GAP, CellFilter, Sheet, words_of
from parallelreader.app.terms.shown_matrix import figures_of
from parallelreader.core.text import Span
from terms_material import found, small_texts


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """人 in two places, each with words of its own."""
    return found(tmp_path / "river", "人", "old man", "nobody").sheet(None)


def test_a_cell_shows_its_sentences_with_the_rendering_marked(sheet: Sheet):
    first, second = sheet.matrix.rows

    passage = sheet.passage(first, "literal")
    marked = passage.marked[0]

    assert passage.text == "The old man stood on the shore."
    assert passage.text[marked.start : marked.end] == "old man"
    assert sheet.chinese(first).text == "老人站在岸边。"
    assert [sheet.chinese(second).text[m.start : m.end] for m in sheet.chinese(second).marked] == ["人"]


def test_places_in_a_passage_lead_back_to_the_text(sheet: Sheet):
    row = sheet.matrix.rows[0]
    text = sheet.documents[row.document].texts["literal"]

    passage = sheet.passage(row, "literal", around=1)
    at = passage.text.index("asked")
    span = passage.in_version(Span(at, at + len("asked")))

    assert passage.text.startswith("The boat came. The old man")
    assert text.content[span.start : span.end] == "asked"


def test_filters_leave_the_rows_of_a_variant_or_of_gaps(sheet: Sheet):
    variants = [variant.key for variant in sheet.matrix.variants]

    assert sheet.shown(CellFilter()) == [0, 1]
    assert [sheet.shown(CellFilter(each, "literal")) for each in variants] == [[0], [1]]
    assert sheet.shown(CellFilter(GAP)) == []


def test_gaps_are_gone_through_and_round_again(tmp_path: Path):
    sheet = found(tmp_path / "river", "人", "old man").sheet(None)
    rows, columns = [0, 1], ["literal"]

    assert sheet.counts("literal") == [("old man", 1), (GAP, 1)]
    assert sheet.next_gap(rows, columns, (0, 0), 1) == (1, 0)
    assert sheet.next_gap(rows, columns, (1, 0), 1) == (1, 0)
    assert sheet.next_gap([0], columns, (0, 0), 1) is None


def test_a_variant_is_found_in_a_sentence_however_it_is_inflected(sheet: Sheet):
    row = sheet.matrix.rows[0]
    text = sheet.documents[row.document].texts["literal"]

    span = sheet.stretch_of(row, "literal", "shore")
    assert span is not None
    assert text.content[span.start : span.end] == "shore"
    assert sheet.stretch_of(row, "literal", "boat") is None
    assert [Span(0, 8), Span(9, 15)] == words_of("man-made boat’s!")


def test_the_list_of_terms_learns_how_one_is_put(tmp_path: Path):
    one = figures_of(found(tmp_path / "one", "人", "old man").matrix)
    both = figures_of(found(tmp_path / "both", "人", "old man", "nobody").matrix)

    assert (one.found, one.forms, one.gaps, one.is_mixed) == (2, 1, 1, False)
    assert (both.found, both.forms, both.gaps, both.is_mixed) == (2, 2, 0, True)


def test_what_was_found_in_a_text_that_has_changed_is_stale(tmp_path: Path):
    made = found(tmp_path / "river", "人", "old man")
    texts = small_texts(tmp_path / "again")

    assert made.is_current(texts)
    texts.drop("last-ferry")
    assert not made.is_current(texts)


def test_the_commonest_variants_come_first_once_all_are_found_and_then_keep_their_places(tmp_path: Path):
    known = found(tmp_path / "river", "人", "old man", "nobody")
    ranked = [each.key for each in known.sheet(None).matrix.variants]
    backwards = dataclasses.replace(known.matrix, variants=known.matrix.variants[::-1])

    after_a_part = known.sheet(None, Sheet.of(backwards, known.documents, is_whole=False))
    after_the_whole = known.sheet(None, Sheet.of(backwards, known.documents))

    assert [each.key for each in after_a_part.matrix.variants] == ranked
    assert [each.key for each in after_the_whole.matrix.variants] == ranked[::-1]
    assert len(ranked) == 2
