"""What each figure of a block is worth: two small tables fitted once on hand-aligned texts.

``CLEAN`` is for faithful translations, ``ROBUST`` for those that leave out or add; which of them a text
gets is decided in ``sentences``.
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


def kind_of(shape: Shape) -> str:
    """The shapes that share a bias, by the name of one of them: the rare ones are put together."""
    a, b = shape
    if min(a, b) <= 1:
        return f"{min(a, 5)}-{min(b, 5)}"
    return f"{a}-{b}" if a + b <= 5 else "3-3"


_FITTED = """
name                    clean   robust
dice                      9.276   11.605
dice_by_size              3.385    1.743
covered_english           0.084    0.157
covered_chinese           0.015    0.058
uncovered_english        -0.023   -0.027
uncovered_chinese        -0.002   -0.011
length                   -0.600   -0.437
digits                   -3.437   -1.963
begins_quote              0.035   -0.242
ends_quote               -1.264   -1.568
inside_quote             -0.992   -0.771
closed_quotes            -1.361   -0.820
opened_quotes            -1.047   -0.699
end_mark                 -0.764   -0.596
last_clause_chinese      -0.098   -0.101
first_clause_chinese     -0.101   -0.079
last_clause_english      -0.081   -0.077
first_clause_english     -0.040   -0.022
displacement             -4.555   -4.784
skipped_english          -0.124    0.008
skipped_chinese          -0.037    0.013
0-1                      -1.823   -1.634
1-0                      -2.108   -1.465
1-1                       2.895    3.609
1-2                       2.595    3.757
1-3                       2.222    3.714
1-4                       1.986    3.972
1-5                       0.606    2.663
2-1                       1.341    2.544
3-1                       1.716    2.112
4-1                       2.394    2.137
5-1                      -2.287   -2.846
2-2                      -0.262    1.839
2-3                      -0.328    2.166
3-2                      -0.764    1.828
3-3                      -2.231    0.826
"""


def _column(number: int) -> Weights:
    rows = [line.split() for line in _FITTED.strip().splitlines()[1:]]
    return Weights({row[0]: float(row[number]) for row in rows})


CLEAN, ROBUST = _column(1), _column(2)
