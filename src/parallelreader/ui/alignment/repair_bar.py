"""What can be done to the chosen pair, always in one place above the rows, each with its key."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.keyed_button import KeyedButton

SHIFTS = ("shift_down", "shift_up", "shift_source_down", "shift_source_up")
_HEIGHT = 42
_LABEL = 56
_AFTER_LABEL = 8
_MARGIN = 20


class RepairBar(Ground):
    """Named after the chosen pair; names give way to icons where the window is narrow."""

    def __init__(self, themes: ThemeSource, actions: Actions) -> None:
        super().__init__(themes, "bg", bottom_line=True)
        self.setFixedHeight(_HEIGHT)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        font = interface_font(tabular=True)
        font.setWeight(QFont.Weight.Medium)
        self._label.setFont(font)
        self._label.setMinimumWidth(_LABEL)
        self._label.setContentsMargins(0, 0, _AFTER_LABEL, 0)
        self._shift = KeyedButton(themes, actions["shift_down"], self.tr("Shift boundary"))
        self._offer_shifts(actions)
        self.buttons = [
            KeyedButton(themes, actions["merge_next"], self.tr("Merge with next")),
            KeyedButton(themes, actions["merge_previous"], self.tr("with previous")),
            KeyedButton(themes, actions["split"], self.tr("Split")),
            self._shift,
            KeyedButton(themes, actions["detach"], self.tr("Detach")),
            KeyedButton(themes, actions["check"], self.tr("Mark as checked")),
        ]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 0, 8, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        for button in self.buttons:
            layout.addWidget(button)
        layout.addStretch(1)

    def show_pair(self, label: str, *, is_checked: bool = False) -> None:
        """Say which pair is chosen, and what its mark would become."""
        self._label.setText(label)
        self.buttons[-1].rename(self.tr("Take the mark away") if is_checked else self.tr("Mark as checked"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _offer_shifts(self, actions: Actions) -> None:
        """Have the button ask which of the four ways to shift a boundary is meant."""
        menu = QMenu(self._shift)
        for name in SHIFTS:
            menu.addAction(actions[name])
        self._shift.ask(menu, self.tr("Move the boundary of one side by a sentence (Alt+↑, Alt+↓)"))

    @Slot()
    def _fit(self) -> None:
        """Shorten buttons from the left, whose icons say most, until all have room."""
        room = self.width() - _MARGIN - 8 - self._label.sizeHint().width() - 4 * len(self.buttons)
        room = min(room, self.width() - _MARGIN - 8 - _LABEL - 4 * len(self.buttons))
        wanted = sum(button.full_width() for button in self.buttons)
        for button in self.buttons:
            is_short = wanted > room
            if is_short:
                wanted -= button.full_width() - button.short_width()
            button.shorten(is_short)
