"""The listed notes as a Qt model.

Which notes these are is decided in ``listing``; this tells views the least that changed.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.app.open_notes import OpenNotes
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.note import Note
from parallelreader.ui.notes.entry import NoteEntry, make_entry
from parallelreader.ui.notes.listing import is_unplaced

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()

# Each costs views as much as one that says all has changed from the first row to the last.
_MOST_RUNS = 20


class NoteListModel(QAbstractListModel):
    """One row for each listed note; entries are made when a row is asked for, never for the whole list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: list[Note] = []
        self._rows: dict[str, int] = {}
        self._corpus: Corpus | None = None
        self._document = ""
        self._open_notes: OpenNotes | None = None

    def set_context(self, corpus: Corpus | None, document: str, notes: OpenNotes | None) -> None:
        """What titles, languages and places are taken from; :meth:`show` or :meth:`refresh` comes after."""
        self._corpus, self._document, self._open_notes = corpus, document, notes

    @property
    def ids(self) -> list[str]:
        """The ids of all notes listed, in order."""
        return list(self._rows)

    def note(self, row: int) -> Note:
        return self._notes[row]

    def row_of(self, note_id: str) -> int | None:
        """The row that shows the note, or None where it is not listed."""
        return self._rows.get(note_id)

    def entry(self, row: int) -> NoteEntry:
        """All that is shown in a row."""
        note = self._notes[row]
        lost = self._open_notes is not None and is_unplaced(self._open_notes, note)
        return make_entry(note, self._corpus, self._document, is_unplaced=lost)

    def show(self, notes: Sequence[Note]) -> None:
        """List other notes, all at once."""
        self.beginResetModel()
        self._take(list(notes))
        self.endResetModel()

    def update_to(self, notes: Sequence[Note]) -> None:
        """Come to list ``notes``, telling views only of the rows between the first and last difference."""
        old, new = self._notes, list(notes)
        head = _common(old, new)
        tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
        if head < len(old) - tail:
            self.beginRemoveRows(NO_PARENT, head, len(old) - tail - 1)
            self._take(old[:head] + old[len(old) - tail :])
            self.endRemoveRows()
        if head < len(new) - tail:
            self.beginInsertRows(NO_PARENT, head, len(new) - tail - 1)
            self._take(new)
            self.endInsertRows()

    def refresh_notes(self, notes: Iterable[Note]) -> None:
        """Show the present state of notes that stay where they are; those not listed are passed over."""
        rows = []
        for note in notes:
            row = self._rows.get(note.id)
            if row is not None:
                self._notes[row] = note
                rows.append(row)
        rows.sort()
        runs: list[list[int]] = []
        for row in rows:
            if runs and row == runs[-1][1] + 1:
                runs[-1][1] = row
            else:
                runs.append([row, row])
        if len(runs) > _MOST_RUNS:
            runs = [[rows[0], rows[-1]]]
        for first, last in runs:
            self.dataChanged.emit(self.index(first), self.index(last))

    def refresh(self) -> None:
        """Say that every row may look different, such as after another document was opened."""
        if self._notes:
            self.dataChanged.emit(self.index(0), self.index(len(self._notes) - 1))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._notes[index.row()].targets[0].exact
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.entry(index.row()).spoken
        return None

    def _take(self, notes: list[Note]) -> None:
        self._notes = notes
        self._rows = {note.id: row for row, note in enumerate(notes)}


def _common(old: Sequence[Note], new: Sequence[Note]) -> int:
    """How many notes at the beginning are the same."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs))
