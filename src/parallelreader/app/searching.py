"""Searching as the window and the command line do: places, and what renders them.

How words are compared is the business of ``core.search``. What is given is always seen in the words
themselves; an index, where there is one, only says where to look, so that results are the same without.
"""

import logging
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from parallelreader.app.indexing import open_index, stamp_of
from parallelreader.app.library import OpenDocument
from parallelreader.app.repaired_documents import load_repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.folding import fold
from parallelreader.core.search.needs import Needs
from parallelreader.core.search.query import Kind, Sense, parse_query, places
from parallelreader.core.search.readings import load_readings
from parallelreader.core.search.scan import Hit, look_at, scan
from parallelreader.core.search.tokens import sound_phrases
from parallelreader.core.text import Span, Text
from parallelreader.store.search_index import Asked, IndexDamaged, SearchIndex, State
from parallelreader.store.segmentation_cache import SegmentationCache

logger = logging.getLogger(__name__)

_DOCUMENTS_HELD = 4
_LOOKS_BETWEEN_REPORTS = 200


class Side(StrEnum):
    """In which versions to look."""

    BOTH = "both"
    CHINESE = "chinese"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A segment that was found, counted from zero, in ``version`` of ``document``."""

    document: str
    version: str
    segment: int


@dataclass(frozen=True, slots=True)
class Found:
    """A segment with places found in it.

    ``segment`` counts from zero, ``label`` is what people call it; ``spans`` are in code points of
    ``text``; ``partners`` gives the words of every other version that render it, where there are any,
    and ``partner_spans`` the places in these that were asked for together with it. ``position`` is where
    the segment begins in its version.
    """

    document: str
    version: str
    segment: int
    label: str
    text: str
    spans: tuple[Span, ...]
    partners: Mapping[str, str]
    partner_spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    kind: Kind = Kind.TEXT
    position: int = 0


class CorpusSearch:
    """Searches the documents of one corpus, holding no more than a few of them; for one thread at a time."""

    def __init__(
        self,
        corpus: Corpus,
        *,
        repairs: Repairing | None = None,
        cache: SegmentationCache | None = None,
        cache_folder: Path | None = None,
        opened: Iterable[OpenDocument] = (),
    ) -> None:
        """``opened`` are documents that are open already, searched as they are; without ``cache_folder``
        no index is asked."""
        self.corpus = corpus
        self._repairs = repairs
        self._cache = cache
        self._cache_folder = cache_folder
        self._opened = {each.document.id: each for each in opened}
        self._held: OrderedDict[str, OpenDocument] = OrderedDict()

    def places(
        self,
        sense: Sense,
        *,
        documents: Collection[str] = (),
        side: Side = Side.BOTH,
        progress: Progress = NO_PROGRESS,
    ) -> Iterator[Place]:
        """Every segment that matches, documents and versions in the corpus's order; only ``documents`` where
        given, and one ``side``. Raises CorpusProblem where a text cannot be read."""
        wanted = self._wanted(documents, side)
        index = open_index(self._cache_folder, self.corpus)
        try:
            asked = index.asked(sense.needs, _sounds_of(sense.needs)) if index is not None else None
            if index is None or asked is None:
                yield from self._scanned(sense, wanted, progress)
                return
            yield from self._indexed(index, asked, sense, wanted, progress)
        finally:
            if index is not None:
                index.close()

    def count(
        self,
        sense: Sense,
        *,
        documents: Collection[str] = (),
        side: Side = Side.BOTH,
        progress: Progress = NO_PROGRESS,
    ) -> int | None:
        """How many :meth:`places` gives, where the index knows without looking; None where it does not."""
        if not sense.needs.is_all:
            return None
        wanted = self._wanted(documents, side)
        index = open_index(self._cache_folder, self.corpus)
        if index is None:
            return None
        try:
            asked = index.asked(sense.needs, ())
            states = self._fresh(index, wanted)
            if asked is None or len(states) < len(wanted):
                return None
            total = 0
            for number, state in enumerate(states.values()):
                progress.step(number, len(states), "Counting")
                total += index.count(asked, state.base, state.base + state.count - 1)
        except IndexDamaged:
            return None
        else:
            return total
        finally:
            index.close()

    def found(self, place: Place, sense: Sense) -> Found:
        """A place with its words and those that render it. Raises CorpusProblem as :meth:`document`, and
        where the text has become shorter since it was searched."""
        opened = self.document(place.document)
        text = opened.texts[place.version]
        if place.segment >= text.segment_count:
            raise CorpusProblem(
                "The text has changed since it was searched",
                where=self.corpus.folder / opened.document.version(place.version).text,
                mend="Search once more.",
            )
        words = text.segment_text(place.segment)
        folded = fold(words)
        partners = _partners(opened, place.version, place.segment)
        spans = places((*sense.terms, *sense.other), folded)
        there: dict[str, tuple[Span, ...]] = {}
        if not spans:
            spans = sense.spans(folded)
            there = {
                version: found
                for version, other in partners.items()
                if (found := places(sense.other, fold(other)))
            }
        return Found(
            place.document,
            place.version,
            place.segment,
            text.label(place.segment),
            words,
            spans,
            partners,
            there,
            sense.kind,
            text.segment(place.segment).start,
        )

    def document(self, document_id: str, progress: Progress = NO_PROGRESS) -> OpenDocument:
        """A document of the corpus, loaded if need be, which takes minutes where it is very long and was
        never opened. Raises CorpusProblem where it cannot be read."""
        if document_id in self._opened:
            return self._opened[document_id]
        held = self._held.get(document_id)
        if held is None:
            held = load_repaired(
                self.corpus, document_id, self._repairs, progress=progress, cache=self._cache
            )
            self._held[document_id] = held
            while len(self._held) > _DOCUMENTS_HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(document_id)
        return held

    def is_held(self, document_id: str) -> bool:
        """Whether :meth:`document` answers at once."""
        return document_id in self._opened or document_id in self._held

    def _wanted(self, documents: Collection[str], side: Side) -> list[tuple[str, Version]]:
        return [
            (document.id, version)
            for document in self.corpus.documents
            if not documents or document.id in documents
            for version in document.versions
            if side is Side.BOTH or version.is_chinese is (side is Side.CHINESE)
        ]

    def _fresh(self, index: SearchIndex, wanted: Sequence[tuple[str, Version]]) -> dict[int, State]:
        """What the index knows of the texts as they are, by their places in ``wanted``."""
        found = {}
        for number, (document, version) in enumerate(wanted):
            state = index.states.get((document, version.id))
            if state is not None and state.stamp == stamp_of(self.corpus, version):
                opened = self._opened.get(document)
                if opened is None or _is_of(state, opened.texts[version.id]):
                    found[number] = state
        return found

    def _scanned(
        self, sense: Sense, wanted: Sequence[tuple[str, Version]], progress: Progress
    ) -> Iterator[Place]:
        for number, (document, version) in enumerate(wanted):
            progress.step(number, len(wanted), "Searching")
            beat = _Beat(progress, number, len(wanted))
            hits = scan(self.document(document, beat).texts[version.id], sense, beat)
            yield from self._agreed(document, version.id, hits, sense)

    def _indexed(
        self,
        index: SearchIndex,
        asked: Asked,
        sense: Sense,
        wanted: Sequence[tuple[str, Version]],
        progress: Progress,
    ) -> Iterator[Place]:
        """As :meth:`_scanned`, looking only where the index says for texts that it knows as they are."""
        fresh = self._fresh(index, wanted)
        number = 0
        while number < len(wanted):
            run = _run_from(number, fresh)
            if not run:
                yield from self._scanned(sense, wanted[number : number + 1], progress)
                number += 1
                continue
            here, last = -1, -1
            try:
                for at, segment in self._asked_for(index, asked, [fresh[each] for each in run], progress):
                    document, version = wanted[run[at]]
                    if run[at] != here:
                        self.document(document, _Beat(progress, run[at], len(wanted)))
                    if (run[at], segment) > (here, last) and self._matches(
                        Place(document, version.id, segment), sense, fresh[run[at]], is_new=run[at] != here
                    ):
                        here, last = run[at], segment
                        yield Place(document, version.id, segment)
            except IndexDamaged as problem:
                # What has been given stands; the rest is found without the index.
                logger.warning("%s", problem)
                for place in self._scanned(sense, wanted[max(here, number) :], progress):
                    document, version = wanted[max(here, number)]
                    if place.segment > last or (place.document, place.version) != (document, version.id):
                        yield place
                return
            number = run[-1] + 1

    def _asked_for(
        self, index: SearchIndex, asked: Asked, states: Sequence[State], progress: Progress
    ) -> Iterator[tuple[int, int]]:
        """(number of the state, segment in it) for what the index says of states that stand in its order."""
        bases = [state.base for state in states]
        last = states[-1]
        for count, row in enumerate(index.rows(asked, bases[0], last.base + last.count - 1)):
            if count % _LOOKS_BETWEEN_REPORTS == 0:
                progress.step(0, 1, "Searching")
            at = bisect_right(bases, row) - 1
            if row < bases[at] + states[at].count:
                yield at, row - bases[at]

    def _matches(self, place: Place, sense: Sense, state: State, *, is_new: bool) -> bool:
        needs = sense.needs
        text = self.document(place.document).texts[place.version]
        if is_new and not _is_of(state, text):
            raise IndexDamaged("The search index does not fit the text")
        if needs.is_all:
            return True
        return any(self._agreed(place.document, place.version, look_at(text, sense, [place.segment]), sense))

    def _agreed(self, document: str, version: str, hits: Iterable[Hit], sense: Sense) -> Iterator[Place]:
        """The hits of which partners, or the segment itself, hold what else was asked for."""
        for hit in hits:
            if not sense.other or self._has_other(document, version, hit.segment, sense):
                yield Place(document, version, hit.segment)

    def _has_other(self, document: str, version: str, segment: int, sense: Sense) -> bool:
        opened = self.document(document)
        if places(sense.other, fold(opened.texts[version].segment_text(segment))):
            return True
        partners = _partners(opened, version, segment)
        return any(places(sense.other, fold(words)) for words in partners.values())


def search_corpus(
    corpus: Corpus,
    query: str,
    *,
    documents: Collection[str] = (),
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
    cache_folder: Path | None = None,
) -> Iterator[Found]:
    """Everything that is found, one meaning of the query after the other, each in the corpus's order; only
    ``documents`` where given.

    Raises UserError for an empty query or a pattern with a mistake, CorpusProblem where a text cannot be
    read.
    """
    search = CorpusSearch(corpus, repairs=repairs, cache=cache, cache_folder=cache_folder)
    for sense in parse_query(query).senses:
        for place in search.places(sense, documents=documents, progress=progress):
            yield search.found(place, sense)


def thinned_places(text: Text, segments: Iterable[int], *, most: int = 1000) -> list[int]:
    """Where segments begin in a text, in code points and ascending, no more than ``most`` of them: of what
    lies too close together to be told apart beside a scroll bar, the first is given."""
    length = max(len(text.content), 1)
    found: dict[int, int] = {}
    for position in sorted(text.segment(segment).start for segment in segments):
        found.setdefault(position * most // length, position)
    return list(found.values())


def _run_from(number: int, fresh: Mapping[int, State]) -> list[int]:
    """The places from ``number`` on, one by one, of which the index has the texts in that order."""
    run: list[int] = []
    while number in fresh and (not run or fresh[number].base > fresh[run[-1]].base):
        run.append(number)
        number += 1
    return run


def _is_of(state: State, text: Text) -> bool:
    return state.count == text.segment_count and state.length == len(text.content)


def _sounds_of(needs: Needs) -> list[str]:
    readings = load_readings() if needs.ways else None
    return sound_phrases(readings, needs.ways) if readings is not None else []


class _Beat:
    """The progress of one text among many: lets the reader stop, and does not run back and forth."""

    def __init__(self, whole: Progress, done: int, total: int) -> None:
        self._whole, self._done, self._total = whole, done, total

    def step(self, done: int, total: int, text: str = "") -> None:
        self._whole.step(self._done, self._total, text)


def _partners(opened: OpenDocument, version_id: str, segment: int) -> dict[str, str]:
    found = {}
    for other in opened.document.versions:
        if other.id != version_id:
            segments = opened.partners(version_id, (segment,), other.id)
            if segments:
                found[other.id] = opened.words_of(other.id, segments)
    return found
