"""The list of entries: keys and mouse in it. What they lead to is the business of the page."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QWidget

from parallelreader.ui.library.entry_delegate import EntryDelegate
from parallelreader.ui.library.model import EntryModel, Thing
from parallelreader.ui.theme.source import ThemeSource

_Key = Qt.Key
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)
_OWN_KEYS = (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Delete, _Key.Key_F2, _Key.Key_Backspace)


class EntryList(QListView):
    """Arrows go about, ``Enter`` opens, ``F2`` renames, ``Delete`` removes; letters go into the search.

    ``typed`` has the letters, ``left`` comes for an arrow up from the first row.
    """

    opened = Signal(object)
    removal_requested = Signal()
    typed = Signal(str)
    left = Signal()
    menu_requested = Signal(QPoint)
    editing_ended = Signal()

    def __init__(self, model: EntryModel, themes: ThemeSource) -> None:
        super().__init__()
        self.setModel(model)
        self._entries = model
        self.setItemDelegate(EntryDelegate(model, themes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Documents of the library"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._entries.entry(index.row())))
        self.customContextMenuRequested.connect(self._on_menu_requested)
        themes.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[Thing]:
        """What is selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._entries.entry(row).id for row in rows]

    @property
    def is_editing(self) -> bool:
        """Whether a title is being written."""
        return self.state() is QAbstractItemView.State.EditingState

    def choose(self, row: int) -> None:
        """Select one row and show it."""
        index = self._entries.index(row, 0)
        # Whatever keys are held just now.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (self._is_typing(event) or event.key() in _OWN_KEYS)
        ):
            # Single letters are commands in the text; here they are letters.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if self.is_editing:
            # What the field for a title does not take is not for the list either.
            event.accept()
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter) and event.modifiers() in _PLAIN:
            if row >= 0:
                self.opened.emit(self._entries.entry(row))
        elif event.key() == _Key.Key_Delete:
            self.removal_requested.emit()
        elif event.key() == _Key.Key_Up and row <= 0 and event.modifiers() in _PLAIN:
            self.left.emit()
        elif self._is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.setFocus()
        self.editing_ended.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.typed.emit(event.commitString())
            event.accept()

    def _is_typing(self, event: QKeyEvent) -> bool:
        text = event.text()
        return event.modifiers() in _PLAIN and bool(text) and text.isprintable() and text != " "

    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.currentIndex()
        if not self.indexAt(point).isValid() and index.isValid():
            # Asked for by key, it stands at the current row.
            point = self.visualRect(index).center()
        self.menu_requested.emit(self.viewport().mapToGlobal(point))
