"""Headings of books in two languages: "第一章 渡口 Chapter One: The Ferry" heads a chapter of each text.

Left as one it would be a heading of neither, and the chapters of one text would be lost.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from parallelreader.core.incoming import Passage
from parallelreader.core.language.script import HAN, has_han

_LEAST_SHARE = 0.2
_LEAST_LETTERS = 3
_LONGEST = 300
_WORDS = re.compile(r"[A-Za-z]+")
_BETWEEN = r"[\s/|·•—–-]*"
_CHINESE = f"[^A-Za-z]*{HAN.pattern}[^A-Za-z]*"
_ENGLISH = rf"[“‘\"'(]*[A-Za-z](?:(?!{HAN.pattern}).)+"
_CHINESE_FIRST = re.compile(rf"({_CHINESE}?){_BETWEEN}\s{_BETWEEN}({_ENGLISH})")
_ENGLISH_FIRST = re.compile(rf"({_ENGLISH}?){_BETWEEN}\s{_BETWEEN}([^\sA-Za-z]?{_CHINESE})")
_MARKS_AROUND = " \t　/|·•—–-"


def parted_headings(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The same with each heading in two languages as one in each, where the text itself is in two."""
    if not any(passage.level for passage in passages) or not _is_bilingual(passages):
        return passages
    return tuple(part for passage in passages for part in _parts(passage))


def _parts(passage: Passage) -> tuple[Passage, ...]:
    text = passage.text
    if not passage.level or len(text) > _LONGEST or not has_han(text) or not _WORDS.search(text):
        return (passage,)
    found = _CHINESE_FIRST.fullmatch(text) or _ENGLISH_FIRST.fullmatch(text)
    words = [part.strip(_MARKS_AROUND) for part in found.groups()] if found else []
    letters = sum(map(len, _WORDS.findall(text)))
    if len(words) < 2 or not all(words) or letters < _LEAST_LETTERS:
        return (passage,)
    return tuple(replace(passage, text=part, language="") for part in words)


def _is_bilingual(passages: Sequence[Passage]) -> bool:
    """Whether a good part of the text is in each of the two languages, paragraph by paragraph."""
    chinese = english = 0
    for passage in passages:
        if not passage.level and not passage.aside:
            if has_han(passage.text):
                chinese += 2 * len(passage.text)
            else:
                english += len(passage.text)
    return min(chinese, english) > _LEAST_SHARE * (chinese + english)
