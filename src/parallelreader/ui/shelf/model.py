"""The translations of a corpus and how far each is aligned, as rows of a list.

What the states are called is known to ``words``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.app.realigning import Aligned, Failed, Outcome
from parallelreader.app.shelf import Report, Running
from parallelreader.ui.shelf.words import in_full, in_short, is_doubtful
from parallelreader.ui.widgets.foreign_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A translation by its ids, and how the document and the translation are called."""

    document: str
    version: str
    title: str
    name: str


class Column(IntEnum):
    """What the list shows of each."""

    DOCUMENT = 0
    VERSION = 1
    STATE = 2


class ShelfModel(QAbstractTableModel):
    """Rows in the order of the corpus; a report about a translation that is not listed adds it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._reports: list[Report | None] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self.is_over = True

    @property
    def outcomes(self) -> list[Outcome]:
        """What came of those that are over, in order."""
        return [each for each in self._reports if each is not None and not isinstance(each, Running)]

    @property
    def aligned(self) -> set[tuple[str, str]]:
        """The (document, version) of those that were aligned."""
        return {(each.document, each.version) for each in self.outcomes if isinstance(each, Aligned)}

    @property
    def has_trouble(self) -> bool:
        """Whether one has failed, or hardly agrees with its source."""
        return any(isinstance(each, Failed) or is_doubtful(each) for each in self.outcomes)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def report(self, number: int) -> Report | None:
        """What was told last of a translation; None before its turn."""
        return self._reports[number]

    def begin(self, rows: Sequence[Row]) -> None:
        """List these, all of them waiting."""
        self.beginResetModel()
        self._rows, self._reports = list(rows), [None] * len(rows)
        self._numbers = {(row.document, row.version): number for number, row in enumerate(rows)}
        self.is_over = False
        self.endResetModel()

    def take(self, report: Report) -> None:
        """Show how far a translation is."""
        key = (report.document, report.version)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._rows)
            self.beginInsertRows(NO_PARENT, number, number)
            self._rows.append(Row(*key, *key))
            self._reports.append(report)
            self.endInsertRows()
            return
        self._reports[number] = report
        place = self.index(number, Column.STATE)
        self.dataChanged.emit(place, place)

    def end(self) -> None:
        """Nothing is being aligned any more; what is not aligned by now stays so."""
        self.is_over = True
        if self._rows:
            last = self.index(len(self._rows) - 1, Column.STATE)
            self.dataChanged.emit(self.index(0, Column.STATE), last)

    def full_state(self, number: int) -> str:
        """How it is with a translation, in whole sentences."""
        return in_full(self._reports[number], is_over=self.is_over)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Document"), self.tr("Version"), self.tr("Alignment"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        number, column = index.row(), Column(index.column())
        row = self._rows[number]
        if column is Column.STATE:
            if role == Qt.ItemDataRole.DisplayRole:
                return in_short(self._reports[number], is_over=self.is_over)
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
                text = self.full_state(number)
                return plain_tip(text, wraps=True) if role == Qt.ItemDataRole.ToolTipRole else text
            return None
        text = row.title if column is Column.DOCUMENT else row.name
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else None
