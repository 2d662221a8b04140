"""Steps of the history that several keepers share: one key takes back whatever one command changed.

What each part of such a step means is known to its keeper: ``words.statuses``, ``terms.termbase`` and others;
here the parts become one step of a history, which they share with notes and repairs.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from parallelreader.app.undo import Change, History, Step


class Part(Protocol):
    """What changes with one keeper's things in one step."""

    @property
    def touched(self) -> frozenset[object]:
        """Which of its things change."""

    def reverted(self) -> Self: ...


class Keeper(Protocol):
    """Whose things some of the parts change. Everything is called with the lock of the steps held."""

    def is_current(self, part: Any) -> bool:
        """Whether all is as it is before that part."""

    def apply(self, part: Any, initiator: object | None) -> Callable[[], None]:
        """Change the things; gives what tells of it, to be called when no lock is held."""


@dataclass(frozen=True, slots=True)
class PartsChange:
    """One step, whatever it touched."""

    parts: tuple[Part, ...]

    @property
    def subject(self) -> object:
        return self

    @property
    def touched(self) -> frozenset[object]:
        return frozenset().union(*(part.touched for part in self.parts))

    @property
    def count(self) -> int:
        """How many things it changes, as far as its parts tell."""
        return sum(getattr(part, "count", 1) for part in self.parts)

    @property
    def about(self) -> str:
        """What it changed, where that is one thing."""
        single = all(getattr(part, "count", 1) == 1 for part in self.parts)
        return str(getattr(self.parts[0], "about", "")) if single else ""

    def reverted(self) -> Self:
        return type(self)(tuple(part.reverted() for part in reversed(self.parts)))

    def followed_by(self, later: Self) -> Self:
        raise ValueError("such steps stand each for themselves")


class Steps:
    """Carries out and takes back. Every method may be called from any thread.

    ``lock`` is held while things change; that of the history is taken before it. A subclass says in ``kind``
    as what its steps stand in the history.
    """

    noun = "thing"
    is_in_order = False
    kind: ClassVar[type[PartsChange]] = PartsChange

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._keepers: dict[object, Keeper] = {}
        self.history = History(lambda _: None)
        self.use(self.history)

    def use(self, history: History) -> None:
        """Go on in another history, such as that of a corpus just opened."""
        history.admit(self.kind, self)
        self.history = history

    def admit(self, kind: object, keeper: Keeper) -> None:
        """Have parts of that kind carried out by their keeper: parts of that class or, where their class has
        a ``table``, with that one."""
        self._keepers[kind] = keeper

    def do(self, name: str, plan: Callable[[], Sequence[Part]], *, initiator: object | None = None) -> bool:
        """Carry out what ``plan``, called with the lock held, gives; False where that is nothing."""
        history = self.history
        with history.lock, self.lock:
            change = self.kind(tuple(plan()))
            if not change.parts:
                return False
            tell = self.carry_out((change,), initiator)
            history.record(name, (change,))
        tell()
        return True

    def undo(self, step: Step | None = None) -> str:
        """Take the last step back, or just the one given, where it is one of these; gives its name, or "".

        Raises as ``History.undo`` does.
        """
        return self._turn(lambda: self.history.undo(step), lambda: step or self.history.latest)

    def redo(self) -> str:
        """Do the step undone last again where it is one of these; gives its name, or "". Raises StaleStep."""
        return self._turn(self.history.redo, lambda: self.history.next_again)

    def is_current(self, change: Change) -> bool:
        """For the history."""
        if not isinstance(change, PartsChange):
            return False
        with self.lock:
            return all(self._keeper(part).is_current(part) for part in change.parts)

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """For the history."""
        with self.lock:
            tellers = [
                self._keeper(part).apply(part, initiator)
                for change in changes
                if isinstance(change, PartsChange)
                for part in change.parts
            ]

        def tell() -> None:
            for each in tellers:
                each()

        return tell

    def _keeper(self, part: Part) -> Keeper:
        return self._keepers[getattr(part, "table", type(part))]

    def _turn(self, take: Callable[[], Step | None], wanted: Callable[[], Step | None]) -> str:
        with self.history.lock:
            if self.history.party(wanted()) is not self:
                return ""
            step = take()
            if step is None:
                return ""
            tell = self.carry_out(step.edits, None)
        tell()
        return step.name
