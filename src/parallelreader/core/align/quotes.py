"""Where speech begins and ends in a text: what a block must open it must also close.

Counts marks and keeps the state from sentence to sentence; it does not say who speaks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_CHINESE_OPEN, _CHINESE_CLOSE = "“「『", "”」』"
_SINGLE_OPEN = re.compile(r"(?:^|[\s(\[—–-])['‘](?=\w)")
_DOUBLE_OPEN = re.compile(r"(?:^|[\s(\[—–-])[\"“](?=\S)|“")
_DASHES = "—–-(["


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """For each sentence: how many quotations it opens and closes, whether it begins with an opening or
    ends with a closing mark; ``inside[i]`` says whether boundary i lies within a quotation."""

    opened: npt.NDArray[np.int64]
    closed: npt.NDArray[np.int64]
    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]
    inside: npt.NDArray[np.bool_]


def mark_quotes(sentences: Sequence[str], *, is_chinese: bool) -> QuoteMarks:
    """Find the quotation marks of a whole text; straight and single ones are read by their neighbours."""
    with_single = not is_chinese and _prefers_single(sentences)
    opened, closed, begins, ends, inside = [], [], [], [], [False]
    for sentence in sentences:
        marks = _chinese_marks(sentence) if is_chinese else _english_marks(sentence, with_single)
        opened.append(marks.count("<"))
        closed.append(marks.count(">"))
        begins.append(marks.startswith("<"))
        ends.append(marks.endswith(">"))
        last = next((mark for mark in reversed(marks) if mark in "<>"), "")
        inside.append(last == "<" if last else inside[-1])
    return QuoteMarks(
        np.array(opened, np.int64),
        np.array(closed, np.int64),
        np.array(begins),
        np.array(ends),
        np.array(inside),
    )


def _prefers_single(sentences: Sequence[str]) -> bool:
    """Whether speech stands in single quotation marks, as in many British books."""
    single = sum(len(_SINGLE_OPEN.findall(sentence)) for sentence in sentences)
    return single > sum(len(_DOUBLE_OPEN.findall(sentence)) for sentence in sentences)


def _chinese_marks(sentence: str) -> str:
    """The sentence with every opening mark as ``<``, closing as ``>``, anything else as a dot."""
    marks = []
    straight_open = False
    for character in sentence.strip():
        if character in '"＂':
            straight_open = not straight_open
            marks.append("<" if straight_open else ">")
        else:
            marks.append("<" if character in _CHINESE_OPEN else ">" if character in _CHINESE_CLOSE else ".")
    return "".join(marks)


def _english_marks(sentence: str, with_single: bool) -> str:
    text = sentence.strip()
    return "".join(_english_mark(text, at, with_single) for at in range(len(text)))


def _english_mark(text: str, at: int, with_single: bool) -> str:
    character = text[at]
    if character in "“”":
        return "<" if character == "“" else ">"
    if character != '"' and not (with_single and character in "'‘’"):
        return "."
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens = (not before or before.isspace() or before in _DASHES) and bool(after.strip())
    if character == '"':
        return "<" if opens else ">"
    if character == "‘" or (opens and character == "'"):
        return "<" if opens else "."
    return ">" if before and before in ".,!?;:—–-" and not after.isalnum() else "."
