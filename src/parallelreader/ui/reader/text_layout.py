"""One block of text as laid-out lines, spoken of in code points.

Here Qt's UTF-16 units and our code points meet: everything outside counts code points from the start of
the version, everything Qt is told counts UTF-16 units from the start of the block.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from parallelreader.app.reading.line_breaks import last_break
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.widgets.utf16 import Utf16Map

# How high tints and outlines may be, in sizes of the text, so as not to reach into the readings.
_UNDER_READINGS = 1.1

NO_SPACES: Mapping[int, float] = MappingProxyType({})
_ALL = QRectF()


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the text of a version is set: ``line_height`` and ``indent`` in pixels.

    ``is_chinese``: lines break as Chinese ones do. ``above`` is how much of the line's height is kept free
    for readings over the letters.
    """

    font: QFont
    line_height: float
    indent: float
    justified: bool = False
    is_chinese: bool = False
    above: float = 0.0

    @property
    def middle(self) -> float:
        """How far the middle of the letters is below the top of their line."""
        return (self.above + self.line_height) / 2


class BlockLayout:
    """The lines of ``text``, a stretch of a version beginning at code point ``start``.

    Heights and x are pixels from the block's own top left; positions are code points of the version.
    """

    __slots__ = (
        "_has_readings_beside",
        "_layout",
        "_line_starts",
        "_map",
        "_spaces",
        "_tallest",
        "above",
        "end",
        "height",
        "line_height",
        "start",
        "width",
    )

    def __init__(
        self,
        text: str,
        start: int,
        style: TextStyle,
        width: float,
        *,
        indented: bool = True,
        spaces: Mapping[int, float] = NO_SPACES,
        has_readings_beside: bool = False,
    ) -> None:
        """``spaces`` are left free behind characters of the version, in pixels, for the sake of readings over
        them, or beside them, where they belong to the character.
        """
        self.start = start
        self.end = start + len(text)
        self.line_height = style.line_height
        self.above = style.above
        self._tallest = _UNDER_READINGS * style.font.pixelSize()
        self.width = width
        self._spaces = spaces
        self._has_readings_beside = has_readings_beside
        self._map = Utf16Map(text)
        self._layout = QTextLayout(text, style.font)
        option = QTextOption(Qt.AlignmentFlag.AlignJustify if style.justified else Qt.AlignmentFlag.AlignLeft)
        modes = QTextOption.WrapMode
        option.setWrapMode(modes.WrapAnywhere if style.is_chinese else modes.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        if spaces:
            self._layout.setFormats([self._spaced(span, space) for span, space in _stretches(spaces)])
        self._line_starts = self._lay_out(text, style, style.indent if indented else 0.0)
        self.height = max(len(self._line_starts), 1) * self.line_height

    @property
    def line_count(self) -> int:
        return len(self._line_starts)

    def line_of(self, position: int) -> int:
        """The line that shows the character at ``position``."""
        return max(bisect_right(self._line_starts, position) - 1, 0)

    def position_at(self, x: float, y: float) -> int:
        """The place between characters nearest to a point."""
        line = self._line_at(y)
        qt_line = self._layout.lineAt(line)
        return self.start + self._map.from_qt(qt_line.xToCursor(x))

    def character_at(self, x: float, y: float) -> int | None:
        """The character under a point, or None beside the text."""
        if not 0 <= y < self.height:
            return None
        qt_line = self._layout.lineAt(self._line_at(y))
        last = _x(qt_line, qt_line.textStart() + qt_line.textLength())
        if not qt_line.x() <= x < last:
            return None
        position = self._map.from_qt(qt_line.xToCursor(x))
        position = position - 1 if x < _x(qt_line, self._map.to_qt(position)) else position
        return self.start + min(max(position, 0), self.end - self.start - 1)

    def place_at(self, y: float) -> float:
        """How far the reading has come at height ``y``: fractional code points, growing with ``y``."""
        if y <= 0 or not self._line_starts:
            return float(self.start)
        if y >= self.height:
            return float(self.end)
        line = self._line_at(y)
        first, after = self._line_extent(line)
        return first + (y / self.line_height - line) * (after - first)

    def y_of(self, place: float) -> float:
        """The height at which the reading has come to ``place``; the reverse of :meth:`place_at`."""
        if place <= self.start or not self._line_starts:
            return 0.0
        if place >= self.end:
            return self.height
        line = self.line_of(int(place))
        first, after = self._line_extent(line)
        return (line + (place - first) / max(after - first, 1)) * self.line_height

    def rects(self, start: int, end: int) -> Iterator[QRectF]:
        """The parts of lines that show the characters from ``start`` to ``end``, top to bottom."""
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return
        for line in range(self.line_of(start), self.line_of(end - 1) + 1):
            first, after = self._line_extent(line)
            left, right = self.extent_on(line, max(start, first), min(end, after))
            if self._has_readings_beside:
                right += self._spaces.get(min(end, after) - 1, 0.0)
            # Spaces at the end of a line hang over the edge; a tint must not.
            right = min(right, self.width)
            yield QRectF(left, line * self.line_height, max(right - left, 1.0), self.line_height)

    def letter_rects(self, start: int, end: int, height: float, *, least: float = 0.0) -> Iterator[QRectF]:
        """As :meth:`rects`, but only so high round the letters, without the room for readings over them.

        Where the line has not that height, ``least`` pixels stay free above and below.
        """
        if self.above:
            height = min(height, self._tallest)
        inset = max((self.line_height - self.above - height) / 2, least)
        for rect in self.rects(start, end):
            yield rect.adjusted(0, self.above + inset, 0, -inset)

    def line_span(self, line: int) -> Span:
        """The places that a line shows."""
        return Span(*self._line_extent(line))

    def extent_on(self, line: int, start: int, end: int) -> tuple[float, float]:
        """Where the letters from ``start`` to ``end``, which stand on that line, begin and end in x."""
        qt_line = self._layout.lineAt(line)
        left = _x(qt_line, self._map.to_qt(start - self.start))
        right = _x(qt_line, self._map.to_qt(end - self.start))
        return left, right - self._spaces.get(end - 1, 0.0)

    def baselines(self, start: int, end: int) -> Iterator[QLineF]:
        """The lines on which the characters from ``start`` to ``end`` stand, top to bottom."""
        for rect in self.rects(start, end):
            line = self._layout.lineAt(self._line_at(rect.center().y()))
            y = line.y() + line.ascent()
            yield QLineF(rect.left(), y, rect.right(), y)

    def underlines(self, spans: Iterable[Span]) -> Iterator[tuple[float, float, float]]:
        """For each part of a line that the stretches take, where it begins and ends in x, and the line on
        which its characters stand; as :meth:`baselines`, for very many."""
        starts, heights = self._line_starts, dict[int, float]()
        for span in spans:
            start, end = max(span.start, self.start), min(span.end, self.end)
            line = max(bisect_right(starts, start) - 1, 0)
            while start < end:
                after = min(self._line_extent(line)[1], end)
                y = heights.get(line)
                if y is None:
                    qt_line = self._layout.lineAt(line)
                    y = heights[line] = qt_line.y() + qt_line.ascent()
                left, right = self.extent_on(line, start, after)
                yield left, min(right, self.width), y
                start, line = after, line + 1

    def caret(self, position: int) -> QRectF:
        """Where a caret before the character at ``position`` stands."""
        line = self.line_of(min(position, max(self.end - 1, self.start)))
        x = _x(self._layout.lineAt(line), self._map.to_qt(position - self.start))
        return QRectF(x, line * self.line_height, 1.0, self.line_height)

    def draw(self, painter: QPainter, x: float, y: float, seen: QRectF = _ALL) -> None:
        """Draw the text in the painter's pen with the block's top left at ``(x, y)``; of its lines at least
        those that what is ``seen`` of the painter's ground shows."""
        # Letters reach over the edges of their line.
        clip = seen.adjusted(0, -self.line_height, 0, self.line_height) if seen.isValid() else seen
        self._layout.draw(painter, QPointF(x, y), [], clip)

    def _lay_out(self, text: str, style: TextStyle, indent: float) -> list[int]:
        layout = self._layout
        starts: list[int] = []
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            left = indent if not starts else 0.0
            room = max(self.width - left, 1.0)
            line.setLineWidth(room)
            if style.is_chinese:
                self._break_as_chinese(line, text, room)
            if self._spaces and not self._has_readings_beside:
                self._hang_space(line, room)
            room = self.line_height - self.above
            top = len(starts) * self.line_height + self.above + (room - line.height()) / 2
            line.setPosition(QPointF(left, top))
            starts.append(self.start + self._map.from_qt(line.textStart()))
        layout.endLayout()
        return starts

    def _break_as_chinese(self, line: QTextLine, text: str, room: float) -> None:
        """End a line that Qt has filled with as many characters as fit where Chinese lets it end."""
        start, full = line.textStart(), line.textStart() + line.textLength()
        end = last_break(text, self._map.from_qt(start), self._map.from_qt(full))
        if self._map.to_qt(end) != full:
            _end_line(line, self._map.to_qt(end) - start, room)

    def _spaced(self, span: Span, space: float) -> QTextLayout.FormatRange:
        """The format of characters that have so many pixels behind each."""
        found = QTextLayout.FormatRange()
        found.start = self._map.to_qt(span.start - self.start)
        found.length = self._map.to_qt(span.end - self.start) - found.start
        found.format = _wide(space)
        return found

    def _hang_space(self, line: QTextLine, room: float) -> None:
        """Let the space behind the last character of a line stand outside, so that the edge is straight."""
        last = self.start + self._map.from_qt(line.textStart() + line.textLength()) - 1
        space = self._spaces.get(last, 0.0)
        if space:
            _end_line(line, line.textLength(), room + space)

    def _line_at(self, y: float) -> int:
        return min(max(int(y // self.line_height), 0), self.line_count - 1)

    def _line_extent(self, line: int) -> tuple[int, int]:
        starts = self._line_starts
        return starts[line], starts[line + 1] if line + 1 < len(starts) else self.end


def _stretches(spaces: Mapping[int, float]) -> Iterator[tuple[Span, float]]:
    """The characters that have the same space behind each, together: each stretch is shaped by itself."""
    places = sorted(spaces)
    first = 0
    for number, place in enumerate(places, 1):
        follows = number < len(places) and places[number] == place + 1
        if not follows or spaces[places[number]] != spaces[place]:
            yield Span(places[first], place + 1), spaces[place]
            first = number


@lru_cache(maxsize=512)
def _wide(space: float) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    found.setFontLetterSpacing(space)
    return found


def _end_line(line: QTextLine, units: int, room: float) -> None:
    """Let a line end after so many UTF-16 units.

    Qt counts what is drawn: a rare character once, not twice, and joined letters as one.
    """
    columns = units
    line.setNumColumns(columns, room)
    while (over := line.textLength() - units) > 0 and columns > over:
        columns -= over
        line.setNumColumns(columns, room)


def _x(line: QTextLine, units: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(units))
    return x
