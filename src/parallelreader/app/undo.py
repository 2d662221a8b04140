"""The history of a session: steps with a name, back and forth.

It keeps the order and refuses what would overwrite a later change; carrying a step out is left to
``app.annotating``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parallelreader.core.errors import UserError
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Note

# A step of a note is a few kilobytes: enough for the longest session, and memory stays bounded.
MOST_STEPS = 1000


class StaleStep(UserError):
    """A note was changed elsewhere since, and going back would overwrite that; the step is forgotten."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one command did, however many notes it touched. ``name`` is a short English phrase."""

    name: str
    edits: tuple[Edit, ...]
    session: str = ""

    def reverted(self) -> "Step":
        """The step that takes this one back."""
        return Step(self.name, tuple(edit.reverted() for edit in reversed(self.edits)))


class History:
    """Steps that can be undone and redone. ``look_up`` gives the present state of a note by its id."""

    def __init__(self, look_up: Callable[[str], Note | None], *, most_steps: int = MOST_STEPS) -> None:
        self._look_up = look_up
        self._most_steps = most_steps
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

    def record(self, name: str, edits: tuple[Edit, ...], *, session: str = "") -> None:
        """Add a step that has been done; what had been undone can then not be redone any more.

        A step on one note in the same ``session`` as the step before it becomes one with it: typing.
        """
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if session and last and last.session == session and _same_note(last, edits):
            merged = last.edits[0].followed_by(edits[0])
            self._done[-1] = Step(last.name, (merged,), session)
            return
        self._done.append(Step(name, edits, session))
        del self._done[: -self._most_steps]

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

    def _turn(self, taken: list[Step], given: list[Step]) -> Step | None:
        """Both lists hold steps as they were done; what was undone is turned round on its way back."""
        if not taken:
            return None
        step = taken.pop()
        turned = step.reverted() if taken is self._done else step
        if any(self._look_up(edit.note_id) != edit.before for edit in turned.edits):
            raise StaleStep(
                f"“{step.name}” cannot be reversed: a note has been changed elsewhere since",
                mend="The note stays as it is now.",
            )
        given.append(Step(step.name, step.edits))
        return turned


def _same_note(last: Step, edits: tuple[Edit, ...]) -> bool:
    return len(last.edits) == 1 == len(edits) and last.edits[0].note_id == edits[0].note_id
