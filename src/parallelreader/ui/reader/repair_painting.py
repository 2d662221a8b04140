"""How the rows of repair look: labels, links as they are and as proposed, scores, handles.

Text itself is painted as in every reading view.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.rows import Row
from parallelreader.core.alignment import Bead
from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.reader.repair_handles import Handle, HandleKind
from parallelreader.ui.reader.repair_items import LABEL_LEFT, LABEL_SIZE, Frame
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.tokens import Theme

_LINE = 18.0
_TOP = 14.0
_BRACKET = 6.0
_DOT = 2.5
_Align = Qt.AlignmentFlag


class ProposedLinks:
    """The pairs that a proposal would make, found by the sentences on either side."""

    def __init__(self, beads: Sequence[Bead] = ()) -> None:
        self.beads = tuple(beads)
        self._of = (
            {segment: bead for bead in beads for segment in bead.source},
            {segment: bead for bead in beads for segment in bead.target},
        )

    def of_row(self, row: Row) -> Bead | None:
        """What the proposal makes of the first sentence of a row; None where it leaves the row alone."""
        found = (known.get(cell[0]) for known, cell in zip(self._of, row.cells, strict=True) if cell)
        return next((bead for bead in found if bead is not None), None)

    def leaving(self, row: Row) -> tuple[int, ...]:
        """The sentences of the translation that would go from this row to another."""
        here = set(row.cells[0])
        return tuple(
            segment
            for segment in row.cells[1]
            if (bead := self._of[1].get(segment)) is not None and not here & set(bead.source)
        )


@dataclass(frozen=True, slots=True)
class RepairBrush:
    """What painting a row needs besides the row; ``source`` and ``target`` are the versions shown."""

    theme: Theme
    reading: Reading
    frame: Frame
    links: ProposedLinks
    chosen: int

    @property
    def source(self) -> str:
        return self.reading.shown[0]

    @property
    def target(self) -> str:
        return self.reading.shown[1]


def label_lines(label: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """The label of a row as it is written into so many pixels: a range in two lines where it must be.

    A range stands for several sentences, whose row is high enough for that.
    """
    first, dash, last = label.partition("–")
    if not dash or metrics.horizontalAdvance(label) <= room:
        return [metrics.elidedText(label, Qt.TextElideMode.ElideRight, room)]
    return [first + dash, last]


def paint_row(painter: QPainter, brush: RepairBrush, index: int, top: float, item: Item) -> None:
    """Paint what lies under the text of a row: its ground, label, shape, link and score."""
    theme, row = brush.theme, brush.reading.rows[index]
    area = QRectF(0, top, brush.frame.width, item.height)
    if index in brush.reading.doubtful and index != brush.chosen:
        painter.fillRect(area, theme.low)
    painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), theme.line)
    _paint_label(painter, brush, index, top)
    if index == brush.chosen:
        _paint_leaving(painter, brush, row, top, item)
    if brush.links.of_row(row) is None:
        _paint_link(painter, brush, row, top, item)
    _paint_score(painter, brush, row, top)


def paint_proposed(painter: QPainter, brush: RepairBrush, shown: Mapping[int, tuple[float, Item]]) -> None:
    """Paint the links of a proposal between sentences on screen; ``shown`` are tops and items by row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for bead in brush.links.beads:
        if not bead.is_pair:
            continue
        left = _middle_of(brush, shown, brush.source, bead.source[0])
        for segment in bead.target:
            right = _middle_of(brush, shown, brush.target, segment)
            if left is not None and right is not None:
                _paint_curve(painter, brush, left, right)


def paint_chosen(
    painter: QPainter, brush: RepairBrush, area: QRectF, handles: Sequence[Handle], hovered: Handle | None
) -> None:
    """Paint the frame of the chosen row and what can be taken hold of."""
    theme = brush.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.accent, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.75, 0.0, -0.75, -0.5))
    for handle in handles:
        _PAINTERS[handle.kind](painter, theme, handle, handle == hovered)


