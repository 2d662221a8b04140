"""How an item of a column looks: tints, highlights, selection, text and marks in the margin.

Painting order follows the design, back to front: low row, partner tint, word status, highlight, selection,
text, readings, and over it the lines of terms and the words that are lit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from math import inf

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from parallelreader.app.reading.reading import Reading
from parallelreader.core.notes.marks import Mark
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.cover_painting import (
    Cover,
    button_places,
    button_width,
    covers_of,
    is_all_covered,
    is_cell,
    leave_out,
    paint_bars,
    paint_button,
)
from parallelreader.ui.reader.hit_painting import paint_hits
from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.reader.state import PinChoice, ReadingState
from parallelreader.ui.reader.term_painting import paint_terms
from parallelreader.ui.reader.word_painting import paint_lights, paint_word_cursor
from parallelreader.ui.theme.tokens import Theme, mix

_TINT_RADIUS = 2.0
# Tints stand a little taller than the glyphs, but lines of one tint do not touch each other's text.
_TINT_MARGIN = 4.0
_MARKER = 7.0
_FADE = 16
_BESIDE_BUTTON = 12.0
# A selection must stand out from the tint of the pair it is in.
_SELECTION = 0.28


@dataclass(frozen=True, slots=True)
class Brush:
    """What painting needs besides the item; ``margin`` is the x of the note markers, in pixels.

    ``untinted_row`` shows its being pointed at in another way. ``tints_low``: pairs of low confidence have
    their ground under the words, there being no row to have it. ``caps`` are the keys that uncover a pair.
    Only what is ``seen`` need be painted, everything where that is empty.
    """

    theme: Theme
    state: ReadingState
    glyph_height: dict[str, float]
    margin: float
    caret: tuple[str, int] | None = None
    untinted_row: int | None = None
    tints_low: bool = False
    caps: tuple[str, ...] = ()
    height: float = inf
    seen: QRectF = field(default_factory=QRectF)


def paint_item(painter: QPainter, brush: Brush, item: Item, top: float) -> None:
    """Paint an item whose upper edge is at ``top``."""
    reading, covering = brush.state.reading, brush.state.covering
    for fragment in item.fragments:
        covers = covers_of(covering, reading, fragment) if reading is not None and covering.is_on else []
        if reading is not None and covers and is_all_covered(covers, reading, fragment):
            _paint_covers(painter, brush, item, fragment, covers, top)
            continue
        if covers:
            painter.save()
            leave_out(painter, covers, fragment, top)
        marks = brush.state.marks.marks_in(fragment.version, Span(fragment.layout.start, fragment.layout.end))
        _paint_under(painter, brush, fragment, top, marks)
        painter.setPen(brush.theme.text)
        fragment.layout.draw(painter, fragment.x, top + fragment.y, brush.seen)
        if not covers:
            _paint_readings(painter, brush, fragment, top)
        glyph, accent = brush.glyph_height[fragment.version], brush.theme.accent
        if brush.state.terms is not None and reading is not None:
            is_chinese = reading.version(fragment.version).is_chinese
            terms = brush.state.terms
            paint_terms(
                painter,
                terms,
                fragment,
                top,
                accent=accent,
                glyph=glyph,
                is_chinese=is_chinese,
                height=brush.height,
            )
        if brush.state.hits is not None:
            paint_hits(painter, brush.state.hits, fragment, top, theme=brush.theme, glyph=glyph)
        paint_lights(painter, brush.state.lights, fragment, top, accent=accent, glyph=glyph)
        _paint_over(painter, brush, fragment, top)
        if covers:
            painter.restore()
            _paint_covers(painter, brush, item, fragment, covers, top)
            # They hang over the edges of their sentences.
            _paint_readings(painter, brush, fragment, top, covers)
    for text, rect in item.blanks:
        _paint_blank(painter, brush, text, rect.translated(0, top))


def _paint_readings(
    painter: QPainter, brush: Brush, fragment: Fragment, top: float, covers: Iterable[Cover] = ()
) -> None:
    reading = brush.state.reading
    if fragment.words is not None and reading is not None:
        text = reading.texts[fragment.version]
        hidden = [text.segment(cover.segment) for cover in covers]
        fragment.words.paint_readings(painter, fragment.x, top + fragment.y, brush.theme, hidden)


def _paint_covers(
    painter: QPainter, brush: Brush, item: Item, fragment: Fragment, covers: Sequence[Cover], top: float
) -> None:
    """The bars in the place of what is covered, with buttons: in rows in each that is not dimmed, in prose
    where one reads."""
    state, reading, theme = brush.state, brush.state.reading, brush.theme
    assert reading is not None
    tinted = set(state.tinted(fragment.version, but_not=brush.untinted_row))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.partner)
    for cover in covers:
        for rect in cover.rects if cover.segment in tinted else ():
            painter.drawRect(rect.translated(0, top))
    room = button_width(brush.caps) + _BESIDE_BUTTON if is_cell(item) else 0.0
    paint_bars(painter, covers, fragment, top, theme, kept_free=room)
    near = {*tinted, *reading.cell(state.current_row, fragment.version)}
    done: set[int] = set()
    for segment, place in button_places(covers, fragment, brush.caps, is_cell=is_cell(item)):
        row = reading.row_of(fragment.version, segment)
        is_near = painter.opacity() == 1.0 if is_cell(item) else segment in near
        if row not in done and is_near:
            done.add(row)
            paint_button(painter, place.x(), top + place.y(), theme, brush.caps)


def marker_rects(brush: Brush, item: Item, top: float) -> Iterable[tuple[QRectF, Mark]]:
    """Where the markers of the notes that begin in this item stand, with their marks."""
    taken: dict[float, int] = {}
    for fragment in item.fragments:
        layout = fragment.layout
        for mark in brush.state.marks.marks_in(fragment.version, Span(layout.start, layout.end)):
            if not mark.has_body or not layout.start <= mark.span.start < layout.end:
                continue
            y = top + fragment.y + layout.line_of(mark.span.start) * layout.line_height
            place = taken.get(y, 0)
            taken[y] = place + 1
            x = brush.margin + place * (_MARKER + 3)
            middle = y + (layout.above + layout.line_height) / 2
            yield QRectF(x, middle - _MARKER / 2, _MARKER, _MARKER), mark


def paint_markers(painter: QPainter, brush: Brush, item: Item, top: float) -> None:
    """Paint a marker in the margin for each note that begins in the item."""
    for rect, mark in marker_rects(brush, item, top):
        painter.setPen(QPen(brush.theme.secondary, 1.0))
        painter.setBrush(brush.theme.color(f"hl-{mark.colour}"))
        painter.drawRoundedRect(rect, 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_edges(painter: QPainter, area: QRect, ground: QColor, *, cuts_top: bool) -> None:
    """Let lines that the lower edge cuts, and the upper one if it does, fade out instead."""
    clear = QColor(ground)
    clear.setAlpha(0)
    for edge, inner in [(area.height(), area.height() - _FADE), (0, _FADE)][: 1 + cuts_top]:
        fade = QLinearGradient(0, edge, 0, inner)
        fade.setColorAt(0, ground)
        fade.setColorAt(1, clear)
        painter.fillRect(0, min(edge, inner), area.width(), _FADE, fade)


def _paint_under(
    painter: QPainter, brush: Brush, fragment: Fragment, top: float, marks: Sequence[Mark]
) -> None:
    state, theme = brush.state, brush.theme
    reading = state.reading
    if reading is None:
        return
    text = reading.texts[fragment.version]
    # A sentence is tinted with its readings.
    whole = bool(fragment.layout.above)
    if brush.tints_low:
        for span in _runs(text, _low_segments(reading, fragment)):
            _fill(painter, brush, fragment, top, span, theme.low, full=whole)
    for span in _runs(text, state.tinted(fragment.version, but_not=brush.untinted_row)):
        _fill(painter, brush, fragment, top, span, theme.partner, full=whole)
    if fragment.words is not None:
        covered = [mark.span for mark in marks]
        fragment.words.paint_tints(painter, fragment.x, top + fragment.y, theme, covered)
    if state.pin is not None and fragment.version in state.pin.segments:
        _paint_choice(painter, brush, fragment, top, state.pin)
    for mark in marks:
        _fill(painter, brush, fragment, top, mark.span, theme.color(f"hl-{mark.colour}"))
    selection = state.selection
    if selection is not None and selection.version == fragment.version and not selection.is_empty:
        colour = mix(theme.accent, theme.bg, share=_SELECTION)
        _fill(painter, brush, fragment, top, selection.span, colour, full=True)


def _paint_choice(painter: QPainter, brush: Brush, fragment: Fragment, top: float, pin: PinChoice) -> None:
    """The sentence about to be pinned: on a ground, and with an outline where the keys go."""
    reading, theme = brush.state.reading, brush.theme
    assert reading is not None
    span = reading.texts[fragment.version].segment(pin.segments[fragment.version])
    _fill(painter, brush, fragment, top, span, theme.selected)
    style = Qt.PenStyle.SolidLine if fragment.version == pin.active else Qt.PenStyle.DashLine
    painter.setPen(QPen(theme.accent, 1.5, style))
    for rect in fragment.layout.rects(span.start, span.end):
        area = rect.translated(fragment.x, top + fragment.y)
        painter.drawLine(area.bottomLeft(), area.bottomRight())


def _low_segments(reading: Reading, fragment: Fragment) -> Iterable[int]:
    """The sentences of a fragment that stand in a pair of low confidence."""
    text = reading.texts[fragment.version]
    for segment in text.segments_in(Span(fragment.layout.start, fragment.layout.end)):
        row = reading.row_of(fragment.version, segment)
        # Those of low confidence are among the rows in doubt, and these are found without making the row.
        if row in reading.doubtful and reading.rows[row].is_low:
            yield segment


def _runs(text: Text, segments: Iterable[int]) -> Iterable[Span]:
    """The stretches that segments cover, with the space between neighbours of one paragraph."""
    run: Span | None = None
    for segment in segments:
        span = text.segment(segment)
        if run is not None and 0 <= span.start - run.end <= 1 and text.content[run.end : span.start] != "\n":
            run = Span(run.start, span.end)
            continue
        if run is not None:
            yield run
        run = span
    if run is not None:
        yield run


def _fill(
    painter: QPainter,
    brush: Brush,
    fragment: Fragment,
    top: float,
    span: Span,
    colour: QColor,
    *,
    full: bool = False,
) -> None:
    layout = fragment.layout
    if span.end <= layout.start or span.start >= layout.end:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    rects = layout.rects(span.start, span.end)
    if not full:
        height = brush.glyph_height[fragment.version] + _TINT_MARGIN
        rects = layout.letter_rects(span.start, span.end, height)
    for rect in rects:
        painter.drawRoundedRect(rect.translated(fragment.x, top + fragment.y), _TINT_RADIUS, _TINT_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_over(painter: QPainter, brush: Brush, fragment: Fragment, top: float) -> None:
    if brush.caret is None or brush.caret[0] != fragment.version:
        return
    position = brush.caret[1]
    if not fragment.layout.start <= position <= fragment.layout.end:
        return
    selection, accent = brush.state.selection, brush.theme.accent
    word = fragment.words.word_at(position) if fragment.words is not None else None
    if word is not None and (selection is None or selection.is_empty):
        glyph = brush.glyph_height[fragment.version]
        paint_word_cursor(painter, fragment, top, word, accent=accent, glyph=glyph)
        if position == word.start:
            return
    rect = fragment.layout.caret(position).translated(fragment.x, top + fragment.y)
    rect.setTop(rect.top() + fragment.layout.above)
    painter.fillRect(QRectF(rect.x() - 0.75, rect.y() + 4, 1.5, rect.height() - 8), accent)


def _paint_blank(painter: QPainter, brush: Brush, text: str, rect: QRectF) -> None:
    painter.setPen(QPen(brush.theme.control, 1.0, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(brush.theme.secondary)
    painter.drawText(
        rect.adjusted(12, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text
    )
