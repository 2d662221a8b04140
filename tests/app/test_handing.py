from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import mill
from made_words import text_words
from parallelreader.app.handing.making import Marks, make_part
from parallelreader.core.errors import UserError
from parallelreader.core.handout import (
    HandoutLayout,
    HandoutNote,
    HandoutOptions,
    HandoutPart,
    HandoutRow,
    Piece,
    sections,
)
from parallelreader.core.language.conversion import Script
from parallelreader.core.notes.marks import Mark
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.placement import State
from parallelreader.core.text import Span

PLAIN = HandoutOptions()
READ = text_words(
    {"磨坊", "齿轮"},
    {"磨坊": "mo4 fang2", "齿轮": "chi3 lun2", "停": "ting2", "了": "le5", "水": "shui3", "老": "lao3"},
)


def words(part: HandoutPart) -> list[tuple[str, ...]]:
    return [tuple(row.text(n) for n in range(len(part.columns))) for row in part.rows()]


def marks_on(version: str, *marks: Mark) -> Marks:
    def within(wanted: str, span: Span) -> Sequence[Mark]:
        return [mark for mark in marks if wanted == version and mark.span.overlaps(span)]

    return Marks(within, lambda note: f"about {note}")


def mark(start: int, end: int, *, note: str = "n1", body: bool = True) -> Mark:
    return Mark(Span(start, end), note, 0, Colour.ROSE, body, State.EXACT)


def test_a_row_has_what_renders_each_other():
    part = make_part(mill("zh", "free"), PLAIN)

    assert words(part)[1] == (
        "磨坊停了整整十年。水车上长满了青苔，齿轮也锈住了。",
        "Ten years of moss and rust: nothing had turned here for a decade.",
    )
    assert words(part)[-1][1] == "The wheel sighed. It moved."


def test_headings_are_known_and_not_numbered():
    rows = list(make_part(mill(), PLAIN).rows())

    assert [row.level for row in rows[:2]] == [1, 0]
    assert [row.label for row in rows[:3]] == ["", "2", "3"]


def test_nothing_of_either_text_is_lost_whatever_the_layout():
    for layout in HandoutLayout:
        reading = mill("zh", "literal", "free")
        part = make_part(reading, replace(PLAIN, layout=layout))
        for column, version in enumerate(reading.shown):
            told = "".join(row.text(column) for row in part.rows())
            assert "".join(told.split()) == "".join(reading.texts[version].content.split())


def test_paragraphs_stand_under_each_other():
    part = make_part(mill(), replace(PLAIN, layout=HandoutLayout.PARAGRAPHS))

    assert [row.label for row in part.rows()] == ["", "2–3", "4–5", "6–7", "8–9"]
    assert words(part)[3] == (
        "他们先清掉淤泥。然后换了三块板，又给轴承上了油。",
        "First they cleared the mud. Then they changed three boards and oiled the bearings.",
    )


def test_only_the_pairs_wanted_are_handed_out():
    part = make_part(mill(), replace(PLAIN, pairs=(3, 4)))

    assert [row.label for row in part.rows()] == ["3", "4"]
    assert part.row_count == 2


def test_pairs_that_are_not_there_are_refused():
    with pytest.raises(UserError, match=r"no pairs 12 to 14.*pairs from 1 to 9"):
        make_part(mill(), replace(PLAIN, pairs=(12, 14)))


def test_pinyin_stands_over_words():
    row = list(make_part(mill(), replace(PLAIN, has_pinyin=True), words=READ).rows())[1]

    assert row.cells[0][:3] == (Piece("磨坊", "mòfáng"), Piece("停", "tíng"), Piece("了", "le"))
    assert row.cells[1] == (Piece("The mill had stood still for ten whole years."),)


def test_chinese_is_brought_to_the_script_wanted_with_the_readings_it_had():
    options = replace(PLAIN, has_pinyin=True, script=Script.TRADITIONAL)

    part = make_part(mill(), options, words=READ)

    assert part.columns[0].language == "zh-Hant"
    assert "齒輪" in [piece.text for piece in list(part.rows())[2].cells[0]]
    assert Piece("齒輪", "chǐlún") in list(part.rows())[2].cells[0]


