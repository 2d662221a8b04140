"""The entries that are shown, for the list: what they are called, and what is dragged out of it.

How an entry looks is left to the delegate.
"""

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)

from parallelreader.app.holding.listing import Entry
from parallelreader.ui.library.words import entry_words
from parallelreader.ui.widgets.foreign_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
Thing = tuple[str, str]
THINGS = "application/x-parallelreader-things"
"""The kind of data in which things of the library are dragged about."""


class EntryModel(QStringListModel):
    """One row an entry. ``renamed`` says what an entry is to be called; it is not changed here.

    Qt itself knows how many rows there are: a list asks for that with every row it lays out.
    """

    renamed = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._rows: dict[Thing, int] | None = None
        self.can_rename = True

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these in this order."""
        self._entries, self._rows = entries, None
        self.setStringList([entry.title for entry in entries])

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, thing: Thing) -> int:
        """The row of an entry; -1 where it is not shown."""
        if self._rows is None:
            self._rows = {entry.id: row for row, entry in enumerate(self._entries)}
        return self._rows.get(thing, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return entry.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.corpus.away or entry.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry_words(entry)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self._entries[index.row()]
        if (
            role == Qt.ItemDataRole.EditRole
            and isinstance(value, str)
            and value.strip() not in ("", entry.title)
        ):
            self.renamed.emit(entry.id, value.strip())
        # The title changes when it is written.
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
        return usual | Qt.ItemFlag.ItemIsEditable if self.can_rename else usual

    def mimeTypes(self) -> list[str]:
        return [THINGS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        things = [self._entries[index.row()].id for index in indexes]
        data.setData(THINGS, json.dumps(things).encode())
        return data


def things_in(data: QMimeData) -> list[Thing]:
    """What is being dragged; nothing where that is no part of the library."""
    if not data.hasFormat(THINGS):
        return []
    return [(str(key), str(document)) for key, document in json.loads(bytes(data.data(THINGS).data()))]
