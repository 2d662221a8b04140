"""The library at the left: the corpora opened before, the documents of the open one, and its contents."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.places import KnownCorpus
from parallelreader.app.reading.reading import Reading
from parallelreader.core.corpus import Corpus
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.widgets.foreign_text import plain_tip

_KIND = Qt.ItemDataRole.UserRole
_VALUE = Qt.ItemDataRole.UserRole + 1
_ROW_HEIGHT = 28
_COUNT_WIDTH = 30
# The rows are made at once when a document is opened; no table of contents is that long.
_MOST_HEADINGS = 1000


class LibraryPanel(QWidget):
    """Two trees; everything in them opens by click, ``Enter`` or typing its first letters."""

    corpus_chosen = Signal(Path)
    document_chosen = Signal(str)
    heading_chosen = Signal(str, int)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._corpus: Corpus | None = None
        self._known: list[KnownCorpus] = []
        self._document = ""
        self._heading_starts: list[int] = []
        self._library = _tree(self.tr("Library"))
        self._contents = _tree(self.tr("Contents"))
        self._contents_title = _title(self.tr("Contents"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(2)
        layout.addWidget(_title(self.tr("Library")))
        layout.addWidget(self._library, 3)
        layout.addWidget(self._contents_title)
        layout.addWidget(self._contents, 2)
        for name in ("import", "open"):
            layout.addWidget(_wide_button(actions, name))
        for tree in (self._library, self._contents):
            tree.itemActivated.connect(self._on_item_activated)
            tree.itemClicked.connect(self._on_item_activated)
        self.setFocusProxy(self._library)
        self.show_contents(None)

    def show_corpora(self, known: Sequence[KnownCorpus], corpus: Corpus | None) -> None:
        """List the corpora opened before, the open one with its documents."""
        self._corpus = corpus
        self._known = [each for each in known if corpus is None or each.folder != corpus.folder]
        self._library.clear()
        if corpus is not None:
            top = _item(self._library, corpus.title, "corpus", str(corpus.folder))
            top.setText(1, str(len(corpus.documents)))
            for document in corpus.documents:
                item = _item(top, document.title or document.id, "document", document.id)
                item.setFirstColumnSpanned(True)
            top.setExpanded(True)
        for other in self._known:
            item = _item(self._library, other.title, "corpus", str(other.folder))
            item.setToolTip(0, plain_tip(str(other.folder)))
        self._mark_document()

    def show_document(self, document_id: str) -> None:
        """Mark the document that is open."""
        self._document = document_id
        self._mark_document()

    def show_contents(self, reading: Reading | None) -> None:
        """List the headings of the first version shown; nothing where there are fewer than two."""
        self._contents.clear()
        headings: list[tuple[str, str, int]] = []
        if reading is not None and reading.shown:
            version = reading.shown[0]
            content = reading.texts[version].content
            headings = [
                (content[block.start : block.end], version, block.start)
                for block in reading.blocks(version).headings[:_MOST_HEADINGS]
            ]
        self._heading_starts = [start for _, _, start in headings] if len(headings) > 1 else []
        if len(headings) > 1:
            for title, version, start in headings:
                _item(self._contents, title, "heading", (version, start)).setFirstColumnSpanned(True)
        self._contents.setVisible(len(headings) > 1)
        self._contents_title.setVisible(len(headings) > 1)

    def show_place(self, position: int) -> None:
        """Mark the heading under which a place of the first version stands."""
        number = bisect_right(self._heading_starts, position) - 1
        chosen = self._contents.topLevelItem(number) if number >= 0 else None
        if chosen is not None and chosen is not self._contents.currentItem():
            self._contents.setCurrentItem(chosen)

    def neighbour(self, step: int) -> str:
        """The id of the document so many after the open one; empty past the ends."""
        if self._corpus is None:
            return ""
        ids = [document.id for document in self._corpus.documents]
        number = ids.index(self._document) + step if self._document in ids else 0
        return ids[number] if 0 <= number < len(ids) else ""

    def _mark_document(self) -> None:
        for top in range(self._library.topLevelItemCount()):
            corpus = self._library.topLevelItem(top)
            for number in range(corpus.childCount() if corpus else 0):
                item = corpus.child(number) if corpus else None
                if item is None:
                    continue
                font = item.font(0)
                is_open = item.data(0, _VALUE) == self._document
                font.setWeight(font.Weight.Medium if is_open else font.Weight.Normal)
                item.setFont(0, font)
                if is_open:
                    self._library.setCurrentItem(item)

    @Slot(QTreeWidgetItem)
    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        kind, value = item.data(0, _KIND), item.data(0, _VALUE)
        if kind == "document":
            if value != self._document:
                self.document_chosen.emit(value)
        elif kind == "heading":
            self.heading_chosen.emit(*value)
        elif self._corpus is None or value != str(self._corpus.folder):
            self.corpus_chosen.emit(Path(value))


def _tree(name: str) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setIndentation(14)
    tree.setUniformRowHeights(True)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    tree.setAccessibleName(name)
    tree.viewport().setAutoFillBackground(False)
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, header.ResizeMode.Stretch)
    header.setSectionResizeMode(1, header.ResizeMode.Fixed)
    header.setMinimumSectionSize(_COUNT_WIDTH)
    header.resizeSection(1, _COUNT_WIDTH)
    return tree


def _item(parent: QTreeWidget | QTreeWidgetItem, text: str, kind: str, value: object) -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [text, ""])
    item.setSizeHint(0, QSize(0, _ROW_HEIGHT))
    item.setData(0, _KIND, kind)
    item.setData(0, _VALUE, value)
    item.setToolTip(0, plain_tip(text))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setContentsMargins(6, 8, 0, 4)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _wide_button(actions: Actions, name: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[name])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFixedHeight(28)
    button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
    return button