def paint_drag(painter: QPainter, brush: RepairBrush, version: str, y: float) -> None:
    """Paint where the boundary of a version's cell would come to stand."""
    cell = brush.frame.cells[version]
    painter.setPen(QPen(brush.theme.accent, 2.0, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(cell.left - 8, y), QPointF(cell.left + cell.width + 8, y))


def _paint_label(painter: QPainter, brush: RepairBrush, index: int, top: float) -> None:
    theme, row = brush.theme, brush.reading.rows[index]
    font = interface_font(LABEL_SIZE, tabular=True)
    painter.setFont(font)
    painter.setPen(theme.text)
    room = next(iter(brush.frame.cells.values())).left - LABEL_LEFT - 6
    line = QRectF(LABEL_LEFT, top + _TOP, room, _LINE)
    for number, part in enumerate(label_lines(brush.reading.label(index), QFontMetricsF(font), room)):
        line.moveTop(top + _TOP + number * _LINE)
        painter.drawText(line, _Align.AlignLeft, part)
    painter.setPen(theme.accent if row.is_moved else theme.secondary)
    moved = QCoreApplication.translate("repair", "moved")
    painter.drawText(line.translated(0, _LINE), _Align.AlignLeft, moved if row.is_moved else row.shape)


def _paint_leaving(painter: QPainter, brush: RepairBrush, row: Row, top: float, item: Item) -> None:
    """Mark the sentences that a proposal takes away from the chosen row."""
    painter.setPen(QPen(brush.theme.accent, 1.0, Qt.PenStyle.DashLine))
    painter.setBrush(brush.theme.selected)
    for segment in brush.links.leaving(row):
        fragment = _fragment_of(item, brush, brush.target, segment)
        if fragment is not None:
            width = brush.frame.cells[brush.target].width
            painter.drawRoundedRect(
                QRectF(fragment.x - 7, top + fragment.y + 1, width + 4, fragment.layout.height - 1), 3, 3
            )
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_link(painter: QPainter, brush: RepairBrush, row: Row, top: float, item: Item) -> None:
    """A line from side to side, and a bracket where a side has several sentences."""
    if not row.is_pair:
        return
    theme, frame = brush.theme, brush.frame
    first = item.fragments[0]
    y = top + first.y + first.layout.line_height / 2
    ends = [frame.gutter_left + 16, frame.gutter_right - 14]
    painter.setPen(QPen(theme.accent, 1.5))
    for number, version in enumerate(brush.reading.shown):
        parts = [fragment for fragment in item.fragments if fragment.version == version]
        if len(parts) > 1:
            high, low = top + parts[0].y + 6, top + parts[-1].bottom - 4
            turn = -_BRACKET if number == 0 else _BRACKET
            x = ends[number]
            painter.drawPolyline(
                [QPointF(x + turn, high), QPointF(x, high), QPointF(x, low), QPointF(x + turn, low)]
            )
    painter.setPen(QPen(theme.control, 1.0))
    painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))


def _paint_score(painter: QPainter, brush: RepairBrush, row: Row, top: float) -> None:
    theme = brush.theme
    x = brush.frame.score_left + 16
    line = QRectF(x, top + _TOP, brush.frame.width - x - 8, _LINE)
    font = interface_font(LABEL_SIZE, tabular=True)
    painter.setFont(font)
    if row.is_checked:
        draw_icon(painter, "check", QRectF(x, top + _TOP, 16, 16), theme.good)
        painter.setPen(theme.secondary)
        checked = QCoreApplication.translate("repair", "Checked")
        painter.drawText(line.adjusted(21, 0, 0, 0), _Align.AlignLeft, checked)
        return
    proposed = brush.links.of_row(row)
    parts = [(_score_text(row, alone=proposed is None), theme.low_text if row.is_low else theme.secondary)]
    if proposed is not None:
        parts += [("›", theme.secondary), (_percent(proposed.confidence), theme.good)]
    for text, colour in parts:
        painter.setPen(colour)
        painter.drawText(line, _Align.AlignLeft, text)
        line.setLeft(line.left() + QFontMetricsF(font).horizontalAdvance(text) + 7)


