"""The buttons within the chosen note: what the keys of the list do, for the mouse.

What is done is left to the panel.
"""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parallelreader.core.notes.note import Colour, Note, Review
from parallelreader.ui.notes.colours import colour_name
from parallelreader.ui.notes.keys import NoteAction, NoteKey
from parallelreader.ui.notes.swatches import BUTTON, SWATCH, SwatchRow
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import icon_button, small_button

BAR_INSET = (BUTTON - SWATCH) // 2
"""How far the words are set in, so that they stand above the squares and not the buttons around them."""


class NoteActionBar(QWidget):
    """``asked`` carries a NoteKey, as a key of the list would."""

    asked = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = small_button(self.tr("Edit"), self.tr("Edit this note (F2)"))
        self.go = small_button(self.tr("Go to"), self.tr("Go to the place of this note (Enter)"))
        self.delete = small_button(self.tr("Delete"), self.tr("Delete this note (Delete)"))
        self.copy = icon_button("copy", self.tr("Copy the quotes and the note (Ctrl+C)"))
        self.tag = small_button(self.tr("Tags"), self.tr("Write the tags of this note (T)"))
        self.ask = small_button(self.tr("Ask for review"), self.tr("Let somebody look at this note (R)"))
        self.accept = small_button(self.tr("Accept"), self.tr("This note is good (A)"))
        self.reject = small_button(self.tr("Reject"), self.tr("This note is not good: delete it (X)"))
        self.swatches = SwatchRow(themes)
        self._name_swatches()
        self._lay_out()
        self.edit.clicked.connect(self._on_edit_clicked)
        self.go.clicked.connect(self._on_go_clicked)
        self.delete.clicked.connect(self._on_delete_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.tag.clicked.connect(self._on_tag_clicked)
        self.ask.clicked.connect(self._on_ask_clicked)
        self.accept.clicked.connect(self._on_accept_clicked)
        self.reject.clicked.connect(self._on_reject_clicked)
        self.swatches.chosen.connect(self._on_colour_chosen)

    def show_note(self, note: Note) -> None:
        """Check the colour the note has, and offer what can be said in a review."""
        self.swatches.show_colour(note.colour)
        waits = note.review is Review.WAITING
        self.ask.setVisible(not waits)
        self.accept.setVisible(waits)
        self.reject.setVisible(waits)

    def _name_swatches(self) -> None:
        for number, (colour, button) in enumerate(self.swatches.buttons.items(), start=1):
            name = self.tr("Make it {colour}").format(colour=colour_name(colour).lower())
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({number})")

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(6)
        words.setContentsMargins(BAR_INSET, 0, 0, 0)
        for button in (self.edit, self.go, self.delete):
            words.addWidget(button)
        words.addStretch(1)
        words.addWidget(self.copy)
        colours = QHBoxLayout()
        colours.addWidget(self.swatches)
        colours.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        tags = QHBoxLayout()
        tags.setSpacing(6)
        tags.setContentsMargins(BAR_INSET, 0, 0, 0)
        for button in (self.tag, self.ask, self.accept, self.reject):
            tags.addWidget(button)
        tags.addStretch(1)
        layout.addLayout(words)
        layout.addLayout(tags)
        layout.addLayout(colours)

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.EDIT))

    @Slot()
    def _on_go_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.GO))

    @Slot()
    def _on_delete_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.DELETE))

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.COPY))

    @Slot()
    def _on_tag_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.TAG))

    @Slot()
    def _on_ask_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.ASK))

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.ACCEPT))

    @Slot()
    def _on_reject_clicked(self) -> None:
        self.asked.emit(NoteKey(NoteAction.REJECT))

    @Slot(object)
    def _on_colour_chosen(self, colour: Colour) -> None:
        self.asked.emit(NoteKey(NoteAction.RECOLOUR, colour))
