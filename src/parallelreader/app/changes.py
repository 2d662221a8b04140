"""What an operation changed and who started it: enough to redraw that and nothing else.

How listeners reach the thread that draws is left to ``ui``.
"""

from collections.abc import Callable, Iterable

from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.notebook import TextKey
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of notes, in the order of the operation; ``texts`` are the (document, version) to repaint.

    ``initiator`` is whatever the caller passed: a panel that finds itself there has drawn already.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    texts: frozenset[TextKey] = frozenset()
    initiator: object | None = None

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.changed or self.removed)

    @classmethod
    def by_edits(cls, edits: Iterable[Edit], initiator: object | None = None) -> "Changes":
        """What these edits change."""
        given = tuple(edits)
        return cls(
            added=tuple(edit.note_id for edit in given if edit.before is None),
            changed=tuple(edit.note_id for edit in given if edit.before and edit.after),
            removed=tuple(edit.note_id for edit in given if edit.after is None),
            texts=frozenset(
                (anchor.document, anchor.version)
                for edit in given
                for note in edit.notes
                for anchor in note.targets
            ),
            initiator=initiator,
        )


Listener = Callable[[Changes], None]
"""Called after each change, in the thread that made it."""
