"""Which pairs are listed for repair and in what order; how the list looks is left to ``low_list``."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.app.reading.reading import Reading

Index = QModelIndex | QPersistentModelIndex
MOST_SORTED = 5000
"""Rows of which more are in doubt are listed in the order of the text: sorting them would be felt."""

_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class LowPair:
    """A row in doubt as it is listed; ``score`` is in words, ``words`` the beginning of its first side."""

    row: int
    label: str
    score: str
    words: str
    is_chinese: bool


class LowPairs(QAbstractListModel):
    """The doubtful rows of a reading: the run with the lowest scores first, or by place."""

    class Role(IntEnum):
        """What an item is asked for besides its text."""

        PAIR = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._rows: Sequence[int] = ()
        # Where each row stands in the list, unless that is the order of the text.
        self._places: dict[int, int] | None = None

    @property
    def is_by_place(self) -> bool:
        """Whether they stand in the order of the text."""
        return self._places is None

    def show(self, reading: Reading | None, *, by_place: bool) -> None:
        """List the rows in doubt of this reading; very many of them by place in any case."""
        self.beginResetModel()
        self._reading, self._places = reading, None
        self._rows = () if reading is None else reading.doubtful.rows
        if reading is not None and not by_place and len(self._rows) <= MOST_SORTED:
            self._rows = _lowest_first(reading)
            self._places = {row: place for place, row in enumerate(self._rows)}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._reading is None:
            return None
        if role == LowPairs.Role.PAIR:
            return self.pair(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            pair = self.pair(index.row())
            return f"{pair.label}, {pair.score}. {pair.words}"
        return None

    def pair(self, place: int) -> LowPair:
        """The pair at a place of the list."""
        assert self._reading is not None
        reading, number = self._reading, self._rows[place]
        row = reading.rows[number]
        cells = zip(reading.shown, row.cells, strict=True)
        version, segment = next((version, cell[0]) for version, cell in cells if cell)
        words = reading.texts[version].segment_text(segment)[:_LONGEST_WORDS]
        score = self.tr("{percent} %").format(percent=round(100 * row.confidence))
        if not row.is_pair:
            score = self.tr("alone")
        elif not row.is_rated:
            score = self.tr("not rated")
        return LowPair(number, reading.label(number), score, words, reading.version(version).is_chinese)

    def row_at(self, place: int) -> int:
        """The row of the document at a place of the list."""
        return self._rows[place]

    def place_of(self, row: int) -> int | None:
        """Where a row of the document stands in the list; None where it is not in doubt."""
        if self._places is not None:
            return self._places.get(row)
        if self._reading is None or row not in self._reading.doubtful:
            return None
        return self._reading.doubtful.place_of(row)


def _lowest_first(reading: Reading) -> list[int]:
    runs: Sequence[range] = sorted(reading.doubtful.runs(), key=lambda run: _mean(reading, run))
    return [row for run in runs for row in run]


def _mean(reading: Reading, run: range) -> float:
    pairs = [row for row in run if reading.rows[row].is_low]
    scores = [reading.rows[row].confidence for row in pairs or run]
    return sum(scores) / len(scores)
