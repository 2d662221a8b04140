import re

import pytest

from parallelreader.core.patterns import pattern


def test_does_what_a_compiled_pattern_does():
    later, now = pattern(r"(\w)(\d)", re.ASCII), re.compile(r"(\w)(\d)", re.ASCII)
    words = "a1 b2 中3"

    assert later.findall(words) == now.findall(words)
    assert later.sub(r"\2\1", words) == now.sub(r"\2\1", words)
    assert [found.span() for found in later.finditer(words)] == [
        found.span() for found in now.finditer(words)
    ]
    assert later.flags == now.flags
    assert later.pattern == now.pattern


def test_a_method_that_no_pattern_has_is_an_error():
    with pytest.raises(AttributeError):
        pattern("a").seach  # type: ignore[attr-defined]  # noqa: B018


def test_a_faulty_pattern_says_so_when_it_is_used():
    faulty = pattern("(")

    assert faulty.pattern == "("
    with pytest.raises(re.error):
        faulty.match("(")
