"""What a reader wants handed out, of what there is to choose from."""

from dataclasses import dataclass
from enum import StrEnum

from parallelreader.core.handout import HandoutOptions

Pairs = tuple[int, int]
"""The first and the last pair, counted from one."""


class Extent(StrEnum):
    """How much of what is open."""

    DOCUMENT = "document"
    CHAPTER = "chapter"
    SELECTION = "selection"
    PAIRS = "pairs"
    CORPUS = "corpus"


class Target(StrEnum):
    """What it is written as."""

    PDF = "pdf"
    HTML = "html"
    EPUB = "epub"
    DOCX = "docx"
    TSV = "tsv"
    TMX = "tmx"
    TMX_FOLDER = "tmx-folder"
    TEI = "tei"
    VERTICAL = "vertical"

    @property
    def is_read(self) -> bool:
        """Whether people read it; the others are for programs, and take all versions as they are."""
        return self in (Target.PDF, Target.HTML, Target.EPUB, Target.DOCX)

    @property
    def has_overlay(self) -> bool:
        """Whether notes and terms have a place in it."""
        return self not in (Target.TSV, Target.VERTICAL)

    @property
    def suffix(self) -> str:
        """What the name of its file ends in, without a dot; empty for a folder."""
        if self in (Target.VERTICAL, Target.TMX_FOLDER):
            return ""
        return "xml" if self is Target.TEI else self.value


@dataclass(frozen=True, slots=True)
class Wish:
    """``options.pairs`` says which pairs of the document that is open; for a corpus it is empty."""

    options: HandoutOptions
    extent: Extent = Extent.DOCUMENT
    target: Target = Target.PDF


@dataclass(frozen=True, slots=True)
class Offer:
    """What is open: ``versions`` are (id, name), ``shown`` the ids beside each other now. ``chapter`` is the
    one being read, by its name, and ``selection`` what is selected, where there are any."""

    title: str
    corpus: str
    pairs: int
    versions: tuple[tuple[str, str], ...]
    shown: tuple[str, ...]
    chapter: tuple[str, Pairs] | None = None
    selection: Pairs | None = None
    current: int = 1
