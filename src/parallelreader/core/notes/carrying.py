"""Leads places from a former state of a text to its present one, by what the two have in common.

A note keeps its place while everything around it is edited, and loses it rather than take another's. It knows
nothing of notes.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from parallelreader.core.notes.likeness import Block, common_parts, is_telling, sentences_around
from parallelreader.core.text import Span

_SHORT = 4
_AROUND = 12


class Carrier:
    """The way from ``former`` to ``present``; both are normalised texts."""

    def __init__(self, former: str, present: str) -> None:
        self.former = former
        self.present = present
        common = common_parts(former, present)
        self._blocks, self._moved = common.in_order, common.moved
        self._starts = [block[0] for block in self._blocks]
        self._moved_starts = [block[0] for block in self._moved]
        self._by_present = sorted((b, a, size) for a, b, size in (*self._blocks, *self._moved))

    def carry(self, span: Span) -> Span | None:
        """Where ``span`` of the former text stands now; None where that is not certain.

        At least half of it must have survived, of fewer than four code points all but one; and half of the
        sentence it stood in, with half of what stood around it or else words that neither text has twice.
        """
        moved = self._in_moved(span)
        if moved is not None:
            return moved
        length = len(span)
        kept = self._kept(span)
        if kept < (length - 1 if length < _SHORT else (length + 1) // 2):
            return None
        start, end = self._carry_start(span.start), self._carry_end(span.end)
        if start >= end or not self._is_as_long(span, Span(start, end)):
            return None
        return Span(start, end) if self._is_sure(span) and self._is_old(Span(start, end)) else None

    def origins(self, span: Span) -> list[Span]:
        """The stretches of the former text of which something survives within ``span`` of the present one."""
        found = []
        first = max(bisect_right(self._by_present, (span.start, len(self.former), 0)) - 1, 0)
        for b, a, size in self._by_present[first:]:
            if b >= span.end:
                break
            start, end = max(b, span.start), min(b + size, span.end)
            if start < end:
                found.append(Span(a + start - b, a + end - b))
        return found

    def _is_sure(self, span: Span) -> bool:
        """Whether enough of what stood around is there to say that this is the same place."""
        sentence = sentences_around(self.former, span)
        letters = sum(map(str.isalnum, self.former[sentence.start : sentence.end]))
        if 2 * self._kept_letters(sentence) < letters:
            # Full stops and commas are in every sentence.
            return False
        start, end = self._carry_start(sentence.start), self._carry_end(sentence.end)
        if end - start > 2 * len(sentence) + _AROUND:
            # What is left of the sentence is strewn over others.
            return False
        around = Span(max(0, span.start - _AROUND), min(len(self.former), span.end + _AROUND))
        if 2 * self._kept(around) >= len(around):
            return True
        words = self.former[sentence.start : sentence.end].strip()
        here = self.present[start:end].strip()
        is_only_one = self.former.count(words) == 1 and self.present.count(here) == 1
        return is_only_one and is_telling(words) and self._kept(sentence) == len(sentence)

    def _is_old(self, span: Span) -> bool:
        """Whether a third of the present sentence was there before: else it is another that shares a word."""
        sentence = sentences_around(self.present, span)
        letters = sum(map(str.isalnum, self.present[sentence.start : sentence.end]))
        kept = sum(
            sum(map(str.isalnum, self.former[each.start : each.end])) for each in self.origins(sentence)
        )
        return 3 * kept >= letters

    def _is_as_long(self, former: Span, present: Span) -> bool:
        """Whether nothing much came between; a text moved apart in the middle is not what was marked."""
        if len(former) >= _SHORT:
            return len(present) <= 2 * len(former) + _AROUND
        before, after = (
            sum(not character.isspace() for character in text[each.start : each.end])
            for text, each in ((self.former, former), (self.present, present))
        )
        return abs(before - after) <= 1

    def _in_moved(self, span: Span) -> Span | None:
        """Where it stands as a part of sentences that were moved as they are."""
        number = bisect_right(self._moved_starts, span.start) - 1
        if number < 0:
            return None
        a, b, size = self._moved[number]
        return Span(b + span.start - a, b + span.end - a) if span.end <= a + size else None

    def _kept(self, span: Span) -> int:
        """How many code points of ``span`` survived in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return _shared(self._blocks[first:last], span)

    def _kept_letters(self, span: Span) -> int:
        """How many letters and numbers of ``span`` survived in order."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = bisect_left(self._starts, span.end)
        return sum(
            sum(map(str.isalnum, self.former[max(a, span.start) : min(a + size, span.end)]))
            for a, _, size in self._blocks[first:last]
        )

    def _carry_start(self, position: int) -> int:
        """Where a first character stands; one that was replaced stands where its replacement begins."""
        number = bisect_right(self._starts, position) - 1
        a, b, size = self._blocks[number] if number >= 0 else (0, 0, 0)
        if position < a + size:
            return b + position - a
        lost, gained = self._gap(number)
        if len(lost) == len(gained) and lost.start <= position < lost.end:
            return gained.start + position - lost.start
        is_all_replaced = position == lost.start and len(gained) <= 2 * len(lost)
        return gained.start if is_all_replaced else gained.end

    def _carry_end(self, position: int) -> int:
        """Where an end stands; one that was replaced stands where its replacement ends."""
        number = bisect_left(self._starts, position) - 1
        a, b, size = self._blocks[number] if number >= 0 else (0, 0, 0)
        if position <= a + size:
            return b + position - a
        lost, gained = self._gap(number)
        if len(lost) == len(gained) and lost.start < position <= lost.end:
            return gained.start + position - lost.start
        is_all_replaced = position == lost.end and len(gained) <= 2 * len(lost)
        return gained.end if is_all_replaced else gained.start

    def _gap(self, number: int) -> tuple[Span, Span]:
        """What stands after that block and before the next, in the former text and in the present one.

        White space at the ends is left out: lines are joined and parted without anything being replaced.
        """
        a, b, size = self._blocks[number] if number >= 0 else (0, 0, 0)
        following, to, _ = self._block(number + 1)
        return _stripped(self.former, a + size, following), _stripped(self.present, b + size, to)

    def _block(self, number: int) -> Block:
        """That block, or an empty one at the end of both texts."""
        return (
            self._blocks[number] if number < len(self._blocks) else (len(self.former), len(self.present), 0)
        )


def _shared(blocks: Sequence[Block], span: Span) -> int:
    return sum(max(0, min(a + size, span.end) - max(a, span.start)) for a, _, size in blocks)


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return Span(start + left, start + max(left, len(words.rstrip())))
