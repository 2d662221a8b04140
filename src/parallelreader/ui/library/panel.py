"""The panel at the left: the library above, the contents of the open document below."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.known_corpora import Collection
from parallelreader.app.places import KnownCorpus
from parallelreader.app.reading.chapters import ChapterEntries
from parallelreader.app.reading.reading import Reading
from parallelreader.core.corpus import Corpus
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.actions.rooms import READING, make_workspaces
from parallelreader.ui.library.contents import ContentsTree
from parallelreader.ui.library.corpora import CorpusTree


class LibraryPanel(QWidget):
    """Two trees; everything in them opens by click, ``Enter`` or typing its first letters."""

    corpus_chosen = Signal(Path)
    document_chosen = Signal(str)
    collection_chosen = Signal(str)
    heading_chosen = Signal(str, int)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._corpora = CorpusTree()
        self._contents = ContentsTree()
        self._contents_title = QWidget()
        self._read = _title("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(2)
        self.workspaces = make_workspaces(actions, READING)
        layout.addWidget(self.workspaces)
        layout.addWidget(_wide_button(actions, "library"))
        layout.addWidget(self._corpora, 3)
        head = QHBoxLayout(self._contents_title)
        head.setContentsMargins(0, 0, 6, 0)
        head.addWidget(_title(self.tr("Contents")), 1)
        head.addWidget(self._read)
        layout.addWidget(self._contents_title)
        layout.addWidget(self._contents, 3)
        for name in ("import", "open"):
            layout.addWidget(_wide_button(actions, name))
        self._corpora.corpus_chosen.connect(self.corpus_chosen)
        self._corpora.document_chosen.connect(self.document_chosen)
        self._corpora.collection_chosen.connect(self.collection_chosen)
        self._contents.heading_chosen.connect(self.heading_chosen)
        self.setFocusProxy(self._corpora)
        self.show_contents(None)

    def show_corpora(self, known: Sequence[KnownCorpus], corpus: Corpus | None) -> None:
        """List the corpora opened before, the open one with its documents."""
        self._corpora.show_corpora(known, corpus)

    def show_collections(self, collections: Sequence[Collection]) -> None:
        """List the collections of the library."""
        self._corpora.show_collections(collections)

    def show_away(self, away: Mapping[Path, str]) -> None:
        """Say which of the corpora are not there, and why."""
        self._corpora.show_away(away)

    def show_document(self, document_id: str) -> None:
        """Mark the document that is open."""
        self._corpora.show_document(document_id)

    def show_contents(self, reading: Reading | None) -> None:
        """List the headings of the first version shown; nothing where there are fewer than two."""
        shown = self._contents.show_contents(reading)
        self._read.setText("")
        self._contents.setVisible(shown)
        self._contents_title.setVisible(shown)

    def await_contents(self) -> None:
        """Leave the headings room that are about to be listed."""
        self._contents.setVisible(True)
        self._contents_title.setVisible(True)

    @property
    def chapters(self) -> ChapterEntries:
        """The chapters listed."""
        return self._contents.chapters

    def focus_contents(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to the contents."""
        self._contents.setFocus(reason)

    def show_read(self, read: Stretches) -> None:
        """Show how much of each chapter was read, and of the whole."""
        self._contents.show_read(read)
        percent = self.tr("{percent} %").format(percent=round(100 * read.share))
        self._read.setText(percent if read.spans else "")

    def show_place(self, position: int) -> None:
        """Mark the heading under which a place of the first version stands."""
        self._contents.show_place(position)

    def neighbour(self, step: int) -> str:
        """The id of the document so many after the open one; empty past the ends."""
        return self._corpora.neighbour(step)


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
