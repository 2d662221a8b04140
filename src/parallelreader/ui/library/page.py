"""The library as a page: the documents of one part of it, the parts in the place of the sidebar.

What is asked for here is done by the library desk, which then shows what has come of it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from parallelreader.app.holding.listing import Entry, Library, Order, in_order, sought_words
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.actions.rooms import make_workspaces
from parallelreader.ui.library.choice import Choice, Kind, membership
from parallelreader.ui.library.entry_list import EntryList
from parallelreader.ui.library.model import EntryModel, Thing
from parallelreader.ui.library.sources import SourceTree
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button

_SEARCH_WIDTH = 260
_LEAST_SEARCH_WIDTH = 120


class LibraryPage(Ground):
    """``opened`` has an Entry; the requests name things by (key of the corpus, document).

    :attr:`side` is for whoever shows the page to put at its left.
    """

    opened = Signal(object)
    renamed = Signal(object, str)
    removal_requested = Signal(list)
    dropped = Signal(list, object)
    menu_requested = Signal(list, QPoint)
    source_menu_requested = Signal(object, QPoint)
    source_rename_requested = Signal(object)
    source_removal_requested = Signal(object)
    locate_requested = Signal(str)
    collection_requested = Signal()
    more_requested = Signal(QPoint)
    closed = Signal()

    def __init__(self, themes: ThemeSource, actions: Actions) -> None:
        super().__init__(themes)
        self._rooms = make_workspaces(actions)
        self._library = Library((), (), (), ())
        self._removed: Sequence[Entry] = ()
        self._waiting: tuple[Library, Sequence[Entry]] | None = None
        self._sorted: tuple[Order, Sequence[Entry]] = (Order.RECENT, ())
        self.model = EntryModel(self)
        self.list = EntryList(self.model, themes)
        self.sources = SourceTree(themes)
        self.side = Ground(themes, "surface")
        self.search = QLineEdit()
        self.order = QComboBox()
        self._title = QLabel()
        self._notice = PaleLabel(themes, wraps=True)
        self._locate = QPushButton(self.tr("Say where it is…"))
        self._foot = PaleLabel(themes)
        self._empty = PaleLabel(themes, wraps=True)
        self._fill_controls()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    @property
    def library(self) -> Library:
        """What is shown, whole."""
        return self._library

    @property
    def choice(self) -> Choice:
        """Which part of it is looked at."""
        return self.sources.choice

    @property
    def chosen(self) -> list[Thing]:
        """What is selected."""
        return self.list.chosen

    def show_library(self, library: Library, removed: Sequence[Entry]) -> None:
        """Show the library as it is now, as soon as no title is being written; what was chosen stays."""
        if self.list.is_editing:
            self._waiting = library, removed
            return
        self._library, self._removed = library, removed
        self._sort()
        self.sources.show_library(library, removed)

    def choose(self, choice: Choice) -> None:
        """Look at another part."""
        self.sources.choose(choice)

    def edit_title(self) -> None:
        """Let the title of the current entry be written in its place."""
        if self.list.currentIndex().isValid() and self.model.can_rename:
            self.list.edit(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter_list(opens=event.key() != Qt.Key.Key_Down and self.model.rowCount() == 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.search.text():
                self.search.clear()
            else:
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_editing_ended(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_library(*waiting)

    @Slot()
    def _on_order_changed(self) -> None:
        self._sort()
        self._show_entries()

    @Slot()
    def _show_entries(self) -> None:
        """Show what the choice at the left and the search leave."""
        kept = self.chosen
        current = self.list.currentIndex().row()
        is_removed = self.choice.kind is Kind.REMOVED
        self.model.can_rename = not is_removed
        words = sought_words(self.search.text())
        if is_removed:
            shown: Sequence[Entry] = self._removed
        else:
            belongs = membership(self._library, self.choice)
            shown = [entry for entry in self._sorted[1] if belongs(entry) and entry.answers(words)]
        self.model.show(shown)
        rows = [row for row in map(self.model.row_of, kept) if row >= 0]
        if shown:
            self.list.choose(rows[0] if rows else min(max(current, 0), len(shown) - 1))
        self._tell(shown)

    @Slot(str)
    def _on_typed(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.setText(self.search.text() + letters)

    @Slot()
    def _on_locate_clicked(self) -> None:
        self.locate_requested.emit(self.choice.id)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        if self.chosen:
            self.menu_requested.emit(self.chosen, point)

    @Slot()
    def _on_removal_requested(self) -> None:
        if self.chosen:
            self.removal_requested.emit(self.chosen)

    @Slot()
    def _on_left(self) -> None:
        self.search.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter_list(self, *, opens: bool) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        if opens:
            self.opened.emit(self.model.entry(0))

    def _sort(self) -> None:
        order = Order(self.order.currentData())
        self._sorted = order, in_order(self._library.entries, order)

    def _tell(self, shown: Sequence[Entry]) -> None:
        """Say what is shown, and where nothing is, why."""
        choice = self.choice
        item = self.sources.currentItem()
        self._title.setText(item.text(0) if item is not None else "")
        corpus = self._library.corpus(choice.id) if choice.kind is Kind.CORPUS else None
        away = corpus.away if corpus is not None else ""
        self._notice.setText(
            f"{corpus.folder or ''}: {away}".lstrip(": ") if corpus is not None and away else ""
        )
        self._notice.setVisible(bool(away))
        self._locate.setVisible(bool(away))
        several = self.tr("{count} documents").format(count=f"{len(shown):,}")
        self._foot.setText(self.tr("1 document") if len(shown) == 1 else several)
        self._empty.setText(self._why_empty())
        self._empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.setFocusProxy(self.list if shown else self.search)

    def _why_empty(self) -> str:
        if self.search.text():
            return self.tr("Nothing here answers to that. Titles are found by pinyin too.")
        if not self._library.corpora:
            return self.tr("Nothing is in the library yet. Import texts, or open a folder with a corpus.")
        if self.choice.kind is Kind.COLLECTION:
            return self.tr("Drag documents from the list onto the collection to put them into it.")
        return self.tr("There is nothing here.")

    def _fill_controls(self) -> None:
        self.search.setPlaceholderText(self.tr("Find by title, pinyin, name or tag"))
        self.search.setAccessibleName(self.tr("Find in the library"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.search.setMinimumWidth(_LEAST_SEARCH_WIDTH)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        for order, name in (
            (Order.RECENT, self.tr("Read last")),
            (Order.TITLE, self.tr("Title")),
            (Order.SIZE, self.tr("Size")),
            (Order.READ, self.tr("Share read")),
            (Order.KNOWN, self.tr("Share known")),
            (Order.CORPUS, self.tr("Corpus")),
        ):
            self.order.addItem(name, order.value)
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("In which order"))
        self._title.setFont(interface_font(18))
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setContentsMargins(14, 24, 14, 0)

    def _lay_out(self) -> None:
        left = QVBoxLayout(self.side)
        left.setContentsMargins(8, 10, 8, 8)
        left.addWidget(self._rooms)
        left.addWidget(self.sources)
        self.side.setFocusProxy(self.sources)
        new = icon_button("plus", self.tr("New collection…"))
        new.clicked.connect(self.collection_requested)
        more = icon_button("more", self.tr("More to do with the library"))
        more.clicked.connect(lambda: self.more_requested.emit(more.mapToGlobal(QPoint(0, more.height()))))
        close = icon_button("close", self.tr("Back to the text (Esc)"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 14, 10, 8)
        head.setSpacing(8)
        for widget in (self._title, None, self.search, self.order, new, more, close):
            if widget is None:
                head.addStretch(1)
            else:
                # Beside a panel the field gives way; where there is room it is as wide as it may be.
                head.addWidget(widget, 100 if widget is self.search else 0)
        notice = QHBoxLayout()
        notice.setContentsMargins(14, 0, 14, 0)
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._locate)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 8)
        foot.addWidget(self._foot)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(head)
        right.addLayout(notice)
        right.addWidget(self._empty)
        right.addWidget(self.list, 1)
        right.addStretch(0)
        right.addLayout(foot)
        self.setLayout(right)

    def _connect(self) -> None:
        self.sources.chosen.connect(self._show_entries)
        self.sources.dropped.connect(self.dropped)
        self.sources.menu_requested.connect(self.source_menu_requested)
        self.sources.rename_requested.connect(self.source_rename_requested)
        self.sources.removal_requested.connect(self.source_removal_requested)
        self.search.textChanged.connect(self._show_entries)
        self.order.currentIndexChanged.connect(self._on_order_changed)
        self.list.opened.connect(self.opened)
        self.list.typed.connect(self._on_typed)
        # Queued, so that the view is done with its editor when its rows change.
        self.list.editing_ended.connect(self._on_editing_ended, Qt.ConnectionType.QueuedConnection)
        self.list.left.connect(self._on_left)
        self.list.removal_requested.connect(self._on_removal_requested)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.model.renamed.connect(self.renamed)
        self._locate.clicked.connect(self._on_locate_clicked)
