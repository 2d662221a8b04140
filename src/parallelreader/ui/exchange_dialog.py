"""What a file would bring in, record by record, before any of it is taken."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.exchange import ImportReport, Outcome, Record
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (760, 520)
_MOST_ROWS = 1000


class ImportDialog(QDialog):
    """``wanted`` comes when the records are to be taken."""

    wanted = Signal()

    def __init__(
        self, title: str, file: str, report: ImportReport, themes: ThemeSource, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        name = QLabel(file)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setWordWrap(True)
        self.summary = QLabel(self._counts())
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.about = PaleLabel(themes, wraps=True)
        self.only = QCheckBox(self.tr("&Only what something is to be said of"))
        self.table = self._made_table()
        buttons = QDialogButtonBox()
        takes = report.count(Outcome.NEW) + report.count(Outcome.CHANGED)
        self.import_button = buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_button.setEnabled(bool(takes))
        close = buttons.addButton(
            self.tr("Cancel") if takes else self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole
        )
        (self.import_button if takes else close).setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for part in (name, self.summary, self.only):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.about)
        layout.addWidget(buttons)
        has_words = any(record.why for record in report.records)
        self.only.setVisible(has_words)
        self.only.setChecked(has_words and len(report.records) > _MOST_ROWS)
        self.only.toggled.connect(self._fill)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._fill()

    @Slot()
    def _on_accepted(self) -> None:
        self.accept()
        self.wanted.emit()

    @Slot()
    def _fill(self) -> None:
        is_part = self.only.isChecked()
        records = list(self._report.worth_saying) if is_part else list(self._report.records)
        shown = records[:_MOST_ROWS]
        self.table.setRowCount(len(shown))
        for row, record in enumerate(shown):
            for column, text in enumerate(self._cells(record)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text, wraps=True) if column else "")
                self.table.setItem(row, column, item)
        more = len(records) - len(shown)
        self.about.setText(
            self.tr("{count} more are not listed here.").format(count=f"{more:,}") if more else ""
        )
        self.about.setVisible(bool(more))

    def _cells(self, record: Record) -> tuple[str, str, str, str]:
        line = str(record.line) if record.line is not None else ""
        return line, record.name, self._outcome(record.outcome), record.why

    def _outcome(self, outcome: Outcome) -> str:
        return {
            Outcome.NEW: self.tr("New"),
            Outcome.CHANGED: self.tr("Changed"),
            Outcome.SAME: self.tr("There already"),
            Outcome.SKIPPED: self.tr("Skipped"),
        }[outcome]

    def _counts(self) -> str:
        """What the file would do, in one line."""
        report = self._report
        words = self.tr("{new} new, {changed} changed, {same} there already, {skipped} skipped")
        return words.format(**{str(each): f"{report.count(each):,}" for each in Outcome})

    def _made_table(self) -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(self.tr("What would become of each record"))
        table.setColumnCount(4)
        names = (self.tr("Line"), self.tr("Record"), self.tr("Becomes"), self.tr("Because"))
        table.setHorizontalHeaderLabels(names)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFont(interface_font(12))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((64, 180, 110)):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        return table
