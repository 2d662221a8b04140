"""The rows of the dialog for many documents: what each is, and what has become of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from parallelreader.app.arrivals import Arrival
from parallelreader.app.batch_importing import Brought, Look, files_of
from parallelreader.core.errors import UserError
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.ui.widgets.foreign_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
FILE, KIND, COUNT, STATE = range(4)
_Role = Qt.ItemDataRole


class State(Enum):
    """Where a document is on its way in."""

    LOOKING = auto()
    READY = auto()
    ELSEWHERE = auto()
    DONE = auto()
    FAILED = auto()


@dataclass(slots=True)
class Row:
    """One document; ``is_wanted`` is whether it is to be imported with the others."""

    arrival: Arrival
    look: Look | None = None
    state: State = State.LOOKING
    is_wanted: bool = True
    brought: Brought | None = None

    @property
    def is_due(self) -> bool:
        """Whether it would be imported now."""
        ready = self.state is State.READY or (self.state is State.FAILED and self.brought is not None)
        return self.is_wanted and ready and self.look is not None and self.look.problem is None


class BatchModel(QAbstractTableModel):
    """Told by their numbers what the documents are and what has come of them; ``chosen`` comes when somebody
    ticks one or takes that back."""

    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """Put documents after those there are, unless they are among them."""
        known = {files_of(row.arrival) for row in self.rows}
        new = [each for each in arrivals if files_of(each) not in known]
        if new:
            first = len(self.rows)
            self.beginInsertRows(NO_PARENT, first, first + len(new) - 1)
            self.rows += map(Row, new)
            self.endInsertRows()

    def show_look(self, number: int, look: Look) -> None:
        row = self.rows[number]
        row.look = look
        if row.state is State.LOOKING:
            row.state = State.READY if look.problem is None else State.FAILED
        self._tell(number)

    def show_brought(self, number: int, brought: Brought) -> None:
        row = self.rows[number]
        row.brought = brought
        row.state = State.DONE if brought.problem is None else State.FAILED
        self._tell(number)

    def show_state(self, number: int, state: State) -> None:
        self.rows[number].state = state
        self._tell(number)

    def numbers(self, state: State) -> list[int]:
        """The rows in that state."""
        return [number for number, row in enumerate(self.rows) if row.state is state]

    def due(self) -> list[tuple[int, Look]]:
        """What would be imported now, by number."""
        return [
            (number, row.look) for number, row in enumerate(self.rows) if row.is_due and row.look is not None
        ]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (self.tr("File"), self.tr("What it is"), self.tr("How much"), self.tr("State"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == FILE and self._may_be_wanted(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return (self._file, self._kind, self._count, self._state)[column](row)
        if role == _Role.CheckStateRole and column == FILE and self._may_be_wanted(row):
            return Qt.CheckState.Checked if row.is_wanted else Qt.CheckState.Unchecked
        if role == _Role.ToolTipRole:
            return plain_tip(self._tip(row), wraps=True)
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or index.column() != FILE:
            return False
        self.rows[index.row()].is_wanted = Qt.CheckState(value) is Qt.CheckState.Checked
        self._tell(index.row())
        self.chosen.emit()
        return True

    def _may_be_wanted(self, row: Row) -> bool:
        return row.state in (State.LOOKING, State.READY) or row.is_due or not row.is_wanted

    def _file(self, row: Row) -> str:
        return ", ".join(file.name for file in files_of(row.arrival))

    def _kind(self, row: Row) -> str:
        if row.look is None:
            return ""
        kind = self.tr("Pairs") if row.look.is_pairs else self.tr("Texts")
        chinese, english = self.tr("Chinese"), self.tr("English")
        named = (chinese if is_chinese_tag(tag) else english for tag in row.look.languages)
        languages = ", ".join(dict.fromkeys(named))
        return f"{kind}, {languages}" if languages else kind

    def _count(self, row: Row) -> str:
        if row.look is None:
            return ""
        count = row.brought.count if row.brought is not None and row.brought.count else row.look.count
        is_whole = row.look.is_whole or row.state is State.DONE
        if row.look.is_pairs:
            text = self.tr("{count} units") if is_whole else self.tr("more than {count} units")
            text = self.tr("1 unit") if is_whole and count == 1 else text
        else:
            text = self.tr("1 paragraph") if count == 1 else self.tr("{count} paragraphs")
        return text.format(count=f"{count:,}")

    def _state(self, row: Row) -> str:
        if row.state is State.LOOKING:
            return self.tr("Waiting to be looked at")
        if row.state is State.ELSEWHERE:
            return self.tr("Being imported by itself")
        if row.state is State.DONE:
            faults = row.brought.fault_count if row.brought is not None else 0
            if faults:
                return self.tr("Imported, {count} not read").format(count=f"{faults:,}")
            return self.tr("Imported")
        problem = row.brought.problem if row.brought is not None else None
        problem = problem or (row.look.problem if row.look is not None else None)
        if problem is not None:
            return problem.what if isinstance(problem, UserError) else str(problem)
        return self._faults(row)

    def _faults(self, row: Row) -> str:
        count = len(row.look.faults) if row.look is not None else 0
        if not count:
            return ""
        text = self.tr("1 part cannot be read") if count == 1 else self.tr("{count} parts cannot be read")
        return text.format(count=f"{count:,}")

    def _tip(self, row: Row) -> str:
        lines = [str(file) for file in files_of(row.arrival)]
        if row.look is not None:
            lines += [*([str(row.look.problem)] if row.look.problem is not None else []), *row.look.faults]
        if row.brought is not None and row.brought.problem is not None:
            lines.append(str(row.brought.problem))
        return "\n".join(lines)

    def _tell(self, number: int) -> None:
        self.dataChanged.emit(self.index(number, FILE), self.index(number, STATE))
