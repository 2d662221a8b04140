"""What is handed out: a text with its translations as it stands on paper, whatever the paper is made of.

``app.handing`` makes these values of a document, ``formats`` and the window's printing write them; rows come
one after the other, so that what is handed out may be larger than memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from parallelreader.core.language.conversion import Script
from parallelreader.core.notes.note import Colour


class HandoutLayout(StrEnum):
    """How the versions stand to each other: columns of pairs, pair under pair, or paragraph under
    paragraph."""

    SIDE_BY_SIDE = "side-by-side"
    INTERLEAVED = "interleaved"
    PARAGRAPHS = "paragraphs"


class Paper(StrEnum):
    """The sheet it is made for."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210.0, 297.0) if self is Paper.A4 else (215.9, 279.4)


TYPE_SIZES = range(8, 25)
"""Sizes of Chinese that can be chosen, in points; other languages are set somewhat smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutOptions:
    """``versions`` are ids from left to right, the source and its first translation where empty. ``pairs``
    are the first and last one wanted, counted from one, all where None. ``size`` is that of Chinese.
    ``has_terms`` underlines terms, ``has_glossary`` lists those met at the end."""

    layout: HandoutLayout = HandoutLayout.SIDE_BY_SIDE
    versions: tuple[str, ...] = ()
    pairs: tuple[int, int] | None = None
    has_pinyin: bool = False
    has_notes: bool = False
    has_terms: bool = False
    has_glossary: bool = False
    has_numbers: bool = True
    script: Script = Script.AS_WRITTEN
    paper: Paper = Paper.A4
    size: int = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look: the pinyin above them, the colour of a mark under them, the number of the note
    whose sign stands behind them (0 for none), and whether they are a term, which is underlined."""

    text: str
    reading: str = ""
    tint: Colour | None = None
    note: int = 0
    is_term: bool = False


Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class HandoutNote:
    """A note of the reader's, numbered from one in each document; ``text`` may have several lines."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """What stands beside what: a cell for each column, empty where a version has nothing.

    ``label`` is what the row is called, empty where rows are not numbered. ``level`` is 0 for running text
    and 1 and more for headings. ``notes`` are those whose sign stands here.
    """

    cells: tuple[Cell, ...]
    label: str = ""
    level: int = 0
    starts_paragraph: bool = False
    notes: tuple[HandoutNote, ...] = ()

    def text(self, column: int) -> str:
        """The bare words of a column."""
        return "".join(piece.text for piece in self.cells[column])


@dataclass(frozen=True, slots=True)
class Column:
    """A version: its BCP 47 ``language`` and the ``name`` that stands over it."""

    version: str
    language: str
    name: str
    is_chinese: bool


@dataclass(frozen=True, slots=True)
class HandoutPart:
    """One document of what is handed out. ``credits`` are lines on who made it, and from what.

    ``rows`` begins anew each time it is called; ``row_count`` is how many it gives at most.
    """

    id: str
    title: str
    credits: tuple[str, ...]
    columns: tuple[Column, ...]
    row_count: int
    rows: Callable[[], Iterator[HandoutRow]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Handout:
    """All that is handed out together, in order. ``parts`` begins anew each time it is called."""

    title: str
    language: str
    options: HandoutOptions
    parts: Callable[[], Iterator[HandoutPart]] = field(repr=False)

    @property
    def is_in_columns(self) -> bool:
        return self.options.layout is HandoutLayout.SIDE_BY_SIDE


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, without one at the beginning of some texts; ``is_continued`` where the one
    before it had become too long for one piece."""

    heading: HandoutRow | None
    rows: tuple[HandoutRow, ...]
    is_continued: bool = False


def sections(rows: Iterator[HandoutRow], *, longest: int) -> Iterator[Section]:
    """The rows cut at headings, and where ``longest`` rows have come together."""
    heading: HandoutRow | None = None
    gathered: list[HandoutRow] = []
    is_continued = is_begun = False
    for row in rows:
        if row.level:
            if is_begun:
                yield Section(heading, tuple(gathered), is_continued)
            heading, gathered, is_continued, is_begun = row, [], False, True
            continue
        gathered.append(row)
        is_begun = True
        if len(gathered) == longest:
            yield Section(heading, tuple(gathered), is_continued)
            heading, gathered, is_continued, is_begun = None, [], True, False
    if is_begun:
        yield Section(heading, tuple(gathered), is_continued)
