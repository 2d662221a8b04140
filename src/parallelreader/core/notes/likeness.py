"""What two states of a text have in common: stretches that stayed in order, and sentences that were moved.

Paragraphs are compared first, then sentences, then characters. Within what was edited, either Chinese script,
either case and either width count as the same; every code point keeps its place in that.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from parallelreader.core.patterns import pattern
from parallelreader.core.search.folding import fold
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

if TYPE_CHECKING:
    from difflib import Match

_PARAGRAPH = pattern(r"[^\n]+")
_STOP = r"[。！？!?.]+[”’」』\"')）]*"
_SENTENCE = pattern(rf"[^\s。！？!?.][^。！？!?.\n]*(?:{_STOP})?|{_STOP}")
_HAN = pattern(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTER = pattern(r"\w")
# Runs shorter than these are equal by chance and prove nothing: the one for Chinese, the other for letters.
_LEAST_HAN, _LEAST_LETTERS = 2, 6
# A shorter run that continues a longer one past so few replaced characters is no chance.
_PAST = 2
# Comparing characters takes time in proportion to the product of the lengths; above it nothing is claimed.
_MOST_COMPARISONS = 4_000_000
_MOST_PIECES_COMPARED = 4_000_000
# Shorter sentences are written twice by chance; they were moved where their neighbour was.
_LEAST_MOVED_HAN, _LEAST_MOVED_LETTERS = 6, 16

Block = tuple[int, int, int]
"""(start in the former text, start in the present one, length) of an equal stretch."""


@dataclass(frozen=True, slots=True)
class Common:
    """The stretches in which two texts are equal: those that stayed ``in_order``, and those that were
    ``moved``; both by their places in the former text."""

    in_order: tuple[Block, ...]
    moved: tuple[Block, ...]


def common_parts(former: str, present: str) -> Common:
    """What ``former`` and ``present``, both normalised, share."""
    found = _Comparison(former, present)
    return Common(
        tuple(_joined(found.blocks(), former, present)),
        tuple(_joined(found.moved(), former, present)),
    )


def sentences_around(text: str, span: Span) -> Span:
    """From the beginning of the sentence in which ``span`` begins to the end of that in which it ends."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    start, end = span.start, span.end
    for found in _SENTENCE.finditer(text, first, last if last >= 0 else len(text)):
        if found.start() < span.end and found.end() > span.start:
            start, end = min(start, found.start()), max(end, found.end())
    return Span(start, end)


def is_telling(words: str) -> bool:
    """Whether a sentence is long enough not to be written twice by chance."""
    if _HAN.search(words):
        return len(_LETTER.findall(words)) >= _LEAST_MOVED_HAN
    return len(words.strip()) >= _LEAST_MOVED_LETTERS


class _Comparison:
    def __init__(self, former: str, present: str) -> None:
        self._former, self._present = former, present
        # The sentences with no equal between equal neighbours, each with its folded words.
        self._lost: list[tuple[Span, str]] = []
        self._gained: list[tuple[Span, str]] = []

    def blocks(self) -> Iterator[Block]:
        """The equal stretches in order."""
        former, present = self._former, self._present
        whole = _cut(_PARAGRAPH, former, 0), _cut(_PARAGRAPH, present, 0)
        for is_equal, old, new in _compare(*whole, Span(0, len(former)), Span(0, len(present))):
            if is_equal:
                yield old.start, new.start, len(old)
            else:
                yield from self._inside_gap(old, new)

    def moved(self) -> Iterator[Block]:
        """The sentences that stand elsewhere now; call it when all of :meth:`blocks` was asked for."""
        lost, gained = self._lost, self._gained
        places = {words: number for number, (_, words) in enumerate(gained)}
        often = Counter(words for _, words in gained)
        seldom = Counter(words for _, words in lost)
        pairs: dict[int, int] = {}
        unsure: dict[int, int] = {}
        for number, (old, words) in enumerate(lost):
            if words not in places or often[words] > 1 or seldom[words] > 1:
                continue
            to = places[words]
            if not self._is_only_one(old, gained[to][0]):
                continue
            (pairs if is_telling(words) else unsure)[number] = to
        if len(pairs) + len(unsure) == len(gained):
            # Nothing new was written, so that none of them can be another's.
            pairs.update(unsure)
        # One that could be written twice by chance was moved where the one before or after it was.
        for numbers in (sorted(unsure), sorted(unsure, reverse=True)):
            for number in numbers:
                to = unsure[number]
                if pairs.get(number - 1) == to - 1 or pairs.get(number + 1) == to + 1:
                    pairs[number] = to
        for number in sorted(pairs):
            old, new = lost[number][0], gained[pairs[number]][0]
            yield old.start, new.start, len(old)

    def _is_only_one(self, old: Span, new: Span) -> bool:
        """Whether neither text has these words twice."""
        before, after = self._former[old.start : old.end], self._present[new.start : new.end]
        return self._former.count(before) == 1 and self._present.count(after) == 1

    def _inside_gap(self, old: Span, new: Span) -> Iterator[Block]:
        if not len(old) and not len(new):
            return
        # Cut as it is written: of folded quotation marks nobody can tell which ends a sentence.
        lost, gained = _sentences(self._former, old), _sentences(self._present, new)
        for is_equal, before, after in _compare(lost, gained, old, new):
            if is_equal:
                yield before.start, after.start, len(before)
                continue
            self._lost.extend(_within(lost, before))
            self._gained.extend(_within(gained, after))
            ours = _folded(self._former[before.start : before.end])
            theirs = _folded(self._present[after.start : after.end])
            for a, b, size in _equal_runs(ours, theirs):
                yield before.start + a, after.start + b, size


