"""The characters of PDF documents put right: radicals that stand for the characters they look like.

Fonts draw a radical and its character with one shape, and many programs write the wrong one of the two.
"""

import re
import unicodedata

from parallelreader.core.language.radicals import MEANT

_COMPATIBLE = re.compile("[\u2e9f\u2ef3\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06]+")
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-", 0xA0: " "}
_NOT_TEXT = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\ud800-\udfff\uffff]")


def put_right(text: str) -> str:
    """The same words with characters instead of radicals, and letters instead of ligatures."""
    text = _NOT_TEXT.sub("", text).translate(_HYPHENS).translate(MEANT)
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
