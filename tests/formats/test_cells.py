"""Whatever stands in a cell, a line of text comes of it."""

import pytest

from parallelreader.formats.cells import one_line, unescaped


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (" 渡口\n在 河边\t吗\x00 ", "渡口在 河边吗"),
        ("a ferry \n\n landing", "a ferry landing"),
        ("a" + " " * 400_000 + "b\nc", "a" + " " * 400_000 + "b c"),
        ("渡\n" * 400_000, "渡" * 400_000),
    ],
    ids=["chinese", "english", "spaces", "breaks"],
)
def test_a_cell_becomes_a_line(cell: str, line: str) -> None:
    assert one_line(cell) == line


def test_named_characters_are_read_and_what_is_none_is_replaced() -> None:
    assert unescaped("&lt;渡口&gt; &#28193; &#x6e21;") == "<渡口> 渡 渡"
    assert unescaped("&#" + "9" * 5000 + ";") == "\ufffd"