_Cut = tuple[Sequence[Span], Sequence[str]]
"""Pieces of a text: where they stand, and their words."""


def _sentences(text: str, within: Span) -> _Cut:
    """The sentences there, with folded words."""
    spans, _ = _cut(_SENTENCE, text[within.start : within.end], within.start)
    return spans, [_folded(text[each.start : each.end]).rstrip() for each in spans]


def _within(pieces: _Cut, stretch: Span) -> Iterator[tuple[Span, str]]:
    first = bisect_left(pieces[0], stretch.start, key=lambda each: each.start)
    for number in range(first, len(pieces[0])):
        if pieces[0][number].end > stretch.end:
            break
        yield pieces[0][number], pieces[1][number]


def _folded(words: str) -> str:
    # Of plain letters the rest of the folding makes nothing, and loading it takes a while.
    return words.lower() if words.isascii() else fold(words)


def matching_runs(former: Sequence[str], present: Sequence[str]) -> "list[Match]":
    """What two sequences share, in order, and at the end a run of nothing."""
    # Only where the words of a note have changed is anything compared.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, former, present, autojunk=False).get_matching_blocks()


def _equal_runs(lost: str, gained: str) -> Iterator[Block]:
    """The runs of characters that two unequal stretches share and that are no chance."""
    if not lost or not gained or len(lost) * len(gained) > _MOST_COMPARISONS:
        return
    runs = matching_runs(lost, gained)
    blocks = [(run.a, run.b, run.size) for run in runs if run.size]
    sure = [_is_long_enough(lost[a : a + size], size) for a, _, size in blocks]
    # What continues the equal text at either end of the stretch continues it without anything between.
    if blocks:
        sure[0] = sure[0] or blocks[0][:2] == (0, 0)
        a, b, size = blocks[-1]
        sure[-1] = sure[-1] or (a + size, b + size) == (len(lost), len(gained))
    for order in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for number in order:
            before = number > 0 and _goes_on(blocks, sure, number - 1, number)
            after = number + 1 < len(blocks) and _goes_on(blocks, sure, number + 1, number)
            sure[number] = sure[number] or before or after
    yield from (block for block, is_sure in zip(blocks, sure, strict=True) if is_sure)


def _is_long_enough(run: str, size: int) -> bool:
    return size >= (_LEAST_HAN if _HAN.search(run) else _LEAST_LETTERS)


def _goes_on(blocks: Sequence[Block], sure: Sequence[bool], known: int, number: int) -> bool:
    """Whether a run continues the ``known`` one next to it, which is no chance, where just a few characters
    were replaced by as many."""
    first, second = blocks[min(known, number)], blocks[max(known, number)]
    lost = second[0] - first[0] - first[2]
    return sure[known] and lost <= _PAST and lost == second[1] - first[1] - first[2]


def _cut(cutter: re.Pattern[str], text: str, offset: int) -> _Cut:
    """The pieces of a text that begins at ``offset``."""
    spans, words = [], []
    for found in cutter.finditer(text):
        spans.append(Span(offset + found.start(), offset + found.end()))
        words.append(found.group())
    return spans, words


