"""Rows of counts for a list; what they stand for is known to whoever shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from parallelreader.ui.widgets.foreign_text import plain_tip

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CountRow:
    """Something counted, with its ``figures`` from left to right; ``share`` is the length of its bar, up to
    1."""

    value: object
    name: str
    figures: tuple[str, ...]
    share: float
    tip: str = ""
    is_pale: bool = False


class CountModel(QStringListModel):
    """One row a thing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[CountRow] = ()

    @property
    def rows(self) -> Sequence[CountRow]:
        return self._rows

    def show(self, rows: Sequence[CountRow]) -> None:
        self._rows = rows
        self.setStringList([row.name for row in rows])

    def row(self, number: int) -> CountRow:
        return self._rows[number]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip) if row.tip else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.name, *row.figures))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
