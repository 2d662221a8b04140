"""The fields in which is said what is handed out, and how."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.handout import TYPE_SIZES, HandoutLayout, HandoutOptions, Paper
from parallelreader.core.language.conversion import Script
from parallelreader.ui.printing.wish import Extent, Offer, Pairs, Target, Wish
from parallelreader.ui.theme.fonts import interface_font

WIDTH = 296
_CAPTION = 11
_VERSION_ROW = 28
_MOST_VERSIONS_SEEN = 5


class OptionsPanel(QWidget):
    """``changed`` comes when anything is chosen otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._offer: Offer | None = None
        self.extent = QComboBox()
        self.first, self.last = QSpinBox(), QSpinBox()
        self.versions = QListWidget()
        self.arrangement = _choices(
            {
                HandoutLayout.SIDE_BY_SIDE: self.tr("Side by side"),
                HandoutLayout.INTERLEAVED: self.tr("Pair under pair"),
                HandoutLayout.PARAGRAPHS: self.tr("Paragraph under paragraph"),
            }
        )
        self.script = _choices(
            {
                Script.AS_WRITTEN: self.tr("As written"),
                Script.SIMPLIFIED: self.tr("Simplified"),
                Script.TRADITIONAL: self.tr("Traditional"),
                Script.TAIWAN: self.tr("Traditional, Taiwan"),
                Script.HONG_KONG: self.tr("Traditional, Hong Kong"),
            }
        )
        self.pinyin = QCheckBox(self.tr("Pin&yin over the Chinese"))
        self.notes = QCheckBox(self.tr("My &notes and highlights"))
        self.terms = QCheckBox(self.tr("My t&erms, underlined"))
        self.glossary = QCheckBox(self.tr("A &glossary of them at the end"))
        self.numbers = QCheckBox(self.tr("N&umbers of the pairs"))
        self.numbers.setChecked(True)
        self.paper = _choices({Paper.A4: self.tr("A4"), Paper.LETTER: self.tr("Letter")})
        self.type_size = QSpinBox()
        self.type_size.setRange(TYPE_SIZES.start, TYPE_SIZES.stop - 1)
        self.type_size.setValue(HandoutOptions().size)
        self.type_size.setSuffix(self.tr(" pt"))
        self.target = _choices(self._target_names())
        self._pairs_row = self._pairs()
        self._lay_out()
        self._connect()

    def show_offer(self, offer: Offer) -> None:
        """Let be chosen from what is open now; what was chosen before stays where that is there still."""
        before = self.extent.currentData()
        self._offer = offer
        self.extent.blockSignals(True)
        self.extent.clear()
        for extent, name in self._extent_names(offer).items():
            self.extent.addItem(name, extent)
        wanted = Extent.SELECTION if offer.selection else before
        self.extent.setCurrentIndex(max(self.extent.findData(wanted), 0))
        self.extent.blockSignals(False)
        for box, value in ((self.first, offer.current), (self.last, min(offer.current + 19, offer.pairs))):
            box.blockSignals(True)
            box.setRange(1, max(offer.pairs, 1))
            box.setValue(value)
            box.blockSignals(False)
        self._show_versions(offer)
        self._show_what_counts()

    def wish(self) -> Wish:
        """What is chosen now."""
        extent = Extent(self.extent.currentData() or Extent.DOCUMENT)
        options = HandoutOptions(
            layout=HandoutLayout(self.arrangement.currentData()),
            versions=self._chosen_versions(),
            pairs=self._chosen_pairs(extent),
            has_pinyin=self.pinyin.isChecked(),
            has_notes=self.notes.isChecked(),
            has_terms=self.terms.isChecked(),
            has_glossary=self.glossary.isChecked(),
            has_numbers=self.numbers.isChecked(),
            script=Script(self.script.currentData()),
            paper=Paper(self.paper.currentData()),
            size=self.type_size.value(),
        )
        return Wish(options, extent, Target(self.target.currentData()))

    def _chosen_versions(self) -> tuple[str, ...]:
        items = (self.versions.item(row) for row in range(self.versions.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _chosen_pairs(self, extent: Extent) -> Pairs | None:
        offer = self._offer
        if extent is Extent.PAIRS:
            return self.first.value(), max(self.first.value(), self.last.value())
        if offer is not None and extent is Extent.SELECTION:
            return offer.selection
        if offer is not None and extent is Extent.CHAPTER and offer.chapter is not None:
            return offer.chapter[1]
        return None

    def _show_versions(self, offer: Offer) -> None:
        self.versions.blockSignals(True)
        self.versions.clear()
        for version, name in offer.versions:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, version)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_shown = version in offer.shown
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self.versions.addItem(item)
        self.versions.setCurrentRow(0)
        seen = min(max(len(offer.versions), 2), _MOST_VERSIONS_SEEN)
        self.versions.setFixedHeight(seen * _VERSION_ROW + 6)
        self.versions.blockSignals(False)

    @Slot()
    def _show_what_counts(self) -> None:
        """Dim what has no meaning for what is chosen."""
        is_read = Target(self.target.currentData()).is_read
        target = Target(self.target.currentData())
        for part in (self.arrangement, self.script, self.pinyin, self.numbers, self.glossary):
            part.setEnabled(is_read)
        self.versions.setEnabled(is_read)
        for box in (self.notes, self.terms):
            box.setEnabled(target.has_overlay)
        for sheet in (self.paper, self.type_size):
            sheet.setEnabled(is_read and Target(self.target.currentData()) is not Target.EPUB)
        self._pairs_row.setVisible(self.extent.currentData() == Extent.PAIRS)
        self.changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.changed.emit()

    def _extent_names(self, offer: Offer) -> dict[Extent, str]:
        names = {Extent.DOCUMENT: self.tr("This document")}
        if offer.chapter is not None:
            names[Extent.CHAPTER] = self.tr("This chapter: {name}").format(name=offer.chapter[0])
        if offer.selection is not None:
            names[Extent.SELECTION] = self.tr("What is selected")
        names[Extent.PAIRS] = self.tr("Some pairs")
        names[Extent.CORPUS] = self.tr("The whole corpus")
        return names

    def _target_names(self) -> dict[Target, str]:
        return {
            Target.PDF: self.tr("PDF"),
            Target.DOCX: self.tr("Word document"),
            Target.EPUB: self.tr("E-book (EPUB)"),
            Target.HTML: self.tr("Web page"),
            Target.TMX: self.tr("Translation memory (TMX)"),
            Target.TMX_FOLDER: self.tr("A memory for each version (TMX)"),
            Target.TEI: self.tr("Linked texts (TEI)"),
            Target.TSV: self.tr("Table (TSV)"),
            Target.VERTICAL: self.tr("Files for a corpus engine"),
        }

    def _pairs(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_field(self.tr("&First pair"), self.first))
        layout.addWidget(_field(self.tr("Last pa&ir"), self.last))
        return row

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(_field(self.tr("&What"), self.extent))
        column.addWidget(self._pairs_row)
        column.addWidget(_field(self.tr("&Versions"), self.versions))
        column.addWidget(_field(self.tr("&Layout"), self.arrangement))
        column.addWidget(_field(self.tr("C&haracters"), self.script))
        boxes = QVBoxLayout()
        boxes.setSpacing(6)
        for box in (self.pinyin, self.notes, self.terms, self.glossary, self.numbers):
            boxes.addWidget(box)
        column.addLayout(boxes)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(_field(self.tr("P&aper"), self.paper))
        row.addWidget(_field(self.tr("Type si&ze"), self.type_size))
        column.addLayout(row)
        column.addStretch(1)
        column.addWidget(_field(self.tr("Forma&t"), self.target))

    def _connect(self) -> None:
        for box in (self.arrangement, self.script, self.paper):
            box.currentIndexChanged.connect(self._on_chosen)
        for box in (self.extent, self.target):
            box.currentIndexChanged.connect(self._show_what_counts)
        for spin in (self.first, self.last, self.type_size):
            spin.valueChanged.connect(self._on_chosen)
        for check in (self.pinyin, self.notes, self.terms, self.glossary, self.numbers):
            check.toggled.connect(self._on_chosen)
        self.versions.itemChanged.connect(self._on_chosen)


def _choices(names: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    for value, name in names.items():
        box.addItem(name, value)
    return box


def _field(caption: str, widget: QWidget) -> QWidget:
    """A control under its caption, whose underlined letter goes to it with Alt."""
    label = QLabel(caption)
    label.setFont(interface_font(_CAPTION))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setBuddy(widget)
    widget.setAccessibleName(caption.replace("&", ""))
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    layout.addWidget(label)
    layout.addWidget(widget)
    layout.addStretch(1)
    return whole
