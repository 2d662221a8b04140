"""Puts a hand-out on pages, one after the other as they are asked for, and paints them.

The same pages are shown, printed and written as PDF; a page holds its lines, so that of a long text only
those stay in memory that somebody keeps.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from parallelreader.core.handout import Handout, HandoutPart
from parallelreader.ui.printing.blocks import Block
from parallelreader.ui.printing.flow import Lines
from parallelreader.ui.printing.setting import SetBlock, Setting
from parallelreader.ui.printing.sheet import UNITS_IN_INCH, Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from one; ``share`` is how much of its document ends with it, from 0 to 1.
    ``blocks`` have their distance from the top of the text."""

    number: int
    share: float
    blocks: tuple[tuple[float, Block], ...]
    head: Lines | None
    foot: Lines

    def paint(self, painter: QPainter, sheet: Sheet, *, dots_in_inch: float) -> None:
        """Paint the page from the painter's origin, which is the corner of the paper."""
        painter.save()
        painter.scale(dots_in_inch / UNITS_IN_INCH, dots_in_inch / UNITS_IN_INCH)
        for y, block in self.blocks:
            block.draw(painter, sheet.left, sheet.top + y)
        if self.head is not None:
            self.head.draw(painter, (sheet.width - self.head.flow.width) / 2, sheet.head)
        bottom = sheet.height - sheet.head - self.foot.height
        self.foot.draw(painter, (sheet.width - self.foot.flow.width) / 2, bottom)
        painter.restore()


class Pages:
    """The pages of a hand-out, in order; a document begins on a page of its own."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout
        self._setting = Setting(handout.options)
        self._count = 0

    @property
    def sheet(self) -> Sheet:
        return self._setting.sheet

    def __iter__(self) -> Iterator[Page]:
        for part in self._handout.parts():
            yield from self._part(part)

    def _part(self, part: HandoutPart) -> Iterator[Page]:
        page = _Filling(self._setting.sheet.text_height)
        is_first, done = True, 0
        waiting: list[SetBlock] = []
        for each in self._setting.part(part):
            waiting.append(each)
            if each.block.keeps_next:
                continue
            done += 1
            for full in page.take(waiting):
                yield self._page(part, full, done, is_first=is_first)
                is_first = False
            waiting = []
        for full in (*page.take(waiting), page.end()):
            yield self._page(part, full, part.row_count, is_first=is_first)
            is_first = False

    def _page(
        self, part: HandoutPart, blocks: tuple[tuple[float, Block], ...], done: int, *, is_first: bool
    ) -> Page:
        self._count += 1
        head = None if is_first else self._setting.running(part.title)
        share = min(done / max(part.row_count, 1), 1.0)
        return Page(self._count, share, blocks, head, self._setting.running(str(self._count)))


class _Filling:
    """One page after the other as it fills."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._blocks: list[tuple[float, Block]] = []
        self._y = 0.0

    def take(self, blocks: list[SetBlock]) -> Iterator[tuple[tuple[float, Block], ...]]:
        """Put blocks that belong together on a page; gives those pages that are full thereby."""
        if not blocks:
            return
        height = sum(each.block.height for each in blocks)
        last = blocks[-1]
        parts = last.block.may_part and height > self._height / 4
        if self._y and self._y + height > self._height and not parts:
            yield self.end()
            if len(blocks) == 1 and last.head is not None:
                self._put(last.head)
        for each in blocks[:-1]:
            self._put(each.block)
        rest: Block = last.block
        while self._y + rest.height > self._height:
            cut = rest.cut(self._height - self._y)
            if cut is None and not self._y:
                break
            if cut is not None:
                self._put(cut[0])
                rest = cut[1]
            yield self.end()
            if last.head is not None:
                self._put(last.head)
            if cut is None and last.head is not None and last.head.height + rest.height > self._height:
                cut = rest.cut(self._height - self._y)
                if cut is None:
                    break
        self._put(rest)

    def end(self) -> tuple[tuple[float, Block], ...]:
        """The page as it is now; another one begins."""
        blocks = tuple(self._blocks)
        self._blocks, self._y = [], 0.0
        return blocks

    def _put(self, block: Block) -> None:
        self._blocks.append((self._y, block))
        self._y += block.height
