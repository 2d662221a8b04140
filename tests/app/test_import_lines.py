"""What the lines of books and pages are proposed to be."""

from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.import_lines import propose_lines
from parallelreader.app.source_text import ImportSource, paste_source
from parallelreader.core.contents import Heading
from parallelreader.core.incoming import Passage, Prose
from parallelreader.core.page import LineTag


def source(*passages: Passage, is_page: bool = False, **said: str) -> ImportSource:
    return ImportSource("book.epub", "", prose=Prose(passages, **said), is_page=is_page)


def test_what_looks_like_the_lines_of_a_page_is_text_in_a_book():
    lines = [Passage("By Wren Ashdown"), Passage("2031-03-06"), Passage("The boat came slowly up the river.")]

    tags = [line.tag for line in propose_lines(source(*lines))]

    assert tags == [LineTag.ENGLISH] * 3


def test_the_rules_of_pages_hold_for_saved_pages():
    lines = [Passage("渡口", level=1), Passage("2031-03-06 08:40"), Passage("船来了，没有人下船。")]

    found = propose_lines(source(*lines, is_page=True))

    assert [(line.tag, line.level) for line in found] == [
        (LineTag.CHINESE, 1),
        (LineTag.METADATA, 0),
        (LineTag.CHINESE, 0),
    ]


def test_what_a_file_sets_apart_stays_in_its_place_with_the_reason():
    lines = [Passage("船来了。"), Passage("老渡船", aside="caption"), Passage("返回", aside="navigation")]

    found = propose_lines(source(*lines))

    assert [(line.tag, line.reason) for line in found] == [
        (LineTag.CHINESE, ""),
        (LineTag.CAPTION, "caption"),
        (LineTag.SKIP, "navigation"),
    ]


def test_each_version_of_a_bilingual_book_has_its_own_contents():
    lines = [
        Passage("第一章 渡口", level=1),
        Passage("Chapter One: The Ferry", level=1),
        Passage("船来了，没有人下船。"),
        Passage("The boat came, and nobody got off."),
        Passage("第二章 桥", level=1),
        Passage("Chapter Two: The Bridge", level=1),
    ]

    draft = ImportDraft([source(*lines, title="河上 On the River")])
    chinese, english = draft.versions()

    assert chinese.contents == (Heading(0, 1, "第一章 渡口"), Heading(2, 1, "第二章 桥"))
    assert [heading.paragraph for heading in english.contents] == [0, 2]
    assert draft.guessed_title() == "河上 On the River"


def test_what_a_file_says_of_itself_is_kept():
    (version,) = ImportDraft(
        [source(Passage("The boat came."), title="The Ferry", author="Wren", translator="Ash", language="en")]
    ).versions()

    assert (version.title, version.author, version.translator) == ("The Ferry", "Wren", "Ash")


def test_headings_of_pasted_text_are_found_and_can_be_changed():
    draft = ImportDraft([paste_source("渡口\n第一章 雨\n船来了。\n第二章 桥\n桥断了。\n")])
    before = draft.versions()[0].contents

    draft.sources[0].set_level([1, 4], 0)
    draft.sources[0].set_level([3], 2)

    assert [(each.paragraph, each.level) for each in before] == [(0, 1), (1, 1), (3, 1)]
    assert draft.versions()[0].contents == (Heading(1, 1, "第一章 雨"), Heading(2, 2, "船来了。"))
