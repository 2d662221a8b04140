"""Glosses of dictionaries with the words and readings in them as people write them."""

import re

from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written

# A word begins where something else ends: one of 100,000 characters is not tried from each of them.
_REFERENCE = re.compile(
    r"(?<![^\s\[\],;|])([^\s\[\],;|]{1,200}+)(?:\|([^\s\[\],;]{1,200}+))?"
    r"\[(?=[A-Za-z:,· ]{0,20}\d)([A-Za-z0-9:,· ]{1,400}+)\]"
)
# A reading that no word stands before, as in "Taiwan pr. [xi2]".
_ALONE = re.compile(r"(?<![^\s(])\[((?:[A-Za-z:]{1,7}[1-5][ ,]{0,2}){1,12}+)\]")
_NUMBERED = re.compile(r"([A-Za-z:ü]+)([1-5])")


def readable(gloss: str) -> str:
    """A gloss with what it points to as people write it: ``亭|亭[ting2]`` as ``亭 tíng``."""
    return with_readings(_REFERENCE.sub(_reference, gloss))


def with_readings(gloss: str, notation: Notation = Notation.MARKS) -> str:
    """A gloss with the readings that it tells of as people write them: ``pr. [xi2]`` as ``pr. xí``."""
    return _ALONE.sub(lambda match: written(_told(match[1]), notation), gloss)


def _reference(match: re.Match[str]) -> str:
    return f"{match[2] or match[1]} {written(_told(match[3]), Notation.MARKS)}"


def _told(numbered: str) -> list[Syllable]:
    found = _NUMBERED.findall(numbered)
    return [Syllable(0, 0, letters.replace("u:", "ü"), int(tone)) for letters, tone in found]
