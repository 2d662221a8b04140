"""The upper half of the sidebar: corpora opened before, the open one with its documents, and collections."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QTreeWidgetItem

from parallelreader.app.known_corpora import Collection
from parallelreader.app.places import KnownCorpus
from parallelreader.core.corpus import Corpus
from parallelreader.ui.library.tree import VALUE, SideTree, add_row
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.widgets.foreign_text import plain_tip


class CorpusTree(SideTree):
    """Everything in it opens by click, ``Enter`` or typing its first letters."""

    corpus_chosen = Signal(Path)
    document_chosen = Signal(str)
    collection_chosen = Signal(str)

    def __init__(self) -> None:
        self._away: Mapping[Path, str] = {}
        super().__init__()
        self.setAccessibleName(self.tr("Library"))
        self._corpus: Corpus | None = None
        self._known: list[KnownCorpus] = []
        self._collections: Sequence[Collection] = ()
        self._document = ""
        self.itemActivated.connect(self._on_item_activated)
        self.itemClicked.connect(self._on_item_activated)

    def show_corpora(self, known: Sequence[KnownCorpus], corpus: Corpus | None) -> None:
        """List the corpora opened before, the open one with its documents."""
        self._corpus = corpus
        self._known = [each for each in known if corpus is None or each.folder != corpus.folder]
        self.clear()
        if corpus is not None:
            top = add_row(self, corpus.title, corpus.folder)
            top.setText(1, str(len(corpus.documents)))
            for document in corpus.documents:
                add_row(top, document.title or document.id, document.id).setFirstColumnSpanned(True)
            top.setExpanded(True)
        for other in self._known:
            add_row(self, other.title, other.folder).setToolTip(0, plain_tip(str(other.folder)))
        self._add_collections()
        self.show_away(self._away)
        self._mark_document()

    def show_collections(self, collections: Sequence[Collection]) -> None:
        """List these below the corpora."""
        if list(collections) != list(self._collections):
            self._collections = collections
            for number in reversed(range(self.topLevelItemCount())):
                item = self.topLevelItem(number)
                if item is not None and isinstance(item.data(0, VALUE), Collection):
                    self.takeTopLevelItem(number)
            self._add_collections()

    def show_away(self, away: Mapping[Path, str]) -> None:
        """Pale those of the corpora that are not there, and say why."""
        self._away = away
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            folder = item.data(0, VALUE) if item is not None else None
            if item is None or not isinstance(folder, Path):
                continue
            reason = away.get(folder, "")
            if reason or self._corpus is None or folder != self._corpus.folder:
                item.setToolTip(0, plain_tip("\n".join(filter(None, (str(folder), reason)))))
            # Without one of its own a row has the colour of the theme, whichever comes.
            pale = self.palette().brush(QPalette.ColorRole.PlaceholderText) if reason else None
            item.setData(0, Qt.ItemDataRole.ForegroundRole, pale)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_away(self._away)

    def resizeEvent(self, event: QResizeEvent) -> None:
        item = self.currentItem()
        was_seen = item is not None and self.visualItemRect(item).bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        # The contents of a document that opens take their room from this list.
        if item is not None and was_seen:
            self.scrollToItem(item)

    def show_document(self, document_id: str) -> None:
        """Mark the document that is open."""
        self._document = document_id
        self._mark_document()

    def neighbour(self, step: int) -> str:
        """The id of the document so many after the open one; empty past the ends."""
        if self._corpus is None:
            return ""
        ids = [document.id for document in self._corpus.documents]
        number = ids.index(self._document) + step if self._document in ids else 0
        return ids[number] if 0 <= number < len(ids) else ""

    def _add_collections(self) -> None:
        items: dict[str, QTreeWidgetItem] = {}
        for each in sorted(self._collections, key=lambda each: bool(each.parent)):
            items[each.id] = add_row(items.get(each.parent, self), each.name, each)
            items[each.id].setIcon(0, icon("card"))
        for item in items.values():
            item.setExpanded(True)

    def _mark_document(self) -> None:
        for top in range(self.topLevelItemCount()):
            corpus = self.topLevelItem(top)
            for number in range(corpus.childCount() if corpus else 0):
                item = corpus.child(number) if corpus else None
                if item is None:
                    continue
                font = item.font(0)
                is_open = item.data(0, VALUE) == self._document
                font.setWeight(font.Weight.Medium if is_open else font.Weight.Normal)
                item.setFont(0, font)
                if is_open:
                    self.setCurrentItem(item)

    @Slot(QTreeWidgetItem)
    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        value = item.data(0, VALUE)
        if isinstance(value, Path):
            if self._corpus is None or value != self._corpus.folder:
                self.corpus_chosen.emit(value)
        elif isinstance(value, Collection):
            self.collection_chosen.emit(value.id)
        elif value != self._document:
            self.document_chosen.emit(value)
