"""One search of the window: hits in batches while they are found, and their words when they are to be seen.

What is searched, and how, is the business of ``searching``, ``note_searching`` and ``term_searching``.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parallelreader.app.library import OpenDocument
from parallelreader.app.note_searching import FoundNote, search_notes
from parallelreader.app.preparing import Preparing
from parallelreader.app.repairing import Repairing
from parallelreader.app.searching import CorpusSearch, Found, Place, Side
from parallelreader.app.term_searching import FoundTerm, find_terms
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Note
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.query import Query, Sense, parse_query
from parallelreader.core.terms.concept import Concept
from parallelreader.store.segmentation_cache import SegmentationCache

FIRST_BATCH = 50
MOST_LISTED = 100_000
_BATCH = 2000


class Scope(StrEnum):
    """Where to look."""

    DOCUMENT = "document"
    CORPUS = "corpus"
    LIBRARY = "library"
    NOTES = "notes"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asks for; ``document`` is the one that is open."""

    typed: str
    scope: Scope = Scope.DOCUMENT
    side: Side = Side.BOTH
    document: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the corpus number ``corpus`` of the run, found in its sense number ``sense``."""

    corpus: int
    sense: int
    place: Place


@dataclass(frozen=True, slots=True)
class Batch:
    """What was found since the last one. ``words`` are those of the first hits, ``unlisted`` what of the open
    document is too much for a list, ``total`` how many hits there are up to now, listed or not; ``left_out``
    says which corpora could not be searched, ``unread`` how many long documents have to be read first that
    nobody has opened yet."""

    hits: tuple[Hit, ...] = ()
    words: tuple[Found, ...] = ()
    unlisted: tuple[Hit, ...] = ()
    notes: tuple[FoundNote, ...] = ()
    terms: tuple[FoundTerm, ...] = ()
    total: int = 0
    is_last: bool = False
    left_out: tuple[UserError, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class _Pause:
    """What comes next takes long: so many documents have to be read for it."""

    unread: int


class SearchRun:
    """Give the batches in one thread; words may be asked for in another."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        corpora: Callable[[], Iterable[Corpus | UserError]],
        notes: Callable[[], Sequence[Note]],
        terms: Callable[[], Sequence[Concept]] = tuple,
        opened: OpenDocument | None = None,
        repairs: Repairing | None = None,
        cache: SegmentationCache | None = None,
        cache_folder: Path | None = None,
        preparing: Preparing | None = None,
    ) -> None:
        """``corpora`` begins with the one that is open, whose are ``opened`` and ``repairs``. With
        ``preparing``, long documents that nobody has opened yet are searched last. Raises UserError where the
        query makes no sense."""
        self.wanted = wanted
        self.query: Query = parse_query(wanted.typed)
        self.corpora: list[Corpus] = []
        self._find_corpora = corpora
        self._notes = notes
        self._terms = terms
        self._opened = opened
        self._repairs = repairs
        self._cache = cache
        self._cache_folder = cache_folder
        self._preparing = preparing
        self._lock = threading.Lock()
        self._readers: dict[int, CorpusSearch] = {}

    def sense(self, hit: Hit) -> Sense:
        return self.query.senses[hit.sense]

    def batches(self, progress: Progress = NO_PROGRESS) -> Iterator[Batch]:
        """Everything there is, the first fifty hits at once, with their words. Raises Cancelled."""
        if self.wanted.scope is Scope.NOTES:
            found = list(self._found_notes())
            yield Batch(notes=tuple(found), total=len(found), is_last=True)
            return
        if self.wanted.scope is Scope.TERMS:
            concepts = list(find_terms(self._terms(), self.query.senses))
            yield Batch(terms=tuple(concepts), total=len(concepts), is_last=True)
            return
        left_out: list[UserError] = []
        held: list[Hit] = []
        unlisted: list[Hit] = []
        total = 0
        for hit in self._hits(progress, left_out):
            if isinstance(hit, _Pause):
                words = tuple(self.words(held)) if total < FIRST_BATCH else ()
                yield Batch(tuple(held), words, tuple(unlisted), total=total, unread=hit.unread)
                held, unlisted = [], []
                continue
            total += 1
            if total <= MOST_LISTED:
                held.append(hit)
            elif hit.corpus == 0 and hit.place.document == self.wanted.document:
                unlisted.append(hit)
            if total == FIRST_BATCH:
                yield Batch(tuple(held), tuple(self.words(held)), total=total)
                held = []
            elif total % _BATCH == 0:
                yield Batch(tuple(held), unlisted=tuple(unlisted), total=total)
                held, unlisted = [], []
        words = tuple(self.words(held)) if total < FIRST_BATCH else ()
        left = tuple(left_out)
        yield Batch(tuple(held), words, tuple(unlisted), total=total, is_last=True, left_out=left)

    def words(self, hits: Iterable[Hit]) -> list[Found]:
        """The words of hits, in the same order. Takes long where another document has to be read for it.

        Raises CorpusProblem where that cannot be done.
        """
        with self._lock:
            return [self._reader(hit.corpus).found(hit.place, self.sense(hit)) for hit in hits]

    def _hits(self, progress: Progress, left_out: list[UserError]) -> Iterator[Hit | _Pause]:
        searches: list[CorpusSearch] = []
        for corpus in self._find_corpora():
            if isinstance(corpus, UserError):
                left_out.append(corpus)
                continue
            searches.append(self._search_of(corpus, is_open=not searches))
            self.corpora.append(corpus)
        unread = list(self._unread()) if self.wanted.scope is not Scope.DOCUMENT else []
        only = (self.wanted.document,) if self.wanted.scope is Scope.DOCUMENT else ()
        asked: dict[int, Collection[str]] = dict.fromkeys(range(len(searches)), only)
        for number in {number for number, _ in unread}:
            late = {name for at, name in unread if at == number}
            asked[number] = {each.id for each in self.corpora[number].documents} - late
            if not asked[number]:
                del asked[number]
        yield from self._hits_in(searches, asked, progress, left_out)
        for left, (number, name) in zip(range(len(unread), 0, -1), unread, strict=True):
            yield _Pause(left)
            assert self._preparing is not None
            try:
                self._preparing.prepare(self.corpora[number], name, progress)
            except UserError as problem:
                left_out.append(problem)
                continue
            yield from self._hits_in(searches, {number: [name]}, progress, left_out)

    def _unread(self) -> Iterator[tuple[int, str]]:
        """The documents that have to be read for long, each with the number of its corpus."""
        if self._preparing is None:
            return
        opened = self._opened.document.id if self._opened is not None else ""
        for number, corpus in enumerate(self.corpora):
            for document in corpus.documents:
                is_open = not number and document.id == opened
                if not is_open and not self._preparing.is_ready(corpus, document.id):
                    yield number, document.id

    def _hits_in(
        self,
        searches: Sequence[CorpusSearch],
        asked: Mapping[int, Collection[str]],
        progress: Progress,
        left_out: list[UserError],
    ) -> Iterator[Hit]:
        """The hits in the documents named by the number of their corpus; in all of it where none is named."""
        for sense_number, sense in enumerate(self.query.senses):
            for number, documents in asked.items():
                try:
                    for place in searches[number].places(
                        sense, documents=documents, side=self.wanted.side, progress=progress
                    ):
                        yield Hit(number, sense_number, place)
                except UserError as problem:
                    if len(searches) == 1:
                        raise
                    left_out.append(problem)

    def _found_notes(self) -> Iterator[FoundNote]:
        seen: set[str] = set()
        notes = self._notes()
        for sense in self.query.senses:
            for found in search_notes(notes, sense):
                if found.note.id not in seen:
                    seen.add(found.note.id)
                    yield found

    def _reader(self, number: int) -> CorpusSearch:
        reader = self._readers.get(number)
        if reader is None:
            reader = self._readers[number] = self._search_of(self.corpora[number], is_open=not number)
        return reader

    def _search_of(self, corpus: Corpus, *, is_open: bool) -> CorpusSearch:
        opened = [self._opened] if is_open and self._opened is not None else []
        return CorpusSearch(
            corpus,
            repairs=self._repairs if is_open else None,
            cache=self._cache,
            cache_folder=self._cache_folder,
            opened=opened,
        )


def versions_to_show(corpus: Corpus, hit: Hit) -> tuple[str, ...]:
    """The versions of a hit's document to be shown so that it is among them."""
    document = corpus.document(hit.place.document)
    usual = (document.source, *document.translations[:1])
    if any(version.id == hit.place.version for version in usual):
        return tuple(version.id for version in usual)
    return (document.source.id, hit.place.version)
