"""Which colour a tone has, in the orders that learners know from elsewhere."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.ui.theme.tokens import Theme

_RED, _ORANGE, _GREEN, _BLUE, _VIOLET = "tone-1", "tone-2", "tone-3", "tone-4", "tone-violet"
_GREY = "tone-neutral"

_ICON, _DOT = 16, 2.4
# Where the dots of the five tones stand in an icon, in pixels.
_DOTS = ((3.0, 5.0), (8.0, 5.0), (13.0, 5.0), (5.5, 11.0), (10.5, 11.0))

_ORDERS = {
    ToneColours.CLASSIC: (_RED, _ORANGE, _GREEN, _BLUE, _GREY),
    ToneColours.PLECO: (_RED, _GREEN, _BLUE, _VIOLET, _GREY),
    ToneColours.HANPING: (_BLUE, _GREEN, _ORANGE, _RED, _GREY),
}


def tone_colour(theme: Theme, order: ToneColours, tone: int) -> QColor:
    """The colour of a tone from 1 to 5; where tones have none, that of all readings."""
    if order is ToneColours.OFF or not 1 <= tone <= 5:
        return theme.secondary
    return theme.color(_ORDERS[order][tone - 1])


def tone_icon(theme: Theme, order: ToneColours) -> QIcon:
    """The colours of the five tones as dots, in two rows: what is chosen is seen before it is."""
    if order is ToneColours.OFF:
        return QIcon()
    icon = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(_ICON * scale, _ICON * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for tone, (x, y) in enumerate(_DOTS, start=1):
            painter.setBrush(tone_colour(theme, order, tone))
            painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
