"""Passages told elsewhere in the other text: taken out of the order and aligned where they are.

Starts from a path that keeps the order of both texts; which passages to try is found by ``passages``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.decode import decode, path_weight
from parallelreader.core.align.likeness import Likeness, shared_words
from parallelreader.core.align.passages import Passage, promising_passages
from parallelreader.core.align.side import Numbers, Side
from parallelreader.core.align.steps import Step
from parallelreader.core.alignment import Bead

# How many beads on either side of a passage may change when it is taken out.
_AROUND = 5
# What a passage must gain, as the logarithm of how much likelier the texts become: the more places there
# are to which it might have gone, the more. Tried out on texts in which nothing or much was moved.
_COST = 4.0
_COST_OF_PLACE = 0.65
# The same texts told how often a passage was rightly taken out that gained so much.
_CERTAIN_AT_COST = 1.0
_CERTAINTY = 0.5
# Where a passage begins and ends is looked for only if it is not hopeless as it was found.
_HOPE = 8.0
# Each round finds what has come to light by the passages taken out before.
_MOST_ROUNDS = 8
_MOST_TRIALS = 60
# What may be spent on weighing, in cells: for each sentence of both texts, for any text, and at most.
# Exchanged passages take a third of it. The most promising ones come first; after half of it the ends of
# the others are no longer looked for. What surrounds a weighing costs as much as so many cells.
_CELLS_OF_SENTENCE = 3_000
_CELLS_IN_ALL = 800_000
_MOST_CELLS = 10_000_000
_CELLS_OF_WEIGHING = 1_000
_WIDEST = 60_000
# One edge of a passage, or both ends of a side, by one sentence.
_CHANGES = [
    (sign * top, sign * bottom, sign * left, sign * right)
    for top, bottom, left, right in (
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, 0, 1),
        (1, 1, 0, 0),
        (0, 0, 1, 1),
    )
    for sign in (-1, 1)
]


@dataclass(frozen=True, slots=True)
class Rearranged:
    """``steps`` go through the sentences left in order, ``chinese`` and ``english``; ``moved`` holds the
    beads of each passage that was taken out."""

    steps: list[Step]
    chinese: Numbers
    english: Numbers
    moved: list[list[Bead]]


def rearrange(
    texts: tuple[Side, Side],
    scorer: BlockScorer,
    steps: Sequence[Step],
    *,
    fixed: tuple[Numbers, Numbers],
    effort: float = 1.0,
    tick: Callable[[int], None],
) -> Rearranged:
    """Find the passages that a path through a Chinese and an English text forces into their order.

    A passage is taken out where the weights of ``scorer`` say that it and what it leaves behind go together
    better than before by much more than chance. ``fixed`` are Chinese and English sentences whose beads
    stay as they are. ``effort``, from 0 to 1, is how much of the usual work the search is worth: what chance
    puts together in one order it also finds in others. ``tick`` is called often with 0 and may raise
    Cancelled.
    """
    return _Search(texts, scorer, steps, fixed, tick, effort=effort).run()


@dataclass(frozen=True, slots=True)
class _Box:
    """Places in the order: ``top`` to ``bottom`` of the Chinese sentences, ``left`` to ``right`` of the
    English ones, the ends excluded."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def is_empty(self) -> bool:
        return self.top >= self.bottom or self.left >= self.right

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def changed(self, change: tuple[int, int, int, int]) -> "_Box":
        """The box with its edges moved by so many sentences."""
        top, bottom, left, right = change
        return _Box(self.top + top, self.bottom + bottom, self.left + left, self.right + right)


@dataclass(frozen=True, slots=True)
class _Window:
    """Beads ``first`` to ``last`` (excluded) of the path, and the sentences they hold as places."""

    first: int
    last: int
    box: _Box