def _compare(before: _Cut, after: _Cut, old: Span, new: Span) -> Iterator[tuple[bool, Span, Span]]:
    """Equal pieces, and between them what differs, in order.

    White space between pieces belongs to none: where paragraphs are joined or parted only that changes.
    """
    at, to = old.start, new.start
    for i, k in _equal_numbers(before[1], after[1]):
        yield False, Span(at, before[0][i].start), Span(to, after[0][k].start)
        yield True, before[0][i], after[0][k]
        at, to = before[0][i].end, after[0][k].end
    yield False, Span(at, old.end), Span(to, new.end)


def _equal_numbers(former: Sequence[str], present: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The numbers of equal pieces, in order."""
    # What is left to be compared, the first of it last: one stretch may lie in another thousands deep.
    left = [(0, len(former), 0, len(present))]
    while left:
        a, i, b, k = left.pop()
        head, tail = _same_ends(former[a:i], present[b:k])
        yield from ((a + n, b + n) for n in range(head))
        if tail:
            left.append((i - tail, i, k - tail, k))
        a, i, b, k = a + head, i - tail, b + head, k - tail
        inside = _stretches(former[a:i], present[b:k]) if a < i and b < k else []
        left += [(a + n, a + n_end, b + m, b + m_end) for n, n_end, m, m_end in reversed(inside)]


def _stretches(former: Sequence[str], present: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """From where to where of each side what is equal can lie, in order: single pieces that are, and what is
    between them."""
    seeds = _only_ones(former, present)
    if not seeds:
        often = _too_often(former, present)
        if not often:
            return [(n, n + 1, m, m + 1) for n, m in _in_blocks(former, present)]
        seeds = _seldom_ones(former, present, often)
    # What is written again and again takes its place between what is not.
    found = []
    a = b = 0
    for n, m in seeds:
        found += [(a, n, b, m), (n, n + 1, m, m + 1)]
        a, b = n + 1, m + 1
    return [*found, (a, len(former), b, len(present))] if seeds else []


def _only_ones(former: Sequence[str], present: Sequence[str]) -> list[tuple[int, int]]:
    """The numbers of equal pieces that each side has once: as many of them as stand in the same order."""
    here, there = _once(former), _once(present)
    pairs = [(n, there[words]) for words, n in here.items() if words in there]
    # The last of each length of rising rows that ends lowest, and what comes before it.
    ends: list[int] = []
    lowest: list[int] = []
    before: list[int] = []
    for number, (_, k) in enumerate(pairs):
        length = bisect_left(lowest, k)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        lowest[length : length + 1] = [k]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _once(pieces: Sequence[str]) -> dict[str, int]:
    counts = Counter(pieces)
    return {words: number for number, words in enumerate(pieces) if counts[words] == 1}


def _seldom_ones(
    former: Sequence[str], present: Sequence[str], often: Collection[str]
) -> list[tuple[int, int]]:
    here = [number for number, words in enumerate(former) if words not in often]
    there = [number for number, words in enumerate(present) if words not in often]
    pairs = _in_blocks([former[number] for number in here], [present[number] for number in there])
    return [(here[i], there[k]) for i, k in pairs]


def _in_blocks(former: Sequence[str], present: Sequence[str]) -> Iterator[tuple[int, int]]:
    for block in matching_runs(former, present):
        yield from ((block.a + n, block.b + n) for n in range(block.size))


def _too_often(former: Sequence[str], present: Sequence[str]) -> frozenset[str]:
    """The pieces that stand so often on both sides that comparing each with each takes too long."""
    here, there = Counter(former), Counter(present)
    products = {words: count * there[words] for words, count in here.items() if words in there}
    left = sum(products.values())
    found: set[str] = set()
    for words in sorted(products, key=products.__getitem__, reverse=True):
        if left <= _MOST_PIECES_COMPARED:
            break
        left -= products[words]
        found.add(words)
    return frozenset(found)


def _same_ends(former: Sequence[str], present: Sequence[str]) -> tuple[int, int]:
    """How many items at the beginning, and of the rest how many at the end, are the same."""
    least = min(len(former), len(present))
    head = next((n for n in range(least) if former[n] != present[n]), least)
    tails = range(least - head)
    return head, next((n for n in tails if former[-1 - n] != present[-1 - n]), least - head)


def _joined(blocks: Iterable[Block], former: str, present: str) -> Iterator[Block]:
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
