"""Asks how the kept words are to be written into a file, showing what will be in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.words.kept_word import KeptWord
from parallelreader.app.words.word_files import WordFormat
from parallelreader.core.words.readable_glosses import readable
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (720, 520)
_MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """Some of the kept words under a name."""

    name: str
    words: tuple[KeptWord, ...]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written, and where."""

    words: tuple[KeptWord, ...]
    format: WordFormat
    deck: str
    file: Path


class ExportDialog(QDialog):
    """``export_requested`` has an ExportWish; whoever carries it out closes the dialog."""

    export_requested = Signal(object)

    def __init__(
        self,
        selections: Sequence[Selection],
        themes: ThemeSource,
        *,
        wanted: WordFormat,
        deck: str,
        exported: int,
        parent: QWidget | None = None,
    ) -> None:
        """``exported`` is when words were written for Anki last, in milliseconds since 1970; 0 for never."""
        super().__init__(parent)
        self._selections = tuple(selections)
        self._exported = exported
        self.setWindowTitle(self.tr("Export words"))
        self.resize(*_SIZE)
        self.format = QComboBox()
        for each, name in _format_names(self).items():
            self.format.addItem(name, each.value)
        self.format.setCurrentIndex(self.format.findData(wanted.value))
        self.which = QComboBox()
        for selection in self._selections:
            self.which.addItem(f"{selection.name} ({len(selection.words):,})")
        self.deck = QLineEdit(deck)
        self._about = PaleLabel(themes, wraps=True)
        self.summary = QLabel()
        self.table = QTableWidget()
        buttons = QDialogButtonBox()
        self.export_button = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.export_button.setDefault(True)
        buttons.accepted.connect(self._on_export_clicked)
        buttons.rejected.connect(self.reject)
        self.chooser: QFileDialog | None = None
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Kind"), self.format)
        self._form.addRow(self.tr("&Words"), self.which)
        self._form.addRow(self.tr("&Deck"), self.deck)
        self._prepare_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(self._form)
        layout.addWidget(self._about)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addWidget(buttons)
        self.format.currentIndexChanged.connect(self._show)
        self.which.currentIndexChanged.connect(self._show)
        self._show()

    @property
    def wanted(self) -> WordFormat:
        """The kind of file that is chosen."""
        return WordFormat(self.format.currentData())

    @property
    def words(self) -> tuple[KeptWord, ...]:
        """The words that are chosen."""
        return self._selections[self.which.currentIndex()].words

    @Slot()
    def _show(self) -> None:
        wanted, words = self.wanted, self.words
        is_all = wanted is WordFormat.ALL
        self._form.setRowVisible(self.which, not is_all)
        self._form.setRowVisible(self.deck, wanted.is_for_anki)
        self._about.setText(_abouts(self)[wanted])
        cards = self.tr("1 card") if len(words) == 1 else self.tr("{count} cards")
        said = cards.format(count=f"{len(words):,}")
        if wanted.is_for_anki and self._exported:
            changed = sum(word.changed > self._exported for word in words)
            since = self.tr("{count} changed since the last export").format(count=f"{changed:,}")
            said = f"{said}, {since}"
        self.summary.setText("" if is_all else said)
        self.table.setVisible(not is_all)
        self.export_button.setEnabled(is_all or bool(words))
        self._fill_table(words)

    @Slot()
    def _on_export_clicked(self) -> None:
        suffix = self.wanted.value
        chooser = QFileDialog(self, self.tr("Export words"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        chooser.setDefaultSuffix(suffix)
        chooser.setNameFilter(f"{self.format.currentText()} (*.{suffix})")
        chooser.selectFile(f"{self.tr('words')}.{suffix}")
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.chooser = chooser
        chooser.open()

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        deck = self.deck.text().strip() or self.deck.placeholderText()
        self.export_requested.emit(ExportWish(self.words, self.wanted, deck, Path(name)))

    def _prepare_table(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("The first words as they will be written"))
        names = (
            self.tr("Word"),
            self.tr("Pinyin"),
            self.tr("Sense"),
            self.tr("Sentence"),
            self.tr("Translation"),
        )
        table.setColumnCount(len(names))
        table.setHorizontalHeaderLabels(names)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFont(interface_font(12))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)

    def _fill_table(self, words: Sequence[KeptWord]) -> None:
        shown = words[:_MOST_ROWS]
        self.table.setRowCount(len(shown))
        for row, word in enumerate(shown):
            context = word.contexts[0] if word.contexts else None
            partner = context.partners[0].text if context is not None and context.partners else ""
            sentence = context.sentence if context is not None else ""
            for column, text in enumerate(
                (word.written, word.reading, readable(word.sense), sentence, partner)
            ):
                self.table.setItem(row, column, QTableWidgetItem(text))


def _format_names(dialog: QDialog) -> dict[WordFormat, str]:
    return {
        WordFormat.PACKAGE: dialog.tr("Anki package"),
        WordFormat.ANKI_TEXT: dialog.tr("Text for Anki"),
        WordFormat.TABLE: dialog.tr("Table for spreadsheets"),
        WordFormat.ALL: dialog.tr("Everything, to bring in elsewhere"),
    }


def _abouts(dialog: QDialog) -> dict[WordFormat, str]:
    return {
        WordFormat.PACKAGE: dialog.tr(
            "A deck that Anki opens. Bringing it in again updates the cards and never doubles them."
        ),
        WordFormat.ANKI_TEXT: dialog.tr(
            "A line for each card with an id that stays: Anki updates what it has. The kind of note must be"
            " there, so bring in a package once before."
        ),
        WordFormat.TABLE: dialog.tr("Comma-separated values, a row for each place where a word was met."),
        WordFormat.ALL: dialog.tr(
            "Statuses, kept words with their reviews, the sentences you needed English for and the days you"
            " read. Dropped on this page elsewhere, it adds what is not there."
        ),
    }
