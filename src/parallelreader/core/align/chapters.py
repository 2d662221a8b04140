"""Which chapters of two books render each other, before their sentences are aligned.

Compares the words of all chapters with each other, their numbers and their titles, and follows both books in
order; where that is not plain, it says nothing, and the texts are aligned as a whole.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
import numpy.typing as npt

from parallelreader.core.align.coarse import Bags
from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.chapters import Chapter, ChapterMatch, divided
from parallelreader.core.headings import Division, HeadingMark, read_heading

# Likeness of words less what chapters have in common with any other. Tried out on hand-aligned novels,
# articles and speeches cut into pieces of 15 and of 40 sentences: of those that belong together 19 in 20 have
# .12 or more, of all others 99 in 100 less than .12 (in pieces of 40), and half of them less than -.01.
_LEAST = 0.06
_PLAIN = 0.12
# As much of what is usual for matched chapters makes it worth while to look at the sentences of two others.
_RATHER = 0.6
_SAME_NUMBER, _OTHER_NUMBER = 0.08, -0.05
_SAME_FRAME, _OTHER_FRAME = 0.06, -0.06
_TITLE, _OWN_HEADING = 0.1, 0.08
_SHORT, _LEAST_TRUST = 10, 0.25
_TELLING = 0.2
# How many chapters of both books may be taken together; where both are several, their bounds are different.
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1), (2, 2), (2, 3), (3, 2), (3, 3))
_MERGED = 0.03
_PART = 0.035
# A book and an abridged one may have a few chapters in common; the smaller must be covered by half.
_LEAST_COVERED = 0.5
_MOST_LEVELS = 3
# No book has more; it would take much memory to compare them all.
_MOST_CHAPTERS = 250
_AT_ONCE = 50
# By so much (of a logarithm) the lengths of two chapters that belong together differ from what is usual, for
# one of them to be taken for two: a translation hardly has half as much again where the rest has not.
_PLAINLY_LONGER = 0.4
# Chapters as short as that are left to the aligner: words tell too little of them.
_TINY = 4


@dataclass(frozen=True, slots=True)
class Divided:
    """Two texts with their chapters matched: ``cuts`` are boundaries (after so many Chinese sentences, so
    many English ones), ascending, that no pair lies across; ``alone`` the sentences of chapters that have no
    counterpart in the other text, of both sides."""

    match: ChapterMatch
    cuts: tuple[tuple[int, int], ...]
    alone: tuple[Numbers, Numbers]


def match_chapters(
    chapters: tuple[Sequence[Chapter], Sequence[Chapter]],
    texts: tuple[Side, Side],
    links: LinkTable,
    tick: Callable[[int], None],
) -> Divided | None:
    """Match the chapters of a Chinese and an English text; None where there are none, or doubt remains.

    Of the levels of both tables of contents those are taken that match best.
    """
    best: tuple[float, Divided] | None = None
    for levels in product(*(_levels(side) for side in chapters)):
        sides = tuple(divided(side, level) for side, level in zip(chapters, levels, strict=True))
        if min(map(len, sides)) < 2 or max(map(len, sides)) > _MOST_CHAPTERS:
            continue
        tick(0)
        found = _Matching((sides[0], sides[1]), texts, links).best()
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best is not None else None


def _levels(chapters: Sequence[Chapter]) -> list[int]:
    return sorted({each.level for each in chapters})[:_MOST_LEVELS]


Group = tuple[tuple[int, ...], tuple[int, ...]]


class _Matching:
    """The chapters of both texts at one level each."""

    def __init__(
        self,
        chapters: tuple[tuple[Chapter, ...], tuple[Chapter, ...]],
        texts: tuple[Side, Side],
        links: LinkTable,
    ) -> None:
        self._chapters = chapters
        self._bounds = [
            np.array([*(each.first for each in side), text.count], np.int64)
            for side, text in zip(chapters, texts, strict=True)
        ]
        self._sizes = [np.diff(bounds) for bounds in self._bounds]
        self._shares = [sizes / max(sizes.sum(), 1) for sizes in self._sizes]
        words = _Words(texts, links, self._bounds)
        self._words = words.likeness((1, 1))
        titles = self._titles(texts, links)
        self._likeness = self._words + titles
        self._worth = {shape: self._weighed(words, shape, titles) for shape in _SHAPES}

    def best(self) -> tuple[float, Divided] | None:
        """The match in the order of both books and how good it is; None where it covers too little."""
        total, groups = self._follow()
        covered = [float(self._shares[side][[n for g in groups for n in g[side]]].sum()) for side in (0, 1)]
        if not groups or max(covered) < _LEAST_COVERED:
            return None
        plain = sum(self._likeness[np.ix_(*group)].max() >= _PLAIN for group in groups)
        if 2 * plain < len(groups):
            return None
        # Of two levels that tell the same, the finer one keeps later errors smaller.
        return total * (1 + 0.02 * np.log(len(groups))), self._divided(groups)

    def _titles(self, texts: tuple[Side, Side], links: LinkTable) -> Floats:
        """What the headings add to the likeness of the words of two chapters."""
        heads = [
            (bounds[:-1], np.array([max(each.body, each.first) for each in side], np.int64))
            for bounds, side in zip(self._bounds, self._chapters, strict=True)
        ]
        marks = [[read_heading(each.title) for each in side] for side in self._chapters]
        self._numbered = float(np.mean([m is not None and m.number is not None for s in marks for m in s]))
        # The longer chapters are, the more their words tell, and translators number anew what they leave out;
        # but where any two chapters are as like each other as any others, words tell nothing.
        sizes = np.minimum(self._sizes[0][:, None], self._sizes[1][None, :])
        told = np.median(self._words.max(axis=1) - np.median(self._words, axis=1)) / _TELLING
        # Numbers that are left out where a chapter is missing are those of the other book.
        self._trust = 1.0 if any(map(_leaves_numbers_out, marks)) else float(np.clip(1.0 - told, 0.0, 1.0))
        trust = np.maximum(np.clip(_SHORT / np.maximum(sizes, 1), _LEAST_TRUST, 1.0), self._trust)
        whole: Floats = trust * (_TITLE * _likeness(texts, links, heads, heads[1]) + _by_numbers(*marks))
        return whole

    def _weighed(self, words: "_Words", shape: tuple[int, int], titles: Floats) -> Floats:
        """What it is worth that so many chapters from each on belong together."""
        down, right = shape
        if down > len(self._chapters[0]) or right > len(self._chapters[1]):
            return np.zeros((0, 0))
        rows, columns = (_sums(shares, count) for shares, count in zip(self._shares, shape, strict=True))
        least = _LEAST + _MERGED * (shape > (1, 1)) * min(shape)
        worth: Floats = (rows[:, None] + columns[None, :]) * (words.likeness(shape) - least)
        # A heading speaks for the chapter below it, not for those that are taken together with that.
        first = self._shares[0][:, None] + self._shares[1][None, :]
        worth = worth + (first * titles)[: worth.shape[0], : worth.shape[1]]
        worth = worth - self._headings_within(shape) * (rows[:, None] + columns[None, :])
        return np.where(self._belong(shape), worth, -1.0)

    def _headings_within(self, shape: tuple[int, int]) -> float:
        """What it costs to take chapters together that have headings of their own."""
        return _OWN_HEADING * self._trust * self._numbered * (sum(shape) - 2)

    def _belong(self, shape: tuple[int, int]) -> npt.NDArray[np.bool_]:
        """Whether each of so many chapters from each on is somewhat like one of the others' at least."""
        if shape == (1, 1):
            return np.ones_like(self._words, np.bool_)
        views = np.lib.stride_tricks.sliding_window_view(self._words, shape)
        found: npt.NDArray[np.bool_] = views.max(axis=3).min(axis=2) >= _PART
        found &= views.max(axis=2).min(axis=2) >= _PART
        return found

    def _follow(self) -> tuple[float, list[Group]]:
        """The groups of chapters that are worth most together, in the order of both texts."""
        rows, columns = map(len, self._chapters)
        value = np.zeros((rows + 1, columns + 1))
        step = np.zeros((rows + 1, columns + 1, 2), np.int64)
        for row, column in product(range(rows + 1), range(columns + 1)):
            choices = [(value[row - 1, column], (1, 0))] if row else []
            choices += [(value[row, column - 1], (0, 1))] if column else []
            for down, right in _SHAPES:
                if row >= down and column >= right:
                    before = row - down, column - right
                    choices.append((value[before] + self._worth[down, right][before], (down, right)))
            if choices:
                value[row, column], step[row, column] = max(choices)
        groups = []
        row, column = rows, columns
        while row or column:
            down, right = step[row, column].tolist()
            if down and right:
                groups.append((tuple(range(row - down, row)), tuple(range(column - right, column))))
            row, column = row - down, column - right
        return float(value[rows, columns]), groups[::-1]

    def _divided(self, groups: Sequence[Group]) -> Divided:
        left = [
            sorted(set(range(len(self._chapters[side]))).difference(*(group[side] for group in groups)))
            for side in (0, 1)
        ]
        usual = float(np.median([self._likeness[np.ix_(*group)].max() for group in groups]))
        least = max(_PLAIN, _RATHER * usual)
        alone = [
            [
                n
                for n in left[side]
                if self._is_alone(side, n, {*left[1 - side], *_beside(groups, side, n)}, least)
                and not self._is_missed(groups, side, n)
            ]
            for side in (0, 1)
        ]
        open_ = [set(left[side]).difference(alone[side]) for side in (0, 1)]
        cuts = set()
        for group in groups:
            for edge in (0, 1):
                beside = [group[side][-edge] + (1 if edge else -1) for side in (0, 1)]
                # What may yet belong to this chapter is not cut off from it.
                if not any(beside[side] in open_[side] for side in (0, 1)):
                    cuts.add(tuple(int(self._bounds[side][group[side][-edge] + edge]) for side in (0, 1)))
        ends = {(0, 0), tuple(int(bounds[-1]) for bounds in self._bounds)}
        numbers = [[np.arange(*self._bounds[side][n : n + 2]) for n in alone[side]] for side in (0, 1)]
        chinese, english = (np.concatenate([np.zeros(0, np.int64), *each]) for each in numbers)
        inner = tuple((row, column) for row, column in sorted(cuts - ends))
        return Divided(ChapterMatch(*self._chapters, tuple(groups)), inner, (chinese, english))

    def _is_missed(self, groups: Sequence[Group], side: int, number: int) -> bool:
        """Whether the counterpart of a chapter next to one that was left over is so long that it plainly
        renders both."""
        other = 1 - side
        lengths = [[float(self._sizes[s][list(group[s])].sum()) for group in groups] for s in (side, other)]
        usual = float(np.median(np.log(lengths[1]) - np.log(lengths[0])))
        for group, ours, theirs in zip(groups, *lengths, strict=True):
            if number - group[side][-1] == 1 or group[side][0] - number == 1:
                without = abs(np.log(theirs / ours) - usual)
                both = abs(np.log(theirs / (ours + self._sizes[side][number])) - usual)
                if without - both > _PLAINLY_LONGER:
                    return True
        return False

    def _is_alone(self, side: int, number: int, others: Iterable[int], least: float) -> bool:
        """Whether a chapter that was left over is less than so like any of some of the other text."""
        likeness = (self._likeness if side == 0 else self._likeness.T)[number, sorted(others)]
        return bool(self._sizes[side][number] >= _TINY and (likeness < least).all())


