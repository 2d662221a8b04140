"""Which words of the versions shown render a word that is pointed at, as far as that is known already.

Only looks up and remembers, at a cost that a frame bears; finding what is missing is left to a ``Linker``.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Protocol

from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages
from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Document, Version
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

LONGEST_TERM = 8
"""The words of a term at most: whoever selects more of them does not ask for one."""

_LONGEST_SELECTION = 200
_KEPT = 800
_LONGEST_PASSAGE = 4000


class AlignedVersions(Protocol):
    """The versions of a document with their alignments: those that are shown, or others."""

    @property
    def document(self) -> Document: ...

    @property
    def texts(self) -> Mapping[str, Text]: ...

    def alignment(self, version_id: str) -> Alignment | None: ...

    def version(self, version_id: str) -> Version: ...


@dataclass(frozen=True, slots=True, order=True)
class LitWord:
    """A word that renders another; ``is_faint`` where that is little more than a guess."""

    span: Span
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class LinkedWord:
    """A word of the source and the words of a translation that render it, none where it is not rendered;
    ``is_faint`` as of :class:`LitWord`."""

    span: Span
    partners: tuple[Span, ...]
    is_faint: bool = False


@dataclass(slots=True)
class Counterparts:
    """What is known of the words in a stretch of one version.

    ``own`` are those words themselves, ``others`` by version the words that render them, ascending;
    ``missing`` the passages that must be linked first for more to be known.
    """

    own: tuple[Span, ...] = ()
    others: dict[str, tuple[LitWord, ...]] = field(default_factory=dict)
    missing: tuple[Passages, ...] = ()


class WordLinks:
    """The links found last, by the words of the passages: an alignment may change around them."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._known: OrderedDict[Passages, LinkedPassages] = OrderedDict()
        self._outdated: set[Passages] = set()

    def take(self, passages: Passages, linked: LinkedPassages) -> None:
        """Remember the links of a pair; those used longest ago are forgotten in time."""
        self._known[passages] = linked
        self._known.move_to_end(passages)
        self._outdated.discard(passages)
        while len(self._known) > self._kept:
            self._outdated.discard(self._known.popitem(last=False)[0])

    def knows(self, passages: Passages) -> bool:
        """Whether the links of a pair are remembered, and still what would be found."""
        return passages in self._known and passages not in self._outdated

    def forget(self) -> None:
        """Somebody else finds the links now."""
        self._known.clear()
        self._outdated.clear()

    def outdate(self) -> None:
        """Whoever finds the links would find better ones now; what is remembered serves until they come."""
        self._outdated.update(self._known)

    def counterparts(self, reading: Reading, version: str, span: Span) -> Counterparts:
        """What renders the words in ``span`` in the other versions shown.

        Two translations meet through the source. Nothing is found for more than :data:`LONGEST_TERM` words.
        """
        found, missing = Counterparts(), dict[Passages, None]()
        if len(span) > _LONGEST_SELECTION:
            return found
        source = reading.document.source.id
        if version != source:
            own, meeting = self._step(reading, version, span, missing, is_from_source=False)
            if meeting and source in reading.shown:
                found.others[source] = meeting
        else:
            own, meeting = [], (LitWord(span),)
        for other in reading.shown:
            if other in (version, source):
                continue
            lit: list[LitWord] = []
            for word in meeting:
                words, partners = self._step(reading, other, word.span, missing, is_from_source=True)
                lit += [LitWord(each.span, each.is_faint or word.is_faint) for each in partners]
                own += words if version == source else []
            if lit:
                found.others[other] = _surest(lit)
        found.own = tuple(sorted(set(own)))
        found.missing = tuple(missing)
        if len(found.own) > LONGEST_TERM:
            found.own, found.others = (), {}
        return found

    def words_around(self, reading: AlignedVersions, translation: str, span: Span) -> tuple[LinkedWord, ...]:
        """The words of the source in the sentences of ``span`` and what each is rendered by, in order; none
        where that is not known yet."""
        alignment = reading.alignment(translation)
        if alignment is None:
            return ()
        ours, theirs = reading.texts[reading.document.source.id], reading.texts[translation]
        found: list[LinkedWord] = []
        for bead in _beads(alignment, ours, span, is_from_source=True):
            passages = passages_of(reading, translation, bead)
            linked = self._known.get(passages) if passages is not None else None
            if linked is None:
                continue
            here = _Placed(linked.chinese, ours, bead.source)
            there = _Placed(linked.english, theirs, bead.target)
            for number, partners in enumerate(linked.chinese.partners):
                places = tuple(sorted(there.span(each) for each in partners))
                found.append(LinkedWord(here.span(number), places, number in linked.chinese.faint))
        return tuple(found)

    def missing_in(self, reading: Reading, row: int) -> Iterator[Passages]:
        """The pairs of passages of a row whose links are not known yet."""
        source = reading.document.source.id
        for version in reading.shown:
            alignment = reading.alignment(version)
            if version == source or alignment is None:
                continue
            segments = reading.cell(row, version)
            for number in dict.fromkeys(alignment.bead_of_target(segment) for segment in segments):
                passages = passages_of(reading, version, alignment.beads[number])
                if passages is not None and not self.knows(passages):
                    yield passages

    def _step(
        self,
        reading: Reading,
        translation: str,
        span: Span,
        missing: dict[Passages, None],
        *,
        is_from_source: bool,
    ) -> tuple[list[Span], tuple[LitWord, ...]]:
        """The words in ``span`` of the source or of a translation that are linked, and what renders them on
        the other side of the alignment between these two."""
        alignment = reading.alignment(translation)
        if alignment is None:
            return [], ()
        source = reading.document.source.id
        text = reading.texts[source if is_from_source else translation]
        others = reading.texts[translation if is_from_source else source]
        own: list[Span] = []
        lit: list[LitWord] = []
        for bead in _beads(alignment, text, span, is_from_source=is_from_source):
            passages = passages_of(reading, translation, bead)
            if passages is None:
                continue
            if not self.knows(passages):
                missing[passages] = None
            linked = self._known.get(passages)
            if linked is None:
                continue
            self._known.move_to_end(passages)
            here = _Placed(linked.chinese, text, bead.source)
            there = _Placed(linked.english, others, bead.target)
            if not is_from_source:
                here = _Placed(linked.english, text, bead.target)
                there = _Placed(linked.chinese, others, bead.source)
            for number in here.linked_in(span):
                own.append(here.span(number))
                is_faint = number in here.side.faint
                lit += [LitWord(there.span(each), is_faint) for each in here.side.partners[number]]
        return own, _surest(lit)


