"""How many of a hundred words of each chapter are not known."""

import pytest

from factories import text, version
from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.unknown_words import ChapterWords, CountedText, chinese_version, count_chapters
from parallelreader.core.contents import Heading
from parallelreader.core.corpus import Document

WORDS = ("第一章", "第二章", "老人", "回答", "水车", "青苔")
TWO_CHAPTERS = "第一章\n老人回答。水车青苔。\n第二章\n老人老人回答水车。"
CONTENTS = (Heading(0, 1, "第一章 水车"), Heading(2, 1, "第二章 老人"))


def reading_of(content: str, headings: tuple[Heading, ...] = ()) -> Reading:
    document = Document("mill", "", (version("zh", "zh-Hans"),))
    texts = {"zh": text(content)}
    return Reading(document, ("zh",), texts=texts, alignments={}, contents={"zh": headings})


def counted(reading: Reading) -> CountedText:
    return count_chapters(reading, text_words(WORDS).loaded().segmenter)


def chapters_of(reading: Reading) -> tuple[ChapterWords, ...]:
    return counted(reading).chapters


def test_each_chapter_counts_its_running_words() -> None:
    first, second = chapters_of(reading_of(TWO_CHAPTERS, CONTENTS))
    known = {"老人": Status.KNOWN, "水车": Status.LEARNING_5, "青苔": Status.IGNORED}

    def of(key: str) -> Status:
        return known.get(key, Status.NEW)

    assert (first.label, second.label) == ("1", "2")
    assert first.counts == {"第一章": 1, "老人": 1, "回答": 1, "水车": 1, "青苔": 1}
    # Heading, 回答 and 水车 are not known: three of five, and three of five.
    assert first.unknown_share(of) == pytest.approx(60.0)
    assert second.unknown_share(of) == pytest.approx(60.0)


def test_each_word_is_known_by_where_it_is_met_first() -> None:
    found = counted(reading_of(TWO_CHAPTERS, CONTENTS))
    first = found.firsts["老人"]

    assert TWO_CHAPTERS[first.start : first.end] == "老人"
    assert first.start == TWO_CHAPTERS.index("老人")
    assert found.times("老人") == 3
    assert found.times("灯") == 0


def test_a_text_without_chapters_is_one() -> None:
    (whole,) = chapters_of(reading_of("老人回答。"))

    assert whole.unknown_share(lambda key: Status.NEW) == 100.0
    assert whole.unknown_share(lambda key: Status.KNOWN) == 0.0


def test_parts_above_chapters_count_where_there_are_several() -> None:
    headings = (Heading(0, 2, "第一章"), Heading(2, 2, "第二章"))
    under_one_title = (Heading(0, 1, "水车"), *headings[1:], Heading(3, 2, "老人"))

    assert [each.title for each in chapters_of(reading_of(TWO_CHAPTERS, under_one_title))] == [
        "第二章",
        "老人",
    ]


def test_without_chinese_nothing_is_counted() -> None:
    document = Document("mill", "", (version("en"),))
    reading = Reading(document, ("en",), texts={"en": text("The mill.", "en")}, alignments={})

    assert chinese_version(reading) is None
    assert chapters_of(reading) == ()
