"""Rows of words for the lists of this room: made only where they are looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from parallelreader.ui.widgets.foreign_text import plain_tip

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_MOST_SHOWN = 300


class LinesModel(QAbstractTableModel, Generic[T]):
    """A table of ``lines``; ``cells`` gives the words of each column of one."""

    def __init__(self, head: Sequence[str], cells: Callable[[T], Sequence[str]]) -> None:
        super().__init__()
        self._head = tuple(head)
        self._cells = cells
        self.lines: tuple[T, ...] = ()

    def show(self, lines: Sequence[T]) -> None:
        """Show these in place of those there are."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._head)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = self._cells(self.lines[index.row()])[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return " ".join(words[:_MOST_SHOWN].split())
