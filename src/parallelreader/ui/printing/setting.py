"""Sets a hand-out in blocks, one after the other: titles, heads of tables, rows and notes.

Where pages end is decided in ``pages``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from parallelreader.core.handout import (
    Cell,
    Column,
    HandoutLayout,
    HandoutNote,
    HandoutOptions,
    HandoutPart,
    HandoutRow,
    Piece,
)
from parallelreader.core.notes.note import Colour
from parallelreader.ui.printing.blocks import Block, Placed
from parallelreader.ui.printing.flow import Lines, Look, Run, lines_of
from parallelreader.ui.printing.sheet import Sheet, grounds

_GAP = Piece("—")
_LABEL_ROOM = 3.1
_COLUMN_GAP = 1.5


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A block, and the head that stands over it where a page begins with it."""

    block: Block
    head: Block | None = None


class Setting:
    """Sets what belongs to one hand-out."""

    def __init__(self, options: HandoutOptions) -> None:
        self.sheet = Sheet(options)
        self._options = options
        self._em = self.sheet.em
        self._grounds: dict[Colour, QColor] = grounds()
        self._label_width = _LABEL_ROOM * self._em if options.has_numbers else 0.0

    def part(self, part: HandoutPart) -> Iterator[SetBlock]:
        """The blocks of a document, its notes at the end."""
        yield SetBlock(self._title(part))
        in_columns = self._options.layout is HandoutLayout.SIDE_BY_SIDE
        head = self._table_head(part.columns) if in_columns else None
        needs_head = True
        notes: list[HandoutNote] = []
        for row in part.rows():
            notes += row.notes
            if row.level:
                yield SetBlock(self._heading(part.columns, row))
                needs_head = True
            elif head is not None:
                if needs_head:
                    yield SetBlock(head)
                    needs_head = False
                yield SetBlock(self._row(part.columns, row), head)
            else:
                yield SetBlock(self._stack(part.columns, row))
        yield from self._notes(notes)

    def running(self, words: str) -> Lines:
        """A line over or under the text of a page."""
        return lines_of([Run(Piece(words), self.sheet.small())], self.sheet.text_width)

    def _title(self, part: HandoutPart) -> Block:
        language = part.columns[0].language if part.columns else "zh"
        title = self._plain(part.title, self.sheet.title(language))
        placed = [Placed(0.0, 0.0, title)]
        y = title.height + 0.2 * self._em
        for line in part.credits:
            lines = self._plain(line, self.sheet.small())
            placed.append(Placed(0.0, y, lines))
            y += lines.height
        return Block(tuple(placed), y + 1.2 * self._em, keeps_next=True)

    def _heading(self, columns: Sequence[Column], row: HandoutRow) -> Block:
        runs: list[Run] = []
        for column, cell in zip(columns, row.cells, strict=True):
            look = self.sheet.heading(column, row.level)
            if runs and cell:
                runs.append(Run(Piece("\u2003"), look))
            runs += self._runs(cell, look)
        lines = lines_of(runs, self.sheet.text_width)
        return Block((Placed(0.0, 0.8 * self._em, lines),), lines.height + 1.1 * self._em, keeps_next=True)

    def _table_head(self, columns: Sequence[Column]) -> Block:
        look = self.sheet.small()
        placed = [
            Placed(x, 0.1 * self._em, lines_of([Run(Piece(column.name), look)], width))
            for column, (x, width) in zip(columns, self._places(len(columns)), strict=True)
        ]
        height = max(each.bottom for each in placed) + 0.2 * self._em
        return Block(tuple(placed), height, keeps_next=True, ruled=self.sheet.text_width)

    def _row(self, columns: Sequence[Column], row: HandoutRow) -> Block:
        cells = []
        for column, cell, (x, width) in zip(columns, row.cells, self._places(len(columns)), strict=True):
            look = self.sheet.words(column)
            cells.append((x, lines_of(self._runs(cell or (_GAP,), look), width)))
        if row.label and self._label_width:
            cells.append((0.0, self._plain(row.label, self.sheet.small())))
        # First lines stand on one line, whatever their size and with pinyin or without.
        base = max(lines.flow.first_baseline for _, lines in cells)
        top = 0.35 * self._em
        placed = tuple(Placed(x, top + base - lines.flow.first_baseline, lines) for x, lines in cells)
        height = max(each.bottom for each in placed) + 0.35 * self._em
        return Block(placed, height, ruled=self.sheet.text_width)

    def _stack(self, columns: Sequence[Column], row: HandoutRow) -> Block:
        placed: list[Placed] = []
        y, width = 0.0, self.sheet.text_width - self._label_width
        for column, cell in zip(columns, row.cells, strict=True):
            if cell:
                lines = lines_of(self._runs(cell, self.sheet.words(column)), width)
                placed.append(Placed(self._label_width, y, lines))
                y += lines.height + 0.15 * self._em
        if placed and row.label and self._label_width:
            label = self._plain(row.label, self.sheet.small())
            base = placed[0].lines.flow.first_baseline - label.flow.first_baseline
            placed.append(Placed(0.0, base, label))
        may_part = self._options.layout is HandoutLayout.PARAGRAPHS
        return Block(tuple(placed), y + 0.65 * self._em, may_part=may_part)

    def _notes(self, notes: Sequence[HandoutNote]) -> Iterator[SetBlock]:
        if not notes:
            return
        name = QCoreApplication.translate("printing", "Notes")
        title = self._plain(name, self.sheet.note())
        yield SetBlock(
            Block((Placed(0.0, 1.2 * self._em, title),), title.height + 1.5 * self._em, keeps_next=True)
        )
        room = 2.2 * self._em
        for note in notes:
            look = self.sheet.note()
            number = self._plain(str(note.number), look)
            words = lines_of(
                [Run(Piece(note.text.replace("\n", "\u2028")), look)], self.sheet.text_width - room
            )
            height = max(words.height, number.height) + 0.25 * self._em
            yield SetBlock(Block((Placed(room, 0.0, words), Placed(0.0, 0.0, number)), height, may_part=True))

    def _places(self, count: int) -> list[tuple[float, float]]:
        """Left edge and width of each column."""
        gap = _COLUMN_GAP * self._em
        whole = self.sheet.text_width - self._label_width
        width = (whole - gap * (count - 1)) / count
        return [(self._label_width + number * (width + gap), width) for number in range(count)]

    def _runs(self, cell: Cell | Iterable[Piece], look: Look) -> list[Run]:
        return [Run(piece, look, self._grounds[piece.tint] if piece.tint else None) for piece in cell]

    def _plain(self, words: str, look: Look) -> Lines:
        return lines_of([Run(Piece(words), look)], self.sheet.text_width)
