"""A list view that measures a row only when it comes into sight, for rows of differing heights.

Qt's own list asks for the height of every row at once. What a row looks like is left to subclasses.
"""

import sys
import weakref
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Slot,
)
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from parallelreader.app.reading.heights import Heights

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Cursor = QAbstractItemView.CursorAction
_SCROLL_STEP = 24
# Each round measures rows that came into sight because others turned out shorter than estimated.
_MOST_ROUNDS = 8
# So many rows stand for all of a part of the list that nobody has come near yet.
_SAMPLES = 8
_NEAR = 128


class LazyListView(QAbstractItemView):
    """Shows the rows of a model one below the other; subclasses paint them and say how tall they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = self._estimated(0)
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(_SCROLL_STEP)

    def height_of(self, row: int) -> int:
        """How tall a row is, in pixels; it may be laid out for that."""
        raise NotImplementedError

    def estimate_of(self, row: int) -> int:
        """Roughly how tall a row is, without laying it out."""
        raise NotImplementedError

    def settled(self) -> None:
        """Called after rows have moved or changed their heights."""

    def hold(self, row: int, y: int) -> None:
        """Scroll so that a row stands at height ``y`` of the view, where that is possible."""
        self.settle()
        self.verticalScrollBar().setValue(round(self._heights.top_of(row)) - y)

    def is_in_sight(self, index: Index) -> bool:
        """Whether any part of a row shows."""
        return self.visualRect(index).intersects(self.viewport().rect())

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid() or index.row() >= len(self._heights):
            return QRect()
        row = index.row()
        top = round(self._heights.top_of(row)) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), round(self._heights[row]))

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        if not len(self._heights) or not 0 <= y < self._heights.total():
            return QModelIndex()
        return self._index(self._heights.item_at(y)[0])

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        if not index.isValid() or index.row() >= len(self._heights):
            return
        row, bar, inside = index.row(), self.verticalScrollBar(), self.viewport().height()
        # What is measured on the way moves the goal a little: the second look sees it measured.
        for _ in range(2):
            self._measure(row)
            self._set_range()
            top, height = round(self._heights.top_of(row)), round(self._heights[row])
            if hint is _Hint.PositionAtCenter:
                bar.setValue(top - max(inside - height, 0) // 2)
            elif hint is _Hint.PositionAtTop or top < bar.value() or height > inside:
                bar.setValue(top)
            elif hint is _Hint.PositionAtBottom or top + height > bar.value() + inside:
                bar.setValue(top + height - inside)
            self.settle()

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = len(self._heights) - 1
        if last < 0:
            return QModelIndex()
        current = self.currentIndex()
        if not current.isValid():
            return self._index(self._heights.item_at(self.verticalOffset())[0])
        row, page = current.row(), self.viewport().height()
        pages = {_Cursor.MovePageUp: -page, _Cursor.MovePageDown: page}
        if action in pages:
            found = self._heights.item_at(self._heights.top_of(row) + pages[action])[0]
            step = 1 if pages[action] > 0 else -1
            row = found if found != row else row + step
        elif action in (_Cursor.MoveHome, _Cursor.MoveEnd):
            row = 0 if action is _Cursor.MoveHome else last
        else:
            row += 1 if action in (_Cursor.MoveDown, _Cursor.MoveRight, _Cursor.MoveNext) else -1
        return self._index(min(max(row, 0), last))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for row in self.rows_in_sight():
            if selection.contains(self._index(row)):
                region += self.visualRect(self._index(row))
        return region

    def reset(self) -> None:
        super().reset()
        self.rebuild()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        super().rowsInserted(parent, start, end)
        count = end + 1 - start
        if len(self._heights) + count == self.model().rowCount():
            self._keep_top(lambda: self._heights.insert(start, count), pushed_from=start, by=count)
        else:
            self.rebuild()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        super().dataChanged(first, last, roles)
        # Of very many only those in sight are laid out at once.
        self._heights.forget(first.row(), min(last.row() + 1, len(self._heights)))
        self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.rebuild()
        else:
            self.settle()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self._on_rows_removed)

    @Slot()
    def _on_rows_removed(self) -> None:
        self.rebuild()

    def rows_in_sight(self) -> range:
        """The rows of which any part shows."""
        if not len(self._heights):
            return range(0)
        top = self.verticalOffset()
        first = self._heights.item_at(top)[0]
        last = self._heights.item_at(top + self.viewport().height())[0]
        return range(first, last + 1)

    def rebuild(self) -> None:
        """Forget all heights, keeping the row at the top where it is."""

        def forget() -> None:
            self._heights = self._estimated(self.model().rowCount())

        self._keep_top(forget)

    def _keep_top(self, change: Callable[[], None], *, pushed_from: int = sys.maxsize, by: int = 0) -> None:
        """Change the heights, keeping the row at the top where it is; rows were put in before
        ``pushed_from``."""
        value = self.verticalOffset()
        row, below = self._heights.item_at(value) if len(self._heights) else (0, 0.0)
        change()
        row += by if row >= pushed_from and value else 0
        if value and row < len(self._heights):
            self._set_range()
            self.settle()
            self.verticalScrollBar().setValue(round(self._heights.top_of(row) + below))
        self.settle()

    def settle(self) -> None:
        """Measure what is in sight, and put the scroll bar and the picture right."""
        if self._settling:
            return
        self._settling = True
        self._look_around()
        for _ in range(_MOST_ROUNDS):
            self._set_range()
            rows = self.rows_in_sight()
            unknown = [row for row in rows if not self._heights.is_known(row)]
            if not unknown:
                break
            self._measure_around(unknown, next((row for row in rows if self._heights.is_known(row)), None))
        self._set_range()
        self._settling = False
        self.settled()
        self.viewport().update()

    def measure_again(self, rows: Iterable[int]) -> None:
        """Measure those of the rows that have been measured before; :meth:`settle` comes after."""
        for row in rows:
            if 0 <= row < len(self._heights) and self._heights.is_known(row):
                self._heights.measure(row, self.height_of(row))

    def _estimated(self, count: int) -> Heights:
        """Heights of which nothing is measured yet; what is far from sight is estimated by samples."""
        # A list that is held by its own heights would outlive its window until the collector comes.
        this = weakref.proxy(self)

        def estimate(row: int) -> float:
            return float(this.estimate_of(row))

        def estimate_range(first: int, after: int) -> float:
            rows = range(first, after, max((after - first) // _SAMPLES, 1))
            return sum(map(estimate, rows)) * (after - first) / len(rows)

        return Heights(count, estimate=estimate, estimate_range=estimate_range)

    def _look_around(self) -> None:
        """Estimate the rows near those in sight one by one; what is in sight stays where it is."""
        if not len(self._heights):
            return
        row = self._heights.item_at(self.verticalOffset())[0]
        before = self._heights.top_of(row)
        for near in (row - _NEAR, row + _NEAR):
            self._heights[min(max(near, 0), len(self._heights) - 1)]
        moved = round(self._heights.top_of(row) - before)
        if moved:
            self._set_range()
            self.verticalScrollBar().setValue(self.verticalOffset() + moved)

    def _index(self, row: int) -> QModelIndex:
        return self.model().index(row, 0)

    def _measure_around(self, rows: Iterable[int], seen: int | None) -> None:
        """Measure rows that came into sight; the row that was ``seen`` before stays where it is."""
        before = self._heights.top_of(seen) - self.verticalOffset() if seen is not None else 0.0
        for row in rows:
            self._measure(row)
        if seen is not None:
            self._set_range()
            self.verticalScrollBar().setValue(round(self._heights.top_of(seen) - before))

    def _measure(self, row: int) -> None:
        if self._heights.is_known(row):
            return
        before, top = self._heights[row], self._heights.top_of(row)
        self._heights.measure(row, self.height_of(row))
        value = self.verticalOffset()
        if top < value:
            # A row that begins above the edge grows upwards, so that what is being read stays.
            self._set_range()
            self.verticalScrollBar().setValue(round(value + self._heights[row] - before))

    def _set_range(self) -> None:
        bar, inside = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(inside)
        bar.setRange(0, max(round(self._heights.total()) - inside, 0))
