"""The items of the layout of rows: a bead a row, the versions' sentences side by side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF

from parallelreader.app.reading.eye_line import LAST_LINE
from parallelreader.app.reading.reading import Reading
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.text_layout import TextStyle

_BELOW = 9.0
BLANK_HEIGHT = 30.0
"""How tall the place of a cell is that has nothing, in pixels."""
ABOVE = 13.0
"""How far the first line of a row is below its upper edge, in pixels."""
NOTE_HEIGHT = 18.0
"""How tall a line of what stands under a row's label is, in pixels."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where the cells of one version stand, in pixels."""

    left: float
    width: float
    style: TextStyle
    is_chinese: bool


class RowItems:
    """The rows of a document; ``cells`` gives each version shown its column."""

    # Between the parts of a cell, in pixels.
    between = 0.0
    # Whether words have their readings and tints.
    with_words = True

    def __init__(
        self, reading: Reading, cells: Mapping[str, Cell], lettering: Lettering | None = None
    ) -> None:
        self._lettering = lettering or Lettering()
        self._reading = reading
        self._cells = cells
        self._usual_height = self._mean_height()

    @property
    def versions(self) -> tuple[str, ...]:
        return self._reading.shown

    def __len__(self) -> int:
        return len(self._reading.rows)

    def estimate(self, index: int) -> float:
        tallest = self._least_height(index)
        for version, segments in zip(self._reading.shown, self._reading.rows[index].cells, strict=True):
            cell, text = self._cells[version], self._reading.texts[version]
            if segments:
                length = text.segment(segments[-1]).end - text.segment(segments[0]).start
                em = 1.0 if cell.is_chinese else 0.5
                lines = int(length * em * cell.style.font.pixelSize() / cell.width) + 1
                tallest = max(tallest, lines * cell.style.line_height)
        return tallest + ABOVE + _BELOW + self._padding(index)

    def estimate_range(self, first: int, after: int) -> float:
        return (after - first) * self._usual_height

    def lay_out(self, index: int) -> Item:
        fragments: list[Fragment] = []
        blanks: list[tuple[str, QRectF]] = []
        first_middle = max(cell.style.middle for cell in self._cells.values())
        tallest = ABOVE + self._least_height(index)
        for version, segments in zip(self._reading.shown, self._reading.rows[index].cells, strict=True):
            cell = self._cells[version]
            # The first lines of all cells stand on one baseline, whatever their sizes.
            top = ABOVE + first_middle - cell.style.middle
            if not segments:
                # As far down as the first lines beside, over which there may be readings.
                down = ABOVE + max(first_middle - BLANK_HEIGHT / 2, 0.0)
                blanks.append((self.blank_text(cell), QRectF(cell.left, down, cell.width, BLANK_HEIGHT)))
                tallest = max(tallest, down + BLANK_HEIGHT)
                continue
            text = self._reading.texts[version]
            for start, end in self.parts(text, segments):
                layout, words = self._lettering.lay_out(
                    version, text, Span(start, end), cell.style, cell.width, with_words=self.with_words
                )
                fragments.append(Fragment(version, layout, cell.left, top, words))
                top += layout.height + self.between
            top -= self.between
            tallest = max(tallest, top)
        return Item(tallest + _BELOW + self._padding(index), fragments, blanks, index)

    def parts(self, text: Text, segments: Sequence[int]) -> list[tuple[int, int]]:
        """The segments of a cell as stretches of text to be laid out: neighbours in one paragraph run on."""
        return stretches(text, segments)

    def blank_text(self, cell: Cell) -> str:
        """What a cell says that has nothing."""
        return blank_text(cell)

    def item_of(self, version: str, place: float) -> int:
        return self._reading.row_at(version, place)

    def _mean_height(self) -> float:
        """The height of a row in which every version has its mean share of text."""
        count, tallest = max(len(self), 1), BLANK_HEIGHT
        for version, cell in self._cells.items():
            length = len(self._reading.texts[version].content) / count
            lines = length * (1.0 if cell.is_chinese else 0.5) * cell.style.font.pixelSize() / cell.width
            tallest = max(tallest, (lines + 0.5) * cell.style.line_height)
        return tallest + ABOVE + _BELOW

    def _least_height(self, index: int) -> float:
        """Room for the label and the two notes that a moved pair can have under it."""
        return 3 * NOTE_HEIGHT if self._reading.rows[index].is_moved else BLANK_HEIGHT

    def _padding(self, index: int) -> float:
        return LAST_LINE if index == len(self) - 1 else 0.0


def blank_text(cell: Cell) -> str:
    """What a cell says that has nothing."""
    if cell.is_chinese:
        return QCoreApplication.translate("rows", "Not in the Chinese")
    return QCoreApplication.translate("rows", "Not translated")


def stretches(text: Text, segments: Sequence[int]) -> list[tuple[int, int]]:
    """Segments as stretches of text, those that follow each other in a paragraph as one."""
    found: list[tuple[int, int]] = []
    last = -2
    for segment in segments:
        span = text.segment(segment)
        runs_on = segment == last + 1 and text.paragraph_of(segment) == text.paragraph_of(last)
        if found and runs_on:
            found[-1] = (found[-1][0], span.end)
        else:
            found.append((span.start, span.end))
        last = segment
    return found
