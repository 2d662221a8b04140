"""An aligned document with what its reader has laid over it, as formats for aligned text are given it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.core.alignment import Alignment
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import Version
from parallelreader.core.notes.note import Note
from parallelreader.core.patterns import pattern
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import Occurrence
from parallelreader.core.text import Span, Text

UNWRITABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for; texts hold none of it, titles and notes may."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with where each of its targets stands now: a version of the document and code points of its
    text. Targets elsewhere, and those whose place is lost, are not there."""

    note: Note
    places: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class AlignedText:
    """One version; ``headings`` are its table of contents."""

    version: Version
    text: Text
    headings: Contents = ()

    @property
    def joiner(self) -> str:
        """What stands between sentences of one paragraph."""
        return "" if self.version.is_chinese else " "


TermsIn = Callable[[str, bool], Sequence[Occurrence]]
"""The terms in a sentence; whether it is Chinese."""


@dataclass(frozen=True, slots=True)
class AlignedDocument:
    """``texts`` begin with the one all others are aligned with; ``alignments`` are by the id of the other.

    ``notes`` are those of the document; ``terms_in`` finds terms, None where none are wanted, and
    ``concepts`` has those it finds by id.
    """

    id: str
    title: str
    texts: tuple[AlignedText, ...]
    alignments: Mapping[str, Alignment]
    notes: tuple[PlacedNote, ...] = ()
    terms_in: TermsIn | None = None
    concepts: Mapping[str, Concept] = field(default_factory=dict)

    @property
    def source(self) -> AlignedText:
        return self.texts[0]

    def text(self, version: str) -> AlignedText:
        """The text of that version. Raises KeyError."""
        for each in self.texts:
            if each.version.id == version:
                return each
        raise KeyError(version)
