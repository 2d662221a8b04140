"""One change to one note, and how to take it back.

What a group of changes is called and in what order they are undone is left to ``app.undo``.
"""

from parallelreader.core.notes.note import Note
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A note before and after; None before is an addition, None after a deletion; never None both."""

    before: Note | None
    after: Note | None

    @property
    def note_id(self) -> str:
        note = self.after or self.before
        assert note is not None
        return note.id

    @property
    def subject(self) -> str:
        """What it changes, for the history."""
        return self.note_id

    @property
    def touched(self) -> frozenset[object]:
        return frozenset((self.note_id,))

    @property
    def about(self) -> str:
        """The first words of the place it is on."""
        note = self.after or self.before
        assert note is not None
        return note.targets[0].first_words

    @property
    def notes(self) -> tuple[Note, ...]:
        """Both states, those that are."""
        return tuple(note for note in (self.before, self.after) if note is not None)

    def reverted(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.after, self.before)

    def followed_by(self, later: "Edit") -> "Edit":
        """This edit and a ``later`` one of the same note as one."""
        return Edit(self.before, later.after)
