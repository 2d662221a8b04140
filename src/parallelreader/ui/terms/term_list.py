"""The terms of one concept below each other, as the editor lists them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from parallelreader.core.terms.concept import Term
from parallelreader.ui.terms.term_names import status_name
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import SMALL


class TermList(QTreeWidget):
    """``term_chosen`` carries the number of a term, -1 where there is none."""

    term_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Terms of the concept"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def current(self) -> int:
        """The number of the one chosen, -1 where there is none."""
        item = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else -1

    def show_terms(self, terms: Sequence[Term], current: int) -> None:
        """List these, with that one chosen."""
        self.blockSignals(True)
        self.clear()
        for term in terms:
            item = QTreeWidgetItem(self)
            self._fill(item, term)
        self.blockSignals(False)
        chosen = self.topLevelItem(current)
        if chosen is not None:
            self.setCurrentItem(chosen)
        else:
            self.term_chosen.emit(-1)

    def renew(self, number: int, term: Term) -> None:
        """That one has changed."""
        item = self.topLevelItem(number)
        if item is not None:
            self._fill(item, term)

    def _fill(self, item: QTreeWidgetItem, term: Term) -> None:
        item.setText(0, " ".join(term.text.split()) or self.tr("(nothing yet)"))
        item.setFont(0, reading_font(term.language, 15))
        item.setToolTip(0, plain_tip(term.text))
        item.setText(1, status_name(term.status))
        item.setFont(1, interface_font(SMALL))

    @Slot()
    def _on_current_changed(self) -> None:
        self.term_chosen.emit(self.current)
