"""How much of what looks sure in an alignment is chance: in tables, lists of names or refrains almost any
two sentences share words.

Aligns stretches with the other text backwards, where nothing belongs together, and compares how much seems
sure then; the confidence of beads in texts that go together is left as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parallelreader.core.align.band import Band
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.decode import decode
from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.steps import Step
from parallelreader.core.alignment import Bead, Origin

_SURE = 0.9
# Stretches of so many Chinese sentences are aligned backwards, so many of them at most, whatever the length
# of the texts; in much shorter ones some sentences meet their counterparts backwards too.
_STRETCH = 100
_MOST_STRETCHES = 6
_SHORTEST = 12
_MOST_ENGLISH = 2
_MOST_WORD_PAIRS = 40_000_000
# Up to so many sentences away on either side, pairs tell of a bead whether it stands among sure ones.
_NEAR = 50
# Smaller shares than this come of a few pairs, and tell little.
_LEAST = 0.05
# A confidence of .9 promises no more than that nineteen in twenty are right.
_GOOD = 0.95


@dataclass(frozen=True, slots=True)
class Chance:
    """``share`` is how much of two texts would seem surely paired if they had nothing to do with each
    other, from 0 to 1."""

    share: float

    @classmethod
    def of(
        cls,
        texts: tuple[Side, Side],
        scorer: BlockScorer,
        steps: Sequence[Step],
        tick: Callable[[int], None],
    ) -> "Chance":
        """Measure it along a path through a Chinese and an English text; no more work for longer texts.
        Texts of a few sentences tell nothing and get 0."""
        sure, whole = np.zeros(2), np.zeros(2)
        for rows, columns in _stretches(texts, steps):
            for backwards in (columns[::-1], np.roll(columns[::-1], len(columns) // 2)):
                tick(0)
                part, band = scorer.only(rows, backwards), Band.whole(len(rows), len(columns))
                path = decode(part, band, first_row=0, end_column=len(columns), tick=lambda _: tick(0)).steps
                sure += _sure_sentences(path)
                whole += len(rows), len(columns)
        return cls(float((sure / np.maximum(whole, 1.0)).max()))

    def true_share(self, sure: Floats) -> Floats:
        """How much of what is sure is so not by chance, where so much (0 to 1) of the sentences around it
        is.

        What is neither right nor seems sure by chance is the part of the sentences without counterpart
        that chance leaves alone; that tells how many of these there are (as with decoys in the search of
        peptides: Elias and Gygi, 2007).
        """
        unpaired = np.minimum((1 - sure) / max(1 - self.share, 1e-6), 1.0) if self.share < 1 else 1.0
        share: Floats = np.maximum(1 - unpaired * self.share / np.maximum(sure, _LEAST), 0.0)
        return share

    def true_share_of(self, steps: Sequence[Step]) -> float:
        """How much of what is sure in a path through the whole texts is so not by chance."""
        count = np.array([(step.chinese, step.english) for step in steps]).sum(axis=0)
        sure = _sure_sentences(steps) / np.maximum(count, 1)
        return float(self.true_share(sure.max(keepdims=True))[0])

    def taken_off(self, beads: Sequence[Bead], counts: tuple[int, int]) -> list[Bead]:
        """The beads, those pairs less confident that stand where much of what is sure may be chance; what
        a user has checked stays. ``counts`` are the sentences of source and target."""
        if not self.share:
            return list(beads)
        around = [_sure_around(beads, side, count) for side, count in enumerate(counts)]
        pairs = [bead for bead in beads if bead.is_pair]
        near = [np.maximum(around[0][list(b.source)].max(), around[1][list(b.target)].max()) for b in pairs]
        shares = iter(self.true_share(np.array(near)).tolist())
        return [_lowered(bead, next(shares)) if bead.is_pair else bead for bead in beads]


def _lowered(bead: Bead, share: float) -> Bead:
    if share >= _GOOD or bead.origin is Origin.CHECKED:
        return bead
    return replace(bead, confidence=round(bead.confidence * share, 3))


def _stretches(texts: tuple[Side, Side], steps: Sequence[Step]) -> Iterator[tuple[Numbers, Numbers]]:
    """The Chinese and English sentences of a few stretches of a path, evenly spread."""
    ends = np.cumsum(np.array([(0, 0), *((step.chinese, step.english) for step in steps)]), axis=0)
    count = texts[0].count
    most = min(max(count // _STRETCH, 1), _MOST_STRETCHES)
    for begin in np.linspace(0, max(count - _STRETCH, 0), most).astype(np.int64).tolist():
        first = int(np.searchsorted(ends[:, 0], begin))
        last = min(int(np.searchsorted(ends[:, 0], begin + _STRETCH)), len(steps))
        (top, left), (bottom, right) = ends[first].tolist(), ends[last].tolist()
        rows, columns = np.arange(top, bottom), np.arange(left, min(right, left + _MOST_ENGLISH * _STRETCH))
        while _word_pairs(texts, rows, columns) > _MOST_WORD_PAIRS:
            rows, columns = rows[: len(rows) // 2], columns[: len(columns) // 2]
        if min(len(rows), len(columns)) >= _SHORTEST:
            yield rows, columns


def _word_pairs(texts: tuple[Side, Side], rows: Numbers, columns: Numbers) -> int:
    """How many words stand in these sentences of both texts, multiplied."""
    words = [
        int(side.first[part[-1] + 1] - side.first[part[0]]) if len(part) else 0
        for side, part in zip(texts, (rows, columns), strict=True)
    ]
    return words[0] * words[1]


def _sure_sentences(steps: Sequence[Step]) -> Floats:
    """How many sentences of either text stand in sure pairs."""
    sure = [(step.chinese, step.english) for step in steps if step.probability >= _SURE]
    counts: Floats = np.array([pair for pair in sure if all(pair)], float).reshape(-1, 2).sum(axis=0)
    return counts


def _sure_around(beads: Sequence[Bead], side: int, count: int) -> Floats:
    """For each sentence of one side, the share of those near it that stand in sure pairs."""
    is_sure = np.zeros(count)
    for bead in beads:
        if bead.is_pair and bead.confidence >= _SURE:
            is_sure[list((bead.source, bead.target)[side])] = 1.0
    sums = np.concatenate([[0.0], np.cumsum(is_sure)])
    begin = np.maximum(np.arange(count) - _NEAR, 0)
    end = np.minimum(np.arange(count) + _NEAR + 1, count)
    around: Floats = (sums[end] - sums[begin]) / (end - begin)
    return around
