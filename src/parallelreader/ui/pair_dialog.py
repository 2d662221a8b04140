"""Asks for a pair to go to, and shows which one that is while it is being typed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from parallelreader.app.reading.pair_names import NoSuchPair, row_named
from parallelreader.app.reading.reading import Reading
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

_WIDTH = 420


class PairDialog(QDialog):
    """``chosen`` carries the row that was asked for."""

    chosen = Signal(int)

    def __init__(
        self, reading: Reading, version: str, row: int, themes: ThemeSource, parent: QWidget
    ) -> None:
        """``version`` is the one whose sentences are meant by ``3.2``, ``row`` the one being read."""
        super().__init__(parent)
        self._reading = reading
        self._version = version
        self._row: int | None = None
        self.setWindowTitle(self.tr("Go to pair"))
        self.setFixedWidth(_WIDTH)
        count = f"{len(reading.rows):,}"
        question = QLabel(
            self.tr("Number from 1 to {count}, sentence such as 3.2, or share such as 40 %:").format(
                count=count
            )
        )
        question.setWordWrap(True)
        self.name = QLineEdit(str(row + 1))
        self.name.setAccessibleName(question.text())
        self.name.selectAll()
        self.shown = PaleLabel(themes, wraps=True)
        self.shown.setMinimumHeight(2 * QFontMetrics(self.font()).lineSpacing())
        buttons = QDialogButtonBox()
        self.go_button = buttons.addButton(self.tr("Go"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.go_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(8)
        for part in (question, self.name, self.shown, buttons):
            layout.addWidget(part)
        self.name.textChanged.connect(self._show)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.setFocus()
        self._show()

    def accept(self) -> None:
        if self._row is not None:
            super().accept()
            self.chosen.emit(self._row)

    @Slot()
    def _show(self) -> None:
        """Say which pair it is, or why it is none."""
        try:
            self._row = row_named(self._reading, self.name.text(), self._version)
        except NoSuchPair as problem:
            self._row = None
            self.shown.setText(problem.what if self.name.text().strip() else "")
        else:
            self.shown.setText(self._beginning(self._row))
        self.go_button.setEnabled(self._row is not None)

    def _beginning(self, row: int) -> str:
        reading = self._reading
        for version, cell in zip(reading.shown, reading.rows[row].cells, strict=True):
            if cell:
                words = reading.texts[version].segment_text(cell[0])
                text = f"{reading.label(row)}  {words}"
                room = 2 * (_WIDTH - 48)
                return QFontMetrics(self.shown.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
        return ""