class _Order:
    """The sentences that are still in order, as numbers in the whole texts, and the path through them."""

    def __init__(
        self, chinese: Numbers, english: Numbers, steps: Sequence[Step], fixed: tuple[Numbers, Numbers]
    ) -> None:
        self.chinese, self.english, self.steps = chinese, english, list(steps)
        sizes = [(0, 0), *((step.chinese, step.english) for step in self.steps)]
        self._ends = np.cumsum(np.array(sizes, np.int64), axis=0)
        self.is_free = ~np.isin(chinese, fixed[0]), ~np.isin(english, fixed[1])
        self._fixed_before = np.concatenate([[0], np.cumsum(~self.is_free[0])])[self._ends[:, 0]]

    def place(self, passage: Passage) -> _Box | None:
        """Where a passage stands in the order; None where some of it is not to be moved or no more there."""
        top, bottom = np.searchsorted(self.chinese, [passage.first_chinese, passage.last_chinese + 1])
        left, right = np.searchsorted(self.english, [passage.first_english, passage.last_english + 1])
        is_whole = bottom - top == passage.last_chinese + 1 - passage.first_chinese
        is_whole &= right - left == passage.last_english + 1 - passage.first_english
        is_free = self.is_free[0][top:bottom].all() and self.is_free[1][left:right].all()
        return _Box(int(top), int(bottom), int(left), int(right)) if is_whole and is_free else None

    def is_unbroken(self, box: _Box) -> bool:
        """Whether nothing was taken out from within a passage."""
        rows, columns = self.chinese[box.top : box.bottom], self.english[box.left : box.right]
        return bool(rows[-1] - rows[0] == len(rows) - 1 and columns[-1] - columns[0] == len(columns) - 1)

    def without(self, window: _Window, box: _Box | None) -> tuple[Numbers, Numbers]:
        """The sentences of a window that are not in a passage."""
        rows = np.arange(window.box.top, window.box.bottom)
        columns = np.arange(window.box.left, window.box.right)
        if box is not None:
            rows = rows[(rows < box.top) | (rows >= box.bottom)]
            columns = columns[(columns < box.left) | (columns >= box.right)]
        return self.chinese[rows], self.english[columns]

    def windows(self, box: _Box) -> list[_Window]:
        """The beads round both sides of a passage: one window, or two where they are apart."""
        by_row = self._around(0, box.top, box.bottom)
        by_column = self._around(1, box.left, box.right)
        if by_row[0] < by_column[1] and by_column[0] < by_row[1]:
            spans = [(min(by_row[0], by_column[0]), max(by_row[1], by_column[1]))]
        else:
            spans = sorted([by_row, by_column])
        return [self._window(first, last) for first, last in spans]

    def _window(self, first: int, last: int) -> _Window:
        (top, left), (bottom, right) = self._ends[first].tolist(), self._ends[last].tolist()
        return _Window(first, last, _Box(top, bottom, left, right))

    def _around(self, side: int, begin: int, end: int) -> tuple[int, int]:
        """The beads that hold some sentences of one side, and a few round them up to the next fixed one."""
        ends = self._ends[:, side]
        first = int(np.searchsorted(ends, begin, "right")) - 1
        last = int(np.searchsorted(ends, end, "left"))
        fixed = self._fixed_before
        lowest, highest = max(first - _AROUND, 0), min(last + _AROUND, len(self.steps))
        while first > lowest and fixed[first - 1] == fixed[first]:
            first -= 1
        while last < highest and fixed[last + 1] == fixed[last]:
            last += 1
        return first, last