def _beside(groups: Sequence[Group], side: int, number: int) -> Iterator[int]:
    """The chapters of the other side that render those next to this one."""
    before = [group for group in groups if group[side][-1] < number]
    after = [group for group in groups if group[side][0] > number]
    for group in (*before[-1:], *after[:1]):
        yield from group[1 - side]


class _Words:
    """How like each other the words of chapters are, taken one by one or some together."""

    def __init__(self, texts: tuple[Side, Side], links: LinkTable, bounds: Sequence[Numbers]) -> None:
        self._texts, self._links, self._bounds = texts, links, bounds
        self._single = (bounds[1][:-1], bounds[1][1:])
        self._alone = self._raw((1, 1))
        # What two chapters that have nothing to do with each other have in common.
        self._usual = [
            (self._alone.sum(axis=axis) - self._alone.max(axis=axis)) / max(self._alone.shape[axis] - 1, 1)
            for axis in (1, 0)
        ]

    def likeness(self, shape: tuple[int, int]) -> Floats:
        """Likeness beyond what is usual, of so many chapters from each on."""
        raw = self._alone if shape == (1, 1) else self._raw(shape)
        rows, columns = (_sums(usual, count) / count for usual, count in zip(self._usual, shape, strict=True))
        # The more chapters, the more they have in common with whatever there is.
        grown = (shape[0] * shape[1]) ** 0.5
        found: Floats = raw - 0.5 * grown * (rows[:, None] + columns[None, :])
        return found

    def _raw(self, shape: tuple[int, int]) -> Floats:
        stretches = [(b[: len(b) - n], b[n:]) for b, n in zip(self._bounds, shape, strict=True)]
        return _likeness(self._texts, self._links, stretches, self._single)


