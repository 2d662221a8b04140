"""Asks with which tags all places of a term are to be marked, and says how many these are.

Finding the places, and marking them, is left to whoever shows it.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from parallelreader.ui.notes.tag_field import TagField
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.widgets.labels import PaleLabel, set_form_font

_WIDTH = 440


class TagPlacesDialog(QDialog):
    """``scope_changed`` asks for the places to be counted anew, ``asked`` for them to be marked."""

    scope_changed = Signal()
    asked = Signal()

    def __init__(self, words: str, offered: Iterable[str], themes: ThemeSource, parent: QWidget) -> None:
        """``words`` are those whose places are meant, ``offered`` the tags there are."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tag all places"))
        self.setFixedWidth(_WIDTH)
        title = QLabel(words)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        self.tags = TagField()
        self.tags.offer(offered)
        self.scope = QComboBox()
        self.scope.addItems([self.tr("This document"), self.tr("Whole corpus")])
        self.waits = QCheckBox(self.tr("To be re&viewed"))
        self.waits.setToolTip(self.tr("Each place waits in the notes until it is accepted or rejected"))
        self.count = PaleLabel(themes)
        self._has_places = False
        buttons = QDialogButtonBox()
        self.tag_button = buttons.addButton(self.tr("Tag"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.tag_button.setDefault(True)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("&Tags"), self.tags)
        form.addRow(self.tr("&In"), self.scope)
        form.addRow("", self.waits)
        set_form_font(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addWidget(self.count)
        layout.addWidget(buttons)
        self.tags.textChanged.connect(self._show_whether_possible)
        self.scope.currentIndexChanged.connect(self._on_scope_changed)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.show_count(None)
        self.tags.setFocus()

    @property
    def is_for_all(self) -> bool:
        """Whether the whole corpus is meant."""
        return self.scope.currentIndex() == 1

    def show_count(self, count: int | None) -> None:
        """Say how many places there are; None while they are being counted."""
        self._has_places = bool(count)
        if count is None:
            self.count.setText(self.tr("Counting the places…"))
        elif not count:
            self.count.setText(self.tr("No place."))
        else:
            self.count.setText(counted(count, self.tr("1 place"), self.tr("{count} places")))
        self._show_whether_possible()

    def accept(self) -> None:
        if self.tag_button.isEnabled():
            super().accept()
            self.asked.emit()

    @Slot()
    def _show_whether_possible(self) -> None:
        self.tag_button.setEnabled(self._has_places and bool(self.tags.tags))

    @Slot()
    def _on_scope_changed(self) -> None:
        self.show_count(None)
        self.scope_changed.emit()
