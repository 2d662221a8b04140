"""The rows of repair: every sentence of a cell by itself, with room to cut between two of them.

Where columns stand is decided here as well; what can be taken hold of in a row is in ``repair_handles``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetricsF

from parallelreader.app.reading.reading import Reading
from parallelreader.core.language.conversion import Script
from parallelreader.core.text import Text
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.row_items import Cell, RowItems
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.theme.fonts import interface_font

LABEL_LEFT = 20.0
LABEL_SIZE = 12
_LEAST_LABEL_WIDTH, _BESIDE_LABEL = 76.0, 32.0
_GUTTER, _NARROW_GUTTER = 92.0, 60.0
_SCORE, _NARROW_SCORE = 128.0, 112.0
_NARROW = 900
_LEAST_CELL = 80.0
_BETWEEN = 24.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the columns of repair stand: the source's cell, the translation's, and the score at the right.

    All are pixels of the viewport.
    """

    cells: Mapping[str, Cell]
    gutter_left: float
    gutter_right: float
    score_left: float
    width: float

    @property
    def gutter_middle(self) -> float:
        return (self.gutter_left + self.gutter_right) / 2

    def cell_middle(self, version: str) -> float:
        """The middle of a version's column, where it is taken hold of."""
        cell = self.cells[version]
        return cell.left + cell.width / 2


def label_width(reading: Reading) -> float:
    """How wide the column of labels is, so that the last one, of the highest number, has room in it."""
    last = reading.label(len(reading.rows) - 1) if len(reading.rows) else ""
    # A range stands in two lines.
    metrics = QFontMetricsF(interface_font(LABEL_SIZE, tabular=True))
    longest = metrics.horizontalAdvance(last.partition("–")[0] + "–")
    return max(_LEAST_LABEL_WIDTH, longest + _BESIDE_LABEL)


def frame_of(reading: Reading, styles: Styles, width: float, lettering: Lettering | None = None) -> Frame:
    """The columns for a reading of two versions in a view so wide."""
    is_narrow = width < _NARROW
    gutter, score = (_NARROW_GUTTER, _NARROW_SCORE) if is_narrow else (_GUTTER, _SCORE)
    label = label_width(reading)
    room = max((width - label - gutter - score) / 2, _LEAST_CELL)
    lefts = (label, label + room + gutter)
    cells = {}
    for left, version_id in zip(lefts, reading.shown, strict=False):
        version = reading.version(version_id)
        script = lettering.script(version_id) if lettering is not None else Script.AS_WRITTEN
        style = styles.style(version, Setting.REPAIR, script=script)
        cells[version_id] = Cell(left, room, style, version.is_chinese)
    return Frame(cells, lefts[0] + room, lefts[1], lefts[1] + room, width)


class RepairItems(RowItems):
    """The rows of two versions, their cells cut into sentences."""

    between = _BETWEEN
    # What is judged here are sentences.
    with_words = False

    def __init__(self, reading: Reading, frame: Frame, lettering: Lettering | None = None) -> None:
        super().__init__(reading, frame.cells, lettering)

    def parts(self, text: Text, segments: Sequence[int]) -> list[tuple[int, int]]:
        spans = map(text.segment, segments)
        return [(span.start, span.end) for span in spans]

    def blank_text(self, cell: Cell) -> str:
        if cell.is_chinese:
            return QCoreApplication.translate("repair", "No Chinese")
        return QCoreApplication.translate("repair", "No English")
