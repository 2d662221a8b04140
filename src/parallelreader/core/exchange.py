"""What is said of an exchange with other programs: of an export, what its format could not carry; of an
import, what became of each record.

How formats are written and read is the business of ``formats``.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """Something a format has no place for, and how often it was left out or had to be changed."""

    what: str
    count: int

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How true an export is: ``written`` records, and what is not in it; nothing is missing without
    ``losses``."""

    written: int
    losses: tuple[Loss, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.losses


class Losses:
    """Counts while something is written what it leaves out; :attr:`fidelity` is true once all is written."""

    def __init__(self) -> None:
        self.written = 0
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Say that something was left out; nothing for a ``count`` of 0."""
        if count:
            self._counts[what] += count

    @property
    def fidelity(self) -> Fidelity:
        return Fidelity(self.written, tuple(Loss(what, n) for what, n in self._counts.items()))


class Outcome(StrEnum):
    """What became of one record of an import."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an imported file: the ``line`` it begins on, from one, what it is called, what became of
    it, and what has to be said of that: why it was skipped, or which part of it was not taken."""

    line: int | None
    name: str
    outcome: Outcome
    why: str = ""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line is not None else ""
        words = f"{place}{self.name or '(no name)'}: {self.outcome}"
        return f"{words} ({self.why})" if self.why else words


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: each record in its order."""

    records: tuple[Record, ...] = ()

    def count(self, outcome: Outcome) -> int:
        return sum(record.outcome is outcome for record in self.records)

    @property
    def worth_saying(self) -> Iterable[Record]:
        """The records that something is to be said of."""
        return (record for record in self.records if record.why or record.outcome is Outcome.SKIPPED)

    def __str__(self) -> str:
        return ", ".join(f"{self.count(each)} {each}" for each in Outcome)
