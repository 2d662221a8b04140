"""A flat button that shows the key of its action, and leaves its name out where room is short."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import ICON_SIZE
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import caps_of, caps_width, draw_caps

_HEIGHT = 28
_PADDING = 7.0
_GAP = 8.0
_RADIUS = 5.0


class KeyedButton(QToolButton):
    """Triggers ``action``; ``name`` is what it is called here if not by the text of the action."""

    def __init__(
        self, themes: ThemeSource, action: QAction, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes, self._action, self._name = themes, action, name
        self._is_short = False
        self._caps: list[str] = []
        self._menu: QMenu | None = None
        self._tip = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        themes.changed.connect(self.update)
        self._on_action_changed()

    @property
    def is_short(self) -> bool:
        """Whether only icon and key are shown."""
        return self._is_short

    def rename(self, name: str) -> None:
        """Call it otherwise from now on."""
        if name != self._name:
            self._name = name
            self._on_action_changed()

    def shorten(self, short: bool) -> None:
        """Leave the name out where there is an icon, or show it again."""
        if short != self._is_short:
            self._is_short = short
            self.updateGeometry()
            self.update()

    def ask(self, menu: QMenu, tip: str) -> None:
        """Show a menu when pressed instead of triggering the action, whose key is only one of those in it."""
        self.clicked.disconnect(self._action.trigger)
        self.clicked.connect(self._show_menu)
        self._menu, self._tip = menu, tip
        self._on_action_changed()

    def short_width(self) -> int:
        """How wide it is without its name."""
        return self._width(with_name=False)

    def full_width(self) -> int:
        """How wide it is with its name."""
        return self._width(with_name=True)

    def sizeHint(self) -> QSize:
        return QSize(self._width(with_name=not self._is_short), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        elif self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        x, middle = _PADDING, self.height() / 2
        if not self.icon().isNull():
            painter.drawPixmap(
                round(x), round(middle - ICON_SIZE / 2), self.icon().pixmap(QSize(ICON_SIZE, ICON_SIZE))
            )
            x += ICON_SIZE + _GAP
        if self._shows_name():
            font = interface_font()
            painter.setFont(font)
            painter.setPen(theme.text)
            width = QFontMetricsF(font).horizontalAdvance(self.text())
            painter.drawText(
                QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
            x += width + _GAP
        draw_caps(painter, theme, self._caps, x, middle)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    @Slot()
    def _show_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot()
    def _on_action_changed(self) -> None:
        action = self._action
        self.setEnabled(action.isEnabled())
        self.setIcon(action.icon())
        self.setText(self._name or action.text().rstrip("…"))
        self.setToolTip(self._tip or action.toolTip())
        self.setAccessibleName(self.text() if self._menu is not None else action.text().rstrip("…"))
        keys = [action] if self._menu is None else self._menu.actions()[:2]
        self._caps = list(dict.fromkeys(cap for each in keys for cap in caps_of(each.shortcut())))
        self.updateGeometry()
        self.update()

    def _shows_name(self) -> bool:
        return not self._is_short or self.icon().isNull()

    def _width(self, *, with_name: bool) -> int:
        width = 2 * _PADDING
        if not self.icon().isNull():
            width += ICON_SIZE + _GAP
        if with_name or self.icon().isNull():
            width += QFontMetricsF(interface_font()).horizontalAdvance(self.text()) + _GAP
        return round(width + caps_width(self._caps)) + 1