@dataclass(frozen=True, slots=True)
class _Placed:
    """One side of a linked pair, and the sentences of its version that it stands for."""

    side: LinkedSide
    text: Text
    segments: tuple[int, ...]

    def span(self, number: int) -> Span:
        """Where a word stands in the version."""
        sentence, start, end = self.side.words[number]
        first = self.text.segment(self.segments[sentence]).start
        return Span(first + start, first + end)

    def linked_in(self, span: Span) -> Iterator[int]:
        """The words that share a code point with ``span`` and have something that renders them."""
        for number, partners in enumerate(self.side.partners):
            if partners and self.span(number).overlaps(span):
                yield number


def _beads(alignment: Alignment, text: Text, span: Span, *, is_from_source: bool) -> Iterator[Bead]:
    """The beads that have something on both sides and hold a sentence of ``span``."""
    bead_of = alignment.bead_of_source if is_from_source else alignment.bead_of_target
    for number in dict.fromkeys(bead_of(segment) for segment in text.segments_in(span)):
        if alignment.beads[number].is_pair:
            yield alignment.beads[number]


def passages_of(reading: AlignedVersions, translation: str, bead: Bead) -> Passages | None:
    """The words of a bead; None where nothing can be linked: one side has none, is no pair of sentences
    any more, or both are in one language (the source is Chinese if anything is)."""
    source = reading.document.source
    if not bead.is_pair or not source.is_chinese or reading.version(translation).is_chinese:
        return None
    ours = tuple(reading.texts[source.id].segment_text(segment) for segment in bead.source)
    theirs = tuple(reading.texts[translation].segment_text(segment) for segment in bead.target)
    if max(sum(map(len, ours)), sum(map(len, theirs))) > _LONGEST_PASSAGE:
        return None
    return Passages(ours, theirs)


def _surest(words: Iterable[LitWord]) -> tuple[LitWord, ...]:
    """Each word once, in order; what is sure by one way is not faint because it is so by another."""
    sure: dict[Span, bool] = {}
    for word in words:
        sure[word.span] = sure.get(word.span, True) and word.is_faint
    return tuple(LitWord(span, is_faint) for span, is_faint in sorted(sure.items()))
