"""What a reader can choose about how Chinese is shown; what follows from it is left to ``labels``."""

from enum import StrEnum


class PinyinMode(StrEnum):
    """Over which words readings stand: over those not yet known, or over all."""

    OFF = "off"
    NEEDED = "needed"
    ALL = "all"

    @property
    def next(self) -> "PinyinMode":
        """What comes after it, round the end."""
        modes = list(PinyinMode)
        return modes[(modes.index(self) + 1) % len(modes)]


class ToneColours(StrEnum):
    """Which colour each tone has over running text, in an order that learners know from elsewhere."""

    OFF = "off"
    CLASSIC = "classic"
    PLECO = "pleco"
    HANPING = "hanping"


class NewWords(StrEnum):
    """Whether words never met are tinted: once there are known ones between them, always, or never."""

    LATER = "later"
    ALWAYS = "always"
    NEVER = "never"
