"""What stands for one occurrence of a term in another version, and who says so.

Values only; finding them is the business of ``finding``, counting them that of ``matrix``.
"""

from enum import StrEnum

from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


class Found(StrEnum):
    """Why a stretch is taken for a rendering."""

    CHOSEN = "chosen"
    """The user said so."""
    TERM = "term"
    """It is an English term of the concept."""
    LIKELY = "likely"
    """Word links and counts speak for it."""
    GAP = "gap"
    """The user said that nothing renders it here; there are no words."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The words that render an occurrence: ``spans`` in code points of their version, ascending.

    ``text`` is as written there, ``confidence`` from 0 to 1; ``variant`` is the key under which renderings
    that differ in inflection, case, articles and hyphens only are the same.
    """

    spans: tuple[Span, ...]
    text: str
    confidence: float
    found: Found
    variant: str


class CellState(StrEnum):
    """What the user said of a cell."""

    OPEN = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    """What was found does not render it, and nothing else does."""
    CORRECTED = "corrected"