def _score_text(row: Row, *, alone: bool) -> str:
    if not row.is_pair:
        return QCoreApplication.translate("repair", "none")
    if not row.is_rated:
        return QCoreApplication.translate("repair", "not rated") if alone else "–"
    percent = _percent(row.confidence)
    low = QCoreApplication.translate("repair", "Low {percent}")
    return low.format(percent=percent) if row.is_low and alone else percent


def _percent(share: float) -> str:
    return QCoreApplication.translate("repair", "{percent} %").format(percent=round(100 * share))


def _middle_of(
    brush: RepairBrush, shown: Mapping[int, tuple[float, Item]], version: str, segment: int
) -> QPointF | None:
    """Where the link of a sentence ends, at the height of its first line; None where it is not on screen."""
    placed = shown.get(brush.reading.row_of(version, segment))
    fragment = _fragment_of(placed[1], brush, version, segment) if placed is not None else None
    if placed is None or fragment is None:
        return None
    is_source = version == brush.source
    x = brush.frame.gutter_left + 16 if is_source else brush.frame.gutter_right - 14
    return QPointF(x, placed[0] + fragment.y + fragment.layout.line_height / 2)


def _paint_curve(painter: QPainter, brush: RepairBrush, left: QPointF, right: QPointF) -> None:
    accent = brush.theme.accent
    path = QPainterPath(left)
    bend = (right.x() - left.x()) / 2
    path.cubicTo(QPointF(left.x() + bend, left.y()), QPointF(right.x() - bend, right.y()), right)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent, 1.3, Qt.PenStyle.DashLine))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    for end in (left, right):
        painter.drawEllipse(end, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fragment_of(item: Item, brush: RepairBrush, version: str, segment: int) -> Fragment | None:
    start = brush.reading.texts[version].segment(segment).start
    found = (each for each in item.fragments if each.version == version and each.layout.start == start)
    return next(found, None)


def _paint_grip(painter: QPainter, theme: Theme, handle: Handle, is_hovered: bool) -> None:
    middle = handle.area.center()
    painter.setPen(QPen(theme.accent, 1.3))
    painter.setBrush(theme.selected if is_hovered else theme.bg)
    painter.drawRoundedRect(QRectF(middle.x() - 17, middle.y() - 3, 34, 6), 3, 3)


def _paint_merge(painter: QPainter, theme: Theme, handle: Handle, is_hovered: bool) -> None:
    middle = handle.area.center()
    painter.setPen(QPen(theme.accent, 1.3))
    painter.setBrush(theme.selected if is_hovered else theme.bg)
    painter.drawEllipse(middle, 10.5, 10.5)
    draw_icon(painter, "merge", QRectF(middle.x() - 6.5, middle.y() - 6.5, 13, 13), theme.accent)


def _paint_split(painter: QPainter, theme: Theme, handle: Handle, is_hovered: bool) -> None:
    colour: QColor = theme.accent if is_hovered else theme.secondary
    area, y = handle.area, handle.area.center().y()
    font = interface_font(LABEL_SIZE)
    words = QCoreApplication.translate("repair", "Split here")
    width = QFontMetricsF(font).horizontalAdvance(words) + 20
    left = area.center().x() - width / 2
    painter.setPen(QPen(theme.accent if is_hovered else theme.control, 1.0, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(area.left(), y), QPointF(left - 8, y))
    painter.drawLine(QPointF(left + width + 8, y), QPointF(area.right(), y))
    draw_icon(painter, "split", QRectF(left, y - 6.5, 13, 13), colour)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QRectF(left + 20, y - 9, width, 18), _Align.AlignLeft | _Align.AlignVCenter, words)


_PAINTERS: Mapping[HandleKind, Callable[[QPainter, Theme, Handle, bool], None]] = {
    HandleKind.GRIP: _paint_grip,
    HandleKind.MERGE: _paint_merge,
    HandleKind.SPLIT: _paint_split,
}
