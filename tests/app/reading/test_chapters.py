from factories import alignment, document, text, version
from parallelreader.app.reading.chapters import ChapterEntries
from parallelreader.app.reading.reading import Reading
from parallelreader.core.contents import Heading

ZH = text("卷一\n第一章\n渡口\n船来了。\n第二章 桥\n桥断了。")
EN = text("Chapter One: The Ferry\nThe boat came.\nThe Bridge\nThe bridge broke.", "en")


def reading(*shown: str) -> Reading:
    pairs = [((1, 2), (0,)), ((3,), (1,)), ((4,), (2,)), ((5,), (3,))]
    return Reading(
        document(version("zh", "zh-Hans"), version("en")),
        shown,
        texts={"zh": ZH, "en": EN},
        alignments={"en": alignment(pairs, ZH, EN)},
        contents={
            "zh": (
                Heading(0, 1, "卷一"),
                Heading(1, 2, "第一章"),
                Heading(2, 2, "渡口"),
                Heading(4, 2, "第二章 桥"),
            ),
            "en": (Heading(0, 1, "Chapter One: The Ferry"), Heading(2, 1, "The Bridge")),
        },
    )


def test_chapters_have_the_title_of_their_partner_and_the_level_below_the_uppermost():
    entries = ChapterEntries(reading("zh", "en"), most=100).entries

    assert [(entry.title, entry.level) for entry in entries] == [
        ("卷一", 0),
        ("第一章 渡口 The Ferry", 1),
        ("第二章 桥 The Bridge", 1),
    ]


def test_a_version_alone_has_its_own_titles_and_no_more_than_wanted():
    assert [each.title for each in ChapterEntries(reading("en"), most=100).entries] == [
        "Chapter One: The Ferry",
        "The Bridge",
    ]
    assert ChapterEntries(reading("en"), most=1).entries == ()


def test_a_place_is_in_the_chapter_that_begins_before_it():
    chapters = ChapterEntries(reading("zh"), most=100)

    assert [chapters.at(place) for place in (0, ZH.content.index("船"), len(ZH.content))] == [0, 1, 2]
    assert ChapterEntries(None, most=9).at(3) == -1


def test_the_parts_of_a_memory_have_one_name_and_begin_with_no_heading():
    zh, en = text("船来了。\n桥断了。"), text("The boat came.\nThe bridge broke.", "en")
    parts = tuple(Heading(number, 1, f"night-{number}.txt") for number in range(2))
    memory = Reading(
        document(version("zh", "zh-Hans"), version("en")),
        ("zh", "en"),
        texts={"zh": zh, "en": en},
        alignments={"en": alignment([((0,), (0,)), ((1,), (1,))], zh, en)},
        contents={"zh": parts, "en": parts},
    )

    assert [each.title for each in ChapterEntries(memory, most=9).entries] == ["night-0.txt", "night-1.txt"]
    assert not memory.blocks("zh").headings
    assert not memory.blocks("en").headings
