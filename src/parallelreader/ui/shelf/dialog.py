"""The window that lists what is being aligned: closed it works on, and any document can be gone to.

The work is that of ``run``; what is read meanwhile is the business of whoever listens.
"""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.shelf.delegate import StateDelegate
from parallelreader.ui.shelf.model import Column
from parallelreader.ui.shelf.run import ShelfRun
from parallelreader.ui.shelf.words import summary
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (840, 480)
_MARGIN = 20
_CELL_MARGIN = 8
_STEPS = 1000
_BAR_WIDTH = 160
_VERSION_WIDTH, _STATE_WIDTH = 130, 410


class ShelfDialog(QDialog):
    """``chosen`` (document, version) asks for a translation to be read, by Enter or a click;
    ``again_requested`` for what is not aligned yet to be tried."""

    chosen = Signal(str, str)
    again_requested = Signal()

    def __init__(self, run: ShelfRun, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.setWindowTitle(self.tr("Align everything"))
        self.resize(*_SIZE)
        self.title = QLabel()
        self.list = self._list(themes)
        self.about = PaleLabel(themes, wraps=True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setContentsMargins(_MARGIN, 10, _MARGIN, 12)
        self.about.setMinimumHeight(58)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedSize(_BAR_WIDTH, 4)
        self.bar.setAccessibleName(self.tr("Progress of all"))
        self.summary = PaleLabel(themes)
        self.cancel = _button(self.tr("&Cancel all"), self.tr("Stop; what is aligned stays (Alt+C)"))
        self.again = _button(self.tr("&Align the rest"), self.tr("Try what is not aligned yet (Alt+A)"))
        self.go = _button(self.tr("&Go to it"), self.tr("Read this translation (Enter)"))
        self.close_button = _button(self.tr("Close"), self.tr("Close; aligning goes on (Esc)"))
        self._lay_out(themes)
        self._connect()
        self._on_run_started()

    def show_title(self, corpus: str) -> None:
        """Name the corpus that is being aligned."""
        self.title.setText(corpus)
        self.title.setToolTip(plain_tip(corpus))

    def _list(self, themes: ThemeSource) -> QTreeView:
        view = QTreeView()
        view.setModel(self._run.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegateForColumn(Column.STATE, StateDelegate(self._run.model, themes, view))
        view.setAccessibleName(self.tr("Translations"))
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Column.DOCUMENT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(Column.VERSION, _VERSION_WIDTH)
        header.resizeSection(Column.STATE, _STATE_WIDTH)
        themes.changed.connect(view.viewport().update)
        return view

    def _lay_out(self, themes: ThemeSource) -> None:
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setMinimumWidth(1)
        head = Ground(themes, "bg", bottom_line=True)
        above = QVBoxLayout(head)
        above.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        above.addWidget(self.title)
        foot = Ground(themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        row.setSpacing(12)
        for part in (self.bar, self.cancel, self.again):
            row.addWidget(part)
        row.addWidget(self.summary, 1)
        for button in (self.go, self.close_button):
            row.addWidget(button)
        middle = QVBoxLayout()
        # So that the words of the rows begin where all others do.
        middle.setContentsMargins(_MARGIN - _CELL_MARGIN, 0, _MARGIN - _CELL_MARGIN, 0)
        middle.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(middle, 1)
        layout.addWidget(self.about)
        layout.addWidget(foot)

    def _connect(self) -> None:
        run, model = self._run, self._run.model
        run.started.connect(self._on_run_started)
        run.progressed.connect(self.bar.setValue)
        run.ended.connect(self._show_state)
        model.dataChanged.connect(self._show_state)
        model.rowsInserted.connect(self._show_state)
        self.list.selectionModel().currentChanged.connect(self._show_state)
        self.list.activated.connect(self._on_activated)
        self.cancel.clicked.connect(run.cancel)
        self.go.clicked.connect(self._on_go_clicked)
        self.again.clicked.connect(self._on_again_clicked)
        self.close_button.clicked.connect(self.close)

    @Slot()
    def _on_run_started(self) -> None:
        self.bar.setValue(0)
        if self._run.model.rowCount():
            self.list.setCurrentIndex(self._run.model.index(0, 0))
        self.list.setFocus()
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        model, is_running = self._run.model, self._run.is_running
        outcomes = model.outcomes
        self.bar.setVisible(is_running)
        self.cancel.setVisible(is_running)
        self.again.setVisible(not is_running)
        if is_running:
            text = self.tr("{count} of {total} are done")
            self.summary.setText(text.format(count=len(outcomes), total=model.rowCount()))
        else:
            self.summary.setText(summary(outcomes))
        current = self.list.currentIndex()
        self.about.setText(model.full_state(current.row()) if current.isValid() else "")
        self.go.setEnabled(current.isValid())

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        row = self._run.model.row(index.row())
        self.chosen.emit(row.document, row.version)

    @Slot()
    def _on_again_clicked(self) -> None:
        self.again_requested.emit()

    @Slot()
    def _on_go_clicked(self) -> None:
        self._on_activated(self.list.currentIndex())


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    return button
