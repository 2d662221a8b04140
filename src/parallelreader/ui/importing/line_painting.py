"""One line of a source in the list: how tall it is, where its parts stand, and how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from parallelreader.core.language.script import guess_language, has_han
from parallelreader.core.page import LineTag, PageLine
from parallelreader.ui.importing.tags import draw_tag_ground, heading_name, tag_ink, tag_name
from parallelreader.ui.importing.wrapping import wrap
from parallelreader.ui.theme.controls import CONTROL_RADIUS, FOCUS_WIDTH, rounded
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.tokens import Theme

LEAST_HEIGHT = 33
_NUMBER_WIDTH, _TEXT_LEFT = 32, 46
_RIGHT, _CHIP_WIDTH, _CHIP_HEIGHT = 16, 108, 24
_GAP, _PADDING = 12, 5
_MOST_REASON = 150
_MOST_LINES = 3
_CHEVRON = 12
_SMALL = 12
_KEPT = 400
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE
_RIGHT_ALIGNED = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE


@dataclass(frozen=True, slots=True)
class LineLook:
    """A line laid out in a width: its text in rows of ``leading`` pixels, its reason shortened."""

    text: tuple[str, ...]
    font: QFont
    leading: int
    reason: str
    reason_width: int
    is_cut: bool

    @property
    def height(self) -> int:
        return max(len(self.text) * self.leading + 2 * _PADDING + 1, LEAST_HEIGHT)


class LineLooks:
    """Lays lines out and keeps the last few hundred of them."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, LineTag, str, int, int], LineLook] = {}
        self._small = interface_font(_SMALL)

    def of(self, line: PageLine, width: int) -> LineLook:
        key = (line.text, line.tag, line.reason, line.level, width)
        if key not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = self._lay_out(line, width)
        return self._known[key]

    def _lay_out(self, line: PageLine, width: int) -> LineLook:
        font, leading = _face(line)
        if line.level and line.tag.is_text:
            font.setWeight(QFont.Weight.Bold)
        metrics = QFontMetrics(self._small)
        most = min(_MOST_REASON, width // 5)
        said = line.reason or (heading_name(line.level) if line.tag.is_text else "")
        reason = metrics.elidedText(said, Qt.TextElideMode.ElideRight, most)
        reason_width = metrics.horizontalAdvance(reason) + 1 if reason else 0
        across = chip_rect(QRect(0, 0, width, LEAST_HEIGHT)).left() - _TEXT_LEFT - _GAP
        across -= reason_width + _GAP if reason else 0
        text = tuple(wrap(line.text, font, max(across, 40), most_lines=_MOST_LINES))
        is_cut = text[-1].endswith("…") and not line.text.endswith("…")
        return LineLook(text, font, leading, reason, reason_width, is_cut)


def chip_rect(row: QRect) -> QRect:
    """Where the tag stands in a row."""
    top = row.top() + (row.height() - 1 - _CHIP_HEIGHT) // 2
    return QRect(row.right() + 1 - _RIGHT - _CHIP_WIDTH, top, _CHIP_WIDTH, _CHIP_HEIGHT)


def estimate_height(line: PageLine, width: int) -> int:
    """Roughly how tall a line is, without laying it out."""
    if not line.tag.is_text:
        return LEAST_HEIGHT
    chinese = line.tag is LineTag.CHINESE
    across = max((width - 300) // (16 if chinese else 7), 1)
    rows = min(len(line.text) // across + 1, _MOST_LINES)
    return max(rows * (24 if chinese else 20) + 2 * _PADDING + 1, LEAST_HEIGHT)


def paint_line(
    painter: QPainter,
    rect: QRect,
    theme: Theme,
    line: PageLine,
    look: LineLook,
    *,
    selected: bool,
    over: bool,
) -> None:
    """Paint one row."""
    ground = theme.selected if selected else theme.hover if over else None
    if ground is None and line.tag is LineTag.UNDECIDED:
        ground = theme.low
    if ground is not None:
        painter.fillRect(rect, ground)
    painter.setPen(theme.line)
    painter.drawLine(QLine(rect.bottomLeft(), rect.bottomRight()))
    quiet = theme.text if selected else theme.secondary
    painter.setPen(quiet)
    painter.setFont(interface_font(_SMALL, tabular=True))
    painter.drawText(
        QRect(rect.left(), rect.top(), _NUMBER_WIDTH, rect.height()), _RIGHT_ALIGNED, str(line.number)
    )
    chip = chip_rect(rect)
    if look.reason:
        right = chip.left() - _GAP
        place = QRect(right - look.reason_width, rect.top(), look.reason_width, rect.height())
        painter.drawText(place, _RIGHT_ALIGNED, look.reason)
    painter.setFont(look.font)
    painter.setPen(quiet if line.tag is LineTag.SKIP else theme.text)
    top = rect.top() + (rect.height() - 1 - len(look.text) * look.leading) // 2
    for number, text in enumerate(look.text):
        place = QRect(rect.left() + _TEXT_LEFT, top + number * look.leading, rect.width(), look.leading)
        painter.drawText(place, _LEFT, text)
    _paint_chip(painter, chip, theme, line.tag)


def paint_focus(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The ring round the current row of a list that has the focus."""
    rounded(painter, rect.adjusted(1, 1, -1, -2), outline=theme.accent, width=FOCUS_WIDTH)


def _paint_chip(painter: QPainter, chip: QRect, theme: Theme, tag: LineTag) -> None:
    draw_tag_ground(painter, chip, theme, tag, radius=CONTROL_RADIUS)
    ink = tag_ink(theme, tag)
    painter.setPen(ink)
    painter.setFont(interface_font(_SMALL))
    painter.drawText(chip.adjusted(10, 0, -20, 0), _LEFT, tag_name(tag))
    place = QRectF(chip.right() - 10 - _CHEVRON + 2, chip.center().y() - _CHEVRON / 2 + 1, _CHEVRON, _CHEVRON)
    draw_icon(painter, "chevron-down", place, ink)


def _face(line: PageLine) -> tuple[QFont, int]:
    if line.tag is LineTag.CHINESE:
        return reading_font(guess_language(line.text) or "zh-Hans", 16), 24
    if line.tag is LineTag.ENGLISH:
        return reading_font("en", 15), 20
    font = interface_font(13)
    font.setStrikeOut(line.tag is LineTag.SKIP)
    return font, 20 if has_han(line.text) else 18
