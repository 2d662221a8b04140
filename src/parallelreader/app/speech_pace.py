"""How fast is read aloud."""

from enum import StrEnum


class Pace(StrEnum):
    """Slower than the voice does by itself, as it does, or faster."""

    SLOW = "slow"
    USUAL = "usual"
    FAST = "fast"
