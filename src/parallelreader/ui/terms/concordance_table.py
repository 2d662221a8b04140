"""The table of the concordance: keys and mouse in it, and the names over its columns.

Place and context stay while one goes sideways through the versions. What a key leads to is left to the view.
"""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from parallelreader.ui.terms.concordance_model import CONTEXT, FIRST, PLACE, ConcordanceModel, Index
from parallelreader.ui.terms.concordance_painting import ROW_HEIGHT, ConcordanceDelegate
from parallelreader.ui.terms.room_table import RoomTable
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS

_Key = Qt.Key
_Cursor = QAbstractItemView.CursorAction
_PLACE_WIDTH = 104
_LEAST, _LEAST_CONTEXT, _USUAL_CONTEXT = 190, 220, 560
_HEADER_HEIGHT = 30
_STEP = 2
_ASK_AFTER_MS = 60
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class ConcordanceTable(RoomTable):
    """``opened`` comes with Enter or a double click, ``wanted`` when other rows are seen, ``width_asked``
    with the change of the width of contexts, ``column_chosen`` with a version whose name was pressed."""

    opened = Signal()
    wanted = Signal()
    width_asked = Signal(int)
    column_chosen = Signal(int)
    current_moved = Signal()
    query_requested = Signal()
    left = Signal()

    def __init__(self, model: ConcordanceModel, themes: ThemeSource) -> None:
        super().__init__(model, ROW_HEIGHT)
        self._hits, self._themes = model, themes
        self._context = _LEAST_CONTEXT
        self.painter = ConcordanceDelegate(model, themes, self)
        self.setItemDelegate(self.painter)
        self.head = _Header(model, themes, self)
        self.setHorizontalHeader(self.head)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Hits"))
        self._asking = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._asking.timeout.connect(self.wanted)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.modelReset.connect(self._on_reset)
        self.doubleClicked.connect(self.opened)
        self.head.sectionClicked.connect(self._on_section_clicked)
        themes.changed.connect(self.viewport().update)

    @property
    def rows_seen(self) -> range:
        """The rows that can be seen now."""
        count = self._hits.rowCount()
        if not count:
            return range(0)
        top = max(self.rowAt(0), 0)
        bottom = self.rowAt(self.viewport().height() - 1)
        return range(top, (bottom if bottom >= 0 else count - 1) + 1)

    def choose(self, row: int) -> None:
        """Go to a row."""
        if 0 <= row < self._hits.rowCount():
            self.setCurrentIndex(self._hits.index(row, CONTEXT))

    def set_context(self, pixels: int) -> None:
        """Give contexts that width, so far as there is room."""
        self._context = pixels
        self.lay_out_columns()

    def lay_out_columns(self) -> None:
        count, room = len(self._hits.heads), self.viewport().width() - _PLACE_WIDTH
        # Who asks for no wider contexts than usual sees two versions rather than all of these.
        others = min(count, 2 if self._context <= _USUAL_CONTEXT else 1)
        # Where there is no room for so many, the contexts get what these would have had.
        others = min(others, max((room - _LEAST_CONTEXT) // _LEAST, 1))
        context = max(min(self._context, room - _LEAST * others), min(_LEAST_CONTEXT, room))
        rest = room - context
        seen = min(max(rest // _LEAST, 1), count) if count else 0
        self.setColumnWidth(PLACE, _PLACE_WIDTH)
        self.setColumnWidth(CONTEXT, context if count else room)
        self.show_versions(FIRST, count, seen, rest)
        self.head.tell_beyond(self._first, count - self._first - seen)
        self._asking.start()

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        row, last = self.currentIndex().row(), self._hits.rowCount() - 1
        if action is _Cursor.MoveHome:
            return self._hits.index(0, CONTEXT)
        if action is _Cursor.MoveEnd:
            return self._hits.index(last, CONTEXT)
        if action in (_Cursor.MoveUp, _Cursor.MoveDown) and row >= 0:
            step = -1 if action is _Cursor.MoveUp else 1
            return self._hits.index(min(max(row + step, 0), last), CONTEXT)
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_plain = _Key(event.key()), event.modifiers() in NO_MODIFIERS
        if is_plain and key in (_Key.Key_Return, _Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif is_plain and key in (_Key.Key_Left, _Key.Key_Right):
            self.move_sideways(self._first + (1 if key == _Key.Key_Right else -1))
        elif is_plain and key in (_Key.Key_Plus, _Key.Key_Equal, _Key.Key_Minus):
            self.width_asked.emit(-_STEP if key == _Key.Key_Minus else _STEP)
        elif is_plain and key == _Key.Key_N:
            self.choose(self.currentIndex().row() + 1)
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key == _Key.Key_N:
            self.choose(self.currentIndex().row() - 1)
        elif is_plain and key == _Key.Key_Slash:
            self.query_requested.emit()
        elif is_plain and key == _Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        elif key == _Key.Key_Escape or (event.text().isprintable() and event.text().strip()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        if self.currentIndex().isValid() and self._hits.lines is not None:
            around = self._hits.lines.context(self._hits.number(self.currentIndex().row()), 60)
            QApplication.clipboard().setText(f"{around.left}{around.hit}{around.right}")

    def _on_scrolled(self, value: int) -> None:
        self._asking.start()

    def _on_reset(self) -> None:
        self.painter.forget()
        self.lay_out_columns()

    def _on_section_clicked(self, section: int) -> None:
        if section >= FIRST:
            self.column_chosen.emit(section - FIRST)


class _Header(QHeaderView):
    def __init__(self, model: ConcordanceModel, themes: ThemeSource, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hits, self._themes = model, themes
        self._before = self._after = 0
        self._font = interface_font(12)
        self._font.setWeight(QFont.Weight.Medium)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(_HEADER_HEIGHT)
        self.setAccessibleName(self.tr("Columns"))
        themes.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(100, _HEADER_HEIGHT)

    def tell_beyond(self, before: int, after: int) -> None:
        """Say how many versions there are to the left and right of those seen."""
        self._before, self._after = before, after
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._themes.current
        painter.save()
        painter.fillRect(rect, theme.bg)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.control)
        if section >= FIRST:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), theme.line)
        left = {PLACE: 20, CONTEXT: 8}.get(section, 21)
        box = rect.adjusted(left, 0, -8, 0)
        painter.setFont(self._font)
        painter.setPen(theme.text if section >= FIRST else theme.secondary)
        metrics = QFontMetrics(self._font)
        beyond = self._beyond(section)
        if beyond:
            painter.drawText(box, _FLAGS | int(Qt.AlignmentFlag.AlignRight), beyond)
            box.setRight(box.right() - metrics.horizontalAdvance(beyond) - 10)
        name = str(self._hits.headerData(section, Qt.Orientation.Horizontal) or "")
        painter.drawText(box, _FLAGS, metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width()))
        painter.restore()

    def _beyond(self, section: int) -> str:
        """How many versions there are beyond those seen, in the last of these, or the first."""
        number = section - FIRST
        if number >= 0 and self._after and number == len(self._hits.heads) - self._after - 1:
            return self.tr("{count} more →").format(count=self._after)
        if number >= 0 and self._before and number == self._before:
            return self.tr("← {count} more").format(count=self._before)
        return ""
