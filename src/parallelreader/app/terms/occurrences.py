"""Where all terms stand in all texts of a corpus: made in a worker, and brought up to date there by an edit.

Nothing of it is stored: it can be made again from the texts. What is on screen is found without it, by
``shown_terms``.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.pauses import Pauses
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.app.terms.text_occurrences import TextOccurrences
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

# From so many changed concepts on it is quicker to look at every sentence.
_MANY = 300
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a version, in code points of its text."""

    document: str
    version: str
    span: Span


@dataclass(frozen=True, slots=True)
class OccurrenceChanges:
    """``concepts`` are the ids of those that may stand elsewhere than before; None for any of them."""

    concepts: frozenset[str] | None = None


_Texts = dict[tuple[str, str], TextOccurrences]


class Occurrences:
    """Of the concepts of one termbase in the texts of one corpus. :meth:`build` and :meth:`update` are for
    worker threads and wait for each other; the rest may be called from any thread, at any time."""

    def __init__(self) -> None:
        self.is_ready = False
        self._lock = threading.Lock()
        self._working = threading.Lock()
        self._texts: _Texts = {}
        self._listeners: list[Callable[[OccurrenceChanges], None]] = []

    def build(self, texts: CorpusTexts, finder: TermFinder, progress: Progress = NO_PROGRESS) -> None:
        """Look through all texts. Raises UserError where one cannot be read, and Cancelled; what there was
        before stays then."""
        with self._working:
            self._build(texts, finder, progress)
        self._tell(OccurrenceChanges())

    def update(
        self,
        changes: TermChanges,
        texts: CorpusTexts,
        finder: TermFinder,
        progress: Progress = NO_PROGRESS,
    ) -> None:
        """Look again where these concepts stood and where they may stand now; ``finder`` is of the present
        ones. Texts that have changed meanwhile are looked through from the beginning.

        The first time it builds. Raises as :meth:`build`, with a part of it done.
        """
        with self._working:
            if not self.is_ready:
                self._build(texts, finder, progress)
                concepts: frozenset[str] | None = None
            else:
                known: _Texts = self._texts
                now: _Texts = {}
                for document, part in _parts(texts, progress):
                    opened = texts.document(document, part)
                    now |= self._updated(opened, known, changes, finder, part)
                with self._lock:
                    self._texts = now
                ids = (concept.id for pair in changes.pairs for concept in pair if concept is not None)
                concepts = frozenset(ids)
        self._tell(OccurrenceChanges(concepts))

    def of(self, concept: str) -> Sequence[Place]:
        """Where the terms of a concept stand: in the corpus's order of documents and versions, and in that of
        the text. A place that several concepts name is there for each of them."""
        with self._lock:
            return [
                Place(document, version, span)
                for (document, version), found in self._texts.items()
                for span in found.places(concept)
            ]

    def counts(self) -> Mapping[str, int]:
        """How often each concept stands in the Chinese texts, by id; those that stand nowhere are not
        there."""
        total: dict[str, int] = {}
        with self._lock:
            for found in self._texts.values():
                if found.is_chinese:
                    for concept, count in found.counts.items():
                        total[concept] = total.get(concept, 0) + count
        return total

    def in_text(self, document: str, version: str) -> Sequence[Span]:
        """Where any term stands in a version, in order; none for one that is not known."""
        with self._lock:
            found = self._texts.get((document, version))
            return list(found.spans()) if found is not None else []

    def listen(self, listener: Callable[[OccurrenceChanges], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def _build(self, texts: CorpusTexts, finder: TermFinder, progress: Progress) -> None:
        made: _Texts = {}
        for document, part in _parts(texts, progress):
            made |= _read(texts.document(document, part), finder, part)
        with self._lock:
            self._texts, self.is_ready = made, True

    def _updated(
        self,
        opened: OpenDocument,
        known: _Texts,
        changes: TermChanges,
        finder: TermFinder,
        progress: Progress,
    ) -> _Texts:
        keys = [(opened.document.id, version) for version in opened.texts]
        if any(key not in known or known[key].text is not opened.texts[key[1]] for key in keys):
            return _read(opened, finder, progress)
        for key in keys:
            found = known[key]
            segments = _to_look_at(found, changes)
            changed = iter(found.look(segments, finder, Pauses(progress, len(segments))).items())
            while batch := list(islice(changed, _AT_ONCE)):
                with self._lock:
                    found.take(batch)
        return {key: known[key] for key in keys}

    def _tell(self, changes: OccurrenceChanges) -> None:
        for listener in list(self._listeners):
            listener(changes)


def _parts(texts: CorpusTexts, progress: Progress) -> Iterator[tuple[str, Progress]]:
    """The ids of the documents, each with its part of the whole work."""
    documents = texts.corpus.documents
    for number, document in enumerate(documents):
        yield document.id, Stretch(progress, number / len(documents), (number + 1) / len(documents))


def _read(opened: OpenDocument, finder: TermFinder, progress: Progress) -> _Texts:
    made: _Texts = {}
    for version in opened.document.versions:
        text = opened.texts[version.id]
        found = TextOccurrences(text, is_chinese=version.is_chinese)
        found.read(finder, Pauses(progress, text.segment_count))
        made[opened.document.id, version.id] = found
    return made


def _to_look_at(found: TextOccurrences, changes: TermChanges) -> Sequence[int]:
    if len(changes.pairs) > _MANY:
        return range(found.text.segment_count)
    return sorted(set(_candidates(found, changes)))


def _candidates(found: TextOccurrences, changes: TermChanges) -> Iterator[int]:
    for before, after in changes.pairs:
        if before is not None:
            yield from found.segments_with(before.id)
        if after is not None:
            yield from found.segments_to_look_at((after,))
