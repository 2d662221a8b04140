"""The rows of the list of hits: a heading for each document, and under it its hits.

Which words a hit has is filled in when they are known; finding them is left to the desk.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from parallelreader.core.text import Span

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_MOST_WORDS_KEPT = 3000


@dataclass(frozen=True, slots=True)
class HitWords:
    """What is shown of a hit: its words with the places found, what renders them, and its label.

    Languages are BCP 47 tags; without a partner there is none.
    """

    text: str
    spans: tuple[Span, ...]
    language: str
    label: str = ""
    partner: str = ""
    partner_spans: tuple[Span, ...] = ()
    partner_language: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over the hits of one document."""

    title: str
    note: str = ""


class HitListModel(QAbstractListModel):
    """Rows are headings and hits in the order they come; hits are also counted by themselves, from zero."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | int] = []
        self._hits: list[object] = []
        self._rows_of_headings: list[int] = []
        self._counts: list[int] = []
        self._words: dict[int, HitWords] = {}

    @property
    def hit_count(self) -> int:
        """How many hits are listed."""
        return len(self._hits)

    def clear(self) -> None:
        """List nothing."""
        self.beginResetModel()
        self._rows, self._hits, self._rows_of_headings, self._counts, self._words = [], [], [], [], {}
        self.endResetModel()

    def append(self, hits: Iterable[tuple[Heading, object]], words: Sequence[HitWords] = ()) -> None:
        """List more hits, each under its heading; ``words`` are of the first of them."""
        last = self._rows[self._rows_of_headings[-1]] if self._rows else None
        fresh: list[Heading | int] = []
        headings: list[int] = []
        counts: list[int] = []
        grown = 0
        number = len(self._hits)
        found: list[object] = []
        for heading, hit in hits:
            if heading != last:
                headings.append(len(self._rows) + len(fresh))
                counts.append(0)
                fresh.append(heading)
                last = heading
            if counts:
                counts[-1] += 1
            else:
                grown += 1
            fresh.append(number + len(found))
            found.append(hit)
        if not fresh:
            return
        self.beginInsertRows(NO_PARENT, len(self._rows), len(self._rows) + len(fresh) - 1)
        self._words.update((number + place, each) for place, each in enumerate(words))
        self._rows += fresh
        self._hits += found
        if grown:
            self._counts[-1] += grown
        self._rows_of_headings += headings
        self._counts += counts
        self.endInsertRows()

    def row_at(self, row: int) -> Heading | int:
        """The heading, or the number of the hit, in a row."""
        return self._rows[row]

    def count_under(self, row: int) -> int:
        """How many hits stand under the heading in a row."""
        return self._counts[bisect_right(self._rows_of_headings, row) - 1]

    def hit(self, number: int) -> object:
        return self._hits[number]

    def hits(self) -> Sequence[object]:
        """All hits, in order; not to be changed."""
        return self._hits

    def row_of_hit(self, number: int) -> int:
        """In which row a hit stands."""
        low, high = 0, len(self._rows_of_headings)
        while low < high:
            middle = (low + high) // 2
            # Before this heading stand so many hits.
            if self._rows_of_headings[middle] - middle <= number:
                low = middle + 1
            else:
                high = middle
        return number + low

    def words(self, number: int) -> HitWords | None:
        """The words of a hit; None where they are not known yet."""
        return self._words.get(number)

    def show_words(self, first: int, words: Sequence[HitWords]) -> None:
        """The words of hits from number ``first`` on have become known."""
        if not words or first + len(words) > len(self._hits):
            return
        if len(self._words) > _MOST_WORDS_KEPT:
            self._words.clear()
        self._words.update((first + place, each) for place, each in enumerate(words))
        top, bottom = self.row_of_hit(first), self.row_of_hit(first + len(words) - 1)
        self.dataChanged.emit(self.index(top), self.index(bottom))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            return f"{row.title}, {self.count_under(index.row())}"
        words = self._words.get(row)
        return "" if words is None else f"{words.text} {words.partner}".strip()
