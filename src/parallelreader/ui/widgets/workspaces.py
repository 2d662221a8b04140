"""The rooms of the window at the top of its left side: one row each, with its key in the tip and a count.

What a row does is its action's; which rooms there are is said by whoever makes the list.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from parallelreader.core.values import dataclass
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import icon

_HEIGHT = 28
_MARGIN = 8


@dataclass(frozen=True, slots=True)
class Room:
    """A row: what it is called here, and the action that leads there."""

    name: str
    icon: str
    action: QAction


class Workspaces(QWidget):
    """The row of the ``current`` room, by its number, is marked; -1 for none."""

    def __init__(self, rooms: Sequence[Room], current: int = -1) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(1)
        self._rows = [_RoomButton(room, is_current=number == current) for number, room in enumerate(rooms)]
        for row in self._rows:
            layout.addWidget(row)

    def show_count(self, number: int, text: str) -> None:
        """Say how much waits in a room; "" for nothing."""
        self._rows[number].show_count(text)


class _RoomButton(QToolButton):
    def __init__(self, room: Room, *, is_current: bool) -> None:
        super().__init__()
        self._name, self._count, self._is_current = room.name, "", is_current
        self._action = room.action
        self.setText(room.name)
        self.setIcon(icon(room.icon))
        self.setIconSize(QSize(16, 16))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(room.action.toolTip())
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(room.action.isEnabled() or is_current)
        self.clicked.connect(room.action.trigger)
        room.action.enabledChanged.connect(self._on_enabled_changed)
        self.show_count("")

    def show_count(self, text: str) -> None:
        self._count = text
        self.setAccessibleName(f"{self._name}, {text}" if text else self._name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._is_current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(self.rect(), 5, 5)
        painter.end()
        super().paintEvent(event)
        if self._count:
            painter.begin(self)
            painter.setFont(interface_font(12, tabular=True))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            area = self.rect().adjusted(0, 0, -_MARGIN, 0)
            painter.drawText(
                area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._count
            )
            painter.end()

    def _on_enabled_changed(self, enabled: bool) -> None:
        self.setEnabled(enabled or self._is_current)
