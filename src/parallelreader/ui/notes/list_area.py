"""The middle of the panel: the list or, where it is empty, a sentence that says why.

Which notes are listed is decided elsewhere; here the chosen one is kept while they change.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parallelreader.core.notes.note import Note
from parallelreader.ui.notes.action_bar import NoteActionBar
from parallelreader.ui.notes.item_layout import MARGIN
from parallelreader.ui.notes.listing import NoteFilter
from parallelreader.ui.notes.model import NoteListModel
from parallelreader.ui.notes.view import NoteListView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

ADD_NOTE_KEY = "Ctrl+N"


class NoteListArea(QWidget):
    """``chosen`` comes when the reader, not a filter, makes another note the current one.

    A note that a filter hides is the current one again as soon as it is listed again.
    """

    chosen = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted_note = ""
        self._is_listing = False
        self.model = NoteListModel(self)
        self.bar = NoteActionBar(themes)
        self.list = NoteListView(self.model, themes, self.bar)
        self.empty = PaleLabel(themes, wraps=True)
        self.empty.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        layout.addWidget(self.empty)
        self.list.current_moved.connect(self._on_current_moved)
        themes.changed.connect(self.list.viewport().update)

    @property
    def current_note(self) -> Note | None:
        """The chosen note, as it is listed."""
        index = self.list.currentIndex()
        return self.model.note(index.row()) if index.isValid() else None

    def forget(self) -> None:
        """Let no note be the chosen one, such as in another corpus."""
        self._wanted_note = ""

    def show_notes(self, notes: Sequence[Note], *, anew: bool) -> None:
        """List these; ``anew`` where most of them may be others than before."""
        current = self.list.currentIndex()
        is_seen = current.isValid() and self.list.is_in_sight(current)
        y = self.list.visualRect(current).top()
        self._is_listing = True
        if anew:
            self.model.show(notes)
        else:
            self.model.update_to(notes)
        row = self.model.row_of(self._wanted_note)
        if row is not None and self.list.currentIndex().row() != row:
            self.list.choose(row, centred=not is_seen)
            if is_seen:
                self.list.hold(row, y)
        self._is_listing = False
        self.show_note()
        self.list.setVisible(bool(notes))
        self.empty.setVisible(not notes)

    def explain_emptiness(self, wanted: NoteFilter, *, in_document: bool) -> None:
        """Say what an empty list under that filter means, and how to fill it."""
        key = QKeySequence(ADD_NOTE_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        if wanted.is_narrow:
            text = self.tr("No note matches.")
        elif in_document and not wanted.whole_corpus:
            text = self.tr("No note in this document yet: select words in the text and press {key}.")
        else:
            text = self.tr("No notes yet: select words in the text and press {key}.")
        self.empty.setText(text.format(key=key))

    def show_note(self) -> None:
        """Let the buttons be those of the chosen note."""
        note = self.current_note
        if note is not None:
            self.bar.show_note(note)

    @Slot()
    def _on_current_moved(self) -> None:
        self.show_note()
        note = self.current_note
        if note is not None and not self._is_listing:
            self._wanted_note = note.id
            self.chosen.emit()
