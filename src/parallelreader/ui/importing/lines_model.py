"""The lines of one source as a Qt model."""

from collections.abc import Collection

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.app.import_draft import SourceDraft
from parallelreader.core.page import PageLine
from parallelreader.ui.importing.tags import heading_name, tag_name

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class LinesModel(QAbstractListModel):
    """A row for each line; row numbers are line numbers less one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: SourceDraft | None = None
        # Apart from the source, which has changed a little before the views are told.
        self._count = 0

    def line(self, row: int) -> PageLine:
        assert self._source is not None
        return self._source.line(row + 1)

    def show(self, source: SourceDraft | None) -> None:
        """Show the lines of a source, or none."""
        self.beginResetModel()
        self._source = source
        self._count = len(source) if source is not None else 0
        self.endResetModel()

    def refresh(self, numbers: Collection[int]) -> None:
        """Lines with these numbers have other tags."""
        if self._source is not None and numbers:
            self.dataChanged.emit(self.index(min(numbers) - 1), self.index(max(numbers) - 1))

    def follow_split(self, number: int) -> None:
        """The line with this number has become two."""
        if self._source is None:
            return
        self.beginInsertRows(NO_PARENT, number, number)
        self._count += 1
        self.endInsertRows()
        self.dataChanged.emit(self.index(number - 1), self.index(number - 1))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = line.reason or (heading_name(line.level) if line.tag.is_text else "")
            reason = f" ({said})" if said else ""
            return f"{line.number}, {tag_name(line.tag)}{reason}: {line.text}"
        return None
