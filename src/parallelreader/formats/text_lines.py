"""Paragraphs as files write them made single lines: white space, breaks inside them, hidden characters.

What parts paragraphs is known to each format; this is what they have in common.
"""

import re
from collections.abc import Iterator

from parallelreader.core.language.script import HAN, is_han

LINE_BREAK = "\x0b"
"""Stands for a line break inside a paragraph until the paragraph is whole."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufffc]")
_INDENT = re.compile(r"[\u3000\u00a0\u2003\u2002]{2}")
_STOP = re.compile(r"[.!?。！？…:：;；—][\"'”’」』）)\]】]*$")
_LONG_LINE = 30
_WIDE_CLASS = f"[{HAN.pattern[1:-1]}\u2018-\u201d\u2014\u2026\u3000-\u303f\uff00-\uffef]"
_WIDE = re.compile(_WIDE_CLASS)
_CHINESE_BREAK = re.compile(rf"(?<={_WIDE_CLASS})[ \t\f]*[\r\n][ \t\f\r\n]*(?={_WIDE_CLASS})")


def paragraph_lines(raw: str) -> Iterator[str]:
    """A paragraph's lines: at every break, but for lines broken to be of equal length."""
    pending = ""
    for piece in raw.split(LINE_BREAK):
        line = collapse(piece)
        if not line:
            if pending:
                yield pending
            pending = ""
        elif pending and _hangs(pending, piece):
            pending += line if joins_closely(pending[-1], line[0]) else f" {line}"
        else:
            if pending:
                yield pending
            pending = line
    if pending:
        yield pending


def _hangs(line: str, following: str) -> bool:
    start = following.lstrip(" \t\r\n\f")
    if len(line) < _LONG_LINE or _STOP.search(line) or _INDENT.match(start):
        return False
    return start[:1].islower() or (is_han(start[:1] or " ") and is_han(line[-1]))


def collapse(text: str) -> str:
    """Text with its white space as a browser shows it; breaks between Chinese characters leave none."""
    text = _INVISIBLE.sub("", text).replace("\u00a0", " ")
    return _SPACES.sub(" ", _CHINESE_BREAK.sub("", text)).strip()


def joins_closely(before: str, after: str) -> bool:
    """Whether two characters follow each other without a space, as Chinese ones do."""
    return _WIDE.match(before) is not None and _WIDE.match(after) is not None
