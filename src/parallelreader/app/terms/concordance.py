"""A concordance: every place that a question finds, with what stands around it and beside it.

How words are found is the business of ``app.searching``; what renders a hit is left to a :class:`Renderer`.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from parallelreader.app.library import OpenDocument
from parallelreader.app.searching import CorpusSearch, Side
from parallelreader.core.concordance.hits import Context, Hit, Rendering, context_of
from parallelreader.core.corpus import Version
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Kind, Sense, parse_query
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.text import Span, Text

# What renders a word is told better by many places of it than by few.
_AT_A_TIME = 2000
_REPORT_EVERY = 500
_SECONDS_BETWEEN_TRIES = 0.05


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: ``query`` as one types it into the search box or, where there is a ``concept``, all
    places of the terms of that one (its id).

    Only in ``documents`` and in ``versions`` (their ids) where there are any.
    """

    query: str = ""
    concept: str = ""
    side: Side = Side.BOTH
    documents: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


class Renderer(Protocol):
    """Whoever finds what renders hits."""

    def render(
        self, hits: Sequence[Hit], progress: Progress
    ) -> Iterator[tuple[int, Mapping[str, Rendering]]]:
        """For each hit its number and what renders it, by version: every other version of its document whose
        sentences are known to stand beside it. A number may come again with something better.

        Called off the main thread, by one at a time. Raises UserError, Cancelled.
        """


class TermPlaces(Protocol):
    """Where the terms of a concept stand."""

    def __call__(self, concept: str) -> Iterable[tuple[str, str, Span]]:
        """(document, version, where), in any order."""


