"""Pinyin as dictionaries number it, written as people do. How words are read in a sentence is known to
``core.words.readings``."""

import re

from parallelreader.core.words.pinyin import with_mark

_SYLLABLE = re.compile(r"([A-Za-z:üÜ]+?)([1-5])")


def marked(numbered: str) -> str:
    """``"Bei3 jing1"`` of a dictionary as people write it: ``"Běijīng"``, ``"Xi1 an1"`` as ``"Xī'ān"``,
    ``"Lao3 She3"`` as ``"Lǎo Shě"``."""
    found = ""
    for part in numbered.replace("u:", "ü").replace("U:", "Ü").split():
        match = _SYLLABLE.fullmatch(part)
        syllable = with_mark(match[1], int(match[2])) if match else part
        if syllable == "r" and found:
            found += "r"
            continue
        if found and match is not None and syllable[:1].isupper():
            found += f" {syllable}"
            continue
        if found and syllable[:1].lower() in "aāáǎàeēéěèoōóǒò" and found[-1].isalpha():
            found += "'"
        found += syllable if not found else syllable[:1].lower() + syllable[1:]
    return found
