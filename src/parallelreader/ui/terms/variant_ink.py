"""The colours of variants: six tints in their order, then one grey with a number."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from parallelreader.app.terms.sheet import GAP
from parallelreader.ui.theme.tokens import Theme, mix

_TINTS = ("hl_yellow", "hl_orange", "hl_rose", "hl_violet", "hl_blue", "hl_green")
COLOURED = len(_TINTS)
_RADIUS = 2.0


def tint_of(theme: Theme, place: int) -> QColor:
    """The tint of the variant at a place among all, from 0."""
    return theme.color(_TINTS[place]) if 0 <= place < COLOURED else mix(theme.control, theme.bg, share=0.28)


def edge_of(theme: Theme, place: int) -> QColor:
    """A stronger tone of the tint, for thin lines."""
    return mix(theme.text, tint_of(theme, place), share=0.25)


def variant_name(variant: str, text: str) -> str:
    """What a variant is called, "gap" where there is no rendering."""
    return QCoreApplication.translate("terms", "gap") if variant == GAP else text


def draw_tint(painter: QPainter, theme: Theme, place: int, area: QRectF, *, edged: bool = False) -> None:
    """Draw the ground of a variant's words or of its part in a bar."""
    painter.setPen(QPen(edge_of(theme, place), 1) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(tint_of(theme, place))
    painter.drawRoundedRect(area, _RADIUS, _RADIUS)


def draw_dashed(painter: QPainter, colour: QColor, area: QRectF, ground: QColor | None = None) -> None:
    """Draw the outline of what is not there."""
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, 3, 3)
