"""The smallest part of an alignment: segments of two versions that render each other."""

from enum import StrEnum

from parallelreader.core.values import dataclass


class Origin(StrEnum):
    """Who says that a bead's two sides belong together."""

    ALIGNER = "aligner"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that render each other, numbered from zero, ascending; ``confidence`` from 0 to 1."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    origin: Origin = Origin.ALIGNER

    @property
    def is_pair(self) -> bool:
        """Whether both sides have something."""
        return bool(self.source and self.target)

    @property
    def shape(self) -> str:
        """``"1–2"`` for one source segment and two target segments."""
        return f"{len(self.source)}–{len(self.target)}"


@dataclass(frozen=True, slots=True)
class Run:
    """The beads from number ``first`` up to, not with, ``stop``, and those that take their place."""

    first: int
    stop: int
    beads: tuple[Bead, ...]
