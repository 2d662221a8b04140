"""Hand-aligned texts as the aligner sees them before it decides: the arcs of the chain and their figures."""

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from bench.fitting.chain import Arcs, Chain, Numbers
from bench.gold import GoldText, Pair
from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.coarse import coarse_path
from parallelreader.core.align.decode import decode
from parallelreader.core.align.figures import Figure, Figures
from parallelreader.core.align.glosses import Glosses
from parallelreader.core.align.lexicon import learn_links
from parallelreader.core.align.links import build_links
from parallelreader.core.align.manner import Manner
from parallelreader.core.align.side import build_side
from parallelreader.core.align.weights import CLEAN, ROBUST, SHAPES, Shape, Weights, kind_of
from parallelreader.core.align.words import chinese_words, english_words
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.progress import NO_PROGRESS

_ROWS_AT_ONCE = 64
_UNLIKELY = 1e-6
# Texts are shorter than ten thousand sentences.
_KEY = np.array([10**12, 10**8, 10**4, 1])
_ALL_SHAPES = ((0, 1), *SHAPES)


def figure_names() -> list[str]:
    """The names of all weights, in the order of the table and of the columns of the arcs."""
    return list(CLEAN.table)


class Prepared:
    """A text with all that does not depend on the weights that are being fitted."""

    def __init__(self, text: GoldText) -> None:
        self.text = text
        dictionary = load_dictionary()
        split = partial(chinese_words, dictionary=dictionary)
        self.chinese = build_side(text.source, split, is_chinese=True, progress=NO_PROGRESS, steps=(0, 1))
        self.english = build_side(
            text.target, english_words, is_chinese=False, progress=NO_PROGRESS, steps=(0, 1)
        )
        types = self.chinese.types, self.english.types
        self.links = build_links(*types, Glosses(dictionary), NO_PROGRESS, (0, 1))
        path, precision = coarse_path(self.chinese, self.english, self.links, NO_PROGRESS)
        rows, columns = self.chinese.count, self.english.count
        self.band = Band.around(path, rows, columns, reach=precision)

    def first_figures(self) -> Figures:
        """What a first pass sees."""
        return Figures(self.chinese, self.english, self.links, Manner.of_whole(self.chinese, self.english))

    def second_figures(self, weights: Weights) -> Figures:
        """What a second pass sees after a first one with ``weights``."""
        scorer = BlockScorer(self.first_figures(), weights)
        steps = decode(
            scorer, self.band, first_row=0, end_column=self.english.count, tick=lambda _: None
        ).steps
        links = learn_links(self.chinese, self.english, steps, self.links)
        return Figures(self.chinese, self.english, links, Manner.after(self.chinese, self.english, steps))

    def arcs(self, figures: Figures) -> Arcs:
        """The blocks in the band that either set of weights thinks possible at all, and the right ones."""
        arcs = _all_arcs(figures, self.band, self.text)
        keep = arcs.is_right.copy()
        for weights in (CLEAN, ROBUST):
            _, probability, _ = Chain([arcs]).probabilities(
                np.array([weights.table.get(name, 0.0) for name in figure_names()])
            )
            keep |= probability > _UNLIKELY
        return arcs.only(keep)


def _all_arcs(figures: Figures, band: Band, text: GoldText) -> Arcs:
    parts = []
    at = 0
    while at < len(band.low):
        low, high = band.low[at : at + _ROWS_AT_ONCE], band.high[at : at + _ROWS_AT_ONCE]
        count = figures.rows_at_once(at, low, high)
        parts.extend(_ending(figures, at, low[:count], high[:count]))
        at += count
    begin, end, values = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    is_inside = (begin[:, 1] >= band.low[begin[:, 0]]) & (begin[:, 1] <= band.high[begin[:, 0]])
    begin, end, values = begin[is_inside], end[is_inside], values[is_inside]
    return Arcs(begin, end, values, _agrees(begin, end, text.gold), frozenset(text.gold))


def _ending(
    figures: Figures, first_row: int, low: Numbers, high: Numbers
) -> Iterator[tuple[Numbers, Numbers, npt.NDArray[np.float32]]]:
    """Beginnings, ends and figures of the blocks that end at some rows, shape by shape."""
    rows = np.arange(first_row, first_row + len(low))[:, None]
    columns = low[:, None] + np.arange(int((high - low).max()) + 1)[None, :]
    is_there, columns = columns <= high[:, None], np.minimum(columns, high[:, None])
    frame = figures.frame(rows, columns)
    everywhere = [figures.inside(rows, columns)]
    of_pairs = [*everywhere, *figures.boundary(frame)]
    name, skipped = figures.lone_english()
    for shape in _ALL_SHAPES:
        possible = is_there & (rows >= shape[0]) & (columns >= shape[1])
        if shape == (0, 1):
            found = [*everywhere, (name, skipped[np.maximum(columns - 1, 0)])]
        elif shape == (1, 0):
            found = [*everywhere, figures.lone_chinese(rows)]
        else:
            of_blocks = figures.blocks(frame, [shape]) if possible.any() else ()
            found = [*of_pairs, *((figure, values[0]) for figure, values in of_blocks)] if of_blocks else []
        end = np.column_stack([np.broadcast_to(rows, possible.shape)[possible], columns[possible]])
        yield end - shape, end, _table(shape, found, possible)


def _table(shape: Shape, found: Sequence[Figure], possible: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    names = figure_names()
    values = np.zeros((int(possible.sum()), len(names)), np.float32)
    values[:, names.index(kind_of(shape))] = 1.0
    for name, figure in found:
        values[:, names.index(name)] = np.broadcast_to(figure, possible.shape)[possible]
    return values


def _agrees(begin: Numbers, end: Numbers, gold: Sequence[Pair]) -> npt.NDArray[np.bool_]:
    """Whether each block is a gold bead, or lies where those are out of order or of no known shape."""
    keys = np.column_stack([begin, end]) @ _KEY
    legs = list(_legs(gold))
    beads = np.array([(*leg[0], *leg[1]) for leg in legs if leg[2]], np.int64).reshape(-1, 4)
    right = np.isin(keys, beads @ _KEY)
    for first, last, is_bead in legs:
        if not is_bead:
            right |= (begin >= first).all(axis=1) & (end <= last).all(axis=1)
    return right


def _legs(gold: Sequence[Pair]) -> Iterator[tuple[tuple[int, int], tuple[int, int], bool]]:
    """The gold path from one boundary both sides share to the next, and whether one block leads there."""
    begin = (0, 0)
    seen = ([0, -1], [0, -1])
    beads = 0
    for pair in gold:
        beads += 1
        for side, sentences in enumerate(pair):
            seen[side][0] += len(sentences)
            seen[side][1] = max([seen[side][1], *sentences])
        if all(count == last + 1 for count, last in seen):
            end = (seen[0][0], seen[1][0])
            shape = (end[0] - begin[0], end[1] - begin[1])
            yield begin, end, beads == 1 and shape in _ALL_SHAPES
            begin, beads = end, 0
