"""Headings are told from running text by what they say and by what follows what."""

import pytest

from parallelreader.core.headings import Division, find_headings, merged_titles, read_heading
from parallelreader.core.numerals import chinese_number, english_number, roman_number


@pytest.mark.parametrize(
    ("line", "division", "number", "title"),
    [
        ("第一章 渡口", Division.CHAPTER, 1, "渡口"),
        ("第十二回 老魏夜渡 女孩还钱", Division.CHAPTER, 12, "老魏夜渡 女孩还钱"),
        ("第壹佰零貳章　渡口", Division.CHAPTER, 102, "渡口"),
        ("第两章", Division.CHAPTER, 2, ""),
        ("第１２章：夜", Division.CHAPTER, 12, "夜"),
        ("第三节", Division.SECTION, 3, ""),
        ("卷之三", Division.VOLUME, 3, ""),
        ("上卷", Division.VOLUME, 1, ""),
        ("第一章 渡口……12", Division.CHAPTER, 1, "渡口"),
        ("四、桥", Division.NUMBER, 4, "桥"),
        ("（四）桥", Division.NUMBER, 4, "桥"),
        ("CHAPTER XII. THE LOCK", Division.CHAPTER, 12, "THE LOCK"),
        ("Chapter Twelve: The Lock", Division.CHAPTER, 12, "The Lock"),
        ("Chapter twenty-one", Division.CHAPTER, 21, ""),
        ("Book the First", Division.VOLUME, 1, ""),
        ("Volume 3 — Night", Division.VOLUME, 3, "Night"),
        ("Scene 3", Division.SECTION, 3, ""),
        ("Four: The Bridge", Division.NUMBER, 4, "The Bridge"),
        ("XII.", Division.NUMBER, 12, ""),
        ("## The Lock", Division.CHAPTER, None, "The Lock"),
    ],
)
def test_headings_are_read(line, division, number, title):
    mark = read_heading(line)

    assert mark is not None
    assert (mark.division, mark.number, mark.title) == (division, number, title)


@pytest.mark.parametrize(
    ("line", "frame"),
    [
        ("序", "preface"),
        ("序言：写在前面", "preface"),
        ("楔子", "prologue"),
        ("后记", "afterword"),
        ("附录一", "appendix"),
        ("Translator’s Note", "preface"),
        ("Epilogue: After the Flood", "epilogue"),
    ],
)
def test_prefaces_and_the_like_are_known_in_both_languages(line, frame):
    mark = read_heading(line)

    assert mark is not None
    assert (mark.division, mark.frame) == (Division.FRAME, frame)


@pytest.mark.parametrize(
    "line",
    [
        "第二回合开始了",
        "第一部分内容",
        "第三章写得很好。",
        "序曲响了",
        "四月的雨",
        "一天早上",
        "1998年",
        "Part two of the plan went well",
        "Chapter 3 was long.",
        "One day he left",
        "I went home",
        "Introduction to the matter",
        "Mild",
        "",
    ],
)
def test_running_text_is_no_heading(line):
    assert read_heading(line) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("廿三", 23),
        ("贰拾", 20),
        ("两", 2),
        ("105", 105),
        ("下", 3),
    ],
)
def test_chinese_numerals_of_every_kind(numeral, value):
    assert chinese_number(numeral) == value


@pytest.mark.parametrize(
    ("numeral", "value"), [("iv", 4), ("XLIX", 49), ("xc", 90), ("iiii", None), ("", None)]
)
def test_roman_numerals(numeral, value):
    assert roman_number(numeral) == value


@pytest.mark.parametrize(
    ("words", "value"), [("Forty-Two", 42), ("one hundred and five", 105), ("boat", None)]
)
def test_english_number_words(words, value):
    assert english_number(words) == value


def test_volumes_stand_above_chapters_and_a_preface_beside_the_uppermost():
    text = [
        "序",
        "雨停了。",
        "卷一",
        "第一章 渡口",
        "船来了。",
        "第二章 桥",
        "桥断了。",
        "卷二",
        "第一章 夜",
        "天黑了。",
    ]

    assert find_headings(text) == {0: 1, 2: 1, 3: 2, 5: 2, 7: 1, 8: 2}


def test_numbers_alone_are_headings_where_they_count_on_with_text_between():
    assert find_headings(["1", "The boat came.", "2", "It left.", "3", "It rained."]) == {0: 1, 2: 1, 4: 1}
    assert find_headings(["He bought:", "1. Bread", "2. Salt", "3. Oil", "Then he left."]) == {}
    assert (
        find_headings(["The boat came", "1", "slowly up the river", "2", "and left again", "3", "at noon."])
        == {}
    )


def test_a_printed_table_of_contents_is_no_row_of_chapters():
    text = ["目录", "第一章 渡口……1", "第二章 桥……9", "第一章 渡口", "船来了。", "第二章 桥", "桥断了。"]

    assert find_headings(text) == {3: 1, 5: 1}


def test_a_text_without_numbers_has_no_headings():
    assert find_headings(["渡口", "船来了。", "Notes", "他走了。"]) == {}


def test_a_number_and_the_title_below_it_are_one_heading():
    lines = [(0, "Chapter One"), (1, "The Lock"), (7, "Chapter Two"), (9, "The Mill")]

    assert list(merged_titles(lines)) == [
        (0, "Chapter One The Lock", 2),
        (7, "Chapter Two", 1),
        (9, "The Mill", 1),
    ]


def test_a_line_of_nothing_but_dots_or_spaces_is_soon_known_to_be_no_heading() -> None:
    # Looked at from each dot on, one such line would take minutes.
    for line in ("..." * 100_000, f"渡口{' ' * 300_000}船", f"第一章{'。' * 300_000}x"):
        assert read_heading(line) is None
    assert read_heading(f"第一章 渡口{'.' * 300} 12") == read_heading("第一章 渡口")
