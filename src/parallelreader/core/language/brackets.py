"""Which opening bracket or quotation mark belongs to which closing one inside a paragraph.

It pairs and nothing more: what a pair means for the end of a sentence is decided by the splitters.
"""

import re
from enum import StrEnum

from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass


class PairKind(StrEnum):
    """What a pair of marks encloses."""

    QUOTE = "quote"
    TITLE = "title"
    PARENTHESIS = "parenthesis"


@dataclass(frozen=True, slots=True)
class Pair:
    """``start`` is the position of the opening mark, ``end`` that of the closing one, in code points."""

    start: int
    end: int
    kind: PairKind


_PAIRS = {
    "“": ("”", PairKind.QUOTE),
    "‘": ("’", PairKind.QUOTE),
    "「": ("」", PairKind.QUOTE),
    "『": ("』", PairKind.QUOTE),
    "《": ("》", PairKind.TITLE),
    "〈": ("〉", PairKind.TITLE),
    "（": ("）", PairKind.PARENTHESIS),
    "(": (")", PairKind.PARENTHESIS),
    "【": ("】", PairKind.PARENTHESIS),
    "[": ("]", PairKind.PARENTHESIS),
    "〔": ("〕", PairKind.PARENTHESIS),
}
# People mix the widths of one kind, （like this), and a reader does not notice.
_SAME = {")": "）"}
_MARK = pattern("[" + re.escape("".join(_PAIRS) + "".join(c for c, _ in _PAIRS.values())) + '"]')


def find_pairs(paragraph: str) -> dict[int, Pair]:
    """All pairs, by the position of their closing mark. Marks without a partner are in none.

    Straight quotation marks open and close by turns. A closing mark that fits no open one is passed
    over; one that fits closes everything opened inside it. Linear in the length of the paragraph.
    """
    pairs: dict[int, Pair] = {}
    stack: list[tuple[int, str, PairKind]] = []
    open_count: dict[str, int] = {}
    for match in _MARK.finditer(paragraph):
        mark, position = match.group(), match.start()
        closing = _SAME.get(mark, mark)
        if open_count.get(closing, 0):
            _close(stack, open_count, closing, position, pairs)
        elif mark == '"':
            _open(stack, open_count, position, '"', PairKind.QUOTE)
        elif mark in _PAIRS:
            expected, kind = _PAIRS[mark]
            _open(stack, open_count, position, _SAME.get(expected, expected), kind)
    return pairs


def _open(
    stack: list[tuple[int, str, PairKind]],
    open_count: dict[str, int],
    position: int,
    expected: str,
    kind: PairKind,
) -> None:
    stack.append((position, expected, kind))
    open_count[expected] = open_count.get(expected, 0) + 1


def _close(
    stack: list[tuple[int, str, PairKind]],
    open_count: dict[str, int],
    closing: str,
    position: int,
    pairs: dict[int, Pair],
) -> None:
    while True:
        start, expected, kind = stack.pop()
        open_count[expected] -= 1
        if expected == closing:
            pairs[position] = Pair(start, position, kind)
            return
