"""The probability of every block within a band, and the path that is right in most of its beads.

A semi-Markov chain over sentence boundaries: what blocks are worth comes from ``blocks``, where to look
from ``band``.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.side import Floats, Numbers
from parallelreader.core.align.steps import Step
from parallelreader.core.align.weights import SHAPES

_NEVER = -1e30
_ROWS_AT_ONCE = 64
# How probable a bead must be to be worth its place in the path.
_BEAD_COST = 0.3
_A = np.array([a for a, _ in SHAPES])
_B = np.array([b for _, b in SHAPES])


@dataclass(frozen=True, slots=True)
class Decoded:
    """A path from its start to (``row``, ``column``) and the expected number of beads with an empty side."""

    steps: list[Step]
    row: int
    column: int
    expected_lone: float


def decode(
    scorer: BlockScorer, band: Band, *, first_row: int, end_column: int | None, tick: Callable[[int], None]
) -> Decoded:
    """Find the best path through ``band``, whose first row is boundary ``first_row`` and holds the start in
    its first column. It ends in the last row, at ``end_column`` or (None) wherever is best.

    ``tick`` is called with each number of rows that further work was done for; three times in all for
    each row.
    """
    lattice = _Lattice(scorer, band, first_row)
    lattice.fill_scores(tick)
    lattice.run_forward(tick)
    lattice.run_backward(end_column, tick)
    return lattice.best_path(end_column, tick)


def path_weight(scorer: BlockScorer, band: Band, end_column: int) -> float:
    """The logarithm of the summed weights of all paths through ``band`` to ``end_column`` in its last row:
    how well two stretches of text go together in that order, to be compared with other orders of the same
    sentences."""
    lattice = _Lattice(scorer, band, 0)
    lattice.fill_scores(lambda _: None)
    lattice.run_forward(lambda _: None)
    return lattice.weight_to(end_column)


class _Lattice:
    """All cells of a band in one flat array, each row between two dead cells, so that a predecessor
    outside the band is a cell of its own that no path reaches."""

    def __init__(self, scorer: BlockScorer, band: Band, first_row: int) -> None:
        self._scorer, self._first_row = scorer, first_row
        self._low = band.low
        self._width = band.high - band.low + 1
        self._start = np.concatenate([[0], np.cumsum(self._width + 2)])[:-1] + 1
        cells = int(self._start[-1] + self._width[-1]) + 1
        self._block = np.full((len(SHAPES), cells), _NEVER, np.float32)
        self._lone = np.zeros(cells)
        self._alpha = np.full(cells, _NEVER)
        self._beta = np.full(cells, _NEVER)
        self._expected_lone = 0.0

    @property
    def _rows(self) -> int:
        return len(self._low)

    def fill_scores(self, tick: Callable[[int], None]) -> None:
        lone = np.concatenate([[0.0], self._scorer.lone_english()])
        end = 0
        while (begin := end) < self._rows:
            most = min(begin + _ROWS_AT_ONCE, self._rows)
            low, high = self._low[begin:most], self._low[begin:most] + self._width[begin:most] - 1
            count = self._scorer.figures.rows_at_once(self._first_row + begin, low, high)
            scores = self._scorer.score(self._first_row + begin, low[:count], high[:count])
            end = begin + count
            for row in range(begin, end):
                width = self._width[row]
                columns = self._low[row] + np.arange(width)
                self._block[:, self._cells(row)] = scores[:, row - begin, :width]
                penalty = self._scorer.inside_penalty(self._first_row + row, columns)
                self._lone[self._cells(row)] = lone[columns] + penalty
            tick(end - begin)

    def run_forward(self, tick: Callable[[int], None]) -> None:
        for row in range(self._rows):
            cells = self._cells(row)
            if row == 0:
                arriving = np.full(self._width[0], _NEVER)
                arriving[0] = 0.0
            else:
                arriving = _log_sum(self._alpha[self._before(row)] + self._block[:, cells])
            moved = self._moved(row)
            self._alpha[cells] = moved + np.logaddexp.accumulate(arriving - moved)
            if row % _ROWS_AT_ONCE == 0:
                tick(min(_ROWS_AT_ONCE, self._rows - row))

    def weight_to(self, end_column: int) -> float:
        """The logarithm of the weights of all paths to a column of the last row; after running forward."""
        last = self._rows - 1
        return float(self._alpha[self._start[last] + end_column - self._low[last]])

    def run_backward(self, end_column: int | None, tick: Callable[[int], None]) -> None:
        """Compute what remains from every cell, then turn scores into probabilities in place."""
        last = self._rows - 1
        for row in range(last, -1, -1):
            cells = self._cells(row)
            if row == last:
                leaving = self._endings(end_column)
            else:
                after = self._after(row)
                leaving = _log_sum(np.take_along_axis(self._block, after, axis=1) + self._beta[after])
            moved = self._moved(row)
            self._beta[cells] = np.logaddexp.accumulate((leaving + moved)[::-1])[::-1] - moved
            if row % _ROWS_AT_ONCE == 0:
                tick(min(_ROWS_AT_ONCE, self._rows - row))
        self._normalise(tick)
        self._pool_lone()

    def best_path(self, end_column: int | None, tick: Callable[[int], None]) -> Decoded:
        """Take the path of the most expected right beads, each costing a little, and its probabilities."""
        value = np.full(len(self._alpha), _NEVER)
        value[self._start[0]] = 0.0
        choice = np.full(len(self._alpha), -1, np.int8)
        for row in range(self._rows):
            if row % _ROWS_AT_ONCE == 0:
                tick(0)
            cells = self._cells(row)
            if row:
                gains = value[self._before(row)] + self._block[:, cells] - _BEAD_COST
                best = gains.argmax(axis=0)
                arriving = gains[best, np.arange(len(best))]
            else:
                best, arriving = np.zeros(self._width[0], np.int64), value[cells].copy()
            gained = np.cumsum(self._lone[cells] - _BEAD_COST)
            value[cells] = gained + np.maximum.accumulate(arriving - gained)
            choice[cells] = np.where(value[cells] > arriving + 1e-9, -1, best)
        return self._trace(value, choice, end_column)

    def _trace(self, value: Floats, choice: npt.NDArray[np.int8], end_column: int | None) -> Decoded:
        row = self._rows - 1
        low = int(self._low[row])
        end = low + int(value[self._cells(row)].argmax()) if end_column is None else end_column
        at = end - low
        steps = []
        while row or at:
            cell = self._start[row] + at
            shape = int(choice[cell])
            if shape < 0 or row == 0:
                steps.append(Step(0, 1, float(self._lone[cell])))
                at -= 1
                continue
            a, b = SHAPES[shape]
            steps.append(Step(a, b, float(self._block[shape, cell])))
            at += int(self._low[row] - self._low[row - a]) - b
            row -= a
        return Decoded(steps[::-1], self._first_row + self._rows - 1, end, self._expected_lone)

    def _normalise(self, tick: Callable[[int], None]) -> None:
        whole = self._beta[self._start[0]]
        for row in range(self._rows):
            if row % _ROWS_AT_ONCE == 0:
                tick(0)
            cells = self._cells(row)
            alpha, beta = self._alpha[cells], self._beta[cells]
            scores = self._lone[cells].copy()
            self._lone[self._start[row]] = 0.0
            self._lone[self._start[row] + 1 : self._start[row] + self._width[row]] = _probability(
                alpha[:-1] + scores[1:] + beta[1:] - whole
            )
            if row:
                before = self._alpha[self._before(row)]
                self._block[:, cells] = _probability(before + self._block[:, cells] + beta - whole)
            else:
                self._block[:, cells] = 0.0

    def _pool_lone(self) -> None:
        """Give every lone sentence the probability that it is alone, wherever the other text then stands."""
        first = int(self._low.min())
        english = np.zeros(int((self._low + self._width).max()) - first)
        for row in range(self._rows):
            cells, column = self._cells(row), self._low[row] - first
            english[column : column + self._width[row]] += self._lone[cells]
            chinese = self._block[0, cells].sum()
            self._block[0, cells] = min(chinese, 1.0)
            self._expected_lone += float(chinese)
        self._expected_lone += float(english.sum())
        english = np.minimum(english, 1.0)
        for row in range(self._rows):
            column = self._low[row] - first
            self._lone[self._cells(row)] = english[column : column + self._width[row]]

    def _cells(self, row: int) -> slice:
        return slice(int(self._start[row]), int(self._start[row] + self._width[row]))

    def _moved(self, row: int) -> Floats:
        """What it is worth to come from a row's first cell to each of its cells by lone English sentences."""
        scores = self._lone[self._cells(row)].copy()
        scores[0] = 0.0
        moved: Floats = np.cumsum(scores)
        return moved

    def _endings(self, end_column: int | None) -> Floats:
        last = self._rows - 1
        if end_column is None:
            return np.zeros(self._width[last])
        endings = np.full(self._width[last], _NEVER)
        endings[end_column - self._low[last]] = 0.0
        return endings

    def _before(self, row: int) -> Numbers:
        """For each shape and cell of a row, the cell where a block that ends there begins."""
        return self._neighbours(row, row - _A, -_B)

    def _after(self, row: int) -> Numbers:
        """For each shape and cell of a row, the cell where a block that begins there ends."""
        return self._neighbours(row, row + _A, _B)

    def _neighbours(self, row: int, rows: Numbers, shift: Numbers) -> Numbers:
        # Asked for every row, where ``np.clip`` would take most of the time of a narrow one.
        there = np.minimum(np.maximum(rows, 0), self._rows - 1)
        offset = (self._low[row] + shift - self._low[there])[:, None]
        places = offset + np.arange(self._width[row])[None, :]
        places = np.minimum(np.maximum(places, -1), self._width[there][:, None])
        cells: Numbers = places + self._start[there][:, None]
        cells[there != rows] = 0
        return cells


def _log_sum(values: Floats) -> Floats:
    most = values.max(axis=0)
    total: Floats = most + np.log(np.exp(values - most).sum(axis=0))
    return total


def _probability(logarithm: Floats) -> Floats:
    probability: Floats = np.exp(np.minimum(logarithm, 0.0))
    return probability
