"""Where lines of Chinese may end."""

import pytest

from parallelreader.app.reading.line_breaks import last_break, may_break


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("摸了摸。", "“你听。”"),
        ("“听，”", "她说"),
        ("用", "App 看"),
        ("App ", "看"),
        ("他想", "……"),
        ("的", "——"),
    ],
)
def test_a_line_may_end_here(line, following):
    assert may_break(line + following, len(line))


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("摸了摸", "。你"),
        ("他说：“", "走"),
        ("你听。", "”他说"),
        ("…", "…"),
        ("—", "—"),
        ("3", ".5%"),
        ("Yo", "ga"),
        ("涨了5", "％"),
        ("用", " App"),
    ],
)
def test_a_line_may_not_end_here(line, following):
    assert not may_break(line + following, len(line))


def test_a_closing_mark_takes_the_character_before_it_along():
    assert last_break("一二三四五。六", 0, 5) == 4


def test_a_line_ends_before_an_opening_quotation_mark():
    assert last_break("摸了摸。“你听见了吗", 0, 5) == 4


def test_a_word_longer_than_the_line_is_cut_where_the_line_is_full():
    assert last_break("abcdefghij", 0, 6) == 6


def test_the_rest_of_a_text_is_its_last_line():
    assert last_break("一二三", 0, 3) == 3
