"""The history of a session: steps with a name, back and forth, whatever kind of thing they changed.

It keeps the order and refuses what would overwrite a later change; carrying a step out is left to those
whose things they are: ``app.annotating`` for notes, ``app.repairing`` for alignments.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Protocol, Self, TypeVar

from parallelreader.core.errors import UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note
from parallelreader.core.values import dataclass

# A step of a note is a few kilobytes: enough for the longest session, and memory stays bounded.
MOST_STEPS = 1000

R = TypeVar("R")

# One for all histories: steps go from one to the next.
_ids = count(1)


class StaleStep(UserError):
    """A thing was changed elsewhere since, and going back would overwrite that; the step is forgotten."""


class StepStands(UserError):
    """A step that cannot be taken back by itself; it stays where it is in the history."""


class Change(Protocol):
    """One change to one thing, which ``subject`` names."""

    @property
    def subject(self) -> object: ...

    @property
    def touched(self) -> frozenset[object]:
        """What it changes: no step before it that has any of this can be taken back alone."""

    def reverted(self) -> Self: ...

    def followed_by(self, later: Self) -> Self:
        """Both as one. May raise ValueError where the thing was changed elsewhere in between."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one command did, however many things it touched. ``name`` is a short English phrase; ``id`` stays
    while what is typed next joins it, and when it is taken back and done again."""

    name: str
    edits: tuple[Change, ...]
    session: str = ""
    id: int = 0

    @property
    def count(self) -> int:
        """How many things it changes."""
        return sum(getattr(edit, "count", 1) for edit in self.edits)

    @property
    def touched(self) -> frozenset[object]:
        """All that it changes."""
        return frozenset().union(*(edit.touched for edit in self.edits))

    @property
    def is_slow(self) -> bool:
        """Whether turning it takes long, however little it changes."""
        return any(getattr(edit, "is_slow", False) for edit in self.edits)

    @property
    def said(self) -> str:
        """Its name and, where it changed one thing that has words, these: "Highlight “渡船”"."""
        about = str(getattr(self.edits[0], "about", "")) if len(self.edits) == 1 else ""
        return f"{self.name} “{about}”" if about and about not in self.name else self.name

    def reverted(self) -> "Step":
        """The step that takes this one back."""
        return replace(self, edits=tuple(edit.reverted() for edit in reversed(self.edits)))


class Party(Protocol):
    """Whose things some of the steps change."""

    noun: str
    """What to call one of them in a message."""

    is_in_order: bool
    """Whether its steps can only be taken back the last one first."""

    def is_current(self, change: Change) -> bool:
        """Whether the thing is as it is before that change. Raises StepStands where that cannot be known as
        yet, or not be changed; then the step stays."""

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
        self._listeners: list[Callable[[], None]] = []
        self._done: list[Step] = []
        self._undone: list[Step] = []
        # Where among the steps that stood which was taken back last.
        self._stood = 0
        # Which step a thread has recorded last: others may record theirs at the same time.
        self._own = threading.local()

    @property
    def undo_text(self) -> str:
        """The name of the step that undo would take back; "" where there is none."""
        step = self.latest
        return step.name if step else ""

    @property
    def redo_text(self) -> str:
        """The name of the step that redo would do again; "" where there is none."""
        step = self.next_again
        return step.name if step else ""

    def listen(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called, by whoever did it, when other steps than before can be taken back or done
        again. It may look at this history, and is to do nothing else."""
        self._listeners.append(listener)

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
        self._add(name, edits, session)
        self._own.step = self._done[-1]
        self._tell()

    def recorded_by(self, act: Callable[[], R]) -> tuple[R, Step | None]:
        """What an act gives, and the step it has recorded in this thread; None where it did nothing."""
        self._own.step = None
        given = act()
        return given, self._own.step

    def _add(self, name: str, edits: tuple[Change, ...], session: str) -> None:
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if session and last and last.session == session and _same_subject(last, edits):
            with suppress(ValueError):
                merged = last.edits[0].followed_by(edits[0])
                self._done[-1] = replace(last, edits=(merged,))
                return
        self._done.append(Step(name, edits, session, next(_ids)))
        del self._done[: -self._most_steps]

    def has(self, session: str) -> bool:
        """Whether a step of that session has been done and is not undone."""
        return any(step.session == session for step in reversed(self._done))

    def end_session(self) -> None:
        """Let the next step stand for itself, whatever its session."""
        if self._done and self._done[-1].session:
            self._done[-1] = replace(self._done[-1], session="")

    def undo(self, step: Step | None = None) -> Step | None:
        """The step to carry out to go back; None at the beginning. Raises StaleStep.

        Where a ``step`` is given, just that one is taken back and what was done since stays. Raises
        StepStands where that cannot be.
        """
        if step is None or (self._done and self._done[-1].id == step.id):
            return self._turn(self._done, self._undone)
        return self._pick(step)

    def redo(self) -> Step | None:
        """The step to carry out to go forward again; None at the end. Raises StaleStep."""
        return self._turn(self._undone, self._done)

    def next_step(self, *, is_redo: bool = False) -> Step | None:
        """The step that undo would take back, or redo do again; None at the end."""
        return self.next_again if is_redo else self.latest

    @property
    def latest(self) -> Step | None:
        """The step that undo would take back; of the same id as long as nothing else has been done."""
        return next(reversed(self._done), None)

    @property
    def next_again(self) -> Step | None:
        """The step that redo would do again."""
        return next(reversed(self._undone), None)

    def is_done(self, step: Step) -> bool:
        """Whether a step is done, and not taken back or forgotten."""
        return any(each.id == step.id for each in reversed(self._done))

    def take_back_undo(self) -> None:
        """The step that :meth:`undo` gave could not be carried out: it is still done."""
        if self._undone:
            self._done.insert(self._stood, self._undone.pop())
            self._tell()

    def forget_undone(self) -> None:
        """The step that :meth:`undo` gave could not be carried out and never will be."""
        if self._undone:
            self._undone.pop()
            self._tell()

    def take_back_redo(self) -> None:
        """The step that :meth:`redo` gave could not be carried out: it is still undone."""
        if self._done:
            self._undone.append(self._done.pop())
            self._tell()

    def go_on_from(self, former: "History", *, only: tuple[type, ...] = ()) -> None:
        """Take over the steps of another history; where types are given ``only`` those on such changes."""
        with former.lock:
            for kept, given in ((self._done, former._done), (self._undone, former._undone)):
                kept[:0] = [step for step in given if not only or isinstance(step.edits[0], only)]
        self._tell()

    def _turn(self, taken: list[Step], given: list[Step]) -> Step | None:
        """Both lists hold steps as they were done; what was undone is turned round on its way back."""
        if not taken:
            return None
        step = taken[-1]
        turned = step.reverted() if taken is self._done else step
        fits = self._fits(turned)
        taken.pop()
        self._stood = len(taken)
        if not fits:
            self._tell()
            party = self.party(step)
            noun = party.noun if party else "note"
            raise StaleStep(
                f"“{step.name}” cannot be reversed: a {noun} has been changed elsewhere since",
                mend=f"The {noun} stays as it is now.",
            )
        given.append(replace(step, session=""))
        self._tell()
        return turned

    def _pick(self, wanted: Step) -> Step:
        """Take a step out from under others, where none of them touched what it changed."""
        place = next((n for n, each in enumerate(self._done) if each.id == wanted.id), -1)
        if place < 0:
            is_undone = any(each.id == wanted.id for each in self._undone)
            reason = "it has been taken back already" if is_undone else "it is no longer in the history"
            raise StepStands(f"“{wanted.said}” cannot be taken back: {reason}", mend="Nothing was changed.")
        step = self._done[place]
        turned = step.reverted()
        # That all is as the step left it is not enough: it may have been changed and changed back.
        if any(self._rests_on(step, later) for later in self._done[place + 1 :]) or not self._fits(turned):
            raise StepStands(
                f"“{step.said}” cannot be taken back by itself: what was done since rests on it",
                mend="Take back first what was done since.",
            )
        del self._done[place]
        self._stood = place
        self._undone.append(replace(step, session=""))
        self._tell()
        return turned

    def _rests_on(self, step: Step, later: Step) -> bool:
        party = self.party(step)
        if party is not None and party.is_in_order and self.party(later) is party:
            return True
        return not step.touched.isdisjoint(later.touched)

    def _fits(self, turned: Step) -> bool:
        """Whether all that a step changes is as it is before that step."""
        party = self.party(turned)
        return all(map(party.is_current if party else self._is_current, turned.edits))

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

    def _is_current(self, change: Change) -> bool:
        return isinstance(change, Edit) and self._look_up(change.note_id) == change.before


def _same_subject(last: Step, edits: tuple[Change, ...]) -> bool:
    return (
        len(last.edits) == 1 == len(edits)
        and type(last.edits[0]) is type(edits[0])
        and last.edits[0].subject == edits[0].subject
    )