def test_a_mark_is_a_tint_and_its_note_a_number_behind_it():
    reading = mill()
    start = reading.texts["zh"].content.index("整整")

    part = make_part(reading, replace(PLAIN, has_notes=True), marks=marks_on("zh", mark(start, start + 4)))

    row = list(part.rows())[1]
    assert row.cells[0] == (Piece("磨坊停了"), Piece("整整十年", "", Colour.ROSE, 1), Piece("。"))
    assert row.notes == (HandoutNote(1, "about n1"),)


def test_a_mark_within_a_word_tints_the_whole_word_under_its_reading():
    reading = mill()
    start = reading.texts["zh"].content.index("齿轮")
    options = replace(PLAIN, has_notes=True, has_pinyin=True)

    row = list(make_part(reading, options, marks=marks_on("zh", mark(start, start + 1)), words=READ).rows())[
        2
    ]

    assert Piece("齿轮", "chǐlún", Colour.ROSE, 1) in row.cells[0]


def test_a_note_over_several_sentences_is_signed_at_its_end_and_told_once():
    reading = mill()
    first, last = reading.texts["zh"].segment(1), reading.texts["zh"].segment(2)
    marks = marks_on("zh", mark(first.start, last.end), mark(last.end - 1, last.end, note="n2", body=False))

    rows = list(make_part(reading, replace(PLAIN, has_notes=True), marks=marks).rows())

    assert [note.number for row in rows for note in row.notes] == [1]
    assert not rows[1].notes
    assert [piece.note for piece in rows[2].cells[0]] == [0, 1]


def test_notes_that_end_at_one_place_are_all_signed_and_told():
    reading = mill()
    end = reading.texts["zh"].segment(1).end
    marks = [mark(end - 9, end, note="n0", body=False), mark(end - 5, end), mark(end - 3, end, note="n2")]

    row = list(make_part(reading, replace(PLAIN, has_notes=True), marks=marks_on("zh", *marks)).rows())[1]

    assert [note.text for note in row.notes] == ["about n1", "about n2"]
    assert [(piece.text[-1:], piece.note) for piece in row.cells[0] if piece.note] == [("。", 1), ("", 2)]


def test_rows_can_be_had_again_and_are_the_same():
    reading = mill()
    part = make_part(reading, replace(PLAIN, has_notes=True), marks=marks_on("zh", mark(5, 9)))

    assert list(part.rows()) == list(part.rows())


def heading(words: str) -> HandoutRow:
    return HandoutRow(((Piece(words),),), level=1)


def line(words: str) -> HandoutRow:
    return HandoutRow(((Piece(words),),))


def test_sections_begin_at_headings_and_go_on_where_they_are_too_long():
    rows = [line("0"), heading("one"), line("1"), line("2"), line("3"), heading("two")]

    found = [
        (each.heading.text(0) if each.heading else "", len(each.rows), each.is_continued)
        for each in sections(iter(rows), longest=2)
    ]

    assert found == [("", 1, False), ("one", 2, False), ("", 1, True), ("two", 0, False)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 70), st.integers(1, 25), st.booleans()), max_size=6),
    st.booleans(),
    st.sampled_from(Script),
)
def test_marks_anywhere_lose_no_character_and_part_no_word(places, has_pinyin, script):
    reading = mill()
    marks = [
        mark(start, start + size, note=f"n{n}", body=body) for n, (start, size, body) in enumerate(places)
    ]
    options = replace(PLAIN, has_notes=True, has_pinyin=has_pinyin, script=script)

    rows = list(make_part(reading, options, marks=marks_on("zh", *marks), words=READ).rows())

    plain = list(make_part(reading, replace(PLAIN, script=script)).rows())
    assert [row.text(0) for row in rows] == [row.text(0) for row in plain]
    told = [piece for row in rows for piece in row.cells[0] if piece.reading]
    bare = [
        p
        for row in make_part(reading, replace(PLAIN, has_pinyin=True), words=READ).rows()
        for p in row.cells[0]
    ]
    assert not has_pinyin or [piece.reading for piece in told] == [p.reading for p in bare if p.reading]
    noted = [note.number for row in rows for note in row.notes]
    assert noted == list(range(1, len(noted) + 1))
    bounds = list(reading.texts["zh"].bounds())
    ending = [each for each in marks if any(start < each.span.end <= end for start, end in bounds)]
    assert len(noted) == sum(each.has_body for each in ending)
