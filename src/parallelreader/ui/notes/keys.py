"""The keys that act on the chosen note while the list has focus.

Moving in the list is Qt's, what each key does is decided in the panel.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from parallelreader.core.notes.note import Colour


class NoteAction(StrEnum):
    """What can be done with the chosen note."""

    GO = "go"
    EDIT = "edit"
    DELETE = "delete"
    COPY = "copy"
    RECOLOUR = "recolour"
    TAG = "tag"
    ASK = "ask"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class NoteKey:
    """An action, with the colour where that is what it is about."""

    action: NoteAction
    colour: Colour | None = None


_KEYS = {
    Qt.Key.Key_Return: NoteKey(NoteAction.GO),
    Qt.Key.Key_Enter: NoteKey(NoteAction.GO),
    Qt.Key.Key_F2: NoteKey(NoteAction.EDIT),
    Qt.Key.Key_E: NoteKey(NoteAction.EDIT),
    Qt.Key.Key_T: NoteKey(NoteAction.TAG),
    Qt.Key.Key_R: NoteKey(NoteAction.ASK),
    Qt.Key.Key_A: NoteKey(NoteAction.ACCEPT),
    Qt.Key.Key_X: NoteKey(NoteAction.REJECT),
    Qt.Key.Key_Delete: NoteKey(NoteAction.DELETE),
    Qt.Key.Key_Backspace: NoteKey(NoteAction.DELETE),
    **{
        Qt.Key(Qt.Key.Key_1 + number): NoteKey(NoteAction.RECOLOUR, colour)
        for number, colour in enumerate(Colour)
    },
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def note_key(event: QKeyEvent) -> NoteKey | None:
    """What this key asks for, or None."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return NoteKey(NoteAction.COPY)
    if event.modifiers() not in _PLAIN:
        return None
    return _KEYS.get(Qt.Key(event.key()))
