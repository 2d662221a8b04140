"""The history of a session: steps with a name, back and forth, whatever kind of thing they changed.

It keeps the order and refuses what would overwrite a later change; carrying a step out is left to those
whose things they are: ``app.annotating`` for notes, ``app.repairing`` for alignments.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, Self

from parallelreader.core.errors import UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note
from parallelreader.core.values import dataclass

# A step of a note is a few kilobytes: enough for the longest session, and memory stays bounded.
MOST_STEPS = 1000


class StaleStep(UserError):
    """A thing was changed elsewhere since, and going back would overwrite that; the step is forgotten."""


class Change(Protocol):
    """One change to one thing, which ``subject`` names."""

    @property
    def subject(self) -> object: ...

    def reverted(self) -> Self: ...

    def followed_by(self, later: Self) -> Self:
        """Both as one. May raise ValueError where the thing was changed elsewhere in between."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one command did, however many things it touched. ``name`` is a short English phrase."""

    name: str
    edits: tuple[Change, ...]
    session: str = ""

    def reverted(self) -> "Step":
        """The step that takes this one back."""
        return Step(self.name, tuple(edit.reverted() for edit in reversed(self.edits)))


class Party(Protocol):
    """Whose things some of the steps change."""

    noun: str
    """What to call one of them in a message."""

    def is_current(self, change: Change) -> bool:
        """Whether the thing is as it is before that change."""

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """Make the changes; gives what tells of them, to be called when no lock is held."""


class History:
    """Steps that can be undone and redone. ``look_up`` gives the present state of a note by its id.

    Whoever records or goes back holds :attr:`lock`, taken before any lock of their own.
    """

    def __init__(self, look_up: Callable[[str], Note | None], *, most_steps: int = MOST_STEPS) -> None:
        self.lock = threading.RLock()
        self._look_up = look_up
        self._most_steps = most_steps
        self._parties: dict[type, Party] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def undo_text(self) -> str:
        """The name of the step that undo would take back; "" where there is none."""
        return self._done[-1].name if self._done else ""

    @property
    def redo_text(self) -> str:
        """The name of the step that redo would do again; "" where there is none."""
        return self._undone[-1].name if self._undone else ""

    def admit(self, kind: type, party: Party) -> None:
        """Have changes of that kind among the steps, besides those of notes."""
        self._parties[kind] = party

    def party(self, step: Step | None) -> Party | None:
        """Who has to carry out a step; None for notes, and where there is no step."""
        return self._parties.get(type(step.edits[0])) if step else None

    def record(self, name: str, edits: tuple[Change, ...], *, session: str = "") -> None:
        """Add a step that has been done; what had been undone can then not be redone any more.

        A step on one thing in the same ``session`` as the step before it becomes one with it: typing.
        """
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if session and last and last.session == session and _same_subject(last, edits):
            with suppress(ValueError):
                merged = last.edits[0].followed_by(edits[0])
                self._done[-1] = Step(last.name, (merged,), session)
                return
        self._done.append(Step(name, edits, session))
        del self._done[: -self._most_steps]

    def has(self, session: str) -> bool:
        """Whether a step of that session has been done and is not undone."""
        return any(step.session == session for step in reversed(self._done))

    def end_session(self) -> None:
        """Let the next step stand for itself, whatever its session."""
        if self._done and self._done[-1].session:
            self._done[-1] = Step(self._done[-1].name, self._done[-1].edits)

    def undo(self) -> Step | None:
        """The step to carry out to go back; None at the beginning. Raises StaleStep."""
        return self._turn(self._done, self._undone)

    def redo(self) -> Step | None:
        """The step to carry out to go forward again; None at the end. Raises StaleStep."""
        return self._turn(self._undone, self._done)

    def next_party(self, *, is_redo: bool = False) -> Party | None:
        """Who would have to carry out the next step back, or forward; None for notes, and at the end."""
        steps = self._undone if is_redo else self._done
        return self.party(steps[-1]) if steps else None

    @property
    def latest(self) -> Step | None:
        """The step that undo would take back; the very same one as long as nothing else has been done."""
        return self._done[-1] if self._done else None

    def next_count(self, *, is_redo: bool = False) -> int:
        """How many things the next step back, or forward, changes; 0 at the end."""
        steps = self._undone if is_redo else self._done
        return sum(getattr(edit, "count", 1) for edit in steps[-1].edits) if steps else 0

    def take_back_undo(self) -> None:
        """The step that :meth:`undo` gave could not be carried out: it is still done."""
        if self._undone:
            self._done.append(self._undone.pop())

    def take_back_redo(self) -> None:
        """The step that :meth:`redo` gave could not be carried out: it is still undone."""
        if self._done:
            self._undone.append(self._done.pop())

    def go_on_from(self, former: "History", *, only: tuple[type, ...] = ()) -> None:
        """Take over the steps of another history; where types are given ``only`` those on such changes."""
        with former.lock:
            for kept, given in ((self._done, former._done), (self._undone, former._undone)):
                kept[:0] = [step for step in given if not only or isinstance(step.edits[0], only)]

    def _turn(self, taken: list[Step], given: list[Step]) -> Step | None:
        """Both lists hold steps as they were done; what was undone is turned round on its way back."""
        if not taken:
            return None
        step = taken.pop()
        turned = step.reverted() if taken is self._done else step
        party = self.party(step)
        is_current = party.is_current if party else self._is_current
        if not all(map(is_current, turned.edits)):
            noun = party.noun if party else "note"
            raise StaleStep(
                f"“{step.name}” cannot be reversed: a {noun} has been changed elsewhere since",
                mend=f"The {noun} stays as it is now.",
            )
        given.append(Step(step.name, step.edits))
        return turned

    def _is_current(self, change: Change) -> bool:
        return isinstance(change, Edit) and self._look_up(change.note_id) == change.before


def _same_subject(last: Step, edits: tuple[Change, ...]) -> bool:
    return (
        len(last.edits) == 1 == len(edits)
        and type(last.edits[0]) is type(edits[0])
        and last.edits[0].subject == edits[0].subject
    )
