"""Words of several looks set into lines of one width, with pinyin over them and signs of notes behind them.

One unit is a tenth of a point, whatever is painted on; where lines stand on a page is left to ``blocks``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from parallelreader.app.reading.line_breaks import last_break, may_break
from parallelreader.core.handout import Piece
from parallelreader.ui.widgets.utf16 import Utf16Map

# What stays free between the readings of neighbouring words, in em of the reading.
_READING_GAP = 0.5
# How far a reading may reach over what has none, in em of the text.
_OVERHANG = 0.6
# How high the room for readings is, in heights of their font.
_READING_ROOM = 1.1


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set; ``leading`` is from line to line, ``reading`` the font of the pinyin over them."""

    font: QFont
    ink: QColor
    leading: float
    is_chinese: bool = False
    reading: QFont | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A piece as it is to look, with the ground of its mark."""

    piece: Piece
    look: Look
    ground: QColor | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """Pinyin over the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str
    font: QFont
    ink: QColor
    width: float


class Flow:
    """The lines of some runs; ``first_baseline`` is how far below its top the first of them stands."""

    def __init__(self, runs: Sequence[Run], width: float) -> None:
        text, formats, self._readings = _told(runs)
        self._text = text
        self._map = Utf16Map(text)
        look = runs[0].look if runs else None
        metrics = QFontMetricsF(look.font) if look else None
        leading = max((run.look.leading for run in runs), default=0.0)
        above = max((QFontMetricsF(each.font).height() for each in self._readings), default=0.0)
        above *= _READING_ROOM
        self.line_height = leading + above
        ascent = metrics.ascent() if metrics else 0.0
        room = leading - (ascent + metrics.descent()) if metrics else 0.0
        self.first_baseline = above + room / 2 + ascent
        self._ascent = ascent
        self._layout = QTextLayout(text)
        if look:
            self._layout.setFont(look.font)
        self._layout.setFormats([self._range(*each) for each in formats])
        self._set(width, is_chinese=bool(look and look.is_chinese))

    @property
    def line_count(self) -> int:
        return self._layout.lineCount()

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        lines = (self._layout.lineAt(number) for number in range(self.line_count))
        return max((line.naturalTextWidth() for line in lines), default=0.0)

    def text_of(self, first: int, stop: int) -> str:
        """The words of the lines from ``first`` up to, not with, ``stop``."""
        if first >= stop:
            return ""
        last = self._layout.lineAt(stop - 1)
        start, end = self._layout.lineAt(first).textStart(), last.textStart() + last.textLength()
        return self._text[self._map.from_qt(start) : self._map.from_qt(end)]

    def draw(self, painter: QPainter, x: float, y: float, first: int, stop: int) -> None:
        """Draw the lines from ``first`` up to, not with, ``stop``, the first of them at ``(x, y)``."""
        shift = QPointF(x, y - first * self.line_height)
        for number in range(first, stop):
            self._layout.lineAt(number).draw(painter, shift)
        for reading in self._readings:
            line = self._layout.lineForTextPosition(self._map.to_qt(reading.start))
            if first <= line.lineNumber() < stop:
                self._draw_reading(painter, reading, line, shift)

    def _draw_reading(self, painter: QPainter, reading: _Reading, line: QTextLine, shift: QPointF) -> None:
        left = _x(line, self._map.to_qt(reading.start))
        right = _x(line, min(self._map.to_qt(reading.end), line.textStart() + line.textLength()))
        baseline = line.y() + line.ascent() - self._ascent - QFontMetricsF(reading.font).descent() * 0.6
        painter.setFont(reading.font)
        painter.setPen(reading.ink)
        least = _READING_GAP / 2 * reading.font.pixelSize()
        x = left + max((right - left - reading.width) / 2, least if reading.start else 0.0)
        painter.drawText(shift + QPointF(x, baseline), reading.text)

    def _range(self, start: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self._map.to_qt(start)
        made.length = self._map.to_qt(end) - made.start
        made.format = look
        return made

    def _set(self, width: float, *, is_chinese: bool) -> None:
        modes = QTextOption.WrapMode
        option = QTextOption()
        # The direction of the whole does not follow from whatever its first word is.
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setWrapMode(modes.WrapAnywhere if is_chinese else modes.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        number = 0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            if is_chinese:
                self._break_as_chinese(line, width)
            top = number * self.line_height
            line.setPosition(QPointF(0.0, top + self.first_baseline - line.ascent()))
            number += 1
        self._layout.endLayout()

    def _break_as_chinese(self, line: QTextLine, width: float) -> None:
        """End a full line where Chinese lets it end, and not within a word that has its reading over it."""
        start, full = line.textStart(), line.textStart() + line.textLength()
        first = self._map.from_qt(start)
        end = last_break(self._text, first, self._map.from_qt(full))
        within = next((each for each in self._readings if each.start < end < each.end), None)
        while within is not None and within.start > first:
            end = within.start
            if not may_break(self._text, end):
                end = last_break(self._text, first, end)
            found = next((each for each in self._readings if each.start < end < each.end), None)
            within = found if found is not within else None
        if self._map.to_qt(end) != full and end > first:
            line.setNumColumns(self._map.to_qt(end) - start, width)


@dataclass(frozen=True, slots=True)
class Lines:
    """Some of the lines of a flow."""

    flow: Flow
    first: int
    stop: int

    @classmethod
    def all_of(cls, flow: Flow) -> "Lines":
        return cls(flow, 0, flow.line_count)

    @property
    def height(self) -> float:
        return (self.stop - self.first) * self.flow.line_height

    @property
    def text(self) -> str:
        """The words of these lines, without readings."""
        return self.flow.text_of(self.first, self.stop)

    def cut(self, height: float) -> "tuple[Lines, Lines]":
        """The lines that have room in ``height``, and those that have not."""
        fitting = min(max(int(height // max(self.flow.line_height, 1.0)), 0), self.stop - self.first)
        middle = self.first + fitting
        return Lines(self.flow, self.first, middle), Lines(self.flow, middle, self.stop)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        self.flow.draw(painter, x, y, self.first, self.stop)


_Format = tuple[int, int, QTextCharFormat]


def _told(runs: Sequence[Run]) -> tuple[str, list[_Format], list[_Reading]]:
    """The text of all runs with the signs of their notes, the looks of its parts, and its readings."""
    text, formats, readings = "", list[_Format](), list[_Reading]()
    for number, run in enumerate(runs):
        start, look = len(text), run.look
        text += run.piece.text
        made = _format(look)
        if run.piece.is_term:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        if run.ground is not None:
            made.setBackground(QBrush(run.ground))
        if run.piece.reading and look.reading is not None and run.piece.text:
            reading = _reading(run, start, len(text), look.reading)
            readings.append(reading)
            following = runs[number + 1].piece if number + 1 < len(runs) else None
            spread = _spread(run, reading, has_neighbour=bool(following and following.reading))
            if spread > 0:
                made.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                made.setFontLetterSpacing(spread)
        formats.append((start, len(text), made))
        if run.piece.note:
            # Without words it stands behind another one.
            sign = f"{'' if run.piece.text else ','}{run.piece.note}"
            raised = _format(look)
            raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            formats.append((len(text), len(text) + len(sign), raised))
            text += sign
    return text, formats, readings


def _format(look: Look) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(look.font)
    made.setForeground(QBrush(look.ink))
    return made


def _reading(run: Run, start: int, end: int, font: QFont) -> _Reading:
    width = QFontMetricsF(font).horizontalAdvance(run.piece.reading)
    return _Reading(start, end, run.piece.reading, font, run.look.ink, width)


def _spread(run: Run, reading: _Reading, *, has_neighbour: bool) -> float:
    """By how much each character of a word has to be wider for its reading to have room; what stands behind
    without a reading, as a comma, it may reach over."""
    base = QFontMetricsF(run.look.font).horizontalAdvance(run.piece.text)
    if has_neighbour:
        base -= _READING_GAP * reading.font.pixelSize()
    else:
        base += _OVERHANG * run.look.font.pixelSize()
    return (reading.width - base) / len(run.piece.text)


def _x(line: QTextLine, units: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(units))
    return x


def lines_of(runs: Iterator[Run] | Sequence[Run], width: float) -> Lines:
    """All lines of these runs."""
    return Lines.all_of(Flow(list(runs), width))
