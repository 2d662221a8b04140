"""What a reading view is made of: items down a column, each with fragments of text.

In panes an item is a block of one version; ``row_items`` makes items of a bead's cells. Items know
nothing of scrolling or painting.
"""

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QRectF

from parallelreader.app.reading.eye_line import FIRST_LINE, LAST_LINE
from parallelreader.app.reading.reading import Reading
from parallelreader.core.text import Span
from parallelreader.ui.reader.lettering import Lettering, WordPaint
from parallelreader.ui.reader.text_layout import BlockLayout, TextStyle

_HEADING_SPACE = 1.0
_HEADING_SCALE = 1.2


@dataclass(slots=True)
class Fragment:
    """Text of one version at ``(x, y)`` inside its item, in pixels.

    ``painted`` is what painting has worked out about it and would work out again for each frame.
    """

    version: str
    layout: BlockLayout
    x: float
    y: float
    words: WordPaint | None = None
    painted: dict[object, object] = field(default_factory=dict)

    @property
    def bottom(self) -> float:
        return self.y + self.layout.height

    def holds(self, place: float) -> bool:
        return self.layout.start <= place <= self.layout.end


@dataclass(slots=True)
class Item:
    """One item as laid out. ``blanks`` are the cells of a row that have nothing, ``row`` its number."""

    height: float
    fragments: list[Fragment]
    blanks: list[tuple[str, QRectF]] = field(default_factory=list)
    row: int | None = None

    def nearest(self, x: float, y: float) -> Fragment | None:
        """The fragment at or nearest to a point inside the item; one under it in x goes before."""
        if not self.fragments:
            return None
        return min(
            self.fragments,
            key=lambda f: (
                max(f.x - x, x - f.x - f.layout.width, 0.0),
                max(f.y - y, y - f.bottom, 0.0),
            ),
        )


class Items(Protocol):
    """A column of items, numbered from zero."""

    @property
    def versions(self) -> tuple[str, ...]: ...

    def __len__(self) -> int: ...

    def estimate(self, index: int) -> float:
        """Roughly how tall an item will be, in pixels, without laying it out."""
        ...

    def estimate_range(self, first: int, after: int) -> float:
        """Roughly how tall the items from ``first`` to before ``after`` are together, at little cost."""
        ...

    def lay_out(self, index: int) -> Item: ...

    def item_of(self, version: str, place: float) -> int:
        """The item that shows a place of a version."""
        ...


class PaneItems:
    """The blocks of one version, set as prose in a column ``width`` pixels wide at ``left``."""

    def __init__(
        self,
        reading: Reading,
        version: str,
        style: TextStyle,
        *,
        left: float,
        width: float,
        lettering: Lettering | None = None,
    ) -> None:
        self._lettering = lettering or Lettering()
        self._text = reading.texts[version]
        self._blocks = reading.blocks(version)
        self._version = version
        self._style = style
        self._heading = _heading_style(style)
        self._left = left
        self._width = width
        self._em = 0.5 if not reading.version(version).is_chinese else 1.0

    @property
    def versions(self) -> tuple[str, ...]:
        return (self._version,)

    def __len__(self) -> int:
        return len(self._blocks)

    def estimate(self, index: int) -> float:
        # A jump asks for hundreds: no block is made.
        is_heading = self._blocks.is_heading(index)
        style = self._heading if is_heading else self._style
        across = self._blocks.extent(index, index + 1) * self._em * style.font.pixelSize()
        return (int(across / self._width) + 1) * style.line_height + self._around(index, is_heading)

    def estimate_range(self, first: int, after: int) -> float:
        characters = self._blocks.extent(first, after)
        lines = characters * self._em * self._style.font.pixelSize() / self._width
        return (lines + (after - first) / 2) * self._style.line_height

    def lay_out(self, index: int) -> Item:
        block = self._blocks[index]
        style = self._heading if block.is_heading else self._style
        indented = block.starts_paragraph and not block.is_heading
        span = Span(block.start, block.end)
        layout, words = self._lettering.lay_out(
            self._version, self._text, span, style, self._width, indented=indented
        )
        top = self._above(index, block.is_heading)
        fragment = Fragment(self._version, layout, self._left, top, words)
        return Item(height=layout.height + self._around(index, block.is_heading), fragments=[fragment])

    def item_of(self, version: str, place: float) -> int:
        return self._blocks.at(place)

    def _above(self, index: int, is_heading: bool) -> float:
        top = FIRST_LINE if index == 0 else 0.0
        if is_heading and index:
            top += _HEADING_SPACE * self._style.line_height
        return top

    def _around(self, index: int, is_heading: bool) -> float:
        space = self._above(index, is_heading)
        if is_heading:
            space += _HEADING_SPACE / 2 * self._style.line_height
        return space + (LAST_LINE if index == len(self._blocks) - 1 else 0.0)


def _heading_style(style: TextStyle) -> TextStyle:
    font = type(style.font)(style.font)
    font.setPixelSize(round(style.font.pixelSize() * _HEADING_SCALE))
    height = style.line_height * _HEADING_SCALE
    above = style.above * _HEADING_SCALE
    return TextStyle(font, height, indent=0.0, is_chinese=style.is_chinese, above=above)
