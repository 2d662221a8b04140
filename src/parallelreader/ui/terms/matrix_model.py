"""The matrix as a table: a row an occurrence; its pair, the Chinese, and one column a version."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItemModel

from parallelreader.app.terms.sheet import GAP, CellFilter, Passage, Sheet
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import CellState, Found

Index = QModelIndex | QPersistentModelIndex
PAIR, CHINESE, FIRST = 0, 1, 2
"""The columns before the versions, and the first of these."""


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """A version as its column is headed: its id, its name and the hand it is by."""

    id: str
    name: str
    hand: str = ""


class MatrixModel(QStandardItemModel):
    """Shows the rows of a sheet that a filter leaves; ``leaving`` comes before others take their place.

    Qt itself counts rows and columns, which views ask for very often; what is in them is asked of the sheet.
    """

    leaving = Signal()

    def __init__(self) -> None:
        super().__init__(0, FIRST)
        self.sheet: Sheet | None = None
        self.heads: Sequence[ColumnHead] = ()
        self.filter = CellFilter()
        self._rows: list[int] = []
        self._shown: dict[tuple[str, str, int, int], int] = {}

    @property
    def is_whole(self) -> bool:
        """Whether all has been looked at that is shown."""
        return self.sheet is None or self.sheet.is_whole

    @property
    def shown(self) -> Sequence[int]:
        """The numbers in the matrix of the rows that are shown."""
        return self._rows

    def show(self, sheet: Sheet | None, heads: Sequence[ColumnHead], wanted: CellFilter) -> None:
        """Show a sheet. Where the same rows are shown as before only what is in them changes."""
        rows = sheet.shown(wanted) if sheet is not None else []
        keys = [sheet.matrix.rows[number].key for number in rows] if sheet is not None else []
        is_same = tuple(heads) == tuple(self.heads) and keys == list(self._shown)
        if not is_same:
            # While views still ask about what was there. With a cursor in it they would look for another
            # place for that row by row.
            self.leaving.emit()
            self.clear()
        self.sheet, self.heads, self.filter = sheet, tuple(heads), wanted
        self._rows, self._shown = rows, {key: number for number, key in enumerate(keys)}
        if is_same:
            if keys:
                self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, FIRST + len(heads) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, FIRST + len(heads) - 1)
        else:
            self.setColumnCount(FIRST + len(self.heads))
            self.setRowCount(len(rows))

    def row(self, number: int) -> MatrixRow:
        """A row by its place among those shown."""
        assert self.sheet is not None
        return self.sheet.matrix.rows[self._rows[number]]

    def place_of(self, key: tuple[str, str, int, int]) -> int:
        """Where an occurrence stands among those shown; -1 where it does not."""
        return self._shown.get(key, -1)

    def language_of(self, row: MatrixRow) -> str:
        """In which language an occurrence stands, as a tag."""
        assert self.sheet is not None
        return self.sheet.documents[row.document].document.version(row.version).language

    def cell(self, index: Index) -> Cell | None:
        """The cell at a place of the table, None outside of the versions or where there is none."""
        if self.sheet is None or not index.isValid() or index.column() < FIRST:
            return None
        return self.row(index.row()).cells.get(self.heads[index.column() - FIRST].id)

    def passage(self, index: Index) -> Passage:
        """The words of a cell."""
        assert self.sheet is not None
        row = self.row(index.row())
        if index.column() <= CHINESE:
            return self.sheet.chinese(row)
        return self.sheet.passage(row, self.heads[index.column() - FIRST].id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.sheet is None or not index.isValid() or index.row() >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if section == PAIR:
            return self.tr("Pair")
        if section == CHINESE:
            return f"{self.tr('Chinese')}, {self.found_words()[0]}"
        if section - FIRST < len(self.heads):
            return ", ".join(self.head_words(section - FIRST))
        return None

    def found_words(self) -> tuple[str, str]:
        """How often the term is found, and how much of that is shown; in words, and in figures alone."""
        total = len(self.sheet.matrix.rows) if self.sheet is not None else 0
        if len(self._rows) == total:
            return self.tr("{count} found").format(count=f"{total:,}"), f"{total:,}"
        text = self.tr("{shown} of {count} found")
        shown = f"{len(self._rows):,}"
        return text.format(shown=shown, count=f"{total:,}"), f"{shown}/{total:,}"

    def head_words(self, number: int) -> tuple[str, str]:
        """The name of a version, and what is said of it: "literal, 11 of 12 rendered"."""
        return self.heads[number].name, self.head_briefs(number)[0]

    def head_briefs(self, number: int) -> tuple[str, ...]:
        """What is said of a version, the longest first and the most needful alone last: "11/12"."""
        head = self.heads[number]
        if self.sheet is None:
            return (head.hand,)
        cells = self.sheet.cells_in(head.id)
        count = cells - self.sheet.matrix.gaps.get(head.id, 0)
        text = self.tr("{count} of {all} rendered")
        if not self.sheet.is_whole:
            text = self.tr("{count} of {all} so far")
        said = text.format(count=f"{count:,}", all=f"{cells:,}")
        alike = self.sheet.matrix.consistency.get(head.id, 1.0)
        parts = [said]
        if alike < 1 and self.sheet.is_whole:
            parts.append(self.tr("{share} % alike").format(share=round(100 * alike)))
        whole = ", ".join(filter(None, (head.hand, *parts)))
        return (*dict.fromkeys((whole, ", ".join(parts), said)), f"{count:,}/{cells:,}")

    def state_words(self, cell: Cell) -> str:
        """What is known of a cell: likely, chosen by the user, or that there is nothing."""
        if cell.is_gap:
            if cell.state is CellState.REJECTED:
                return self.tr("Nothing, set by you")
            if not cell.segments:
                return self.tr("Not translated")
            return self.tr("No rendering found") if self.is_whole else self.tr("Still looking")
        assert cell.rendering is not None
        if cell.state in (CellState.CORRECTED, CellState.ACCEPTED):
            return self.tr("set by you") if cell.state is CellState.CORRECTED else self.tr("accepted by you")
        if cell.rendering.found is Found.LIKELY:
            return self.tr("likely, {score}").format(score=f"{cell.rendering.confidence:.2f}")
        return ""

    def _words(self, index: Index) -> str:
        row = self.row(index.row())
        if index.column() == PAIR:
            return row.segment
        words = self.passage(index).text if index.column() <= CHINESE or self.cell(index) is not None else ""
        if index.column() == CHINESE:
            return words
        cell = self.cell(index)
        if cell is None:
            return self.tr("This document has no such version")
        name = self.heads[index.column() - FIRST].name
        found = cell.rendering.text if cell.rendering is not None else ""
        return ": ".join(filter(None, (name, found, self.state_words(cell), words)))

    def is_gap_at(self, index: Index) -> bool:
        """Whether nothing renders the term in a cell."""
        cell = self.cell(index)
        return cell is not None and cell.is_gap

    def is_filtered(self) -> bool:
        """Whether not all rows are shown."""
        return bool(self.filter.variant)

    def shows_gaps_only(self) -> bool:
        """Whether only rows with gaps are shown."""
        return self.filter.variant == GAP
