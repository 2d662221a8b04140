"""A window that lists things and does something with those chosen, by key and mouse; it holds nothing up."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFont, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.bundles.lines_model import LinesModel
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (860, 480)
_MARGIN = 20
_CELL_MARGIN = 8
_FOOT = 44


class ListDialog(QDialog):
    """``model`` has the lines; buttons with their keys stand below."""

    def __init__(
        self,
        themes: ThemeSource,
        parent: QWidget | None,
        *,
        title: str,
        model: LinesModel[Any],
        widths: Sequence[int],
        wide: Sequence[int],
    ) -> None:
        """``widths`` of the columns in pixels; ``wide`` are the numbers of those that take the rest."""
        super().__init__(parent)
        self.model = model
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.about = PaleLabel(themes, wraps=True)
        self.list = self._list(themes, widths, wide)
        self._buttons = QHBoxLayout()
        self._lay_out(themes)
        self.list.setFocus()

    def stand_beside(self, actions: Sequence[QAction]) -> None:
        """Be there while one goes about in the window: at its foot, below the line that one reads at, and
        with the keys of these actions of it."""
        self.addActions(list(actions))
        window = self.parentWidget()
        if window is not None:
            area = window.window().frameGeometry()
            self.resize(self.width(), min(self.height(), area.height() // 2))
            left = area.center().x() - self.width() // 2
            self.move(left, area.bottom() - self.height() - _FOOT)

    @property
    def chosen(self) -> list[Any]:
        """The lines that are selected, in their order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.lines[row] for row in rows]

    def say(self, title: str, about: str) -> None:
        """Head the list with these words."""
        self.title.setText(title)
        self.about.setText(about)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """List these, staying at the same place of the list."""
        row = max(self.list.currentIndex().row(), 0)
        self.model.show(lines)
        if lines:
            self.list.setCurrentIndex(self.model.index(min(row, len(lines) - 1), 0))
        self.follow()

    def add_button(self, text: str, tip: str, key: str, act: Callable[[], None]) -> QPushButton:
        """A button with a key that works while the list has the keyboard."""
        button = QPushButton(text)
        button.setToolTip(f"{tip} ({key})" if key else tip)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if key:
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        self._buttons.addWidget(button)
        return button

    def end_buttons(self) -> None:
        """No more of them: the one that closes comes last."""
        self._buttons.addStretch(1)
        close = QPushButton(self.tr("Close"))
        close.setToolTip(self.tr("Close this list (Esc)"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        self._buttons.addWidget(close)

    def follow(self) -> None:
        """Let the buttons be as the choice says; for those who know them."""

    def _list(self, themes: ThemeSource, widths: Sequence[int], wide: Sequence[int]) -> QTreeView:
        view = QTreeView()
        view.setModel(self.model)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setAccessibleName(self.windowTitle())
        header = view.header()
        header.setStretchLastSection(False)
        for column, width in enumerate(widths):
            header.resizeSection(column, width)
            if column in wide:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        view.selectionModel().selectionChanged.connect(lambda: self.follow())
        themes.changed.connect(view.viewport().update)
        return view

    def _lay_out(self, themes: ThemeSource) -> None:
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        head = Ground(themes, "bg", bottom_line=True)
        above = QVBoxLayout(head)
        above.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        above.addWidget(self.title)
        above.addWidget(self.about)
        foot = Ground(themes, "surface", top_line=True)
        foot.setLayout(self._buttons)
        self._buttons.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        self._buttons.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        middle = QWidget()
        middle.setBackgroundRole(QPalette.ColorRole.Base)
        middle.setAutoFillBackground(True)
        around = QVBoxLayout(middle)
        # So that the words of the rows begin where all others do.
        around.setContentsMargins(_MARGIN - _CELL_MARGIN, 0, _MARGIN - _CELL_MARGIN, 0)
        around.addWidget(self.list)
        whole.addWidget(middle, 1)
        whole.addWidget(foot)
