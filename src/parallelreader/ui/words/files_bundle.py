"""Shows what words from another copy of the program would add, before anything is changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.words.bundle import Taken
from parallelreader.app.words.bundle_records import Bundle
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (560, 440)


class BundleDialog(QDialog):
    """``accepted`` comes when what is shown is to be brought in."""

    def __init__(
        self, name: str, bundle: Bundle, taken: Taken, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Words from another copy of the program"))
        self.resize(*_SIZE)
        file = QLabel(name)
        file.setToolTip(plain_tip(name))
        file.setTextFormat(Qt.TextFormat.PlainText)
        self.report = PaleLabel(themes, wraps=True)
        self.table = QTableWidget()
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(self.tr("Bring in"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        for widget in (file, self.report, self.table):
            layout.addWidget(widget)
        layout.setStretchFactor(self.table, 1)
        layout.addWidget(buttons)
        self._fill(bundle, taken)
        self.accept_button.setFocus()

    def _fill(self, bundle: Bundle, taken: Taken) -> None:
        rows = (
            (self.tr("Statuses of words"), len(bundle.statuses), taken.statuses),
            (self.tr("Kept words"), len(bundle.kept), taken.kept),
            (self.tr("Reviews"), len(bundle.reviews), taken.reviews),
            (self.tr("Words cut or read otherwise"), len(bundle.corrections), taken.corrections),
            (self.tr("Sentences that needed English"), len(bundle.reveals), taken.reveals),
            (self.tr("Texts read without English"), len(bundle.unaided), taken.unaided),
            (self.tr("Days of reading"), len(bundle.days), taken.days),
        )
        has_any = any(new for _, _, new in rows)
        self.accept_button.setEnabled(has_any)
        self.report.setText(
            self.tr(
                "Nothing here is lost: what is not there is added, and of two states of a word the later one"
                " stays. Undo takes back the first four."
            )
            if has_any
            else self.tr("All that is in this file is here already.")
        )
        table = self.table
        table.setColumnCount(3)
        table.setRowCount(len(rows))
        table.setHorizontalHeaderLabels(("", self.tr("In the file"), self.tr("New or later")))
        table.setAccessibleName(self.tr("What would be brought in"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, (what, in_file, new) in enumerate(rows):
            table.setItem(row, 0, QTableWidgetItem(what))
            for column, count in ((1, in_file), (2, new)):
                item = QTableWidgetItem(f"{count:,}")
                item.setTextAlignment(right)
                table.setItem(row, column, item)
