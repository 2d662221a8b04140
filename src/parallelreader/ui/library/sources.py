"""The list at the left of the library: everything, corpora, collections, tags; things are dropped on it."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
)
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from parallelreader.app.holding.listing import Entry, Library
from parallelreader.ui.library.choice import Choice, Kind, sizes
from parallelreader.ui.library.model import things_in
from parallelreader.ui.library.tree import VALUE, SideTree, add_row
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

_IS_AWAY, _IS_QUIET = VALUE + 1, VALUE + 2
_TARGETS = (Kind.CORPUS, Kind.COLLECTION, Kind.TAG)


class SourceTree(SideTree):
    """``chosen`` comes with every other choice, ``dropped`` with things and what they were dropped on."""

    chosen = Signal(object)
    dropped = Signal(list, object)
    menu_requested = Signal(object, QPoint)
    rename_requested = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(self.tr("Parts of the library"))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.currentItemChanged.connect(self._on_current_changed)
        themes.changed.connect(self._recolour)
        self._choice = Choice(Kind.ALL)
        self._sizes: Counter[Choice] = Counter()

    @property
    def choice(self) -> Choice:
        """What is looked at."""
        return self._choice

    def show_library(self, library: Library, removed: Sequence[Entry]) -> None:
        """List what there is to choose from; the choice stays where it still is."""
        self._sizes = sizes(library)
        self.blockSignals(True)
        self.clear()
        for choice, name in (
            (Choice(Kind.ALL), self.tr("All documents")),
            (Choice(Kind.STARTED), self.tr("Read before")),
            (Choice(Kind.UNREAD), self.tr("Never opened")),
        ):
            self._add(self, choice, name, self._sizes[choice])
        self._add_corpora(library)
        self._add_collections(library)
        self._add_tags(library)
        if removed:
            self._add(self, Choice(Kind.REMOVED), self.tr("Removed"), len(removed))
        self._recolour()
        self.blockSignals(False)
        self.choose(self._choice)

    def choose(self, choice: Choice) -> None:
        """Look at something; at everything where that is no more."""
        found = {item.data(0, VALUE): item for item in self._items() if item.data(0, VALUE) is not None}
        self._choice = choice if choice in found else Choice(Kind.ALL)
        if self._choice in found:
            self.blockSignals(True)
            self.setCurrentItem(found[self._choice])
            self.blockSignals(False)
        self.chosen.emit(self._choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self._choice.id:
            self.rename_requested.emit(self._choice)
        elif event.key() == Qt.Key.Key_Delete and self._choice.id:
            self.removal_requested.emit(self._choice)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if things_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._target(event.position().toPoint()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        target, things = self._target(event.position().toPoint()), things_in(event.mimeData())
        if target is not None and things:
            # What moves between corpora is moved by whoever hears of it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(things, target)

    def _target(self, point: QPoint) -> Choice | None:
        item = self.itemAt(point)
        choice = item.data(0, VALUE) if item is not None else None
        return choice if isinstance(choice, Choice) and choice.kind in _TARGETS else None

    def _add_corpora(self, library: Library) -> None:
        head = self._heading(self.tr("Corpora"))
        for corpus in sorted(library.corpora, key=lambda each: each.title.casefold()):
            choice = Choice(Kind.CORPUS, corpus.key)
            item = self._add(head, choice, corpus.title, self._sizes[choice])
            where = str(corpus.folder) if corpus.folder is not None else ""
            item.setToolTip(0, plain_tip("\n".join(filter(None, (where, corpus.away)))))
            item.setData(0, _IS_AWAY, bool(corpus.away))

    def _add_collections(self, library: Library) -> None:
        if not library.collections:
            return
        head = self._heading(self.tr("Collections"))
        items: dict[str, QTreeWidgetItem] = {}
        for is_inner in (False, True):
            for each in library.collections:
                if bool(each.parent) is is_inner:
                    choice = Choice(Kind.COLLECTION, each.id)
                    parent = items.get(each.parent, head)
                    count = self._sizes[choice]
                    items[each.id] = self._add(parent, choice, each.name, count)
        for item in items.values():
            item.setExpanded(True)

    def _add_tags(self, library: Library) -> None:
        if library.tags:
            head = self._heading(self.tr("Tags"))
            for word, count in library.tags:
                self._add(head, Choice(Kind.TAG, word), word, count)

    def _heading(self, text: str) -> QTreeWidgetItem:
        item = add_row(self, text, None)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setExpanded(True)
        font = QFont(self.font())
        font.setPixelSize(11)
        item.setFont(0, font)
        item.setData(0, _IS_QUIET, True)
        return item

    def _add(
        self, parent: QTreeWidget | QTreeWidgetItem, choice: Choice, name: str, count: int
    ) -> QTreeWidgetItem:
        item = add_row(parent, name, choice)
        item.setText(1, str(count))
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        found, waiting = [], [self.topLevelItem(number) for number in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting += [item.child(number) for number in range(item.childCount())]
        return found

    @Slot()
    def _recolour(self) -> None:
        theme = self._themes.current
        for item in self._items():
            item.setForeground(1, QBrush(theme.secondary))
            is_pale = item.data(0, _IS_AWAY) or item.data(0, _IS_QUIET)
            item.setForeground(0, QBrush(theme.secondary if is_pale else theme.text))

    @Slot(QTreeWidgetItem)
    def _on_current_changed(self, item: QTreeWidgetItem | None) -> None:
        choice = item.data(0, VALUE) if item is not None else None
        if isinstance(choice, Choice):
            self._choice = choice
            self.chosen.emit(choice)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        item = self.itemAt(point) or self.currentItem()
        choice = item.data(0, VALUE) if item is not None else None
        if isinstance(choice, Choice):
            self.menu_requested.emit(choice, self.viewport().mapToGlobal(point))
