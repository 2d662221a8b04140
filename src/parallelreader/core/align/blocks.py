"""How well blocks of Chinese sentences match blocks of English ones, for many blocks at once.

Weighs the figures of whole stretches of rows of the band; choosing among the blocks is left to ``decode``.
"""

from collections.abc import Iterable

import numpy as np

from parallelreader.core.align.figures import Figure, Figures
from parallelreader.core.align.side import Floats, Numbers
from parallelreader.core.align.weights import SHAPES, Weights

_IMPOSSIBLE = -1e9
_BLOCKS_AT_ONCE = 8_000


class BlockScorer:
    """Scores the blocks between two texts with one set of weights."""

    def __init__(self, figures: Figures, weights: Weights) -> None:
        self.figures, self.weights = figures, weights

    def only(self, chinese: Numbers, english: Numbers) -> "BlockScorer":
        """A scorer like this one for some of the sentences of both texts (ascending, none empty)."""
        return BlockScorer(self.figures.only(chinese, english), self.weights)

    def weight_of_lone(self, chinese: Numbers, english: Numbers) -> float:
        """The score of leaving some sentences of both texts without counterpart (but for the quotation
        state)."""
        skipped = self._sum([self.figures.lone_chinese(chinese + 1)])
        lone_chinese = float(skipped.sum()) + self.weights.bias((1, 0)) * len(chinese)
        return lone_chinese + float(self.lone_english()[english].sum())

    def lone_english(self) -> Floats:
        """The score of leaving each English sentence without counterpart (but for the quotation state)."""
        score: Floats = self.weights.bias((0, 1)) + self._sum([self.figures.lone_english()])
        return score

    def inside_penalty(self, row: int, columns: Numbers) -> Floats:
        """What it costs that one text is within a quotation at a boundary and the other is not."""
        return self._sum([self.figures.inside(row, columns)])

    def score(self, first_row: int, low: Numbers, high: Numbers) -> Floats:
        """Scores ``[shape, row, k]`` of the blocks that end at the rows from ``first_row`` on and at
        column ``low[row] + k``; impossible ones are hugely negative."""
        rows = np.arange(first_row, first_row + len(low))[:, None]
        columns = low[:, None] + np.arange(int((high - low).max()) + 1)[None, :]
        known = np.minimum(columns, high[:, None])
        frame = self.figures.frame(rows, known)
        inside = self._sum([self.figures.inside(rows, known)])
        boundary = inside + self._sum(self.figures.boundary(frame))
        scores = np.full((len(SHAPES), *columns.shape), _IMPOSSIBLE, np.float32)
        is_there = columns <= high[:, None]
        tallest, widest = rows[-1, 0], known.max()
        numbers = [number for number, (a, b) in enumerate(SHAPES) if a <= tallest and 0 < b <= widest]
        # All shapes of few blocks at once, of many one after the other: where the tables are large, what is
        # saved of the calls is lost in moving them about.
        step = max(_BLOCKS_AT_ONCE // columns.size, 1)
        for some in (numbers[first : first + step] for first in range(0, len(numbers), step)):
            shapes = [SHAPES[number] for number in some]
            value = boundary + self._sum(self.figures.blocks(frame, shapes))
            value = value + self.figures.worth_of_paragraphs(frame, shapes)
            sizes = np.array(shapes)[:, :, None, None]
            possible = is_there & (rows >= sizes[:, 0]) & (known >= sizes[:, 1])
            bias = np.array([self.weights.bias(shape) for shape in shapes])[:, None, None]
            scores[some] = np.where(possible, value + bias, _IMPOSSIBLE)
        if tallest >= 1:
            value = inside + self._sum([self.figures.lone_chinese(rows)]) + self.weights.bias((1, 0))
            scores[SHAPES.index((1, 0))] = np.where(is_there & (rows >= 1), value, _IMPOSSIBLE)
        return scores

    def _sum(self, figures: Iterable[Figure]) -> Floats:
        total: Floats | float = 0.0
        for name, values in figures:
            total = total + self.weights.factor(name) * values
        return np.asarray(total)
