"""Where speech begins and ends in a text: what a block must open it must also close.

Counts marks and keeps the state from sentence to sentence; it does not say who speaks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_CHINESE_OPEN, _CHINESE_STRAIGHT = "“「『", '"＂'
_CHINESE_MARK = re.compile(r"[“「『”」』\"＂]")
_ENGLISH_MARK = re.compile(r"[\"“”'‘’]")
_SINGLE_OPEN = re.compile(r"(?:^|[\s(\[—–-])['‘](?=\w)")
_DOUBLE_OPEN = re.compile(r"(?:^|[\s(\[—–-])[\"“](?=\S)|“")
_DASHES = "—–-(["


Mark = tuple[int, bool]
"""Where a quotation mark stands and whether it opens."""


@dataclass(frozen=True, slots=True)
class QuoteMarks:
    """For each sentence: how many quotations it opens and closes, whether it begins with an opening or
    ends with a closing mark; ``inside[i]`` says whether boundary i lies within a quotation."""

    opened: npt.NDArray[np.int64]
    closed: npt.NDArray[np.int64]
    begins: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]
    inside: npt.NDArray[np.bool_]

    def only(self, sentences: npt.NDArray[np.int64]) -> "QuoteMarks":
        """The marks of some of the sentences, ascending."""
        return QuoteMarks(
            self.opened[sentences],
            self.closed[sentences],
            self.begins[sentences],
            self.ends[sentences],
            np.concatenate([self.inside[:1], self.inside[sentences + 1]]),
        )


def mark_quotes(sentences: Sequence[str], *, is_chinese: bool) -> QuoteMarks:
    """Find the quotation marks of a whole text; straight and single ones are read by their neighbours."""
    with_single = not is_chinese and _prefers_single(sentences)
    opened, closed, begins, ends, inside = [], [], [], [], [False]
    for sentence in sentences:
        text = sentence.strip()
        marks = _chinese_marks(text) if is_chinese else _english_marks(text, with_single)
        opened.append(sum(opens for _, opens in marks))
        closed.append(len(marks) - opened[-1])
        begins.append(bool(marks) and marks[0] == (0, True))
        ends.append(bool(marks) and marks[-1] == (len(text) - 1, False))
        inside.append(marks[-1][1] if marks else inside[-1])
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


def _chinese_marks(text: str) -> list[Mark]:
    marks = []
    straight_open = False
    for match in _CHINESE_MARK.finditer(text):
        if match[0] in _CHINESE_STRAIGHT:
            straight_open = not straight_open
            marks.append((match.start(), straight_open))
        else:
            marks.append((match.start(), match[0] in _CHINESE_OPEN))
    return marks


def _english_marks(text: str, with_single: bool) -> list[Mark]:
    marks = []
    for match in _ENGLISH_MARK.finditer(text):
        opens = _opens(text, match.start(), with_single)
        if opens is not None:
            marks.append((match.start(), opens))
    return marks


def _opens(text: str, at: int, with_single: bool) -> bool | None:
    """Whether the mark there opens speech or closes it; None where it is an apostrophe."""
    mark = text[at]
    if mark in "“”":
        return mark == "“"
    if mark != '"' and not with_single:
        return None
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens = (not before or before.isspace() or before in _DASHES) and bool(after.strip())
    if mark == '"':
        return opens
    if mark == "‘" or (opens and mark == "'"):
        return True if opens else None
    return False if before and before in ".,!?;:—–-" and not after.isalnum() else None