class _Trial:
    """One passage, to be compared with other edges and with staying where it is."""

    def __init__(self, scorer: BlockScorer, order: _Order, box: _Box, tick: Callable[[int], None]) -> None:
        self._scorer, self._order, self._tick = scorer, order, tick
        self.windows = order.windows(box)
        self._known: dict[tuple[bytes, bytes], float] = {}
        # What was spent on it so far.
        self.cells = 0
        self.box = box
        self.is_small = box.size <= _WIDEST and all(window.box.size <= _WIDEST for window in self.windows)

    def settle(self, most_trials: int) -> float:
        """Find the edges at which taking the passage out gains most, and that gain."""
        order = self._order
        before = sum(self._weight(*order.without(window, None)) for window in self.windows)
        best = self._weight_without(self.box) - before
        trials = 1
        is_better = best > -_HOPE
        while is_better and trials < most_trials:
            is_better = False
            for change in _CHANGES:
                box = self.box.changed(change)
                if self._is_possible(box):
                    trials += 1
                    gain = self._weight_without(box) - before
                    if gain > best + 1e-6:
                        best, self.box, is_better = gain, box, True
        return best

    def _is_possible(self, box: _Box) -> bool:
        boxes = [window.box for window in self.windows]
        return (
            not box.is_empty
            and any(each.top <= box.top and box.bottom <= each.bottom for each in boxes)
            and any(each.left <= box.left and box.right <= each.right for each in boxes)
            and self._order.is_unbroken(box)
        )

    def _weight_without(self, box: _Box) -> float:
        order = self._order
        passage = order.chinese[box.top : box.bottom], order.english[box.left : box.right]
        return self._weight(*passage) + sum(
            self._weight(*order.without(window, box)) for window in self.windows
        )

    def _weight(self, chinese: Numbers, english: Numbers) -> float:
        key = chinese.tobytes(), english.tobytes()
        if key not in self._known:
            self._tick(0)
            self._known[key] = _weight(self._scorer, chinese, english)
            self.cells += _CELLS_OF_WEIGHING + (len(chinese) + 1) * (len(english) + 1)
        return self._known[key]


