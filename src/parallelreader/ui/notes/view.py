"""The list of notes: which one is chosen, the buttons within it, keys and pointer.

Scrolling is left to ``lazy_list``, painting an item to the delegate, what is done to a note to the panel.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyle, QStyleOptionViewItem, QWidget

from parallelreader.ui.notes.action_bar import BAR_INSET
from parallelreader.ui.notes.delegate import NoteDelegate
from parallelreader.ui.notes.item_layout import MARGIN, estimate_height
from parallelreader.ui.notes.keys import NoteKey, note_key
from parallelreader.ui.notes.model import NoteListModel
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.lazy_list import LazyListView

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_Hint = QAbstractItemView.ScrollHint
_BAR_BELOW = 11


class NoteListView(LazyListView):
    """The current row is the chosen one; ``bar`` is shown within it, below its text."""

    key_pressed = Signal(object)
    current_moved = Signal()

    def __init__(
        self, model: NoteListModel, themes: ThemeSource, bar: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._notes, self._themes, self._bar = model, themes, bar
        self._hovered = -1
        self._lingering = -1
        self._linger = QTimer(self, singleShot=True)
        self._linger.timeout.connect(self._on_linger_ended)
        self._delegate = NoteDelegate(themes, self)
        bar.setParent(self.viewport())
        bar.hide()
        self.setItemDelegate(self._delegate)
        self.viewport().setMouseTracking(True)
        self.setModel(model)
        self.setAccessibleName(self.tr("Notes"))

    def choose(self, row: int, *, centred: bool = False) -> None:
        """Make a row the current one and bring it into sight."""
        index = self._notes.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, _Hint.PositionAtCenter if centred else _Hint.EnsureVisible)

    def height_of(self, row: int) -> int:
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, self.viewport().width(), 0)
        height = self._delegate.sizeHint(option, self._notes.index(row)).height()
        if row in (self.currentIndex().row(), self._lingering):
            height += self._bar.sizeHint().height() + _BAR_BELOW
        return height

    def estimate_of(self, row: int) -> int:
        note = self._notes.note(row)
        return estimate_height(note.body, len(note.targets), self.viewport().width())

    def rebuild(self) -> None:
        self._lingering, self._hovered = -1, -1
        super().rebuild()

    def settled(self) -> None:
        current = self.currentIndex()
        rect = self.visualRect(current)
        if rect.isNull():
            if self._bar.isAncestorOf(QApplication.focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bar.hide()
            return
        height = self._bar.sizeHint().height()
        top = rect.bottom() + 1 - height - _BAR_BELOW
        left = MARGIN - BAR_INSET
        self._bar.setGeometry(left, top, max(rect.width() - MARGIN - left, 1), height)
        self._bar.show()

    def currentChanged(self, current: Index, previous: Index) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton and previous.isValid():
            # The row under the pointer must stay there for the second click of a double-click.
            self._lingering = previous.row()
            self._linger.start(QApplication.doubleClickInterval())
        self.measure_again((previous.row(), current.row()))
        self.settle()
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._themes.current.surface)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in self.rows_in_sight():
            index = self._notes.index(row)
            option.rect = self.visualRect(index)
            if option.rect.intersects(event.rect()):
                option.state = self._state_of(row)
                self._delegate.paint(painter, option, index)
        painter.end()

    def event(self, event: QEvent) -> bool:
        # The window has shortcuts on single keys; here they belong to the note that is chosen.
        is_override = event.type() == QEvent.Type.ShortcutOverride and self.currentIndex().isValid()
        if is_override and isinstance(event, QKeyEvent) and note_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed: NoteKey | None = note_key(event)
        if pressed is not None and self.currentIndex().isValid():
            self.key_pressed.emit(pressed)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and not self.currentIndex().isValid() and self._notes.rowCount():
            # Focus that came by a key must be seen, and only a chosen note shows it.
            self.choose(self.rows_in_sight()[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    @Slot()
    def _on_linger_ended(self) -> None:
        row, self._lingering = self._lingering, -1
        current = self.currentIndex()
        y = self.visualRect(current).top()
        self.measure_again((row,))
        self.settle()
        if current.isValid():
            self.hold(current.row(), y)
            self.scrollTo(current)

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _state_of(self, row: int) -> QStyle.StateFlag:
        state = _State.State_Enabled
        if row == self.currentIndex().row():
            state |= _State.State_Selected
            if self.hasFocus():
                state |= _State.State_HasFocus
        elif row == self._hovered:
            state |= _State.State_MouseOver
        return state
