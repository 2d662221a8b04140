"""What stands on a page between two places where it may end: a row, a heading, a note.

Which of them stand on which page is decided in ``pages``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from parallelreader.ui.printing.flow import Lines

HAIRLINE = QColor("#bbbbbb")
_HAIRLINE_WIDTH = 5.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines with their top left from that of their block."""

    x: float
    y: float
    lines: Lines

    @property
    def bottom(self) -> float:
        return self.y + self.lines.height


@dataclass(frozen=True, slots=True)
class Block:
    """``height`` includes the space below. One that ``keeps_next`` does not end a page; one that
    ``may_part`` can go on on the next page although a page has room for it. ``ruled`` is how wide the line
    under it is, 0 for none."""

    placed: tuple[Placed, ...]
    height: float
    keeps_next: bool = False
    may_part: bool = False
    ruled: float = 0.0

    @property
    def text(self) -> str:
        """The words of the block, a line for each piece of it."""
        return "\n".join(each.lines.text for each in self.placed)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        for each in self.placed:
            each.lines.draw(painter, x + each.x, y + each.y)
        if self.ruled:
            painter.setPen(QPen(HAIRLINE, _HAIRLINE_WIDTH))
            bottom = y + self.height
            painter.drawLine(QPointF(x, bottom), QPointF(x + self.ruled, bottom))

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        """What has room in ``room``, and the rest; None where not a line has."""
        space = self.height - max((each.bottom for each in self.placed), default=0.0)
        top = min((each.y for each in self.placed), default=0.0)
        here: list[Placed] = []
        later: list[Placed] = []
        edge: float | None = None
        for each in self.placed:
            fitting, rest = each.lines.cut(room - space - each.y)
            if fitting.stop > fitting.first:
                here.append(Placed(each.x, each.y, fitting))
            if rest.stop > rest.first:
                place = each.y + fitting.height
                is_begun = fitting.stop > fitting.first
                edge = place if edge is None or is_begun else edge
                later.append(Placed(each.x, top if is_begun else top + each.y - edge, rest))
        if not here or not later:
            return None
        return (_made(here, space, self, ruled=0.0), _made(later, space, self, ruled=self.ruled))


def _made(placed: Sequence[Placed], space: float, like: Block, *, ruled: float) -> Block:
    height = max(each.bottom for each in placed) + space
    return Block(tuple(placed), height, like.keeps_next, like.may_part, ruled)