def _sums(values: Floats, count: int) -> Floats:
    """The sums of each so many that follow one another."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    found: Floats = sums[count:] - sums[:-count]
    return found


def _likeness(
    texts: tuple[Side, Side],
    links: LinkTable,
    bounds: Sequence[tuple[Numbers, Numbers]],
    usual: tuple[Numbers, Numbers],
) -> Floats:
    """How like each other the words of stretches of both texts are, from 0 to 1; (begins, ends) of both.

    How telling a word is follows from the ``usual`` stretches of the English text.
    """
    chinese, english = Bags(texts[0], *bounds[0], links), Bags(texts[1], *bounds[1], None)
    weight, count = Bags(texts[1], *usual, None).weights(), len(bounds[0][0])
    right = english.vectors(0, len(bounds[1][0]), weight).T
    parts = [
        chinese.vectors(first, min(first + _AT_ONCE, count), weight) @ right
        for first in range(0, count, _AT_ONCE)
    ]
    whole: Floats = np.vstack(parts)
    return whole


def _leaves_numbers_out(marks: Sequence[HeadingMark | None]) -> bool:
    """Whether the chapters are not counted through, from one to the next."""
    numbers = [mark.number for mark in marks if mark is not None and mark.number is not None]
    return any(after > before + 1 for before, after in pairwise(numbers))


def _by_numbers(chinese: Sequence[HeadingMark | None], english: Sequence[HeadingMark | None]) -> Floats:
    """What the numbers of headings, and what they call a preface and the like, add to likeness."""
    found = np.zeros((len(chinese), len(english)))
    for row, ours in enumerate(chinese):
        for column, theirs in enumerate(english):
            if ours is None or theirs is None:
                continue
            frames = ours.division is Division.FRAME, theirs.division is Division.FRAME
            if all(frames):
                found[row, column] = _SAME_FRAME if ours.frame == theirs.frame else 0.0
            elif any(frames):
                found[row, column] = _OTHER_FRAME
            elif ours.number is not None and theirs.number is not None:
                found[row, column] = _SAME_NUMBER if ours.number == theirs.number else _OTHER_NUMBER
    return found
