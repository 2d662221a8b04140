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


def parted_title(text: str) -> tuple[str, ...]:
    """A title that stands in both languages as one in each, in their order; nothing for any other."""
    if len(text) > _LONGEST or not has_han(text) or not _WORDS.search(text):
        return ()
    found = _CHINESE_FIRST.fullmatch(text) or _ENGLISH_FIRST.fullmatch(text)
    words = tuple(part.strip(_MARKS_AROUND) for part in found.groups()) if found else ()
    letters = sum(map(len, _WORDS.findall(text)))
    return words if all(words) and letters >= _LEAST_LETTERS else ()


def _parts(passage: Passage) -> tuple[Passage, ...]:
    words = parted_title(passage.text) if passage.level else ()
    return tuple(replace(passage, text=part, language="") for part in words) or (passage,)


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
