"""How a covered sentence looks: grey bars in the place of its lines, and a button that uncovers its pair."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QRegion

from parallelreader.app.reading.reading import Reading
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.covering import Covering
from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.key_caps import caps_width, draw_caps

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

_BAR_HEIGHT, _BAR_RADIUS, _BAR_GAP = 9.0, 3.0, 3.0
_BAR_STRENGTH = 0.26
_OVERHANG = 2.0
_BUTTON_HEIGHT, _BUTTON_RADIUS, _PADDING, _ICON, _BETWEEN = 28.0, 5.0, 9.0, 16.0, 7.0
_FONT_SIZE = 12

# The button by theme, keys, word and pixel ratio: its icon alone takes longer than all the rest of a row.
_pictures: dict[tuple[str, tuple[str, ...], str, float], "QImage"] = {}


@dataclass(frozen=True, slots=True)
class Cover:
    """A covered sentence: the rectangles of its lines, in pixels of its item."""

    version: str
    segment: int
    rects: tuple[QRectF, ...]


def covers_of(covering: Covering, reading: Reading, fragment: Fragment) -> list[Cover]:
    """The sentences of a fragment that are covered."""
    if not covering.is_on:
        return []
    layout, text, found = fragment.layout, reading.texts[fragment.version], []
    for segment in text.segments_in(Span(layout.start, layout.end)):
        if covering.is_covered(fragment.version, segment):
            span = text.segment(segment)
            rects = layout.rects(max(span.start, layout.start), min(span.end, layout.end))
            moved = tuple(rect.translated(fragment.x, fragment.y) for rect in rects)
            found.append(Cover(fragment.version, segment, moved))
    return found


def leave_out(painter: QPainter, covers: Sequence[Cover], fragment: Fragment, top: float) -> None:
    """Have nothing painted any more where these sentences stand; to be taken back by ``restore``."""
    width, room = fragment.layout.width, fragment.layout.line_height
    area = QRectF(fragment.x - room, top + fragment.y - room, width + 2 * room, 0)
    area.setBottom(top + fragment.bottom + room)
    kept = QRegion(area.toAlignedRect())
    for cover in covers:
        for rect in cover.rects:
            # Letters may hang over the edges of their sentence.
            hole = rect.translated(0, top).adjusted(-_OVERHANG, 0, _OVERHANG, 0)
            kept -= QRegion(hole.toAlignedRect())
    painter.setClipRegion(kept, Qt.ClipOperation.IntersectClip)


def is_all_covered(covers: Sequence[Cover], reading: Reading, fragment: Fragment) -> bool:
    """Whether nothing of a fragment shows, with these sentences covered."""
    layout = fragment.layout
    segments = reading.texts[fragment.version].segments_in(Span(layout.start, layout.end))
    return len(covers) == len(segments)


def paint_bars(
    painter: QPainter,
    covers: Iterable[Cover],
    fragment: Fragment,
    top: float,
    theme: Theme,
    *,
    kept_free: float = 0.0,
) -> None:
    """Paint a bar in the place of each line, leaving so many pixels free at the right."""
    above, last = fragment.layout.above, fragment.x + fragment.layout.width - kept_free
    # Seen on any ground, be it tinted.
    colour = QColor(theme.secondary)
    colour.setAlphaF(_BAR_STRENGTH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for cover in covers:
        for rect in cover.rects:
            middle = top + rect.top() + (above + rect.height()) / 2
            right = min(rect.right() - _BAR_GAP, last)
            bar = QRectF(rect.left(), middle - _BAR_HEIGHT / 2, right - rect.left(), _BAR_HEIGHT)
            if right > rect.left():
                painter.drawRoundedRect(bar, _BAR_RADIUS, _BAR_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_button(painter: QPainter, right: float, middle: float, theme: Theme, caps: Sequence[str]) -> None:
    """Paint the button that uncovers a pair, its right edge at ``right``."""
    ratio = painter.device().devicePixelRatioF()
    key = (theme.name, tuple(caps), _word(), ratio)
    picture = _pictures.get(key)
    if picture is None:
        picture = _pictures[key] = _button_picture(theme, caps, ratio)
    corner = QPointF(right - button_width(caps), middle - _BUTTON_HEIGHT / 2)
    painter.drawImage(corner.toPoint(), picture)


def _button_picture(theme: Theme, caps: Sequence[str], ratio: float) -> "QImage":
    from PySide6.QtGui import QImage  # nothing is covered on most first pages

    area = QRectF(0, 0, ceil(button_width(caps)), _BUTTON_HEIGHT)
    picture = QImage((area.size() * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    middle = area.center().y()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.control, 1.0))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), _BUTTON_RADIUS, _BUTTON_RADIUS)
    eye = QRectF(_PADDING, middle - _ICON / 2, _ICON, _ICON)
    draw_icon(painter, "eye", eye, theme.text)
    painter.setFont(interface_font(_FONT_SIZE))
    painter.setPen(theme.text)
    words = QRectF(eye.right() + _BETWEEN, 0, area.width(), area.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _word())
    draw_caps(painter, theme, caps, area.right() - _PADDING - caps_width(caps), middle)
    painter.end()
    return picture


def button_width(caps: Sequence[str]) -> float:
    """How wide the button is, in pixels."""
    word = QFontMetricsF(interface_font(_FONT_SIZE)).horizontalAdvance(_word())
    keys = _BETWEEN + caps_width(caps) if caps else 0.0
    return _PADDING + _ICON + _BETWEEN + word + keys + _PADDING


def button_places(
    covers: Sequence[Cover], fragment: Fragment, caps: Sequence[str], *, is_cell: bool
) -> Iterator[tuple[int, QPointF]]:
    """For each covered pair the first of its sentences, and the middle of the right edge of its button, in
    pixels of the item; none where there is no room. ``is_cell``: the fragment belongs to one pair."""
    if is_cell:
        if covers:
            middle = fragment.y + fragment.layout.height / 2
            yield covers[0].segment, QPointF(fragment.x + fragment.layout.width, middle)
        return
    width = button_width(caps)
    for cover in covers:
        rect = next((rect for rect in cover.rects if rect.width() >= width), None)
        if rect is not None:
            middle = rect.top() + (fragment.layout.above + rect.height()) / 2
            yield cover.segment, QPointF(rect.right(), middle)


def cover_at(covers: Iterable[Cover], fragment: Fragment, point: QPointF, *, is_cell: bool) -> Cover | None:
    """The covered sentence at a point of the item; of a cell that is covered all belongs to it."""
    for cover in covers:
        if any(rect.contains(point) for rect in cover.rects):
            return cover
    area = QRectF(fragment.x, fragment.y, fragment.layout.width, fragment.layout.height)
    return next(iter(covers), None) if is_cell and area.contains(point) else None


def is_cell(item: Item) -> bool:
    """Whether a fragment of the item belongs to one pair."""
    return item.row is not None


def _word() -> str:
    return QCoreApplication.translate("covering", "Reveal")
