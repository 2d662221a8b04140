"""The words of one cell, cue or segment as a line of text, whatever its file wrapped around them."""

import html
import re

LARGEST_CELL = 1_000_000
"""Code points of the longest cell that is read; anything longer is no text that somebody paired."""

# What is left of a sentence after these stand in it cannot be shown, written to XML or searched for.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")
_BREAKS = re.compile("(?<![ \u00a0])[ \u00a0]*[\t\n\r\v\f\x85\u2028\u2029][\\s]*")
# No number of a character has so many digits, and Python refuses to read those of some thousands.
_NO_CHARACTER = re.compile("&#[0-9]{20,};?")
_ODD = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U00020000-\U000323af]")


def one_line(text: str) -> str:
    """``text`` without white space around it, with its line breaks and tabs as single spaces, or as
    nothing between Chinese characters, and without characters that cannot be seen."""
    text = text.strip()
    if _ODD.search(text) is None:
        return text
    text = _UNSEEN.sub("", text)
    return _BREAKS.sub(_joint, text).strip()


def unescaped(text: str) -> str:
    """``text`` with the characters that HTML names in it (``&amp;``, ``&#20013;``)."""
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))


def _joint(found: re.Match[str]) -> str:
    start, end = found.span()
    before, after = found.string[max(start - 1, 0) : start], found.string[end : end + 1]
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "


def share(text: str) -> float | None:
    """A number from 0 to 1 as people write it, also in per cent; None for anything else."""
    text = text.strip()
    try:
        value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None
