"""Leads places from a former state of a text to its present one, by what the two have in common.

It compares paragraphs first, then sentences, then characters, so that a note keeps its place while
everything around it is edited. It knows nothing of notes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from parallelreader.core.patterns import pattern
from parallelreader.core.text import Span

_PARAGRAPH = pattern(r"[^\n]+")
_STOP = r"[。！？!?.]+[”’」』\"')）]*"
_SENTENCE = pattern(rf"[^\s。！？!?.][^。！？!?.\n]*(?:{_STOP})?|{_STOP}")
_HAN = pattern(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# Runs shorter than these are equal by chance and prove nothing: the one for Chinese, the other for letters.
_LEAST_HAN, _LEAST_LETTERS = 2, 6
# Comparing characters takes time in proportion to the product of the lengths; above it nothing is claimed.
_MOST_COMPARISONS = 4_000_000
_SHORT = 4
_AROUND = 12

Block = tuple[int, int, int]
"""(start in the former text, start in the present one, length) of an equal stretch."""


class Carrier:
    """The way from ``former`` to ``present``; both are normalised texts."""

    def __init__(self, former: str, present: str) -> None:
        self.former = former
        self.present = present
        self._blocks = list(_joined(_equal_blocks(former, present), former, present))
        self._starts = [block[0] for block in self._blocks]
        self._present_starts = [block[1] for block in self._blocks]

    def carry(self, span: Span) -> Span | None:
        """Where ``span`` of the former text stands now; None where too little of it is left.

        At least half of it, and half of what stood around it, must have survived; fewer than four code
        points must have survived whole.
        """
        length = len(span)
        kept = self._kept(span)
        if kept < (length if length < _SHORT else (length + 1) // 2):
            return None
        around = Span(max(0, span.start - _AROUND), min(len(self.former), span.end + _AROUND))
        if 2 * self._kept(around) < len(around):
            return None
        start, end = self._carry_start(span.start), self._carry_end(span.end)
        # A text moved apart in the middle: what came between is not what was marked.
        if end - start > 2 * length + _AROUND or (length < _SHORT and end - start != length):
            return None
        return Span(start, end) if start < end else None

    def origins(self, span: Span) -> list[Span]:
        """The stretches of the former text of which something survives within ``span`` of the present one."""
        found = []
        for a, b, size in self._blocks[max(bisect_right(self._present_starts, span.start) - 1, 0) :]:
            if b >= span.end:
                break
            start, end = max(b, span.start), min(b + size, span.end)
            if start < end:
                found.append(Span(a + start - b, a + end - b))
        return found

    def _kept(self, span: Span) -> int:
        """How many code points of ``span`` survived."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return sum(
            max(0, min(a + size, span.end) - max(a, span.start)) for a, _, size in self._blocks[first:last]
        )

    def _carry_start(self, position: int) -> int:
        """Where a first character stands; one that was replaced stands where its replacement begins."""
        number = bisect_right(self._starts, position) - 1
        a, b, size = self._blocks[number] if number >= 0 else (0, 0, 0)
        if position < a + size:
            return b + position - a
        following, to, _ = self._block(number + 1)
        is_all_replaced = position == a + size and to - (b + size) <= 2 * (following - position)
        return b + size if is_all_replaced else to

    def _carry_end(self, position: int) -> int:
        """Where an end stands; one that was replaced stands where its replacement ends."""
        number = bisect_left(self._starts, position) - 1
        a, b, size = self._blocks[number] if number >= 0 else (0, 0, 0)
        if position <= a + size:
            return b + position - a
        following, to, _ = self._block(number + 1)
        is_all_replaced = position == following and to - (b + size) <= 2 * (position - a - size)
        return to if is_all_replaced else b + size

    def _block(self, number: int) -> Block:
        """That block, or an empty one at the end of both texts."""
        return (
            self._blocks[number] if number < len(self._blocks) else (len(self.former), len(self.present), 0)
        )


def _equal_blocks(former: str, present: str) -> Iterator[Block]:
    whole = Span(0, len(former)), Span(0, len(present))
    for is_equal, old, new in _compare(_PARAGRAPH, former, whole[0], present, whole[1]):
        if is_equal:
            yield old.start, new.start, len(old)
        else:
            yield from _inside_gap(former, old, present, new)


def _inside_gap(former: str, old: Span, present: str, new: Span) -> Iterator[Block]:
    for is_equal, lost, gained in _compare(_SENTENCE, former, old, present, new):
        if is_equal:
            yield lost.start, gained.start, len(lost)
        else:
            yield from _by_character(former, lost, present, gained)


def _by_character(former: str, old: Span, present: str, new: Span) -> Iterator[Block]:
    if not len(old) or not len(new) or len(old) * len(new) > _MOST_COMPARISONS:
        return
    lost, gained = former[old.start : old.end], present[new.start : new.end]
    for block in SequenceMatcher(None, lost, gained, autojunk=False).get_matching_blocks():
        run = lost[block.a : block.a + block.size]
        if block.size >= (_LEAST_HAN if _HAN.search(run) else _LEAST_LETTERS):
            yield old.start + block.a, new.start + block.b, block.size


def _compare(
    pattern: re.Pattern[str], former: str, old: Span, present: str, new: Span
) -> Iterator[tuple[bool, Span, Span]]:
    """Cut both stretches into pieces; give equal pieces, and between them what differs, in order.

    White space between pieces belongs to none: where paragraphs are joined or parted only that changes.
    """
    before = [Span(*m.span()) for m in pattern.finditer(former, old.start, old.end)]
    after = [Span(*m.span()) for m in pattern.finditer(present, new.start, new.end)]
    words = [former[s.start : s.end] for s in before], [present[s.start : s.end] for s in after]
    at, to = old.start, new.start
    for i, k in _equal_numbers(*words):
        yield False, Span(at, before[i].start), Span(to, after[k].start)
        yield True, before[i], after[k]
        at, to = before[i].end, after[k].end
    yield False, Span(at, old.end), Span(to, new.end)


def _equal_numbers(former: Sequence[str], present: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of equal pieces, in order."""
    head, tail = _same_ends(former, present)
    yield from ((n, n) for n in range(head))
    middle = former[head : len(former) - tail], present[head : len(present) - tail]
    for block in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
        yield from ((head + block.a + n, head + block.b + n) for n in range(block.size))
    yield from ((len(former) - n, len(present) - n) for n in range(tail, 0, -1))


def _same_ends(former: Sequence[str], present: Sequence[str]) -> tuple[int, int]:
    """How many items at the beginning, and of the rest how many at the end, are the same."""
    least = min(len(former), len(present))
    head = next((n for n in range(least) if former[n] != present[n]), least)
    tails = range(least - head)
    return head, next((n for n in tails if former[-1 - n] != present[-1 - n]), least - head)


def _joined(blocks: Iterator[Block], former: str, present: str) -> Iterator[Block]:
    """The same blocks; those with the same between them on both sides made one."""
    current: Block | None = None
    for a, b, size in blocks:
        if current:
            old, new = current[0] + current[2], current[1] + current[2]
            if a - old == b - new and former[old:a] == present[new:b]:
                current = (current[0], current[1], a + size - current[0])
                continue
            yield current
        current = (a, b, size)
    if current:
        yield current
