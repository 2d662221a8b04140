"""The list of dictionaries: in the order they are asked, each with its switch, moved by key or by mouse."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from parallelreader.app.words.dictionaries import DictionaryInfo
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

_NAME, _COUNT, _LICENCE = range(3)
_NAME_WIDTH, _COUNT_WIDTH = 280, 110
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class DictionaryList(QTreeWidget):
    """``switched`` (id, on) comes when a switch is turned, ``reordered`` with all ids in their new order,
    ``remove_asked`` with Delete, ``listed`` when others are shown or they are shown otherwise."""

    switched = Signal(str, bool)
    reordered = Signal(list)
    remove_asked = Signal()
    listed = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._listed: dict[str, DictionaryInfo] = {}
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Dictionary"), self.tr("Entries"), self.tr("Licence")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Dictionaries, in the order they are asked"))
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(_NAME, _NAME_WIDTH)
        header.resizeSection(_COUNT, _COUNT_WIDTH)
        self.itemChanged.connect(self._on_item_changed)
        themes.changed.connect(self._on_themes_changed)

    @property
    def current(self) -> DictionaryInfo | None:
        """The dictionary that is chosen."""
        item = self.currentItem()
        return self._listed.get(_id(item)) if item is not None else None

    def show_dictionaries(self, listed: Sequence[DictionaryInfo]) -> None:
        """List these, with the same one chosen as before."""
        chosen = self.current
        self._listed = {info.id: info for info in listed}
        self.blockSignals(True)
        self.clear()
        for info in listed:
            self.addTopLevelItem(self._item(info))
        at = next((n for n, info in enumerate(listed) if chosen is not None and info.id == chosen.id), 0)
        if (item := self.topLevelItem(at)) is not None:
            self.setCurrentItem(item)
        self.blockSignals(False)
        self.listed.emit()

    def shift(self, by: int) -> None:
        """Ask the chosen one earlier (-1) or later (1)."""
        item = self.currentItem()
        at = self.indexOfTopLevelItem(item) if item is not None else -1
        if at < 0 or not 0 <= at + by < self.topLevelItemCount():
            return
        ids = self._ids()
        ids.insert(at + by, ids.pop(at))
        self.reordered.emit(ids)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_moving = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if is_moving and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is not self:
            event.ignore()
            return
        super().dropEvent(event)
        self.reordered.emit(self._ids())

    def _item(self, info: DictionaryInfo) -> QTreeWidgetItem:
        count = self.tr("cannot be read") if info.problem else f"{info.count:,}"
        item = QTreeWidgetItem([info.title, count, info.licence])
        item.setData(_NAME, Qt.ItemDataRole.UserRole, info.id)
        item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
        item.setCheckState(_NAME, _CHECKED if info.is_on else _UNCHECKED)
        item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(_NAME, plain_tip(info.title))
        item.setToolTip(_LICENCE, plain_tip(info.licence, wraps=True))
        if info.problem:
            item.setForeground(_COUNT, self._themes.current.error)
            item.setToolTip(_COUNT, plain_tip(info.problem, wraps=True))
        return item

    def _ids(self) -> list[str]:
        return [_id(self.topLevelItem(at)) for at in range(self.topLevelItemCount())]

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        info = self._listed.get(_id(item))
        is_on = item.checkState(_NAME) == _CHECKED
        if column == _NAME and info is not None and is_on != info.is_on:
            self.switched.emit(info.id, is_on)

    def _on_themes_changed(self) -> None:
        self.show_dictionaries([self._listed[each] for each in self._ids() if each in self._listed])


def _id(item: QTreeWidgetItem | None) -> str:
    return str(item.data(_NAME, Qt.ItemDataRole.UserRole)) if item is not None else ""
