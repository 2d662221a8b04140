"""How terms look in the text: a dotted line under them, in either language."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from parallelreader.core.text import Span
from parallelreader.ui.reader.items import Fragment
from parallelreader.ui.reader.state import TermSource

_DOT = 1.5
# How far under the baseline the line runs, as a share of the height of the letters: Chinese ones reach down
# further, and under English ones the line of a word link is nearer.
_UNDER_CHINESE, _UNDER_ENGLISH = 0.17, 0.2


def paint_terms(
    painter: QPainter,
    terms: TermSource,
    fragment: Fragment,
    top: float,
    *,
    accent: QColor,
    glyph: float,
    is_chinese: bool,
) -> None:
    """Paint the lines of the terms in a fragment of an item whose upper edge is at ``top``; ``glyph`` is the
    height of its letters."""
    layout = fragment.layout
    spans = terms.spans_in(fragment.version, Span(layout.start, layout.end))
    if not spans:
        return
    under = round(glyph * (_UNDER_CHINESE if is_chinese else _UNDER_ENGLISH))
    painter.setPen(QPen(accent, _DOT, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines(list(_lines(fragment, top, spans, under)))


def _lines(fragment: Fragment, top: float, spans: list[Span], under: int) -> Iterator[QLineF]:
    for span in spans:
        for line in fragment.layout.baselines(span.start, span.end):
            # Between two rows of pixels the dots would be blurred.
            y = round(line.y1() + top + fragment.y) + under + _DOT / 2
            yield QLineF(line.x1() + fragment.x, y, line.x2() + fragment.x, y)
