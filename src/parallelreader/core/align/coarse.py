"""A rough path through two long texts: which stretches of the one lie beside which of the other.

Compares bags of words of equal numbers of stretches, ever finer, each time only near the last path.
"""

import numpy as np

from parallelreader.core.align.band import Band
from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side, expand
from parallelreader.core.progress import Progress

_MOST_AT_FIRST = 300
_FINEST = 4
_FINER = 4
_REACH = 12
_STRONG = 0.3
_SKIP = -0.01
_STRETCHES_AT_ONCE = 64


def coarse_path(
    chinese: Side, english: Side, links: LinkTable, progress: Progress
) -> tuple[tuple[Floats, Floats], int]:
    """Points on a path from (0, 0) to the ends, ascending on both sides, in sentences, and how many Chinese
    sentences off they may be.

    Reports no progress of its own, but asks often enough whether to stop.
    """
    count = min(chinese.count, english.count)
    size = _FINEST
    while count // size > _MOST_AT_FIRST:
        size *= _FINER
    if count < _MOST_AT_FIRST:
        size = 2
    path: list[tuple[int, int]] | None = None
    while True:
        stretches = max(1, count // size)
        path = _level(chinese, english, links, stretches, path, progress)
        if size <= _FINEST:
            points = _in_sentences(path, stretches, chinese.count, english.count)
            return points, chinese.count // stretches + 1
        path = [(p * _FINER + k, q * _FINER + k) for p, q in path for k in range(_FINER)]
        size //= _FINER


def _level(
    chinese: Side,
    english: Side,
    links: LinkTable,
    stretches: int,
    path: list[tuple[int, int]] | None,
    progress: Progress,
) -> list[tuple[int, int]]:
    """The matched pairs of stretches at one fineness, near ``path`` where there is one."""
    low, width = _window(path, stretches)
    english_bags = Bags.of_equal(english, stretches, None)
    chinese_bags = Bags.of_equal(chinese, stretches, links)
    weight = english_bags.weights()
    likeness = np.zeros((stretches, width), np.float32)
    for begin in range(0, stretches, _STRETCHES_AT_ONCE):
        progress.step(0, 1)
        end = min(begin + _STRETCHES_AT_ONCE, stretches)
        first, last = int(low[begin]), int(low[end - 1]) + width
        product = chinese_bags.vectors(begin, end, weight) @ english_bags.vectors(first, last, weight).T
        columns = low[begin:end, None] - first + np.arange(width)[None, :]
        likeness[begin:end] = np.take_along_axis(product, columns, axis=1)
    return _best_pairs(_centred(likeness, low, stretches), low)


def _window(path: list[tuple[int, int]] | None, stretches: int) -> tuple[Numbers, int]:
    if path is None or stretches <= 2 * _REACH + 1:
        return np.zeros(stretches, np.int64), stretches
    points = np.array(path, float).reshape(-1, 2)
    ends = np.vstack([[0.0, 0.0], points, [stretches, stretches]])
    band = Band.around((ends[:, 0], ends[:, 1]), stretches, stretches, reach=_FINER, margin=_REACH)
    width = int((band.high - band.low).max())
    return np.minimum(band.low[:-1], stretches - width), width


class Bags:
    """The words of stretches of a text, as counts of English word types; those of a Chinese text through
    ``links``. Stretches run from the sentences ``begins`` to those before ``ends``, in order."""

    def __init__(self, side: Side, begins: Numbers, ends: Numbers, links: LinkTable | None) -> None:
        self._begins, self._ends = side.first[begins], side.first[ends]
        self._words = side.words
        self._links = _strong(links) if links else None
        self._columns = len(side.types)

    @classmethod
    def of_equal(cls, side: Side, stretches: int, links: LinkTable | None) -> "Bags":
        """The whole text in so many stretches of about equal length."""
        bounds = np.linspace(0, side.count, stretches + 1).round().astype(np.int64)
        return cls(side, bounds[:-1], bounds[1:], links)

    def weights(self) -> Floats:
        """How telling each type is over the stretches of this text."""
        stretches = len(self._begins)
        sizes = self._ends - self._begins
        owner = np.repeat(np.arange(stretches), sizes)
        pairs = np.unique(owner * self._columns + self._words[expand(self._begins, sizes)])
        frequency = np.bincount(pairs % self._columns, minlength=self._columns)
        weight = np.log((stretches + 1) / (frequency + 0.5))
        weight[0] = 0.0
        positive: Floats = np.maximum(weight, 0.0)
        return positive

    def vectors(self, begin: int, end: int, weight: Floats) -> Floats:
        """The weighted bags of some stretches, each of length one (or zero)."""
        lengths = self._ends[begin:end] - self._begins[begin:end]
        words = self._words[expand(self._begins[begin:end], lengths)]
        owner = np.repeat(np.arange(end - begin), lengths)
        if self._links is None:
            keys, counts = owner * len(weight) + words, None
        else:
            sizes = self._links.first[words + 1] - self._links.first[words]
            entries = expand(self._links.first[words], sizes)
            keys = np.repeat(owner, sizes) * len(weight) + self._links.columns[entries]
            counts = self._links.strength[entries]
        bags = np.bincount(keys, counts, minlength=(end - begin) * len(weight)).reshape(end - begin, -1)
        vectors = np.log1p(bags) * weight
        length = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
        unit: Floats = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
        return unit


def _strong(links: LinkTable) -> LinkTable:
    keep = links.strength >= _STRONG
    kept = np.concatenate([[0], np.cumsum(keep)])
    return LinkTable(kept[links.first], links.columns[keep], links.strength[keep])


def _centred(likeness: Floats, low: Numbers, stretches: int) -> Floats:
    """Likeness less half of what the row and the column have on average."""
    width = likeness.shape[1]
    columns = (low[:, None] + np.arange(width)[None, :]).ravel()
    sums = np.bincount(columns, likeness.ravel(), minlength=stretches)
    counts = np.maximum(np.bincount(columns, minlength=stretches), 1)
    column_mean = (sums / counts)[columns].reshape(likeness.shape)
    centred: Floats = likeness - 0.5 * likeness.mean(axis=1, keepdims=True) - 0.5 * column_mean
    return centred


def _best_pairs(likeness: Floats, low: Numbers) -> list[tuple[int, int]]:
    """The path of steps one and one, or a small loss for leaving a stretch out, with the highest sum."""
    rows, width = likeness.shape
    never = -1e9
    value = np.full((rows + 1, width + 1), never)
    # A cell (r, k) is the boundary after r Chinese and low[r - 1] + k English stretches.
    bounds = np.concatenate([[low[0]], low])
    skips = _SKIP * np.arange(width + 1)
    value[0] = skips
    moves = np.zeros((rows + 1, width + 1), np.int8)
    for row in range(1, rows + 1):
        shift = int(bounds[row] - bounds[row - 1])
        above = np.full(width + 4, never)
        above[1 : width + 2] = value[row - 1]
        places = np.minimum(np.arange(width + 1) + shift + 1, width + 3)
        paired = above[places - 1].copy()
        paired[1:] += likeness[row - 1]
        paired[0] = never
        left_out = above[places] + _SKIP
        arriving = np.maximum(paired, left_out)
        value[row] = skips + np.maximum.accumulate(arriving - skips)
        moves[row] = np.where(value[row] > arriving + 1e-12, 2, np.where(paired >= left_out, 0, 1))
    return _trace_pairs(value, moves, bounds)


def _trace_pairs(value: Floats, moves: Numbers, bounds: Numbers) -> list[tuple[int, int]]:
    row, at = len(moves) - 1, moves.shape[1] - 1
    pairs = []
    while row:
        move = moves[row, at]
        if move == 2:
            at -= 1
            continue
        shift = int(bounds[row] - bounds[row - 1])
        if move == 0:
            pairs.append((row - 1, int(bounds[row]) + at - 1))
            at -= 1
        at += shift
        row -= 1
    return pairs[::-1]


def _in_sentences(
    pairs: list[tuple[int, int]], stretches: int, rows: int, columns: int
) -> tuple[Floats, Floats]:
    """The middles of matched stretches as points, with both ends of the texts."""
    middles = (np.array(pairs, float).reshape(-1, 2) + 0.5) / stretches
    points = np.vstack([[0.0, 0.0], middles, [1.0, 1.0]])
    return points[:, 0] * rows, points[:, 1] * columns
