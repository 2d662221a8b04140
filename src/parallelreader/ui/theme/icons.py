"""Our own icons by name, drawn from SVG in the colour of the text around them.

Which icon stands for which action is left to the action catalogue.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from parallelreader.paths import resource

ICON_SIZE = 16


class UnknownIcon(KeyError):
    """No icon of ours has that name."""


def icon(name: str) -> QIcon:
    """The icon of that name; it follows the palette, is accent-coloured when on or in a selected row."""
    # It is read when it is painted: most stand in menus that nobody opens.
    _file_of(name)
    return QIcon(_ThemedIconEngine(name))


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return QIcon(str(resource("icons", "app.svg")))


def icon_names() -> list[str]:
    """The names of all icons, sorted."""
    return sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "app")


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Paint an icon for views that paint themselves: as large as fits, centred in ``rect``."""
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * colour.alphaF())
    _renderer(name, colour.name()).render(painter, square)
    painter.restore()


class _ThemedIconEngine(QIconEngine):
    """Draws one icon in the application palette as it is at the moment of painting."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, self._name, QRectF(rect), _colour_of(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """``size`` counts device-independent pixels, ``scale`` is the device pixel ratio."""
        colour = _colour_of(mode, state)
        width, height = round(size.width() * scale), round(size.height() * scale)
        key = f"parallelreader/{self._name}/{width}x{height}@{scale}/{colour.rgba():x}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            pixmap = _drawn_pixmap(self._name, width, height, colour)
            pixmap.setDevicePixelRatio(scale)
            QPixmapCache.insert(key, pixmap)
        return pixmap

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        return _ThemedIconEngine(self._name)

    def key(self) -> str:
        return "parallelreader"

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False


def _colour_of(mode: QIcon.Mode, state: QIcon.State) -> QColor:
    palette = QGuiApplication.palette()
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode == QIcon.Mode.Selected or state == QIcon.State.On:
        return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.Accent)
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)


def _drawn_pixmap(name: str, width: int, height: int, colour: QColor) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(0, 0, width, height), colour)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    # Qt's SVG renderer draws currentColor in black whatever the palette says.
    return QSvgRenderer(_drawing(name).replace("currentColor", colour).encode())


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return _file_of(name).read_text(encoding="utf-8")


@lru_cache(maxsize=128)
def _file_of(name: str) -> Path:
    path = resource("icons", f"{name}.svg")
    if name == "app" or not name.replace("-", "").isalpha() or not path.is_file():
        raise UnknownIcon(f"no icon is called {name!r}")
    return path
