"""The list of lines: which are chosen, and the keys and clicks that give them tags.

What a line looks like is known to ``line_painting``; the tags are changed by whoever listens.
"""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QWidget

from parallelreader.ui.importing.line_painting import (
    LineLooks,
    chip_rect,
    estimate_height,
    paint_focus,
    paint_line,
)
from parallelreader.ui.importing.lines_model import LinesModel
from parallelreader.ui.importing.tags import TAG_OF_KEY
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.lazy_list import LazyListView

Index = QModelIndex | QPersistentModelIndex
_Select = QItemSelectionModel.SelectionFlag
_LONGEST_TIP = 1000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesView(LazyListView):
    """Signals what is asked for the chosen lines; ``menu_requested`` says where (a global point)."""

    tag_requested = Signal(object)
    menu_requested = Signal(QPoint)
    split_requested = Signal()
    same_requested = Signal()
    level_requested = Signal()

    def __init__(self, model: LinesModel, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._themes = model, themes
        self._looks = LineLooks()
        self._hovered = -1
        self._pressed_chip = -1
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setModel(model)
        self.setAccessibleName(self.tr("Source lines"))
        self.viewport().setMouseTracking(True)
        themes.changed.connect(self.viewport().update)

    def chosen_numbers(self) -> list[int]:
        """The numbers of the chosen lines, in order."""
        spans = self.selectionModel().selection().toList()
        numbers: list[int] = []
        for top, bottom in sorted((span.top(), span.bottom()) for span in spans):
            after = max(top + 1, numbers[-1] + 1 if numbers else 0)
            numbers += range(after, bottom + 2)
        return numbers

    def choose(self, row: int) -> None:
        """Choose one row alone and bring it into sight."""
        self.setCurrentIndex(self._lines.index(row))

    def height_of(self, row: int) -> int:
        return self._looks.of(self._lines.line(row), self.viewport().width()).height

    def estimate_of(self, row: int) -> int:
        return estimate_height(self._lines.line(row), self.viewport().width())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first, last = (self.indexAt(point) for point in (rect.topLeft(), rect.bottomRight()))
        if not last.isValid() and self._lines.rowCount():
            # Dragged below the last line, or above the first.
            last = self._lines.index(self._lines.rowCount() - 1 if rect.bottom() > 0 else 0)
        if not first.isValid():
            first = last
        if first.row() > last.row():
            first, last = last, first
        if first.isValid():
            self.selectionModel().select(QItemSelection(first, last), command)

    def keyboardSearch(self, text: str) -> None:
        """Letters are commands here, not the beginning of a line that is looked for."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, width = self._themes.current, self.viewport().width()
        painter.fillRect(event.rect(), theme.bg)
        chosen = self.selectionModel()
        for row in self.rows_in_sight():
            index = self._lines.index(row)
            rect = self.visualRect(index)
            if not rect.intersects(event.rect()):
                continue
            line = self._lines.line(row)
            selected, over = chosen.isSelected(index), row == self._hovered
            look = self._looks.of(line, width)
            paint_line(painter, rect, theme, line, look, selected=selected, over=over)
            if self.hasFocus() and index == self.currentIndex():
                paint_focus(painter, rect, theme)
        painter.end()

    def event(self, event: QEvent) -> bool:
        # Single keys are commands of the list while it has the focus, whatever shortcuts there are.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or not _is_ours(event) or not self.currentIndex().isValid():
            if event.key() in (Qt.Key.Key_Escape, *_ENTER):
                event.ignore()
            else:
                super().keyPressEvent(event)
        elif event.key() in TAG_OF_KEY:
            self.tag_requested.emit(TAG_OF_KEY[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_S:
            self.split_requested.emit()
        elif event.key() == Qt.Key.Key_H:
            self.level_requested.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.same_requested.emit()
        else:
            self._ask_for_menu(self.currentIndex().row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._lines.rowCount():
            self.choose(0)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._pressed_chip = -1
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_chip(
            index, event.position().toPoint()
        ):
            self._pressed_chip = index.row()
            # Choosing several lines and then clicking the tag of one of them changes all of them.
            if not self.selectionModel().isSelected(index):
                self.choose(index.row())
            else:
                self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, self._pressed_chip = self._pressed_chip, -1
        if row < 0:
            super().mouseReleaseEvent(event)
        elif self._is_on_chip(self._lines.index(row), event.position().toPoint()):
            self._ask_for_menu(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            place = event.position().toPoint()
            index = self.indexAt(place)
            self._hover(index.row())
            shape = (
                Qt.CursorShape.PointingHandCursor
                if self._is_on_chip(index, place)
                else Qt.CursorShape.ArrowCursor
            )
            self.viewport().setCursor(shape)
        elif self._pressed_chip < 0:
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            self._ask_for_menu(self.currentIndex().row())
        elif self.indexAt(event.pos()).isValid():
            self.menu_requested.emit(event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_whole_line(event)
            return True
        return super().viewportEvent(event)

    def _ask_for_menu(self, row: int) -> None:
        chip = chip_rect(self.visualRect(self._lines.index(row)))
        self.menu_requested.emit(self.viewport().mapToGlobal(chip.bottomLeft() + QPoint(0, 4)))

    def _is_on_chip(self, index: QModelIndex, place: QPoint) -> bool:
        return index.isValid() and chip_rect(self.visualRect(index)).contains(place)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _show_whole_line(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        if not index.isValid():
            QToolTip.hideText()
            return
        line = self._lines.line(index.row())
        look = self._looks.of(line, self.viewport().width())
        tip = plain_tip(line.text[:_LONGEST_TIP], wraps=True) if look.is_cut else ""
        QToolTip.showText(event.globalPos(), tip, self)


def _is_ours(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in _ENTER:
        return modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    is_command = event.key() in TAG_OF_KEY or event.key() in (Qt.Key.Key_S, Qt.Key.Key_H)
    return is_command and modifiers == Qt.KeyboardModifier.NoModifier
