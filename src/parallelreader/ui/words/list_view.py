"""The list of words: keys and mouse in it, and the names of its columns. What they lead to is the page's.

How a row is painted is left to the delegate.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from parallelreader.app.words.word_list import WordEntry
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS
from parallelreader.ui.words.list_model import WordModel
from parallelreader.ui.words.list_painting import Columns, WordDelegate
from parallelreader.ui.words.page_keys import ACT_KEYS, STATUS_KEYS

_Key = Qt.Key
_OPENING = (_Key.Key_Return, _Key.Key_Enter)
_OWN_KEYS = (*STATUS_KEYS, *ACT_KEYS, *_OPENING, _Key.Key_Delete, _Key.Key_Backspace, _Key.Key_Slash)


class WordListView(QListView):
    """Arrows go about, with Shift a range; digits, ``W`` and ``I`` give a status, ``Enter`` opens the pair;
    ``D``, ``R`` and ``E`` ask for a WordAct on the word at the cursor.

    ``search_requested`` has what an input method wrote, or nothing for the slash; ``left`` comes for an
    arrow up from the first row.
    """

    opened = Signal()
    status_requested = Signal(object)
    act_requested = Signal(object)
    removal_requested = Signal()
    search_requested = Signal(str)
    current_moved = Signal()
    left = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, model: WordModel, themes: ThemeSource) -> None:
        super().__init__()
        self.setModel(model)
        self._words = model
        self.setItemDelegate(WordDelegate(model, themes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(self.tr("Words"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.doubleClicked.connect(self._on_double_clicked)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        themes.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[WordEntry]:
        """What is selected, from the top."""
        # By ranges: with all of ten thousand selected an index for each takes longer than a frame.
        ranges = ((each.top(), each.bottom() + 1) for each in self.selectionModel().selection().toList())
        return [self._words.word(row) for top, after in sorted(ranges) for row in range(top, after)]

    @property
    def on_screen(self) -> Sequence[WordEntry]:
        """What can be seen now, from the top."""
        area = self.viewport().rect()
        top, bottom = self.indexAt(area.topLeft()).row(), self.indexAt(area.bottomLeft()).row()
        after = bottom + 1 if bottom >= 0 else len(self._words.words)
        return self._words.words[max(top, 0) : after]

    @property
    def current(self) -> WordEntry | None:
        """The word at the cursor."""
        row = self.currentIndex().row()
        return self._words.word(row) if row >= 0 else None

    def choose(self, row: int) -> None:
        """Select one row and show it."""
        index = self._words.index(row, 0)
        # Whatever keys are held just now.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def choose_again(self, rows: list[int], current: int) -> None:
        """Select these rows without scrolling, as before the list was made anew."""
        selection = QItemSelection()
        for top, bottom in _runs(sorted(rows)):
            selection.select(self._words.index(top, 0), self._words.index(bottom, 0))
        model = self.selectionModel()
        model.setCurrentIndex(self._words.index(current, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def currentChanged(self, current: object, previous: object) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.current_moved.emit()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (
                event.matches(QKeySequence.StandardKey.Copy)
                or (event.key() in _OWN_KEYS and event.modifiers() in NO_MODIFIERS)
            )
        ):
            # In the text these are commands of the window; here they are about the list.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = _Key(event.key()), self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText("\n".join(word.written for word in self.chosen))
        elif event.modifiers() not in NO_MODIFIERS:
            super().keyPressEvent(event)
        elif key in _OPENING:
            if row >= 0:
                self.opened.emit()
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self.removal_requested.emit()
        elif key in STATUS_KEYS:
            self.status_requested.emit(STATUS_KEYS[key])
        elif key in ACT_KEYS:
            self.act_requested.emit(ACT_KEYS[key])
        elif key == _Key.Key_Slash:
            self.search_requested.emit("")
        elif key == _Key.Key_Up and row <= 0:
            self.left.emit()
        elif event.text().isprintable() and event.text().strip():
            # Qt would look for a word that begins so; hanzi are not found by letters.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.search_requested.emit(event.commitString())
            event.accept()

    @Slot()
    def _on_double_clicked(self) -> None:
        self.opened.emit()

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.currentIndex()
        if not self.indexAt(point).isValid() and index.isValid():
            # Asked for by key, it stands at the current row.
            point = self.visualRect(index).center()
        self.menu_requested.emit(self.viewport().mapToGlobal(point))


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """(first, last) of the rows that follow each other."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


class ColumnNames(QWidget):
    """The line above the list that says what stands in which column."""

    def __init__(self, themes: ThemeSource, below: QListView) -> None:
        super().__init__()
        self._themes, self._below, self._shows_times = themes, below, False
        self._font = interface_font(11)
        self.setFixedHeight(30)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(0, 30)

    def show_times(self, shown: bool) -> None:
        """Whether the last column has how often words are met, and not when they are due."""
        self._shows_times = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        columns = Columns.within(self._below.viewport().width())
        painter.setFont(self._font)
        painter.setPen(theme.secondary)
        names = [
            (columns.word, self.tr("Word")),
            (columns.meaning, self.tr("Meaning here")),
            (columns.pair, self.tr("Sentence pair")),
            (columns.due, self.tr("Met") if self._shows_times else self.tr("Due")),
        ]
        if columns.is_wide:
            names += [(columns.pinyin, self.tr("Pinyin")), (columns.status, self.tr("Status"))]
        for (left, right), name in names:
            flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
            painter.drawText(left, 0, right - left, self.height(), flags, name)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.control)
        painter.end()
