"""What each figure of a block is worth: two small tables fitted once on hand-aligned texts.

``CLEAN`` is for faithful translations, ``ROBUST`` for those that leave out or add; which of them a text
gets is decided in ``sentences``.
"""

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
    """Factors of the figures that ``blocks`` computes, and a bias for each shape of block."""

    dice: float
    dice_by_size: float
    covered_english: float
    covered_chinese: float
    uncovered_english: float
    uncovered_chinese: float
    length: float
    digits: float
    begins_quote: float
    ends_quote: float
    inside_quote: float
    closed_quotes: float
    opened_quotes: float
    last_clause_chinese: float
    first_clause_chinese: float
    last_clause_english: float
    first_clause_english: float
    displacement: float
    skipped_english: float
    skipped_chinese: float
    lone_english: float
    lone_chinese: float
    one_to: tuple[float, float, float, float, float]
    to_one: tuple[float, float, float, float]
    many: tuple[float, float, float, float]

    def bias(self, shape: Shape) -> float:
        """What a block of this shape starts from."""
        a, b = shape
        if b == 0:
            return self.lone_chinese
        if a == 0:
            return self.lone_english
        if a == 1:
            return self.one_to[min(b, 5) - 1]
        if b == 1:
            return self.to_one[min(a, 5) - 2]
        return self.many[{(2, 2): 0, (2, 3): 1, (3, 2): 2}.get(shape, 3)]


CLEAN = Weights(
    dice=7.53,
    dice_by_size=2.65,
    covered_english=0.060,
    covered_chinese=0.029,
    uncovered_english=-0.019,
    uncovered_chinese=-0.011,
    length=-0.431,
    digits=-2.73,
    begins_quote=-0.17,
    ends_quote=-1.22,
    inside_quote=-1.24,
    closed_quotes=-1.28,
    opened_quotes=-0.72,
    last_clause_chinese=-0.131,
    first_clause_chinese=-0.059,
    last_clause_english=-0.102,
    first_clause_english=-0.071,
    displacement=-3.25,
    skipped_english=-0.12,
    skipped_chinese=-0.022,
    lone_english=-1.34,
    lone_chinese=-2.54,
    one_to=(2.43, 2.30, 2.14, 2.19, 0.98),
    to_one=(0.79, 0.54, 0.25, -3.42),
    many=(-0.40, -0.23, -0.79, -2.23),
)

ROBUST = Weights(
    dice=13.0,
    dice_by_size=2.69,
    covered_english=0.17,
    covered_chinese=0.041,
    uncovered_english=-0.021,
    uncovered_chinese=-0.006,
    length=-0.429,
    digits=-1.25,
    begins_quote=-0.29,
    ends_quote=-1.40,
    inside_quote=-0.97,
    closed_quotes=-1.00,
    opened_quotes=-0.71,
    last_clause_chinese=-0.111,
    first_clause_chinese=-0.030,
    last_clause_english=-0.071,
    first_clause_english=-0.052,
    displacement=-4.35,
    skipped_english=0.017,
    skipped_chinese=0.013,
    lone_english=-1.21,
    lone_chinese=-1.40,
    one_to=(3.93, 4.75, 5.17, 5.76, 3.83),
    to_one=(2.83, 2.36, 2.16, -3.85),
    many=(2.64, 3.42, 2.63, 2.09),
)
