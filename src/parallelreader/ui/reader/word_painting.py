"""How lit words look: a thin line under English ones, an outline round Chinese ones and the word itself.

What is only guessed is thinner and paler. Painted over the text, last of all but the caret.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from parallelreader.core.text import Span
from parallelreader.ui.reader.items import Fragment
from parallelreader.ui.reader.text_layout import BlockLayout
from parallelreader.ui.reader.word_lights import Light, LitSpan, WordLights

_RADIUS = 2.0
_LINE, _FAINT_LINE = 1.5, 1.0
_FAINT_STRENGTH = 0.55
# How far under the baseline the line runs, and how much taller than the glyphs an outline is, in pixels.
_UNDER = 3.0
_AROUND = 2.0


def paint_lights(
    painter: QPainter, lights: WordLights, fragment: Fragment, top: float, *, accent: QColor, glyph: float
) -> None:
    """Paint what is lit of a fragment of an item whose upper edge is at ``top``; ``glyph`` is the height of
    its letters."""
    reading = lights.reading
    layout = fragment.layout
    if reading is None or fragment.version not in reading.shown:
        return
    is_chinese = reading.version(fragment.version).is_chinese
    origin = QPointF(fragment.x, top + fragment.y)
    for lit in lights.spans():
        is_here = lit.version == fragment.version
        if is_here and lit.span.start < layout.end and layout.start < lit.span.end:
            pen = _pen(lit, accent, lights.level(lit))
            if is_chinese or lit.light is Light.WORD:
                _outline(painter, pen, layout, origin, lit.span, glyph)
            else:
                _underline(painter, pen, layout, origin, lit.span)


def paint_word_cursor(
    painter: QPainter, fragment: Fragment, top: float, span: Span, *, accent: QColor, glyph: float
) -> None:
    """Outline the word that keys act on."""
    origin = QPointF(fragment.x, top + fragment.y)
    _outline(painter, QPen(accent, _LINE), fragment.layout, origin, span, glyph)


def _pen(lit: LitSpan, accent: QColor, level: float) -> QPen:
    colour = QColor(accent)
    is_faint = lit.light is Light.FAINT
    colour.setAlphaF(min(max(level * (_FAINT_STRENGTH if is_faint else 1.0), 0.0), 1.0))
    return QPen(colour, _FAINT_LINE if is_faint else _LINE)


def _underline(painter: QPainter, pen: QPen, layout: BlockLayout, origin: QPointF, span: Span) -> None:
    for line in layout.baselines(span.start, span.end):
        # Here and below: between two rows of pixels a line would be blurred.
        y = round(line.y1() + origin.y() + _UNDER)
        painter.fillRect(QRectF(line.x1() + origin.x(), y, line.dx(), pen.widthF()), pen.color())


def _outline(
    painter: QPainter, pen: QPen, layout: BlockLayout, origin: QPointF, span: Span, glyph: float
) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in layout.letter_rects(span.start, span.end, glyph + _AROUND, least=1.0):
        around = QRectF(rect.translated(origin).adjusted(-1.0, 0.0, 1.0, 0.0).toRect())
        half = pen.widthF() / 2
        painter.drawRoundedRect(around.adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
