"""The main window: puts the panels together and passes their signals on; it decides nothing itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from parallelreader.app.reading.words import Words
from parallelreader.ui.actions.only_reading import ONLY_READING
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.history_actions import HistoryActions
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.library.panel import LibraryPanel
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.reader.gutter import LinkActions
from parallelreader.ui.reader.selection_bar import SelectionBar
from parallelreader.ui.reader.state import MarkSource, ReadingState
from parallelreader.ui.reader.styles import Styles
from parallelreader.ui.sidebar import Sidebar
from parallelreader.ui.start_page import StartPage
from parallelreader.ui.status_bar import StatusBar
from parallelreader.ui.theme.icons import application_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.toolbar import Toolbar
from parallelreader.ui.widgets.banner import Banner

_SMALLEST = (880, 560)
_USUAL = (1440, 900)
# What the system's own frame may take of the screen's height.
_FRAME = 40
_SIDEBAR_WIDTH, _PANEL_WIDTH = 248, 300


class Window(QMainWindow):
    """Library, reading area and a side panel in one frame."""

    closing = Signal()
    escaped = Signal()
    activated = Signal()
    files_dropped = Signal(list)
    text_dropped = Signal(str)

    def __init__(self, themes: ThemeSource, jobs: JobRunner, marks: MarkSource, words: Words) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle("Parallel Reader")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(*_SMALLEST)
        room = self.screen().availableSize()
        self.resize(QSize(*_USUAL).boundedTo(QSize(room.width(), room.height() - _FRAME)))
        self.setAcceptDrops(True)
        self.actions_by_id = Actions(self)
        self.past = HistoryActions(self.actions_by_id, self)
        self.toolbar = Toolbar(self.actions_by_id, themes)
        self.banner = Banner(themes)
        self.library = LibraryPanel(self.actions_by_id)
        self.styles = Styles()
        self.state = ReadingState(marks, self)
        link_actions = LinkActions(self.actions_by_id["link"], self.actions_by_id["anchor"])
        self.state.lights.outline(words)
        self.area = ReadingArea(self.state, self.styles, themes, words, link_actions)
        self.start_page = StartPage(self.actions_by_id, themes)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.start_page)
        self.middle.addWidget(self.area)
        self.side = QStackedWidget()
        self.side.setMinimumWidth(240)
        self.side.setMaximumWidth(440)
        self.status = StatusBar(jobs, self.actions_by_id["link"], self.actions_by_id["hide_translations"])
        self.selection_bar = SelectionBar(self.middle, self.actions_by_id, themes)
        self._body = QWidget()
        self._slot = QWidget()
        self._slot.setMinimumWidth(200)
        self._slot.setMaximumWidth(340)
        self._splitter = self._put_together()
        self.sidebar = Sidebar(self.library, self._slot, self._body)
        self.side.hide()

    def show_reader(self, shown: bool) -> None:
        """Show the reading area, or the page one starts from."""
        self.middle.setCurrentWidget(self.area if shown else self.start_page)
        for name in ("panes", "rows", "line", "search", "notes_panel", "repair", "export", "print"):
            self.actions_by_id[name].setEnabled(shown)
        self.let_read(shown)
        if not shown:
            self.start_page.offer_ways()
            self.start_page.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show a page, such as the library, in the place of the text."""
        if self.middle.indexOf(page) < 0:
            self.middle.addWidget(page)
        self.middle.setCurrentWidget(page)
        for name in ("panes", "rows", "line"):
            self.actions_by_id[name].setEnabled(False)
        self.let_read(False)
        page.setFocus()

    def let_read(self, shown: bool) -> None:
        """Offer what is done to the words of the text only while that is there to be read."""
        for name in ONLY_READING:
            self.actions_by_id[name].setEnabled(shown)

    def frame_text(self, above: QWidget, beside: QWidget) -> None:
        """Put widgets over the reading area and at its right; they show when whoever gave them says so."""
        self._above.addWidget(above)
        self._beside.addWidget(beside)
        above.hide()
        beside.hide()

    def set_sidebar_width(self, width: int) -> int:
        """Give the place at the left another width, in pixels; return the one before."""
        before = self._splitter.sizes()
        self._splitter.setSizes([width, before[1] + before[0] - width, before[2]])
        return before[0]

    def set_side_panel(self, panel: QWidget) -> None:
        """Put a panel into the right side; it shows with :meth:`show_side_panel`."""
        self.side.addWidget(panel)

    def show_side_panel(self, panel: QWidget) -> None:
        """Show this one of the panels at the right."""
        self.side.setCurrentWidget(panel)
        self.side.setFocusProxy(panel)
        self.side.show()

    def saved_state(self) -> tuple[str, str]:
        """(geometry, proportions) as text, to be remembered."""
        return _text_of(self.saveGeometry()), _text_of(self._splitter.saveState())

    def restore_state(self, geometry: str, proportions: str) -> None:
        """Take back what was remembered; nothing where that is empty or no longer fits."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        if proportions:
            self._splitter.restoreState(QByteArray.fromBase64(proportions.encode("ascii", "ignore")))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What has the keyboard had no use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.selection_bar.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files:
            self.files_dropped.emit(files)
        elif event.mimeData().hasText():
            self.text_dropped.emit(event.mimeData().text())

    def _put_together(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        middle = QWidget()
        self._beside = QHBoxLayout(middle)
        self._above = QVBoxLayout()
        for layout in (self._beside, self._above):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.banner)
        inner.addLayout(self._above)
        inner.addWidget(self.middle, 1)
        self._beside.addLayout(inner, 1)
        for widget, stretch in ((self._slot, 0), (middle, 1), (self.side, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setSizes([_SIDEBAR_WIDTH, _USUAL[0] - _SIDEBAR_WIDTH - _PANEL_WIDTH, _PANEL_WIDTH])
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.toolbar)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(central)
        return splitter


def _text_of(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")
