"""The controls above the list: search, colour, which documents, which order.

Finding what they ask for is left to ``listing``.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.notes.note import Colour
from parallelreader.ui.notes.colours import colour_name
from parallelreader.ui.notes.item_layout import MARGIN
from parallelreader.ui.notes.listing import NoteFilter
from parallelreader.ui.notes.swatches import SwatchButton, SwatchRow
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL, icon_button, small_button

_WAITING, _FIRST_TAG = 1, 2
"""Where the choice of those to be reviewed stands, and the first tag."""


class NoteFilterBar(QWidget):
    """``changed`` comes after each change of :attr:`wanted`, ``left`` when the search is done with."""

    changed = Signal()
    left = Signal()
    accept_all_asked = Signal()
    reject_all_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search notes"))
        self.search.setAccessibleName(self.tr("Search notes and what they quote"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.all = QToolButton()
        self.all.setText(self.tr("All"))
        self.all.setToolTip(self.tr("Notes of every colour"))
        self.all.setAccessibleName(self.tr("Notes of every colour"))
        self.all.setCheckable(True)
        self.all.setChecked(True)
        self.swatches = SwatchRow(themes)
        self.swatches.group.addButton(self.all)
        self.scope = _choice(self.tr("Which notes"), (self.tr("This document"), self.tr("Whole corpus")))
        self.order = _choice(self.tr("Order of notes"), (self.tr("By place"), self.tr("By time")))
        self._colours = QHBoxLayout()
        self.tags = _choice(self.tr("Which tags"), (self.tr("Every tag"), self.tr("To be reviewed")))
        self.accept_all = small_button(self.tr("Accept all"), self.tr("All notes listed are good"))
        self.reject_all = small_button(
            self.tr("Reject all"), self.tr("Delete all notes listed; undo brings them back")
        )
        self._name_swatches()
        self._lay_out()
        self.show_tags({}, 0)
        self.search.textChanged.connect(self._on_changed)
        self.swatches.group.buttonToggled.connect(self._on_button_toggled)
        self.scope.currentIndexChanged.connect(self._on_changed)
        self.order.currentIndexChanged.connect(self._on_changed)
        self.tags.currentIndexChanged.connect(self._on_tag_chosen)
        self.accept_all.clicked.connect(self.accept_all_asked)
        self.reject_all.clicked.connect(self.reject_all_asked)
        themes.changed.connect(self._on_themes_changed)

    @property
    def wanted(self) -> NoteFilter:
        """What is asked for now."""
        checked = self.swatches.group.checkedButton()
        return NoteFilter(
            query=self.search.text(),
            colour=checked.colour if isinstance(checked, SwatchButton) else None,
            whole_corpus=self.scope.currentIndex() == 1,
            by_time=self.order.currentIndex() == 1,
            tag=self.tags.currentData() or "",
            waiting_only=self.tags.currentIndex() == _WAITING,
        )

    def show_tags(self, counts: Mapping[str, int], waiting: int) -> None:
        """Offer these tags, each with how many notes have it, and those that are to be reviewed; hidden where
        there is nothing to choose. What is chosen stays so, though no note may have it any more."""
        chosen = self.tags.currentData() or ""
        used = {tag: count for tag, count in counts.items() if count or tag == chosen}
        if chosen:
            used.setdefault(chosen, 0)
        self._waiting = waiting
        review = self.tr("To be reviewed ({count})").format(count=waiting)
        offered = [(f"{tag} ({count})", tag) for tag, count in used.items()]
        here = [(self.tags.itemText(n), self.tags.itemData(n)) for n in range(_FIRST_TAG, self.tags.count())]
        for button in (self.accept_all, self.reject_all):
            button.setVisible(self.tags.currentIndex() == _WAITING and waiting > 0)
        self.tags.setVisible(bool(used or waiting or self.tags.currentIndex() == _WAITING))
        self.tags.setItemText(_WAITING, review)
        if here == offered:
            return
        self.tags.blockSignals(True)
        is_waiting = self.tags.currentIndex() == _WAITING
        while self.tags.count() > _FIRST_TAG:
            self.tags.removeItem(_FIRST_TAG)
        for text, tag in offered:
            self.tags.addItem(text, tag)
        self.tags.setCurrentIndex(
            _WAITING if is_waiting else max(self.tags.findData(chosen), 0) if chosen else 0
        )
        self.tags.blockSignals(False)

    def choose_colour(self, colour: Colour | None) -> None:
        """Show notes of one colour, or of all."""
        button = self.all if colour is None else self.swatches.buttons[colour]
        button.setChecked(True)

    def widen(self, *, whole_corpus: bool = False) -> None:
        """Take back search, colour and tag, and look through the whole corpus where that is asked."""
        self.search.clear()
        self.choose_colour(None)
        self.tags.setCurrentIndex(0)
        if whole_corpus:
            self.scope.setCurrentIndex(1)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Have a button with these behind it at the end of the colours."""
        button = icon_button("export", self.tr("Notes as files"))
        menu = QMenu(button)
        menu.addActions(list(actions))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._colours.addWidget(button)

    def offer_tags(self, edit: QAction) -> None:
        """Have a button with which the tags are edited at the end of the colours."""
        button = icon_button("settings", edit.toolTip())
        button.clicked.connect(edit.trigger)
        self._colours.addWidget(button)

    def focus_search(self) -> None:
        """Let what is typed next go into the search, in place of what is there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Escape
            and self.search.text()
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._themes.current.line)
        painter.end()

    @Slot()
    def _on_themes_changed(self) -> None:
        self.update()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_tag_chosen(self) -> None:
        for button in (self.accept_all, self.reject_all):
            button.setVisible(self.tags.currentIndex() == _WAITING and self._waiting > 0)
        self.changed.emit()

    @Slot(QToolButton, bool)
    def _on_button_toggled(self, button: object, checked: bool) -> None:
        # One button goes off and another on: one change, not two.
        if checked:
            self.changed.emit()

    def _name_swatches(self) -> None:
        for colour, button in self.swatches.buttons.items():
            name = self.tr("Only {colour} notes").format(colour=colour_name(colour).lower())
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _lay_out(self) -> None:
        colours = self._colours
        colours.setSpacing(8)
        colours.addWidget(self.all)
        colours.addWidget(self.swatches)
        colours.addStretch(1)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.scope)
        choices.addWidget(self.order)
        choices.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 4, MARGIN, 10)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addLayout(colours)
        layout.addLayout(choices)
        layout.addWidget(self.tags)
        review = QHBoxLayout()
        review.setSpacing(8)
        review.addWidget(self.accept_all)
        review.addWidget(self.reject_all)
        review.addStretch(1)
        layout.addLayout(review)


def _choice(name: str, options: tuple[str, ...]) -> QComboBox:
    choice = QComboBox()
    choice.addItems(options)
    choice.setAccessibleName(name)
    choice.setToolTip(name)
    choice.setFont(interface_font(SMALL))
    choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    choice.setMinimumContentsLength(6)
    return choice
