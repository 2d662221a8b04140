"""How places that were searched for look in the text: an outline, and filled where one has gone."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from parallelreader.core.text import Span
from parallelreader.ui.reader.items import Fragment
from parallelreader.ui.reader.state import HitSource
from parallelreader.ui.theme.tokens import Theme

_LINE = 1.5
_RADIUS = 2.0
_AROUND = 4.0


def paint_hits(
    painter: QPainter, hits: HitSource, fragment: Fragment, top: float, *, theme: Theme, glyph: float
) -> None:
    """Paint the hits of a fragment of an item whose upper edge is at ``top``; ``glyph`` is the height of its
    letters."""
    layout = fragment.layout
    origin = QPointF(fragment.x, top + fragment.y)
    for span, is_current in hits.spans_in(fragment.version, Span(layout.start, layout.end)):
        rects = [
            QRectF(rect.translated(origin).adjusted(-1.0, 0.0, 1.0, 0.0))
            for rect in layout.letter_rects(span.start, span.end, glyph + _AROUND, least=0.5)
        ]
        if is_current:
            _fill(painter, fragment, origin, rects, theme)
        else:
            painter.setPen(QPen(theme.search_hit, _LINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rect in rects:
                painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    painter.setPen(theme.text)


def _fill(painter: QPainter, fragment: Fragment, origin: QPointF, rects: list[QRectF], theme: Theme) -> None:
    ground = QPainterPath()
    for rect in rects:
        ground.addRoundedRect(rect, _RADIUS, _RADIUS)
    painter.save()
    painter.fillPath(ground, theme.search_hit)
    # The letters over it once more, in the colour that can be read there.
    painter.setClipPath(ground, Qt.ClipOperation.IntersectClip)
    painter.setPen(theme.on_accent)
    fragment.layout.draw(painter, origin.x(), origin.y())
    painter.restore()
