"""What each figure of a block is worth: a small table of two columns fitted once on hand-aligned texts.

``CLEAN`` is for faithful translations, ``ROBUST`` for those that leave out or add; which of them a text
gets is decided in ``fitting``, and ``tests/bench/fitting`` is what fitted the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Shape = tuple[int, int]

SHAPES: tuple[Shape, ...] = (
    (1, 0),
    *((1, b) for b in range(1, 9)),
    *((a, 1) for a in range(2, 9)),
    (2, 2),
    (2, 3),
    (3, 2),
    (3, 3),
    (2, 4),
    (4, 2),
    (2, 5),
)
"""Blocks of a Chinese by b English sentences; a lone English sentence (0, 1) is treated apart."""

LONGEST = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """The factor of each figure by its name, and what a block of each kind of shape starts from."""

    table: Mapping[str, float]

    def factor(self, name: str) -> float:
        """What one unit of a figure is worth."""
        return self.table[name]

    def bias(self, shape: Shape) -> float:
        """What a block of this shape starts from."""
        return self.table[kind_of(shape)]

    def raised(self, amounts: Mapping[str, float]) -> "Weights":
        """These weights, some of them larger by so much."""
        return Weights({name: value + amounts.get(name, 0.0) for name, value in self.table.items()})


def halfway(one: Weights, other: Weights) -> Weights:
    """The mean of two sets of weights."""
    return Weights({name: (value + other.table[name]) / 2 for name, value in one.table.items()})


def kind_of(shape: Shape) -> str:
    """The shapes that share a bias, by the name of one of them: the rare ones are put together."""
    a, b = shape
    if min(a, b) <= 1:
        return f"{min(a, 5)}-{min(b, 5)}"
    return f"{a}-{b}" if a + b <= 5 else "3-3"


_FITTED = """
name                    clean   robust
dice                      9.431   11.605
dice_by_size              3.179    1.744
covered_english           0.086    0.157
covered_chinese           0.018    0.058
uncovered_english        -0.023   -0.027
uncovered_chinese        -0.003   -0.011
length                   -0.568   -0.437
digits                   -3.377   -1.957
begins_quote              0.064   -0.241
ends_quote               -1.274   -1.567
inside_quote             -0.990   -0.770
closed_quotes            -1.343   -0.820
opened_quotes            -0.995   -0.700
end_mark                 -0.713   -0.596
last_clause_chinese      -0.096   -0.101
first_clause_chinese     -0.103   -0.080
last_clause_english      -0.086   -0.077
first_clause_english     -0.042   -0.022
displacement             -4.437   -4.784
skipped_english          -0.123    0.008
skipped_chinese          -0.037    0.013
0-1                      -1.796   -1.632
1-0                      -1.997   -1.467
1-1                       2.751    3.608
1-2                       2.527    3.755
1-3                       2.200    3.712
1-4                       2.073    3.974
1-5                       0.568    2.664
2-1                       1.254    2.544
3-1                       1.688    2.111
4-1                       2.513    2.139
5-1                      -2.577   -2.851
2-2                      -0.238    1.840
2-3                      -0.260    2.169
3-2                      -0.659    1.831
3-3                      -2.099    0.829
"""


def _column(number: int) -> Weights:
    rows = [line.split() for line in _FITTED.strip().splitlines()[1:]]
    return Weights({row[0]: float(row[number]) for row in rows})


ROBUST = _column(2)
# What is fitted on faithful texts alone expects the shapes that are usual in novels and speeches. Halfway to
# the other column nothing is lost on texts left out, and lists, verses and manuals gain.
CLEAN = halfway(_column(1), ROBUST)
