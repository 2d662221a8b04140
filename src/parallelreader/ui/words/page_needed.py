"""The sentences whose English was asked for: one below the other, to go back to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from parallelreader.app.words.reveals import Reveal
from parallelreader.app.words.word_list import Shelf, written_in
from parallelreader.core.notes.note import Anchor
from parallelreader.core.text import Span
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.list_painting import MARGIN, ROW_HEIGHT, SCRIPTS
from parallelreader.ui.words.list_snippet import Faces, draw_line, one_line

Index = QModelIndex | QPersistentModelIndex
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class NeededSentence:
    """A pair that had to be uncovered; ``about`` says where and how often, ``span`` is in the version."""

    text: Shelf
    version: str
    span: Span
    chinese: str
    english: str
    about: str
    anchor: Anchor | None = None
    reveal: Reveal | None = None


class NeededList(QListView):
    """``opened`` and ``let_go`` have a NeededSentence; ``left`` comes for an arrow up from the first row."""

    opened = Signal(object)
    let_go = Signal(object)
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._rows: Sequence[NeededSentence] = ()
        self._model = QStringListModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_NeededDelegate(self, themes))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Sentences I needed English for"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.doubleClicked.connect(self._on_double_clicked)
        themes.changed.connect(self.viewport().update)

    @property
    def rows(self) -> Sequence[NeededSentence]:
        """What is listed."""
        return self._rows

    def show_sentences(self, rows: Sequence[NeededSentence]) -> None:
        """List these."""
        kept = self.currentIndex().row()
        self._rows = tuple(rows)
        self._model.setStringList([f"{row.chinese} {row.english} {row.about}" for row in rows])
        if rows:
            self.setCurrentIndex(self._model.index(min(max(kept, 0), len(rows) - 1), 0))

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (*_OPENING, *_REMOVING)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in _OPENING and row >= 0:
            self.opened.emit(self._rows[row])
        elif event.key() in _REMOVING and row >= 0:
            self.let_go.emit(self._rows[row])
        elif event.key() == Qt.Key.Key_Up and row <= 0:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape or (event.text().isprintable() and event.text().strip()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._rows[index.row()])

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self.indexAt(point).isValid():
            # Asked for by key, it stands at the current row.
            point = self.visualRect(index).center()
        row, menu = self._rows[index.row()], QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, key, signal in (
            (self.tr("Open the pair"), "Enter", self.opened),
            (self.tr("Understood by now"), "Del", self.let_go),
        ):
            action = menu.addAction(name)
            action.setShortcut(QKeySequence(key))
            # Shown only: the list answers to the key itself.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _=False, signal=signal: signal.emit(row))
        menu.popup(self.viewport().mapToGlobal(point))


class _NeededDelegate(QStyledItemDelegate):
    def __init__(self, rows: NeededList, themes: ThemeSource) -> None:
        super().__init__(rows)
        self._list, self._themes = rows, themes
        self._chinese = {tag: Faces.of(reading_font(tag, 16)) for tag in SCRIPTS}
        self._english = Faces.of(reading_font("en", 13.5))
        self._small = Faces.of(interface_font(12, tabular=True))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._themes.current, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row = self._list.rows[index.row()]
        painter.save()
        if selected:
            painter.fillRect(rect, theme.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        left, width = rect.left() + MARGIN, rect.width() - 2 * MARGIN
        pale = theme.text if selected else theme.secondary
        for text, faces, top, tall, ink in (
            (row.chinese, self._chinese[written_in(row.chinese)], 5, 24, theme.text),
            (row.english, self._english, 29, 18, theme.text),
            (row.about, self._small, 48, 17, pale),
        ):
            painter.setPen(ink)
            area = QRectF(left, rect.top() + top, width, tall)
            draw_line(painter, one_line(text, (), faces, width), faces, area)
        painter.restore()
