"""The table of the matrix: its keys, and going sideways while pair and Chinese stay.

What a key leads to is left to the view; how a cell is painted, to the delegate.
"""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from parallelreader.ui.terms.matrix_header import MatrixHeader
from parallelreader.ui.terms.matrix_model import CHINESE, FIRST, PAIR, Index, MatrixModel
from parallelreader.ui.terms.matrix_painting import ROW_HEIGHT, MatrixDelegate
from parallelreader.ui.terms.room_table import RoomTable
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS

_Key = Qt.Key
_Cursor = QAbstractItemView.CursorAction
_PAIR_WIDTH = 66
_CHINESE_SHARE, _LEAST_CHINESE, _MOST_CHINESE = 0.27, 150, 264
# Up to three versions stand beside each other even where that is narrow; more than that have room to be read.
_BESIDE, _LEAST_BESIDE, _LEAST = 3, 190, 230
_LETTERS = {
    _Key.Key_A: "accept",
    _Key.Key_X: "reject",
    _Key.Key_Delete: "clear",
    _Key.Key_Backspace: "clear",
    _Key.Key_F: "filter",
    _Key.Key_Return: "open",
    _Key.Key_Enter: "open",
}


class MatrixTable(RoomTable):
    """``asked`` has what a key or the mouse asks for the cell at the cursor: ``accept``, ``reject``,
    ``clear``, ``filter``, ``open`` or ``words``; ``variant_asked`` has the place of a variant, ``gap_asked``
    a step, ``moved_sideways`` the first version seen, how many are seen, and of how many."""

    asked = Signal(str)
    variant_asked = Signal(int)
    gap_asked = Signal(int)
    moved_sideways = Signal(int, int, int)
    left = Signal()
    current_moved = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: MatrixModel, themes: ThemeSource) -> None:
        super().__init__(model, ROW_HEIGHT)
        self._matrix, self._themes = model, themes
        self.painter = MatrixDelegate(model, themes, self)
        self.setItemDelegate(self.painter)
        self.head = MatrixHeader(model, themes, self)
        self.setHorizontalHeader(self.head)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Renderings"))
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self.painter.forget)
        model.leaving.connect(self._on_leaving)
        themes.changed.connect(self._on_themes_changed)
        self._on_themes_changed()

    def lay_out_columns(self) -> None:
        count, room = len(self._matrix.heads), self.viewport().width() - _PAIR_WIDTH
        chinese = round(min(max(_CHINESE_SHARE * room, _LEAST_CHINESE), _MOST_CHINESE))
        room -= chinese
        least = _LEAST_BESIDE if count <= _BESIDE else _LEAST
        seen = min(max(room // least, 1), max(count, 1))
        self.setColumnWidth(PAIR, _PAIR_WIDTH)
        self.setColumnWidth(CHINESE, chinese)
        self.show_versions(FIRST, count, seen, room)
        self.moved_sideways.emit(self._first, seen, count)

    def move_sideways(self, first: int) -> None:
        super().move_sideways(first)
        column = self.currentIndex().column()
        if column >= FIRST and self.isColumnHidden(column):
            step = FIRST + self._first if column < FIRST + self._first else self._last_seen()
            self.setCurrentIndex(self._matrix.index(self.currentIndex().row(), step))

    def go(self, row: int, column: int) -> None:
        """Go to a cell, sideways too where it is not seen."""
        if self.isColumnHidden(column):
            self._show_column(column)
        self.setCurrentIndex(self._matrix.index(row, column))

    def go_and_show(self, row: int, column: int) -> None:
        """As :meth:`go`, with some rows around it in sight."""
        self.go(row, column)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        current, last = self.currentIndex(), FIRST + len(self._matrix.heads) - 1
        if action in (_Cursor.MoveLeft, _Cursor.MoveRight) and current.isValid():
            column = current.column() + (1 if action is _Cursor.MoveRight else -1)
            column = min(max(column, CHINESE), last)
            if self.isColumnHidden(column):
                self._show_column(column)
            return self._matrix.index(current.row(), column)
        if action in (_Cursor.MoveHome, _Cursor.MoveEnd) and current.isValid():
            # To the ends of the list: a row is short, the list is long.
            row = 0 if action is _Cursor.MoveHome else self._matrix.rowCount() - 1
            return self._matrix.index(row, current.column())
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        # The whole row is lit, of which Qt would only paint the cell.
        for index in (current, previous):
            if index.isValid():
                y = self.rowViewportPosition(index.row())
                self.viewport().update(0, y, self.viewport().width(), ROW_HEIGHT)
        self.current_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_plain = _Key(event.key()), event.modifiers() in NO_MODIFIERS
        is_shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if is_plain and _Key.Key_1 <= key <= _Key.Key_9:
            self.variant_asked.emit(key - _Key.Key_1)
        elif key == _Key.Key_G and (is_plain or is_shifted):
            self.gap_asked.emit(-1 if is_shifted else 1)
        elif is_shifted and key in (_Key.Key_Return, _Key.Key_Enter):
            self.asked.emit("words")
        elif is_plain and key in _LETTERS:
            self.asked.emit(_LETTERS[key])
        elif is_plain and key == _Key.Key_Left and self.currentIndex().column() <= CHINESE:
            self.left.emit()
        elif key == _Key.Key_Escape and self._matrix.is_filtered():
            self.asked.emit("unfilter")
        elif key in (_Key.Key_Escape, _Key.Key_Slash):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == PAIR:
            self.setCurrentIndex(self._matrix.index(index.row(), CHINESE))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    def _on_leaving(self) -> None:
        self.selectionModel().clear()

    def _on_themes_changed(self) -> None:
        # On an opaque ground scrolling moves what is painted, and only new rows are painted.
        palette = self.palette()
        palette.setColor(self.viewport().backgroundRole(), self._themes.current.bg)
        self.viewport().setPalette(palette)
        self.viewport().update()

    def _show_column(self, column: int) -> None:
        number, seen = column - FIRST, self._last_seen() - FIRST - self._first + 1
        self._first = number if number < self._first else number - seen + 1
        self.lay_out_columns()

    def _last_seen(self) -> int:
        shown = [FIRST + n for n in range(len(self._matrix.heads)) if not self.isColumnHidden(FIRST + n)]
        return shown[-1] if shown else FIRST

    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.setCurrentIndex(self._matrix.index(index.row(), max(index.column(), CHINESE)))
        elif not self.currentIndex().isValid():
            return
        else:
            point = self.visualRect(self.currentIndex()).center()
        self.menu_requested.emit(self.viewport().mapToGlobal(point))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.asked.emit("open")
