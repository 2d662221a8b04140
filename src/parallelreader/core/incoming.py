"""What a file brings in, before any of it becomes a document: running text with its structure, units that
already stand side by side, or links between the lines of other files.

Readers in ``formats`` make these values and ``app`` makes documents of them; nothing here is normalised,
cut into sentences or written yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from parallelreader.core.progress import NO_PROGRESS, Progress


@dataclass(frozen=True, slots=True)
class Fault:
    """Something of a file that could not be read and was left out: what, and in which ``part`` (a file
    inside an archive, a unit) or ``line`` (from one), as far as that is known."""

    what: str
    part: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as its file gives it, on one line.

    ``level`` is 0 for running text, 1 for the heading of a chapter, 2 for one inside it and so on.
    ``aside`` says why it is not read with the text ("footnote", "caption", "navigation", ...), empty where
    it is. ``language`` is a BCP 47 tag where the file gives one. ``time`` is from when to when it is heard
    or shown, in milliseconds, in subtitles.
    """

    text: str
    level: int = 0
    aside: str = ""
    language: str = ""
    time: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A text to be read from top to bottom, or two in different languages in one file.

    ``author``, ``language`` and the like are empty where the file does not say. ``encoding`` is how its
    bytes were read, with ``confidence`` from 0 to 1, empty for formats that know their own.
    """

    passages: tuple[Passage, ...]
    title: str = ""
    author: str = ""
    translator: str = ""
    language: str = ""
    date: str = ""
    source: str = ""
    encoding: str = ""
    confidence: float = 1.0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One of the texts that units stand in: its BCP 47 ``language``, empty where only its words can tell,
    and its ``name`` in the file, such as the heading of a table's column."""

    language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that render each other: one cell for each column, empty where a text has nothing.

    ``confidence`` is from 0 to 1 as the file gives it, None where it does not. ``section`` is the file,
    chapter or document inside the file that the unit stands in.
    """

    cells: tuple[str, ...]
    confidence: float | None = None
    section: str = ""


class Units(Protocol):
    """A file of units that may be far larger than memory; each reading begins at the file anew."""

    @property
    def columns(self) -> Sequence[Column]: ...

    @property
    def title(self) -> str:
        """What the file calls itself, empty where it does not."""
        ...

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        """All units and what could not be read, in the file's order and in constant memory, without the
        first ``after`` of them (units and faults counted together).

        ``progress`` is told bytes read of bytes there are. Raises FileProblem where nothing more can be read.
        """
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """Lines of two other files that render each other, numbered from zero and ascending; either side may
    be empty. ``confidence`` as in :class:`Unit`."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What an aligner says of two files that have a segment a line; ``names`` are those of the two files
    where the aligner says them."""

    links: tuple[Link, ...]
    names: tuple[str, str] = ("", "")
    faults: tuple[Fault, ...] = ()


Incoming = Prose | Units | Links
