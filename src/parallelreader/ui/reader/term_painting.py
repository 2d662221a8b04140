"""How terms look in the text: a dotted line under them, in either language.

Painted for each frame with hundreds of them on screen: where the lines are is worked out once, and all those
of a block are painted at one stroke.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter

from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.items import Fragment
from parallelreader.ui.reader.state import TermSource
from parallelreader.ui.reader.text_layout import BlockLayout

_LINES = "terms"
_DOT, _FROM_DOT_TO_DOT, _BETWEEN = 2, 5, 2
# How far under the baseline the line runs, as a share of the height of the letters: Chinese ones reach down
# further, and under English ones the line of a word link is nearer.
_UNDER_CHINESE, _UNDER_ENGLISH = 0.17, 0.2


@dataclass(frozen=True, slots=True)
class _Kept:
    """The lines under the terms of a fragment, for that key."""

    key: tuple[TermSource, int, int]
    lines: list[QRect]


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
    lines = _lines_of(terms, fragment, round(glyph * (_UNDER_CHINESE if is_chinese else _UNDER_ENGLISH)))
    if not lines:
        return
    # Between two pixels the dots would be blurred.
    origin = QPointF(round(fragment.x), round(top + fragment.y))
    painter.translate(origin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_dots(accent.rgba()))
    painter.drawRects(lines)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(-origin)


def _lines_of(terms: TermSource, fragment: Fragment, under: int) -> list[QRect]:
    """The lines under the terms of a fragment, from its own corner; worked out once while these stay."""
    key = (terms, terms.edition, under)
    known = fragment.painted.get(_LINES)
    if isinstance(known, _Kept) and known.key == key:
        return known.lines
    layout = fragment.layout
    spans = terms.spans_in(fragment.version, Span(layout.start, layout.end))
    kept = _Kept(key, list(_lines(layout, spans, under)))
    fragment.painted[_LINES] = kept
    return kept.lines


def _lines(layout: BlockLayout, spans: Iterable[Span], under: int) -> Iterator[QRect]:
    for left, right, y in layout.underlines(spans):
        # Where one term follows on another it is seen that they are two.
        start = round(left) + _BETWEEN
        yield QRect(start, round(y) + under, max(round(right) - _BETWEEN - start, _DOT), _DOT)


@lru_cache(maxsize=8)
def _dots(colour: int) -> QBrush:
    """Fills a strip with dots: for that many lines in a hundredth of the time that a dotted pen takes."""
    image = QImage(_FROM_DOT_TO_DOT, _DOT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    for x in range(_DOT):
        for y in range(_DOT):
            image.setPixelColor(x, y, QColor.fromRgba(colour))
    return QBrush(image)
