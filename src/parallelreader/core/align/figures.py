"""What can be told of a block of sentences on both sides, as named figures: words, lengths, marks.

Each is computed for many blocks at once; what a figure is worth is in ``weights``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.manner import Manner
from parallelreader.core.align.paragraphs import Paragraphs, count_within
from parallelreader.core.align.region import (
    Cover,
    Region,
    chinese_clauses,
    cover_chinese,
    cover_english,
    english_clauses,
    region_of,
)
from parallelreader.core.align.side import Floats, Numbers, Side
from parallelreader.core.align.weights import LONGEST, Shape

_COUNT_CAP = 3
_TABLE_LIMIT = 4_000_000

Figure = tuple[str, Floats]
"""The name of a figure and its values."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Boundaries (``rows``, ``columns``, of one shape when broadcast) at which blocks end, and the words
    around them."""

    rows: Numbers
    columns: Numbers
    region: Region
    cover: Cover


class Figures:
    """The figures of blocks between two texts."""

    def __init__(
        self,
        chinese: Side,
        english: Side,
        links: LinkTable,
        manner: Manner,
        paragraphs: Paragraphs | None = None,
    ) -> None:
        self._chinese, self._english, self.links = chinese, english, links
        self._manner, self._paragraphs = manner, paragraphs or Paragraphs.unknown()
        self._chinese_sums = _running_sums(chinese)
        self._english_sums = _running_sums(english)

    def only(self, chinese: Numbers, english: Numbers) -> "Figures":
        """Those of some of the sentences of both texts (ascending, none empty)."""
        sides = self._chinese.only(chinese), self._english.only(english)
        return Figures(*sides, self.links, self._manner, self._paragraphs)

    def rows_at_once(self, first_row: int, low: Numbers, high: Numbers) -> int:
        """How many of these rows to frame in one go, so that their word tables stay small."""
        zh, en = self._chinese.first, self._english.first
        count = len(low)
        while count > 1:
            z_words = zh[min(first_row + count, len(zh) - 1)] - zh[max(0, first_row - LONGEST)]
            e_words = en[min(int(high[count - 1]) + 1, len(en) - 1)] - en[max(0, int(low[0]) - LONGEST)]
            if z_words * e_words <= _TABLE_LIMIT:
                break
            count //= 2
        return count

    def frame(self, rows: Numbers, columns: Numbers) -> Frame:
        """The words around boundaries, ``rows`` as a column of ascending numbers beside ``columns``."""
        bounds = (int(rows[0, 0]), int(rows[-1, 0])), (int(columns.min()), int(columns.max()))
        region = region_of(self._chinese, self._english, self.links, *bounds)
        cover = Cover(cover_english(region, self._chinese.character_start), cover_chinese(region))
        return Frame(rows, columns, region, cover)

    def lone_english(self) -> Figure:
        """Of each English sentence without counterpart."""
        return "skipped_english", np.diff(self._english_sums["mass"])

    def lone_chinese(self, rows: Numbers) -> Figure:
        """Of the Chinese sentence before each boundary, without counterpart."""
        mass = self._chinese_sums["mass"]
        return "skipped_chinese", mass[rows] - mass[np.maximum(rows - 1, 0)]

    def inside(self, rows: Numbers | int, columns: Numbers) -> Figure:
        """Whether one text is within a quotation at a boundary and the other is not."""
        differs = self._chinese.quotes.inside[rows] != self._english.quotes.inside[columns]
        return "inside_quote", differs.astype(np.float64)

    def boundary(self, frame: Frame) -> Iterator[Figure]:
        """What speaks for and against a boundary whatever the block before it: the clauses around it."""
        region = frame.region
        z, e = frame.rows - region.chinese, frame.columns - region.english
        last_zh, first_zh = chinese_clauses(self._chinese, region)
        last_en, first_en = english_clauses(self._english, region)
        yield "last_clause_chinese", _at(last_zh, z - 1, e) - _at(last_zh, z - 1, e - 1)
        yield "first_clause_chinese", _at(first_zh, z, e - 1) - _at(first_zh, z, e)
        yield "last_clause_english", _at(last_en, z, e - 1) - _at(last_en, z - 1, e - 1)
        yield "first_clause_english", _at(first_en, z - 1, e) - _at(first_en, z, e)

    def blocks(self, frame: Frame, shapes: Sequence[Shape]) -> Iterator[Figure]:
        """Words, lengths, digits and quotations of the blocks of each shape (the first axis) that end at the
        boundaries; those that would begin before the texts are moved to their beginning."""
        sizes = _sizes(shapes)
        rows, columns = np.maximum(frame.rows, sizes[0]), np.maximum(frame.columns, sizes[1])
        yield from self._words(frame, rows, columns, *sizes)
        yield from self._outer(rows, columns, *sizes)

    def worth_of_paragraphs(self, frame: Frame, shapes: Sequence[Shape]) -> Floats | float:
        """What the paragraphs around and within the blocks of each shape say for them; weighed already."""
        if self._paragraphs.say_nothing:
            return 0.0
        told, sizes = self._paragraphs, _sizes(shapes)
        rows, columns = np.maximum(frame.rows, sizes[0]), np.maximum(frame.columns, sizes[1])
        total: Floats = told.at_end[
            self._chinese.breaks[rows].astype(np.int64), self._english.breaks[columns].astype(np.int64)
        ]
        for side, worth, ends, size in (
            (self._chinese, told.chinese_within, rows, sizes[0]),
            (self._english, told.english_within, columns, sizes[1]),
        ):
            found = count_within(side, ends - size, ends)
            total = total + worth[1] * found + worth[0] * (size - 1 - found)
        return total

    def _words(
        self, frame: Frame, rows: Numbers, columns: Numbers, a: Numbers, b: Numbers
    ) -> Iterator[Figure]:
        region, cover = frame.region, frame.cover
        z, e = rows - region.chinese, columns - region.english
        sums = np.moveaxis(
            cover.english[a - 1, z - 1, e] - cover.english[a - 1, z - 1, np.maximum(e - b, 0)], -1, 0
        )
        covered_z = cover.chinese[b - 1, z, e - 1] - cover.chinese[b - 1, np.maximum(z - a, 0), e - 1]
        covered_e = sums[0]
        mass_z = self._chinese_sums["mass"][rows] - self._chinese_sums["mass"][rows - a]
        mass_e = self._english_sums["mass"][columns] - self._english_sums["mass"][columns - b]
        dice: Floats = (covered_e + covered_z) / np.maximum(mass_e + mass_z, 1e-6)
        yield "dice", dice
        yield "dice_by_size", (a + b - 2) * dice
        yield "covered_english", covered_e
        yield "covered_chinese", covered_z
        yield "uncovered_english", mass_e - covered_e
        yield "uncovered_chinese", mass_z - covered_z
        starts = self._english.character_start
        begin, end = starts[columns - b] - starts[region.english], starts[columns] - starts[region.english]
        yield "displacement", _displacement(sums, begin, end - begin)

    def _outer(self, rows: Numbers, columns: Numbers, a: Numbers, b: Numbers) -> Iterator[Figure]:
        """What can be told from counts alone: lengths, digits, quotation marks."""
        zh, en = self._chinese_sums, self._english_sums

        def apart(name: str) -> Floats:
            there = zh[name][rows] - zh[name][rows - a]
            here = en[name][columns] - en[name][columns - b]
            found: Floats = np.minimum(np.abs(here - there), _COUNT_CAP)
            return found

        lengths = (
            zh["length"][rows] - zh["length"][rows - a],
            en["length"][columns] - en["length"][columns - b],
        )
        yield "length", self._manner.surprise(*lengths)
        yield "digits", apart("digits")
        yield "opened_quotes", apart("opened")
        yield "closed_quotes", apart("closed")
        quotes, others = self._chinese.quotes, self._english.quotes
        yield "begins_quote", (quotes.begins[rows - a] != others.begins[columns - b]).astype(np.float64)
        yield "ends_quote", (quotes.ends[rows - 1] != others.ends[columns - 1]).astype(np.float64)
        yield "end_mark", (self._chinese.mark[rows - 1] != self._english.mark[columns - 1]).astype(np.float64)


def _sizes(shapes: Sequence[Shape]) -> tuple[Numbers, Numbers]:
    """The Chinese and the English sides of some shapes, along the first of three axes."""
    sizes: Numbers = np.array(shapes, np.int64)
    return sizes[:, 0, None, None], sizes[:, 1, None, None]


def _running_sums(side: Side) -> dict[str, Floats]:
    figures = {
        "mass": side.mass(),
        "length": side.length,
        "digits": side.digits,
        "opened": side.quotes.opened,
        "closed": side.quotes.closed,
    }
    return {name: np.concatenate([[0.0], np.cumsum(values)]) for name, values in figures.items()}


def _displacement(sums: Floats, begin: Floats, length: Floats) -> Floats:
    """How far apart linked words stand in their blocks, by weight: the root of the mean square."""
    w, wp, wpp, wv, wvp, wvv = sums
    square = (wpp - 2 * begin * wp + begin * begin * w) / (length * length)
    mixed = (wvp - begin * wv) / length
    root: Floats = np.sqrt(np.maximum(square - 2 * mixed + wvv, 0.0) / (w + 0.5))
    return root


def _at(table: Floats, rows: Numbers, columns: Numbers) -> Floats:
    """The table's values; 0 beyond its edges, where a text begins or ends."""
    valid = (rows >= 0) & (rows < table.shape[0]) & (columns >= 0) & (columns < table.shape[1])
    last_row, last_column = table.shape[0] - 1, table.shape[1] - 1
    values = table[np.minimum(np.maximum(rows, 0), last_row), np.minimum(np.maximum(columns, 0), last_column)]
    return np.where(valid, values, 0.0)
