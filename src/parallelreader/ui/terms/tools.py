"""What the room has in the bar at the top: its views beside one another, the export, and its right panel."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import icon_button

_HEIGHT = 28
_RADIUS = 5.0


class RoomTools(QWidget):
    """``chosen`` has the number of the view whose button was pressed."""

    chosen = Signal(int)
    right_toggled = Signal()

    def __init__(self, themes: ThemeSource, export: QAction) -> None:
        super().__init__()
        self.tabs = _Tabs(themes)
        self.export = QToolButton()
        self.export.setText(self.tr("Export"))
        self.export.setIcon(icon("export"))
        self.export.setToolTip(f"{export.toolTip()} (Ctrl+E)")
        self.export.clicked.connect(export.trigger)
        export.enabledChanged.connect(self.export.setEnabled)
        self.export.setIconSize(QSize(16, 16))
        self.export.setAccessibleName(export.text().rstrip("…"))
        self.files = icon_button("file", self.tr("All terms as files"))
        self.files.hide()
        self.right = icon_button("right-panel", self.tr("The panel at the right (Ctrl+\\)"))
        self.right.setCheckable(True)
        self.right.hide()
        self.right.clicked.connect(self.right_toggled)
        self.tabs.chosen.connect(self.chosen)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.tabs, self.export, self.files, self.right):
            layout.addWidget(part)

    def offer(self, actions: Sequence[QAction]) -> None:
        """Have a button with these behind it, beside the export of what is shown."""
        menu = QMenu(self.files)
        menu.addActions(list(actions))
        self.files.setMenu(menu)
        self.files.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.files.show()

    def show_names(self, shown: bool) -> None:
        """Show the names beside the icons, or only these where room is short."""
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.tabs.show_names(shown)
        self.export.setToolButtonStyle(beside if shown else only)


class _Tabs(QWidget):
    """Buttons in one frame, of which one is on."""

    chosen = Signal(int)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._names: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(1)
        self._shows_names = True
        self.setFixedHeight(_HEIGHT + 2)
        themes.changed.connect(self.update)

    @property
    def names(self) -> Sequence[str]:
        """What the buttons say."""
        return [button.text() for button in self._group.buttons()]

    def add(self, name: str, drawing: str) -> None:
        button = QToolButton()
        button.setCheckable(True)
        button.setIcon(icon(drawing))
        button.setIconSize(QSize(16, 16))
        button.setFixedHeight(_HEIGHT)
        self._names.append(name)
        self._group.addButton(button, len(self._names) - 1)
        self._row.addWidget(button)
        self.show_count(len(self._names) - 1, "")
        self.show_names(self._shows_names)

    def show_count(self, number: int, text: str) -> None:
        """Say behind a name how much there is."""
        button, name = self._group.button(number), f"{self._names[number]} {text}".rstrip()
        button.setText(name.replace("&", "&&"))
        button.setAccessibleName(name)
        button.setToolTip(f"{name} (Ctrl+{number + 1})")

    def check(self, number: int) -> None:
        self._group.button(number).setChecked(True)

    def show_names(self, shown: bool) -> None:
        self._shows_names = shown
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._group.buttons():
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(beside if shown else only)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._themes.current.line, 1))
        painter.setBrush(self._themes.current.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
