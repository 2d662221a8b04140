"""The words of a pair of passages and which of them render each other, as plain values.

Whoever finds the links makes them; the reader looks them up. Neither needs to know the other.
"""

from collections.abc import Sequence
from typing import Protocol

from parallelreader.core.progress import Progress
from parallelreader.core.values import dataclass

Word = tuple[int, int, int]
"""Which sentence of its passage a word stands in, and where it begins and ends there, in code points."""


@dataclass(frozen=True, slots=True)
class Passages:
    """The sentences of both sides of a bead."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Pairs that surely belong together, from which is learnt what renders what; ``key`` names the very
    same pairs again."""

    key: str
    pairs: tuple[Passages, ...]


@dataclass(frozen=True, slots=True)
class LinkedSide:
    """The words of one side in order and, for each, the numbers of those that render it on the other side.

    ``faint`` are the numbers of the words of which that is little more than a guess.
    """

    words: tuple[Word, ...]
    partners: tuple[tuple[int, ...], ...]
    faint: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkedPassages:
    """What is known of a pair of passages."""

    chinese: LinkedSide
    english: LinkedSide


class Linker(Protocol):
    """Whoever finds the links."""

    def is_ready(self) -> bool:
        """Whether it can answer soon; if not, what it needs must first be made, which takes some seconds.

        Called off the main thread. Raises UserError.
        """
        ...

    def link(self, pairs: Sequence[Passages], progress: Progress) -> list[LinkedPassages]:
        """Link the words of each pair, by what was learnt last; called off the main thread, by one at a time.

        Raises UserError where it cannot.
        """
        ...

    def recall(self, lessons: Lessons) -> bool:
        """Whether these lessons were learnt earlier: if so, link by them from now on, else by none.

        Called like :meth:`link`.
        """
        ...

    def learn(self, lessons: Lessons, progress: Progress) -> bool:
        """Go on learning these for a moment; once all are learnt (True), link by them from now on.

        Called like :meth:`link`, again and again; whatever else is asked meanwhile harms nothing.
        """
        ...
