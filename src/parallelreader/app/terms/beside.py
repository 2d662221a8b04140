"""A version beside its source, bead by bead, as checks look at it."""

import hashlib
from collections.abc import Iterator, Sequence

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.rendering_places import english_versions
from parallelreader.core.alignment import Bead
from parallelreader.core.terms.coverage import Coverage, coverage_of
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

_DIGEST = 12


class BesideVersion:
    """The beads between a Chinese source and one English version. Nothing is kept of the words."""

    def __init__(self, opened: OpenDocument, version: str) -> None:
        self.opened = opened
        self.version = version
        self.source, self.target = opened.source_text, opened.texts[version]
        self.beads: Sequence[Bead] = opened.alignments[version].beads
        self._coverage: Coverage | None = None

    @property
    def coverage(self) -> Coverage:
        """How fully the version renders the source; looked at when first asked for."""
        if self._coverage is None:
            self._coverage = coverage_of([self.lengths(bead) for bead in self.beads])
        return self._coverage

    def lengths(self, bead: Bead) -> tuple[int, int]:
        """How many characters both sides have."""
        return length_of(self.source, bead.source), length_of(self.target, bead.target)

    def chinese(self, bead: Bead) -> str:
        """What the bead has of the source; sentences are parted by nothing."""
        return self.source.segments_text(bead.source, "")

    def english(self, bead: Bead) -> str:
        """What the bead has of the version; sentences are parted by a space."""
        return self.target.segments_text(bead.target, " ")

    def around(self, number: int) -> tuple[Bead, ...]:
        """The beads before and after one."""
        return tuple(self.beads[each] for each in self.numbers_around(number))

    def numbers_around(self, number: int) -> tuple[int, ...]:
        """The numbers of the beads before and after one."""
        return tuple(each for each in (number - 1, number + 1) if 0 <= each < len(self.beads))

    def place_in_source(self, bead: Bead, start: int, end: int) -> Span:
        """Where a stretch of :meth:`chinese` stands."""
        return _place(self.source, bead.source, start, end, 0)

    def place_in_target(self, bead: Bead, start: int, end: int) -> Span:
        """Where a stretch of :meth:`english` stands."""
        return _place(self.target, bead.target, start, end, 1)

    def finding(
        self,
        kind: FindingKind,
        bead: Bead,
        *,
        source: Span | None,
        target: Span | None = None,
        term: str = "",
        expected: tuple[str, ...] = (),
        found: str = "",
        concepts: tuple[str, ...] = (),
    ) -> Finding:
        """A finding about a bead with something in the source; the same again as long as both sides are."""
        place = self.place(bead, self.source.segment_at(source.start) if source is not None else None)
        return place.finding(
            kind, source=source, target=target, term=term, expected=expected, found=found, concepts=concepts
        )

    def place(self, bead: Bead, segment: int | None = None) -> "BesidePlace":
        """The words of a bead, to be kept without the texts; the place is that of a sentence of the source,
        of the first one of the bead where none is named."""
        number = bead.source[0] if segment is None else segment
        label, document = self.source.label(number), self.opened.document.id
        return BesidePlace(document, self.version, label, number, self.chinese(bead), self.english(bead))


@dataclass(frozen=True, slots=True)
class BesidePlace:
    """A sentence of the source, by its label and its number, and all words of the bead that holds it."""

    document: str
    version: str
    segment: str
    pair: int
    chinese: str
    english: str

    def finding(
        self,
        kind: FindingKind,
        *,
        source: Span | None,
        target: Span | None = None,
        term: str = "",
        expected: tuple[str, ...] = (),
        found: str = "",
        concepts: tuple[str, ...] = (),
    ) -> Finding:
        """A finding about the bead; the same again as long as both its sides are."""
        words = "\0".join((self.chinese, self.english, term, found, *concepts))
        digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
        return Finding(
            kind,
            self.document,
            self.version,
            self.segment,
            self.pair,
            source,
            target,
            term,
            expected,
            found,
            concepts,
            f"{kind} {self.document} {self.version} {digest}",
        )


def beside_versions(opened: OpenDocument) -> Iterator[BesideVersion]:
    """The English versions of a document that are aligned with a Chinese source."""
    for version in english_versions(opened):
        if version.id in opened.alignments:
            yield BesideVersion(opened, version.id)


def length_of(text: Text, segments: Sequence[int]) -> int:
    return sum(text.ends[each] - text.starts[each] for each in segments)


def _place(text: Text, segments: Sequence[int], start: int, end: int, gap: int) -> Span:
    """Where a stretch of the segments' joined words is, up to the end of the segment that it begins in."""
    at = 0
    for number in segments:
        span = text.segment(number)
        if start < at + len(span) + gap:
            begun = span.start + min(start - at, len(span))
            return Span(begun, min(span.start + end - at, span.end))
        at += len(span) + gap
    last = text.segment(segments[-1])
    return Span(last.start, last.end)
