"""The left of the room: the terms, with what they are filtered by over them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from parallelreader.ui.terms.entries import TermEntry, TermGroup, group_counts, shown_entries
from parallelreader.ui.terms.list_view import COLUMN, EDGE, TermList
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.keyed_button import KeyedButton
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS, takes_letter

VIEW_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
_OF_ROOM = (Qt.Key.Key_E, Qt.Key.Key_Backslash, *VIEW_KEYS)
_REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class TermsSide(Ground):
    """``top`` stands over it all, ``new`` is the action of the button at the foot.

    ``chosen`` has a TermEntry or None, ``entered`` comes when the keyboard is to go to the middle, ``left``
    with Escape.
    """

    chosen = Signal(object)
    entered = Signal()
    left = Signal()
    key_pressed = Signal(object)
    removal_requested = Signal(object)

    def __init__(self, themes: ThemeSource, top: QWidget | None = None, new: QAction | None = None) -> None:
        super().__init__(themes, "surface")
        self._entries: Sequence[TermEntry] = ()
        self.search = QLineEdit()
        self.list = TermList(themes)
        self._group = TermGroup.MARKED
        self._groups = {group: _group_button() for group in TermGroup}
        self._empty = PaleLabel(themes, wraps=True)
        self._names = _ColumnNames(themes)
        self._fill()
        self._lay_out(themes, top, new)
        self.setFocusProxy(self.list)
        self.show_entries(())

    @property
    def group(self) -> TermGroup:
        """Which terms are listed."""
        return self._group

    def show_entries(self, entries: Sequence[TermEntry]) -> None:
        """Show the terms as they are now."""
        self._entries = entries
        counts = group_counts(entries)
        names = {
            TermGroup.MARKED: self.tr("Marked"),
            TermGroup.GAPS: self.tr("Gaps"),
            TermGroup.MIXED: self.tr("Mixed"),
        }
        for group, button in self._groups.items():
            button.setText(f"{names[group]} {counts[group]:,}")
        self._filter()

    def show_group(self, group: TermGroup) -> None:
        """List the terms of a group."""
        self._group = group
        for each, button in self._groups.items():
            button.setChecked(each is group)
        self._filter()

    def seek(self) -> None:
        """Give the keyboard to the filter."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def choose(self, concept: str) -> bool:
        """Go to a term, taking the filters away where they hide it; False where there is none."""
        if not any(entry.id == concept for entry in self._entries):
            return False
        if self.list.rows.row_of(concept) < 0:
            self.search.clear()
            self.show_group(TermGroup.MARKED)
        return self.list.choose(concept)

    def event(self, event: QEvent) -> bool:
        return takes_room_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Slash:
            self.seek()
        elif event.key() in _OF_ROOM or (event.text() and event.key() != Qt.Key.Key_Tab):
            # Keys of the room are the same wherever in it one is.
            self.key_pressed.emit(event)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _filter(self) -> None:
        shown = shown_entries(self._entries, self._group, self.search.text())
        self._names.setVisible(bool(shown))
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if not self._entries:
            said = self.tr("Terms you mark stand here. Select a word in the text and press M.")
        elif self.search.text().strip():
            said = self.tr("No term has this in it.")
        elif self._group is TermGroup.GAPS:
            said = self.tr("No gap is known.")
        else:
            said = self.tr("No term is known to be put in several ways by one version.")
        self._empty.setText(said)
        self.list.show_entries(shown)

    def _fill(self) -> None:
        self.search.setPlaceholderText(self.tr("Filter terms, hanzi or pinyin"))
        self.search.setAccessibleName(self.tr("Filter the terms"))
        self.search.setToolTip(self.tr("Filter the terms (/)"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._filter)
        tips = {
            TermGroup.MARKED: self.tr("All terms"),
            TermGroup.GAPS: self.tr("Terms that some version leaves out somewhere"),
            TermGroup.MIXED: self.tr("Terms that one version puts in several ways"),
        }
        for group, button in self._groups.items():
            button.setToolTip(tips[group])
            button.setChecked(group is self._group)
            button.clicked.connect(partial(self.show_group, group))
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(self.entered)
        self.list.removal_requested.connect(self.removal_requested)

    def _lay_out(self, themes: ThemeSource, top: QWidget | None, new: QAction | None) -> None:
        groups = QHBoxLayout()
        groups.setContentsMargins(8, 0, 8, 0)
        groups.setSpacing(2)
        for button in self._groups.values():
            groups.addWidget(button)
        groups.addStretch(1)
        field = QHBoxLayout()
        field.setContentsMargins(8, 0, 8, 0)
        field.addWidget(self.search)
        self._empty.setContentsMargins(16, 12, 12, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 8)
        layout.setSpacing(8)
        if top is not None:
            above = QHBoxLayout()
            above.setContentsMargins(8, 0, 8, 0)
            above.addWidget(top)
            layout.addLayout(above)
        layout.addLayout(field)
        layout.addLayout(groups)
        layout.addWidget(self._names)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.list, 1)
        if new is not None:
            foot = QHBoxLayout()
            foot.setContentsMargins(8, 0, 8, 0)
            foot.addWidget(KeyedButton(themes, new))
            foot.addStretch(1)
            layout.addLayout(foot)


class _ColumnNames(QWidget):
    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedHeight(20)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(interface_font(11))
        painter.setPen(self._themes.current.secondary)
        right, height, middle = self.width() - EDGE - 1, self.height(), Qt.AlignmentFlag.AlignVCenter
        painter.drawText(EDGE, 0, 100, height, int(_LEFT | middle), self.tr("Term"))
        wide = 2 * COLUMN
        painter.drawText(right - wide, 0, wide, height, int(_RIGHT | middle), self.tr("Found"))
        painter.drawText(right - COLUMN - wide, 0, wide, height, int(_RIGHT | middle), self.tr("Forms"))
        painter.end()


def takes_room_key(event: QEvent) -> bool:
    """Whether the event asks if a key is wanted in the room: a single one, Delete, Ctrl+E, Ctrl+\\ or Ctrl
    and the number of a view; then it is accepted."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
        key, modifiers = event.key(), event.modifiers()
        if (key in _OF_ROOM and modifiers == Qt.KeyboardModifier.ControlModifier) or (
            key in _REMOVING and modifiers in NO_MODIFIERS
        ):
            event.accept()
            return True
    return takes_letter(event)


def _group_button() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setFont(interface_font(12, tabular=True))
    button.setFixedHeight(24)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return button
