"""A scroll bar without arrows: where its parts lie and how they are painted.

The range and the mouse are Qt's business; this only answers where and in what colour.
"""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from parallelreader.ui.theme.tokens import Theme, mix

SCROLL_BAR = 12
LEAST_SLIDER = 32
_MARGIN = 3

_Sub = QStyle.SubControl


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """The rectangle of one part of a scroll bar in the bar's own coordinates."""
    bar = option.rect
    vertical = option.orientation == Qt.Orientation.Vertical
    length = bar.height() if vertical else bar.width()
    slider = _slider_length(option, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - slider, option.upsideDown
    )
    spans = {
        _Sub.SC_ScrollBarGroove: (0, length),
        _Sub.SC_ScrollBarSlider: (start, slider),
        _Sub.SC_ScrollBarSubPage: (0, start),
        _Sub.SC_ScrollBarAddPage: (start + slider, length - start - slider),
    }
    if part not in spans:
        return QRect()
    offset, extent = spans[part]
    if vertical:
        return QRect(bar.x(), bar.y() + offset, bar.width(), extent)
    return QRect(bar.x() + offset, bar.y(), extent, bar.height())


def draw_scroll_bar(theme: Theme, option: QStyleOptionSlider, painter: QPainter) -> None:
    """Paint the slider alone; the ground below it stays what it is."""
    if option.maximum <= option.minimum:
        return
    slider = QRectF(scroll_bar_part(option, _Sub.SC_ScrollBarSlider))
    slider.adjust(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    busy = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Sunken)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.control if busy else mix(theme.control, theme.surface, share=0.6))
    radius = min(slider.width(), slider.height()) / 2
    painter.drawRoundedRect(slider, radius, radius)
    painter.restore()


def _slider_length(option: QStyleOptionSlider, length: int) -> int:
    span = option.maximum - option.minimum
    if span <= 0:
        return length
    share = option.pageStep / (span + option.pageStep)
    return min(length, max(LEAST_SLIDER, round(length * share)))
