"""What decoding a pair of texts comes to: a path of steps, before they are beads of a user's texts.

Only the value; ``decode`` finds the steps, ``sentences`` makes beads of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of a path: takes so many further sentences of either text; ``probability`` is 0 to 1."""

    chinese: int
    english: int
    probability: float
