"""What renders the hits of a concordance.

What stands for Chinese words is found as the rendering matrix finds it. A hit in a translation meets the
others through the Chinese words that are linked with it.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from parallelreader.app.library import OpenDocument
from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Linker, Passages
from parallelreader.app.terms.matrix import Choices, RenderingFinder, wanted_of
from parallelreader.app.terms.rendering_places import SoughtPlaces
from parallelreader.core.concordance.hits import Hit, Rendering, written_in
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.search.folding import fold
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span, Text

# Longer ones are no pair of sentences any more, and linking them takes long.
_LONGEST_PASSAGE = 4000
_MOST_KEPT = 4000
_SECONDS_BETWEEN_PARTS = 0.4
# Characters between linked ones that belong to the same words.
_WIDEST_GAP = 2

Renderings = dict[str, Rendering]


@dataclass(frozen=True, slots=True)
class _Chinese:
    """Words of the source for which renderings are sought, and for the hit of which number."""

    number: int
    opened: OpenDocument
    span: Span
    is_guess: bool = False

    @property
    def words(self) -> str:
        return self.opened.source_text.content[self.span.start : self.span.end]


class HitRenderer:
    """A :class:`~parallelreader.app.terms.concordance.Renderer`; remembers the pairs linked last."""

    def __init__(
        self,
        document: Callable[[str], OpenDocument],
        linker: Linker,
        finder: RenderingFinder,
        *,
        choices: Choices | None = None,
        concept: Concept | None = None,
    ) -> None:
        """``document`` gives a document that is open by its id; ``concept`` is the one whose places the hits
        are, if they are."""
        self._document = document
        self._linker, self._finder, self._choices = linker, finder, choices
        self._concept = concept
        self._known: dict[Passages, LinkedPassages] = {}

    def render(
        self, hits: Sequence[Hit], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Mapping[str, Rendering]]]:
        """As of ``Renderer``."""
        found: list[Renderings] = [{} for _ in hits]
        sought: list[_Chinese] = []
        others: list[tuple[int, _Meeting]] = []
        for number, hit in enumerate(hits):
            opened = self._document(hit.document)
            source = opened.document.source
            if hit.version != source.id:
                others.append((number, _Meeting(opened, hit)))
            elif source.is_chinese:
                sought.append(_Chinese(number, opened, hit.span))
        if others:
            self._link([meeting for _, meeting in others], progress)
            for number, meeting in others:
                found[number], chinese = meeting.found(self._known, number)
                if chinese is not None:
                    sought.append(chinese)
        yield from enumerate(found)
        yield from self._sought(sought, found, hits, progress)

    def _link(self, meetings: Iterable["_Meeting"], progress: Progress) -> None:
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        missing = dict.fromkeys(
            meeting.passages
            for meeting in meetings
            if meeting.passages is not None and meeting.passages not in self._known
        )
        if missing:
            self._known.update(zip(missing, self._linker.link(list(missing), progress), strict=True))

    def _sought(
        self,
        sought: Sequence[_Chinese],
        found: list[Renderings],
        hits: Sequence[Hit],
        progress: Progress,
    ) -> Iterator[tuple[int, Mapping[str, Rendering]]]:
        groups: dict[str, list[_Chinese]] = {}
        for each in sought:
            groups.setdefault("" if self._concept is not None else fold(each.words), []).append(each)
        for words, places in groups.items():
            wanted = wanted_of(self._concept if self._concept is not None else words)
            passages = SoughtPlaces()
            for place in places:
                passages.add_place(place.opened, place.span)
            # What stands beside them is known at once; later only what has become of some is told.
            changed = set(range(len(places)))
            told = -math.inf
            for number, sighting in self._finder.find(wanted, passages.sought, progress):
                if monotonic() - told > _SECONDS_BETWEEN_PARTS:
                    yield from self._told(places, passages.rows, changed, found, hits)
                    changed.clear()
                    told = monotonic()
                changed.add(passages.put(number, sighting))
            yield from self._told(places, passages.rows, changed, found, hits)

    def _told(
        self,
        places: Sequence[_Chinese],
        rows: Sequence[MatrixRow],
        changed: Iterable[int],
        found: list[Renderings],
        hits: Sequence[Hit],
    ) -> Iterator[tuple[int, Mapping[str, Rendering]]]:
        numbers = sorted(changed)
        wanted = [places[number] for number in numbers]
        for place, row in zip(
            wanted, self._laid_over(wanted, [rows[number] for number in numbers]), strict=True
        ):
            own = hits[place.number].version
            cells = {
                version: _rendering(place.opened, cell, is_guess=place.is_guess)
                for version, cell in row.cells.items()
                if version != own and (cell.segments or cell.rendering is not None)
            }
            yield place.number, {**found[place.number], **cells}

    def _laid_over(self, places: Sequence[_Chinese], rows: Sequence[MatrixRow]) -> Sequence[MatrixRow]:
        """The rows with what the user chose in the place of what was found."""
        choices = self._choices
        if choices is None:
            return rows
        numbers: dict[str, list[int]] = {}
        for number, row in enumerate(rows):
            numbers.setdefault(row.document, []).append(number)
        found = list(rows)
        for of_document in numbers.values():
            opened = places[of_document[0]].opened
            laid = choices.laid_over(opened, [rows[number] for number in of_document])
            for number, row in zip(of_document, laid, strict=True):
                found[number] = row
        return found


def _rendering(opened: OpenDocument, cell: Cell, *, is_guess: bool) -> Rendering:
    """A cell of the matrix with its sentences, and those beside them in which its words stand."""
    text = opened.texts[cell.version]
    spans = cell.rendering.spans if cell.rendering is not None else ()
    around = {segment for span in spans for segment in text.segments_in(span)}
    segments = sorted({*cell.segments, *around})
    words = opened.words_of(cell.version, segments)
    inside = _joined(words, _in_words(text, segments, spans, between=1))
    if cell.rendering is None:
        return Rendering(words)
    return Rendering(words, inside, cell.rendering.variant, cell.rendering.text, is_guess)


class _Meeting:
    """A hit in a translation, and the pair of passages through which it meets the source."""

    def __init__(self, opened: OpenDocument, hit: Hit) -> None:
        self._opened, self._hit = opened, hit
        source, version = opened.document.source, opened.document.version(hit.version)
        alignment = opened.alignments.get(hit.version)
        self._bead = alignment.beads[alignment.bead_of_target(hit.segment)] if alignment is not None else None
        self.passages: Passages | None = None
        if self._bead is None or not source.is_chinese or version.is_chinese or not self._bead.is_pair:
            return
        ours = tuple(opened.source_text.segment_text(each) for each in self._bead.source)
        theirs = tuple(opened.texts[hit.version].segment_text(each) for each in self._bead.target)
        if max(sum(map(len, ours)), sum(map(len, theirs))) <= _LONGEST_PASSAGE:
            self.passages = Passages(ours, theirs)

    def found(
        self, links: Mapping[Passages, LinkedPassages], number: int
    ) -> tuple[Renderings, _Chinese | None]:
        """What the hit renders in the source, and the words there by which others are found."""
        opened, source = self._opened, self._opened.document.source
        found: Renderings = {}
        for version in opened.document.versions:
            # Until more is known, the sentences are all there is to be seen.
            segments = opened.partners(self._hit.version, (self._hit.segment,), version.id)
            if version.id != self._hit.version and segments:
                found[version.id] = Rendering(opened.words_of(version.id, segments))
        linked = links.get(self.passages) if self.passages is not None else None
        if linked is None or self._bead is None or source.id not in found:
            return found, None
        met = _surest(self._partners(linked))
        segments = self._bead.source
        words = opened.words_of(source.id, segments)
        spans = _joined(words, _in_words(opened.source_text, segments, [span for span, _ in met], between=0))
        is_guess = any(guess for _, guess in met)
        written = written_in(words, spans)
        found[source.id] = Rendering(words, spans, fold(written), written, is_guess)
        if not met:
            return found, None
        return found, _Chinese(number, opened, _longest([span for span, _ in met]), is_guess)

    def _partners(self, linked: LinkedPassages) -> Iterator[tuple[Span, bool]]:
        """The words of the source that are linked with the hit, and whether that is a guess."""
        assert self._bead is not None
        opened, english = self._opened, linked.english
        text = opened.texts[self._hit.version]
        for number, partners in enumerate(english.partners):
            if partners and _placed(english, number, text, self._bead.target).overlaps(self._hit.span):
                for each in partners:
                    there = _placed(linked.chinese, each, opened.source_text, self._bead.source)
                    yield there, number in english.faint


def _placed(side: LinkedSide, number: int, text: Text, segments: Sequence[int]) -> Span:
    sentence, start, end = side.words[number]
    first = text.starts[segments[sentence]]
    return Span(first + start, first + end)


def _surest(met: Iterable[tuple[Span, bool]]) -> list[tuple[Span, bool]]:
    """Each place once, in order; guesses only where nothing is sure."""
    sure: dict[Span, bool] = {}
    for span, is_guess in met:
        sure[span] = sure.get(span, True) and is_guess
    certain = [span for span, is_guess in sure.items() if not is_guess]
    return [(span, sure[span]) for span in sorted(certain or sure)]


def _longest(spans: Sequence[Span]) -> Span:
    """The longest stretch of words that stand side by side, or nearly."""
    runs: list[Span] = []
    for span in spans:
        if runs and span.start - runs[-1].end <= _WIDEST_GAP:
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return max(runs, key=len)


def _in_words(text: Text, segments: Sequence[int], spans: Sequence[Span], *, between: int) -> list[Span]:
    """Places of a version, in code points of these segments joined with so much between them."""
    found = []
    at = 0
    for segment in segments:
        whole = text.segment(segment)
        for span in spans:
            if span.overlaps(whole):
                start, end = max(span.start, whole.start), min(span.end, whole.end)
                found.append(Span(at + start - whole.start, at + end - whole.start))
        at += len(whole) + between
    return found


def _joined(words: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Words that follow each other as one place."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not words[found[-1].end : span.start].strip(" -"):
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)
