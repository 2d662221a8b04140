"""Where a passage of one text may be told in the other although the order of both speaks against it.

Follows runs of sentences that share more words with each other than with the sentences beside which they
stand; whether they belong together is decided by ``moved``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from parallelreader.core.align.likeness import Likeness
from parallelreader.core.align.side import Floats, Numbers

# The share of the words of a sentence that have a counterpart in a sentence they do not belong to.
_BY_CHANCE = 0.2
# How many sentences further on either side a run may go on, and what each one left out costs.
_REACH_CHINESE, _REACH_ENGLISH = 3, 4
_LEFT_OUT = 1.0
# A run worth trying: in weights of words, of which a rare one has about five.
_LEAST = 6.0
# Longer runs are tried piece by piece: what they cost to align grows with their square.
_LONGEST = 40

_STEPS = [
    (down, right)
    for down, right in product(range(_REACH_CHINESE + 1), range(_REACH_ENGLISH + 1))
    if (down, right) != (0, 0)
]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences ``first_chinese`` to ``last_chinese`` and ``first_english`` to ``last_english``, both
    included; ``gain`` is the weight of the words that find a counterpart if they belong together."""

    gain: float
    first_chinese: int
    last_chinese: int
    first_english: int
    last_english: int


def promising_passages(
    likeness: Likeness,
    masses: tuple[Floats, Floats],
    beads: tuple[Numbers, Numbers],
    free: tuple[Numbers, Numbers],
) -> list[Passage]:
    """The runs of free sentences that would share more words if they stood together, the best first.

    For each sentence of the Chinese and of the English text, ``masses`` is the weight of its words, ``beads``
    numbers the pair in which it stands (negative and different where it is alone), and ``free`` its place
    among the sentences that may still be moved (negative if it may not).
    """
    rows, columns = likeness.chinese, likeness.english
    together = beads[0][rows] == beads[1][columns]
    covered_chinese = _covered(rows, likeness.covered_chinese, together, masses[0])
    covered_english = _covered(columns, likeness.covered_english, together, masses[1])
    gain = likeness.covered_chinese - covered_chinese[rows]
    gain += likeness.covered_english - covered_english[columns]
    usable = (gain > 0) & ~together & (free[0][rows] >= 0) & (free[1][columns] >= 0)
    seeds = np.flatnonzero(usable)
    rows, columns, gain = rows[seeds], columns[seeds], gain[seeds]
    runs = _runs(free[0][rows].tolist(), free[1][columns].tolist(), gain.tolist())
    return [
        Passage(value, *_extent(rows[part]), *_extent(columns[part]))
        for value, run in runs
        for part in _pieces(run, rows)
    ]


def _covered(sentences: Numbers, covered: Floats, together: Numbers, mass: Floats) -> Floats:
    """The weight of the words of each sentence that have a counterpart where they stand, or by chance."""
    found = np.bincount(sentences[together], covered[together], minlength=len(mass))
    return np.clip(found, _BY_CHANCE * mass, mass)


def _runs(rows: list[int], columns: list[int], gain: list[float]) -> list[tuple[float, list[int]]]:
    """Chains of seeds that go on in both texts, none in two of them, the most gainful first.

    ``rows`` ascends, and within a row ``columns`` does.
    """
    total, before = list(gain), [-1] * len(gain)
    at: dict[tuple[int, int], int] = {}
    for seed, (row, column) in enumerate(zip(rows, columns, strict=True)):
        best = 0.0
        for down, right in _STEPS:
            earlier = at.get((row - down, column - right))
            if earlier is not None:
                value = total[earlier] - _LEFT_OUT * (max(down - 1, 0) + max(right - 1, 0))
                if value > best:
                    best, before[seed] = value, earlier
        total[seed] += best
        at[row, column] = seed
    return sorted(_disjoint(total, before), key=lambda run: -run[0])


def _disjoint(total: list[float], before: list[int]) -> Iterator[tuple[float, list[int]]]:
    used: set[int] = set()
    for end in sorted(range(len(total)), key=lambda seed: -total[seed]):
        if total[end] < _LEAST:
            return
        run, seed = [], end
        while seed >= 0 and seed not in used:
            run.append(seed)
            used.add(seed)
            seed = before[seed]
        value = total[end] - (total[seed] if seed >= 0 else 0.0)
        if value >= _LEAST:
            yield value, run[::-1]


def _pieces(run: list[int], rows: Numbers) -> Iterator[list[int]]:
    """The seeds of a run in parts of not too many Chinese sentences each."""
    piece: list[int] = []
    for seed in run:
        if piece and rows[seed] - rows[piece[0]] >= _LONGEST:
            yield piece
            piece = []
        piece.append(seed)
    yield piece


def _extent(sentences: Numbers) -> tuple[int, int]:
    return int(sentences.min()), int(sentences.max())