@dataclass
class HitLines:
    """The hits of a question, in the order of the corpus.

    ``kind`` says how the question was understood, ``documents`` are those with hits, by their ids.
    ``renderings`` has what is known already of what renders the hits, by their numbers; it only grows;
    ``unsettled`` what may still be found better.
    """

    question: Question
    kind: Kind
    hits: Sequence[Hit]
    documents: Mapping[str, OpenDocument]
    search: CorpusSearch | None = None
    renderings: dict[int, Mapping[str, Rendering]] = field(default_factory=dict)
    unsettled: dict[int, Mapping[str, Rendering]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def text(self, hit: Hit) -> Text:
        """The text that a hit stands in."""
        return self.documents[hit.document].texts[hit.version]

    def version(self, hit: Hit) -> Version:
        return self.documents[hit.document].document.version(hit.version)

    def context(self, number: int, width: int) -> Context:
        """A hit and no more than ``width`` code points to each side."""
        hit = self.hits[number]
        return context_of(self.text(hit), hit.span, width)

    def label(self, number: int) -> str:
        """What people call the sentence of a hit: ``"3.2"``."""
        hit = self.hits[number]
        return self.text(hit).label(hit.segment)

    def words(self, number: int) -> str:
        """A hit as it is written."""
        hit = self.hits[number]
        return self.text(hit).content[hit.start : hit.end]

    def beside(self, number: int, version: str) -> str | None:
        """The sentences of another version that render that of a hit; "" where there are none, None where
        the document has no such version or it is the hit's own."""
        hit = self.hits[number]
        opened = self.documents[hit.document]
        if version == hit.version or version not in opened.texts:
            return None
        return opened.words_of(version, opened.partners(hit.version, (hit.segment,), version))

    @cached_property
    def versions(self) -> Mapping[str, frozenset[str]]:
        """The versions that hits stand in, by document."""
        found: dict[str, set[str]] = {}
        for hit in self.hits:
            found.setdefault(hit.document, set()).add(hit.version)
        return {document: frozenset(versions) for document, versions in found.items()}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The versions that stand beside some hit, in the order of the corpus: all of the documents with
        hits, but for those in which there are only hits. Of hits in several languages the source comes last:
        beside its own hits, which are first, there is nothing of it."""
        found: dict[str, bool] = {}
        for document, versions in self.versions.items():
            described = self.documents[document].document
            for version in described.versions:
                if versions != {version.id}:
                    is_hit = version is described.source and version.id in versions
                    found[version.id] = found.get(version.id, False) or is_hit
        return tuple(sorted(found, key=found.__getitem__))

    def searched(self, progress: Progress = NO_PROGRESS) -> Iterator[tuple[Version, Text]]:
        """Every text that was searched, with or without hits; those of documents without are loaded."""
        for document in self.search.corpus.documents if self.search is not None else ():
            for version in document.versions:
                if _is_wanted(self.question, document.id, version):
                    opened = self.documents.get(document.id)
                    if opened is None and self.search is not None:
                        opened = self.search.document(document.id, progress)
                    if opened is not None:
                        yield version, opened.texts[version.id]

    def render(self, numbers: Iterable[int], renderer: Renderer, progress: Progress = NO_PROGRESS) -> None:
        """Have what renders these hits in :attr:`renderings`. Raises UserError or Cancelled; what was found
        until then stays."""
        with held(self._lock, progress):
            self._render(numbers, renderer, progress)

    def _render(self, numbers: Iterable[int], renderer: Renderer, progress: Progress) -> None:
        wanted = [number for number in dict.fromkeys(numbers) if number not in self.renderings]
        for first in range(0, len(wanted), _AT_A_TIME):
            some = wanted[first : first + _AT_A_TIME]
            part = Stretch(progress, first / len(wanted), (first + len(some)) / len(wanted))
            part.step(0, 1, "Looking for renderings")
            told: dict[int, Mapping[str, Rendering]] = {}
            try:
                for number, found in renderer.render([self.hits[number] for number in some], part):
                    told[some[number]] = found
                    self.unsettled[some[number]] = found
            finally:
                for number in told:
                    self.unsettled.pop(number, None)
            self.renderings.update(told)


@contextmanager
def held(lock: threading.Lock, progress: Progress) -> Iterator[None]:
    """Hold a lock; who waits for it can be stopped. Raises Cancelled."""
    while not lock.acquire(timeout=_SECONDS_BETWEEN_TRIES):
        progress.step(0, 1, "Waiting")
    try:
        yield
    finally:
        lock.release()


def find_hits(
    search: CorpusSearch,
    question: Question,
    *,
    places: TermPlaces | None = None,
    progress: Progress = NO_PROGRESS,
) -> HitLines:
    """Every place that is asked for; of several meanings of what was typed, the likeliest that finds any.

    ``places`` answer where a concept is asked for. Raises UserError for an empty query or a pattern with a
    mistake, CorpusProblem where a text cannot be read, Cancelled.
    """
    if question.concept:
        found = _of_concept(search, question, places, progress)
        return _lines(search, question, Kind.TEXT, found, progress)
    senses = parse_query(question.query).senses
    for sense in senses:
        found = _of_sense(search, question, sense, progress)
        if found:
            return _lines(search, question, sense.kind, found, progress)
    return HitLines(question, senses[0].kind, (), {}, search)


def places_by(finder: TermFinder, search: CorpusSearch, progress: Progress = NO_PROGRESS) -> TermPlaces:
    """What looks through all texts for the places of a concept; those of longer terms are not among them."""

    def found(concept: str) -> Iterator[tuple[str, str, Span]]:
        documents = search.corpus.documents
        for number, document in enumerate(documents):
            opened = search.document(document.id, progress)
            for version in document.versions:
                text = opened.texts[version.id]
                for segment, (start, end) in enumerate(text.bounds()):
                    if segment % _REPORT_EVERY == 0:
                        progress.step(number, len(documents), "Looking for the term")
                    for each in finder.in_text(text.content[start:end], is_chinese=version.is_chinese):
                        if any(owner == concept for owner, _ in each.owners):
                            span = Span(start + each.span.start, start + each.span.end)
                            yield document.id, version.id, span

    return found


def _of_sense(search: CorpusSearch, question: Question, sense: Sense, progress: Progress) -> list[Hit]:
    found: list[Hit] = []
    given = search.places(sense, documents=question.documents, side=question.side, progress=progress)
    for place in given:
        if question.versions and place.version not in question.versions:
            continue
        text = search.document(place.document).texts[place.version]
        begin = text.starts[place.segment]
        for span in sense.spans(fold(text.segment_text(place.segment))):
            found.append(
                Hit(place.document, place.version, place.segment, begin + span.start, begin + span.end)
            )
    return found


def _of_concept(
    search: CorpusSearch, question: Question, places: TermPlaces | None, progress: Progress
) -> list[Hit]:
    found: list[Hit] = []
    for document, version, span in places(question.concept) if places is not None else ():
        if not _is_wanted(question, document, search.corpus.document(document).version(version)):
            continue
        text = search.document(document, progress).texts[version]
        found.append(Hit(document, version, text.segment_at(span.start), span.start, span.end))
    order = {each.id: number for number, each in enumerate(search.corpus.documents)}
    versions = {
        (each.id, version.id): number
        for each in search.corpus.documents
        for number, version in enumerate(each.versions)
    }
    found.sort(key=lambda hit: (order[hit.document], versions[hit.document, hit.version], hit.start))
    return found


def _is_wanted(question: Question, document: str, version: Version) -> bool:
    if question.documents and document not in question.documents:
        return False
    if question.versions and version.id not in question.versions:
        return False
    return question.side is Side.BOTH or version.is_chinese is (question.side is Side.CHINESE)


def _lines(
    search: CorpusSearch, question: Question, kind: Kind, hits: list[Hit], progress: Progress
) -> HitLines:
    names = dict.fromkeys(hit.document for hit in hits)
    documents = {name: search.document(name, progress) for name in names}
    lines = HitLines(question, kind, hits, documents, search)
    # Of very many hits that takes longer than whoever shows them can wait.
    assert lines.columns is not None
    return lines
