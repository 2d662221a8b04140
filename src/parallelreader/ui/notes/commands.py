"""Carries out what a key or button asks for the chosen note, and says what came of it.

Editing its words and keeping the list in step is left to the panel.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from parallelreader.app.annotating import Annotating
from parallelreader.core.notes.note import Note
from parallelreader.ui.notes.keys import NoteAction, NoteKey
from parallelreader.ui.notes.listing import copied_text, place_to_go


class NoteCommands(QObject):
    """``place_requested`` carries document, version, position in code points and note id."""

    place_requested = Signal(str, str, int, str)
    message = Signal(str)

    def carry_out(self, service: Annotating, note: Note, key: NoteKey) -> None:
        """Do what is asked, but for editing."""
        if key.action is NoteAction.GO:
            self._go_to(service, note)
        elif key.action is NoteAction.COPY:
            QGuiApplication.clipboard().setText(copied_text(note))
            self.message.emit(self.tr("Note copied"))
        elif key.action is NoteAction.DELETE:
            service.delete([note.id], initiator=self)
            self.message.emit(self.tr("Note deleted"))
        elif key.colour is not None:
            service.recolour([note.id], key.colour, initiator=self)

    def _go_to(self, service: Annotating, note: Note) -> None:
        place = place_to_go(service.notes, note)
        if place is None:
            self.message.emit(self.tr("This note has no place: the text it stood on has changed."))
        else:
            self.place_requested.emit(*place, note.id)
