"""A plot with its title and, one press away, the same numbers as a table for eyes and screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button

_ROW_HEIGHT, _HEAD_HEIGHT = 22, 28
_TALLEST_TABLE = 220


class PlotSection(Ground):
    """``table`` has a row for each number of the plot; :attr:`foot` stands below both."""

    def __init__(self, themes: ThemeSource, title: str, note: str, plot: QWidget) -> None:
        super().__init__(themes, "surface", bottom_line=True)
        self.plot = plot
        self.foot = PaleLabel(themes)
        self.table = QTableWidget()
        self._empty = PaleLabel(themes, wraps=True)
        self._title = title
        name = QLabel(title)
        self.note = PaleLabel(themes)
        self.note.setText(note)
        self.note.setMinimumWidth(self.note.fontMetrics().horizontalAdvance(note) + 1)
        self.switch = icon_button("rows", self.tr("Show as a table: {title}").format(title=title))
        self.switch.setCheckable(True)
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.toggled.connect(self._on_switched)
        plot.setAccessibleName(title)
        self._prepare_table()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self.note)
        head.addWidget(self.switch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 16, 12)
        layout.setSpacing(4)
        layout.addLayout(head)
        for widget in (plot, self.table, self._empty, self.foot):
            layout.addWidget(widget)
        self.table.hide()
        self._empty.hide()
        self.foot.hide()

    def show_numbers(self, columns: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str) -> None:
        """Fill the table; where there are no rows, say with ``empty`` what would be here."""
        self.table.setColumnCount(len(columns))
        self.table.setHorizontalHeaderLabels(list(columns))
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)
        tall = min(_ROW_HEIGHT * len(rows) + _HEAD_HEIGHT + 4, _TALLEST_TABLE)
        self.table.setFixedHeight(tall)
        self._empty.setText(empty)
        self._empty.setVisible(not rows)
        self.switch.setVisible(bool(rows))
        self._on_switched(self.switch.isChecked())

    def say(self, text: str) -> None:
        """Say something below."""
        self.foot.setText(text)
        self.foot.setVisible(bool(text))

    @Slot(bool)
    def _on_switched(self, as_table: bool) -> None:
        has_numbers = self.table.rowCount() > 0
        self.table.setVisible(as_table and has_numbers)
        self.plot.setVisible(not as_table and has_numbers)

    def _prepare_table(self) -> None:
        table = self.table
        table.setAccessibleName(self._title)
        table.setFont(interface_font(12, tabular=True))
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setFixedHeight(_HEAD_HEIGHT)
        header.setFont(interface_font(11))
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setTabKeyNavigation(False)
