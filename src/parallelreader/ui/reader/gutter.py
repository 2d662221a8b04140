"""The strip between two panes: buttons that link and anchor them, and a bar at the line being read."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from parallelreader.ui.reader.scroll_link import ScrollLink
from parallelreader.ui.theme.source import ThemeSource

WIDTH = 36
_HEADER = 40
_BAR = 3


@dataclass(frozen=True, slots=True)
class LinkActions:
    """What can be done about how panes go together."""

    link: QAction
    anchor: QAction


class Gutter(QWidget):
    """Shows whether the panes beside it are linked and, on the leader's side, where the eye is."""

    def __init__(
        self, themes: ThemeSource, link: ScrollLink, actions: LinkActions, *, left: str, right: str
    ) -> None:
        super().__init__()
        self._themes = themes
        self._link = link
        self._left, self._right = left, right
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 4, 8)
        layout.addWidget(_button(actions.link))
        layout.addStretch(1)
        layout.addWidget(_button(actions.anchor))
        link.changed.connect(self._on_link_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.bg)
        middle = self.width() // 2
        painter.fillRect(middle, _HEADER, 1, self.height() - 2 * _HEADER, theme.line)
        if self._link.is_linked and self._link.lead in (self._left, self._right):
            x = middle - _BAR if self._link.lead == self._left else middle + 1
            y = _HEADER + round(self._link.eye.y) - 18
            painter.fillRect(x, max(y, _HEADER), _BAR, 36, theme.accent)
        painter.end()

    @Slot()
    def _on_link_changed(self) -> None:
        self.update()


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
