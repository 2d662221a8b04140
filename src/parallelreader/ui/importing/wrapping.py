"""Text broken into a few lines of a width, the last one shortened where there is more.

Plain strings come back, so that lists can paint them without keeping layouts.
"""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from parallelreader.ui.widgets.utf16 import Utf16Map

# A line of text of the widest window holds fewer characters than this.
_MOST_IN_A_LINE = 400


def wrap(text: str, font: QFont, width: int, *, most_lines: int) -> list[str]:
    """``text`` as lines no wider than ``width`` pixels, at least one."""
    metrics = QFontMetricsF(font)
    shown = text[: _MOST_IN_A_LINE * most_lines]
    if metrics.horizontalAdvance(shown) <= width and len(shown) == len(text):
        return [text]
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = _line_starts(layout, width, most_lines + 1)
    units = Utf16Map(shown)
    cuts = [*map(units.from_qt, starts), len(shown)]
    lines = [shown[start:end] for start, end in pairwise(cuts)]
    if len(lines) > most_lines or len(shown) < len(text):
        rest = "".join(lines[most_lines - 1 :])
        lines[most_lines - 1 :] = [metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return [line.rstrip() for line in lines]


def _line_starts(layout: QTextLayout, width: int, most: int) -> list[int]:
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    return starts