class _Search:
    def __init__(
        self,
        texts: tuple[Side, Side],
        scorer: BlockScorer,
        steps: Sequence[Step],
        fixed: tuple[Numbers, Numbers],
        tick: Callable[[int], None],
        *,
        effort: float,
    ) -> None:
        self._texts, self._scorer, self._fixed, self._tick = texts, scorer, fixed, tick
        self._counts = texts[0].count, texts[1].count
        self._order = _Order(np.arange(self._counts[0]), np.arange(self._counts[1]), steps, fixed)
        self._moved: list[list[Bead]] = []
        self._spent = 0
        most = min(_CELLS_IN_ALL + _CELLS_OF_SENTENCE * sum(self._counts), _MOST_CELLS)
        self._budget = effort * most
        self._cost = _COST + _COST_OF_PLACE * log(self._counts[0] * self._counts[1])

    def run(self) -> Rearranged:
        likeness = shared_words(*self._texts, self._scorer.figures.links)
        tried: set[tuple[int, int, int, int]] = set()
        for _ in range(_MOST_ROUNDS):
            self._tick(0)
            if self._spent >= self._budget:
                break
            found = [self._try(passage, tried) for passage in self._promising(likeness)]
            if not any(found):
                break
        order = self._order
        return Rearranged(order.steps, order.chinese, order.english, self._moved)

    def _promising(self, likeness: Likeness) -> list[Passage]:
        order = self._order
        numbers = (np.full(self._counts[0], -1), np.full(self._counts[1], -2))
        for number, (rows, columns) in enumerate(self._pairs()):
            numbers[0][rows], numbers[1][columns] = number, number
        free = (np.full(self._counts[0], -1), np.full(self._counts[1], -1))
        for places, sentences, is_free in zip(
            free, (order.chinese, order.english), order.is_free, strict=True
        ):
            places[sentences[is_free]] = np.flatnonzero(is_free)
        return promising_passages(likeness, (self._texts[0].mass(), self._texts[1].mass()), numbers, free)

    def _pairs(self) -> Iterator[tuple[Numbers, Numbers]]:
        """The two sides of every pair as it is now."""
        order, row, column = self._order, 0, 0
        for step in order.steps:
            if step.chinese and step.english:
                yield order.chinese[row : row + step.chinese], order.english[column : column + step.english]
            row, column = row + step.chinese, column + step.english
        for bead in (bead for beads in self._moved for bead in beads if bead.is_pair):
            yield np.array(bead.source), np.array(bead.target)

    def _try(self, passage: Passage, tried: set[tuple[int, int, int, int]]) -> bool:
        """Take a passage out if that gains enough."""
        key = (passage.first_chinese, passage.last_chinese, passage.first_english, passage.last_english)
        box = None if key in tried else self._order.place(passage)
        if box is None or self._spent >= self._budget:
            return False
        tried.add(key)
        trial = _Trial(self._scorer, self._order, box, self._tick)
        is_half_spent = 2 * self._spent >= self._budget
        gain = trial.settle(1 if is_half_spent else _MOST_TRIALS) if trial.is_small else 0.0
        self._spent += trial.cells
        if gain < self._cost:
            return False
        return self._take_out(trial, _certainty(gain - self._cost))

    def _take_out(self, trial: _Trial, certainty: float) -> bool:
        """Align a passage where it is and what it leaves behind anew; whether anything in it has a pair."""
        order = self._order
        box, steps = self._without_lone_ends(trial.box)
        if box.is_empty:
            return False
        rows, columns = order.chinese[box.top : box.bottom], order.english[box.left : box.right]
        self._moved.append(list(_beads(rows, columns, steps, certainty)))
        path = order.steps
        for window in reversed(trial.windows):
            path[window.first : window.last] = _aligned(self._scorer, *order.without(window, box))
        self._order = _Order(
            np.delete(order.chinese, np.arange(box.top, box.bottom)),
            np.delete(order.english, np.arange(box.left, box.right)),
            path,
            self._fixed,
        )
        return True

    def _without_lone_ends(self, box: _Box) -> tuple[_Box, list[Step]]:
        """A passage less what stands alone at its ends, and the path through it."""
        order = self._order
        while True:
            rows, columns = order.chinese[box.top : box.bottom], order.english[box.left : box.right]
            steps = _aligned(self._scorer, rows, columns)
            pairs = [number for number, step in enumerate(steps) if step.chinese and step.english]
            if not pairs:
                return _Box(0, 0, 0, 0), []
            before, after = steps[: pairs[0]], steps[pairs[-1] + 1 :]
            if not before and not after:
                return box, steps
            box = _Box(
                box.top + sum(step.chinese for step in before),
                box.bottom - sum(step.chinese for step in after),
                box.left + sum(step.english for step in before),
                box.right - sum(step.english for step in after),
            )


def _certainty(excess: float) -> float:
    """How probably a passage that gained so much more than it had to is rightly taken out."""
    return 1 / (1 + exp(-_CERTAIN_AT_COST - _CERTAINTY * excess))


def _aligned(scorer: BlockScorer, chinese: Numbers, english: Numbers) -> list[Step]:
    """The best path through some of the sentences."""
    if not len(chinese) or not len(english):
        return [Step(1, 0, 1.0)] * len(chinese) + [Step(0, 1, 1.0)] * len(english)
    part, band = scorer.only(chinese, english), Band.whole(len(chinese), len(english))
    return decode(part, band, first_row=0, end_column=len(english), tick=lambda _: None).steps


def _weight(scorer: BlockScorer, chinese: Numbers, english: Numbers) -> float:
    """How well some of the sentences go together in their order."""
    if not len(chinese) or not len(english):
        return scorer.weight_of_lone(chinese, english)
    band = Band.whole(len(chinese), len(english))
    return path_weight(scorer.only(chinese, english), band, len(english))


def _beads(chinese: Numbers, english: Numbers, steps: Sequence[Step], certainty: float) -> Iterator[Bead]:
    row = column = 0
    for step in steps:
        source = tuple(chinese[row : row + step.chinese].tolist())
        target = tuple(english[column : column + step.english].tolist())
        yield Bead(source, target, round(min(max(step.probability * certainty, 0.0), 1.0), 3))
        row, column = row + step.chinese, column + step.english
