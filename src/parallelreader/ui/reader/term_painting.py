"""How terms look in the text: a dotted line under them, in either language.

Painted for each frame with hundreds of them on screen: where the lines are is worked out once, when
they are first seen, and all those of a block are painted at one stroke.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
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
    """Where the terms of a fragment stand, for that key, and what is painted under those of its lines that
    have been seen."""

    key: tuple[TermSource, int]
    spans: list[Span]
    lines: dict[int, list[QRect]]


def paint_terms(
    painter: QPainter,
    terms: TermSource,
    fragment: Fragment,
    top: float,
    *,
    accent: QColor,
    glyph: float,
    is_chinese: bool,
    height: float,
) -> None:
    """Paint the lines of the terms in a fragment of an item whose upper edge is at ``top``, as far as it is
    to be seen in a window of that ``height``; ``glyph`` is the height of its letters."""
    kept = _kept(terms, fragment) or _look_up(terms, fragment)
    if not kept.spans:
        return
    under = round(glyph * (_UNDER_CHINESE if is_chinese else _UNDER_ENGLISH))
    layout, y = fragment.layout, top + fragment.y
    first, last = (
        int(-y // layout.line_height),
        int(min((height - y) // layout.line_height, layout.line_count)),
    )
    lines = []
    for number in range(max(first, 0), min(last, layout.line_count - 1) + 1):
        known = kept.lines.get(number)
        if known is None:
            known = kept.lines[number] = list(_under_line(layout, number, kept.spans, under))
        lines += known
    if not lines:
        return
    # Between two pixels the dots would be blurred.
    origin = QPointF(round(fragment.x), round(y))
    painter.translate(origin)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_dots(accent.rgba()))
    painter.drawRects(lines)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(-origin)


def find_terms(terms: TermSource, fragment: Fragment) -> bool:
    """Find the terms of a fragment before it is painted; False where they are known."""
    if _kept(terms, fragment) is not None:
        return False
    _look_up(terms, fragment)
    return True


def _kept(terms: TermSource, fragment: Fragment) -> _Kept | None:
    """What is known of a fragment as long as the terms stay."""
    known = fragment.painted.get(_LINES)
    return known if isinstance(known, _Kept) and known.key == (terms, terms.edition) else None


def _look_up(terms: TermSource, fragment: Fragment) -> _Kept:
    layout = fragment.layout
    spans = terms.spans_in(fragment.version, Span(layout.start, layout.end))
    kept = fragment.painted[_LINES] = _Kept((terms, terms.edition), spans, {})
    return kept


def _under_line(layout: BlockLayout, number: int, spans: Sequence[Span], under: int) -> Iterator[QRect]:
    """What is painted under one line of a layout; the spans are in order and do not overlap."""
    line = layout.line_span(number)
    at = max(bisect_right(spans, line.start, key=_start) - 1, 0)
    here = []
    while at < len(spans) and spans[at].start < line.end:
        if spans[at].end > line.start:
            here.append(Span(max(spans[at].start, line.start), min(spans[at].end, line.end)))
        at += 1
    for left, right, y in layout.underlines(here):
        # Where one term follows on another it is seen that they are two.
        start = round(left) + _BETWEEN
        yield QRect(start, round(y) + under, max(round(right) - _BETWEEN - start, _DOT), _DOT)


def _start(span: Span) -> int:
    return span.start


@lru_cache(maxsize=8)
def _dots(colour: int) -> QBrush:
    """Fills a strip with dots: for that many lines in a hundredth of the time that a dotted pen takes."""
    image = QImage(_FROM_DOT_TO_DOT, _DOT, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    for x in range(_DOT):
        for y in range(_DOT):
            image.setPixelColor(x, y, QColor.fromRgba(colour))
    return QBrush(image)
