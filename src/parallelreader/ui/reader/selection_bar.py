"""The bar beside a selection made by mouse: copy, six colours, note, both sides, a term.

It never takes the keyboard; the same things have keys.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from parallelreader.core.notes.note import Colour
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

_DISTANCE = 6
_RADIUS = 8


class SelectionBar(QWidget):
    """Floats over its parent near the end of the selection."""

    def __init__(self, parent: QWidget, actions: Actions, themes: ThemeSource) -> None:
        super().__init__(parent)
        self._themes = themes
        self._swatches: dict[Colour, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 5, 6, 5)
        layout.setSpacing(2)
        for name in ("copy", "copy_both"):
            layout.addWidget(self._button(actions, name))
        for colour in Colour:
            self._swatches[colour] = self._button(actions, str(colour))
            layout.addWidget(self._swatches[colour])
        for name in ("note", "highlight_both", "mark_term"):
            layout.addWidget(self._button(actions, name))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        themes.changed.connect(self._recolour)
        self._recolour()
        self.hide()

    @property
    def buttons(self) -> Sequence[QToolButton]:
        """All of its buttons, from the left."""
        return self.findChildren(QToolButton)

    def show_near(self, point: QPoint, selection: QRect, within: QRect) -> None:
        """Show above the selection, or below it where there is no room; never over it if possible.

        ``point`` is where the pointer is; all are in pixels of the parent, and the bar stays ``within``.
        """
        self.adjustSize()
        x = min(max(point.x() - self.width() // 2, within.left() + 4), within.right() - self.width() - 4)
        y = selection.top() - self.height() - _DISTANCE
        if y < within.top() + 4:
            y = selection.bottom() + _DISTANCE
        self.move(x, max(min(y, within.bottom() - self.height() - 4), within.top() + 4))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.control, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _button(self, actions: Actions, name: str) -> QToolButton:
        button = QToolButton()
        action = actions[name]
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().rstrip("…"))
        button.setIcon(action.icon())
        if action.icon().isNull():
            button.setText(action.text())
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self._use, action))
        return button

    def _use(self, action: QAction, checked: bool = False) -> None:
        self.hide()
        action.trigger()

    def _recolour(self) -> None:
        theme = self._themes.current
        for colour, button in self._swatches.items():
            button.setText("")
            button.setIcon(swatch(theme, colour))
        self.update()


def swatch(theme: Theme, colour: Colour, size: int = 16) -> QIcon:
    """A round sample of a highlight colour."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.secondary, 1))
    painter.setBrush(theme.color(f"hl-{colour}"))
    painter.drawEllipse(2, 2, size - 4, size - 4)
    painter.end()
    return QIcon(pixmap)
