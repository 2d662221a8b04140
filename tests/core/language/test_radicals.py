"""Characters written in the place of those that they look like."""

import pytest

from parallelreader.core.language.radicals import as_meant
from parallelreader.core.words.key import word_key


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("⻝堂⾥的⼈", "食堂里的人"),
        ("\uf900\ufa19\U0002f800", "豈神丽"),
        ("𠮷野家 ABC 〇 👍🏽", "𠮷野家 ABC 〇 👍🏽"),
    ],
)
def test_they_become_what_is_meant_and_nothing_moves(written: str, meant: str) -> None:
    assert as_meant(written) == meant
    assert len(as_meant(written)) == len(written)


def test_a_word_is_known_whatever_its_characters_are_written_with() -> None:
    assert word_key("⻝堂") == word_key("食堂") == "食堂"
    assert word_key("⻓城") == "长城"
