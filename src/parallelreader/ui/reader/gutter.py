"""The strip between two panes: buttons that link and anchor them, the line being read, and the pins."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QToolTip, QVBoxLayout, QWidget

from parallelreader.core.values import dataclass
from parallelreader.ui.reader.pins import ShownPin
from parallelreader.ui.reader.scroll_link import ScrollLink
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource

WIDTH = 36
_HEADER = 40
_BAR = 3
_PIN = 14.0
_HIT = 24.0
# Above the buttons at either end a pin could not be pressed.
_BUTTONS = 44


@dataclass(frozen=True, slots=True)
class LinkActions:
    """What can be done about how panes go together."""

    link: QAction
    anchor: QAction


class Gutter(QWidget):
    """Shows whether the panes beside it are linked and, on the leader's side, where the eye is.

    ``pins`` says which pins there are on screen; ``pin_pressed`` carries the one that was pressed.
    """

    pin_pressed = Signal(object)

    def __init__(
        self,
        themes: ThemeSource,
        link: ScrollLink,
        actions: LinkActions,
        pins: Callable[[], Sequence[ShownPin]],
        *,
        left: str,
        right: str,
    ) -> None:
        super().__init__()
        self._pins = pins
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

    def follow_text(self) -> None:
        """The text beside it has moved: paint the line being read and the pins anew, but no button."""
        self.update(QRect(0, _HEADER, self.width(), self.height() - 2 * _HEADER))

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
        for _, area in self.pins():
            painter.fillRect(area, theme.bg)
            draw_icon(painter, "pin", _around(area.center(), _PIN), theme.accent)
        painter.end()

    def pins(self) -> list[tuple[ShownPin, QRectF]]:
        """The pins that show, with where each can be pressed."""
        shown = []
        for pin in self._pins():
            y = _HEADER + pin.y
            if _BUTTONS <= y <= self.height() - _BUTTONS:
                shown.append((pin, _around(QPointF(self.width() / 2, y), _HIT)))
        return shown

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            is_over = self._pin_at(QPointF(event.pos())) is not None
            tip = self.tr("These two are pinned together; press to release them") if is_over else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pin = self._pin_at(event.position())
        if pin is not None and event.button() == Qt.MouseButton.LeftButton:
            self.pin_pressed.emit(pin)

    def _pin_at(self, point: QPointF) -> ShownPin | None:
        return next((pin for pin, area in self.pins() if area.contains(point)), None)

    @Slot()
    def _on_link_changed(self) -> None:
        self.update()


def _around(middle: QPointF, size: float) -> QRectF:
    return QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(16, 16))
    button.setFixedSize(28, 28)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
