"""The terms of the open corpus for the list at the left of their room, with how each is found and put.

The terms themselves are listed at once; how they are put is looked at one term after the other, while the
room is shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.matrix import RenderingFinder
from parallelreader.app.terms.occurrences import Occurrences
from parallelreader.app.terms.shown_matrix import TermFigures, figures_of, find_matrix
from parallelreader.app.terms.termbase import Pair, TermChanges
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.terms.entries import TermEntry, entry_of

_REST_MS = 60
# Of more terms only those that one looks at are counted: each takes a part of a second.
_MOST_COUNTED = 400


class TermsListing(QObject):
    """``listed`` has the entries in the order of the book, and comes again when more is known of them;
    ``found`` has a concept and the FoundMatrix that was made to count it."""

    listed = Signal(object)
    found = Signal(object, object)
    _figured = Signal(object, object, object)
    _listed_early = Signal(object, object)

    def __init__(self, jobs: JobRunner, words: TextWords, linker: RenderingFinder) -> None:
        super().__init__()
        self._jobs, self._words, self._linker = jobs, words, linker
        self._book: TermBook | None = None
        self._texts: CorpusTexts | None = None
        self._entries: dict[str, TermEntry] = {}
        self._figures: dict[str, tuple[Concept, TermFigures]] = {}
        self._found: Mapping[str, int] = {}
        self._occurrences = Occurrences()
        self._changed: tuple[Pair, ...] = ()
        self._listing: Job | None = None
        self._finding: Job | None = None
        self._counting: Job | None = None
        self._is_wanted = self._gives_way = self._finds_again = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._list)
        self._telling = QTimer(self, singleShot=True, interval=4 * _REST_MS)
        self._telling.timeout.connect(self._tell)
        self._figured.connect(self._on_figured)
        self._listed_early.connect(self._on_listed_early)

    @property
    def is_settled(self) -> bool:
        """Whether all that will be known is listed."""
        waits = self._rest.isActive() or self._telling.isActive()
        is_listing = self._listing is not None and self._jobs.is_running(self._listing)
        return not waits and not is_listing and self._counting is None

    def begin(self, book: TermBook, texts: CorpusTexts) -> None:
        """Another corpus is open: what is still looked for in the one before is not wanted any more."""
        for job in (self._listing, self._finding, self._counting):
            if job is not None:
                job.cancel()
        self._listing = self._finding = self._counting = None
        self._book, self._texts = book, texts
        self._entries, self._figures, self._found = {}, {}, {}
        self._occurrences, self._changed, self._finds_again = Occurrences(), (), False
        self._tell()
        self.look()

    def want(self, wanted: bool) -> None:
        """Whether the list is to be seen: only then is anything counted."""
        self._is_wanted = wanted
        if wanted:
            self.look()
        elif self._counting is not None:
            self._counting.cancel()
            self._counting = None

    def give_way(self, wanted: bool) -> None:
        """Count nothing for so long: what one waits for comes first."""
        self._gives_way = wanted
        if not wanted:
            self._count()
        elif self._counting is not None:
            self._counting.cancel()
            self._counting = None

    def look(self) -> None:
        """List the terms as they are now, a moment later."""
        self._rest.start()

    def take_changes(self, changes: TermChanges) -> None:
        """Concepts have changed."""
        self._changed = (*self._changed, *changes.pairs)
        self.look()

    def take_figures(self, concept: Concept, figures: TermFigures) -> None:
        """How a concept is put, as was found out elsewhere."""
        self._on_figured(self._texts, concept, figures)

    def forget_figures(self) -> None:
        """Texts or corrections have changed: look anew how terms are put; former figures stay so long."""
        self._figures = {id: (replace(each, id=""), figures) for id, (each, figures) in self._figures.items()}
        self.look()

    def _list(self) -> None:
        book, words, known = self._book, self._words, self._entries
        if book is None or not self._is_wanted:
            return
        if self._listing is not None:
            self._listing.cancel()

        def work(progress: Progress) -> dict[str, TermEntry]:
            book.load()
            concepts = book.termbase.in_order()
            if not words.is_ready:
                # To read the dictionary takes seconds, and one looks for a term by more than its pinyin.
                early = {each.id: _entry(each, known.get(each.id), lambda _: "") for each in concepts}
                self._listed_early.emit(book, early)
            read = _reader(words, progress)
            return {each.id: _entry(each, known.get(each.id), read) for each in concepts}

        def done(entries: dict[str, TermEntry]) -> None:
            self._listing = None
            self._entries = entries
            self._tell()
            self._find()

        self._listing = self._jobs.run(work, Job(self.tr("Listing your terms"), on_done=done, is_quiet=True))

    def _on_listed_early(self, book: TermBook, entries: dict[str, TermEntry]) -> None:
        if book is self._book and self._listing is not None:
            self._entries = entries
            self._tell()

    def _tell(self) -> None:
        self._entries = {id: self._with_figures(each) for id, each in self._entries.items()}
        self.listed.emit(list(self._entries.values()))

    def _with_figures(self, entry: TermEntry) -> TermEntry:
        known = self._figures.get(entry.id)
        figures = known[1] if known is not None else None
        # The matrix is what the number leads to; before that is known, the terms as they stand in the texts.
        found = figures.found if figures is not None else self._found.get(entry.id)
        if entry.found == found and entry.figures == figures:
            # To make ten thousand anew takes as long as to list them.
            return entry
        return replace(entry, figures=figures, found=found)

    def _find(self) -> None:
        """Look where the terms stand, which for thousands of them is quicker than how they are put."""
        book, texts, occurrences, changes = self._book, self._texts, self._occurrences, self._changed
        if book is None or texts is None:
            return
        if self._finding is not None and self._jobs.is_running(self._finding):
            # It takes long with very many terms, and each that waited for it would hold a thread.
            self._finds_again = True
            return
        self._changed, self._finds_again = (), False

        def work(progress: Progress) -> Mapping[str, int]:
            occurrences.update(TermChanges(changes), texts, book.termbase.finder, _Checking(progress))
            counts = occurrences.counts()
            return {id: counts.get(id, 0) for id in book.termbase.concepts}

        def done(found: Mapping[str, int]) -> None:
            self._finding = None
            if self._finds_again:
                self._find()
            self._found = found
            self._tell()
            self._count()

        def failed(error: Exception) -> None:
            self._finding = None
            if not isinstance(error, UserError):
                raise error

        title = self.tr("Looking where your terms stand")
        self._finding = self._jobs.run(work, Job(title, on_done=done, on_failed=failed, is_quiet=True))

    def _count(self) -> None:
        """Look how the terms are put of which that is not known, one after the other."""
        texts, linker = self._texts, self._linker
        choices = self._book.choices if self._book is not None else None
        concepts = [each.concept for each in self._entries.values()]
        missing = [each for each in concepts if not self._is_known(each)][:_MOST_COUNTED]
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        if texts is None or not missing or not self._is_wanted or self._gives_way:
            return

        def work(progress: Progress) -> None:
            for number, concept in enumerate(missing):
                progress.step(number, len(missing))
                found = find_matrix(texts, concept, linker=linker, progress=_Checking(progress))
                self._figured.emit(texts, concept, figures_of(found.sheet(choices).matrix))
                self.found.emit(concept, found)

        def ended(_: object = None) -> None:
            if self._counting is job:
                self._counting = None

        title = self.tr("Looking how terms are put")
        # A text that cannot be read is told of where its matrix is asked for.
        job = Job(title, on_done=ended, on_failed=_told_elsewhere(ended), is_quiet=True)
        self._counting = self._jobs.run(work, job)

    def _is_known(self, concept: Concept) -> bool:
        known = self._figures.get(concept.id)
        return known is not None and known[0].id == concept.id and known[0].terms == concept.terms

    def _on_figured(self, texts: CorpusTexts | None, concept: Concept, figures: TermFigures) -> None:
        if texts is not self._texts:
            return
        self._figures[concept.id] = (concept, figures)
        if not self._telling.isActive():
            self._telling.start()


class _Checking:
    """A part of a quiet task: nothing of it is shown, but it can be stopped."""

    def __init__(self, whole: Progress) -> None:
        self._whole = whole

    def step(self, done: int, total: int, text: str = "") -> None:
        self._whole.step(0, 1)


def _told_elsewhere(ended: Callable[[], None]) -> Callable[[Exception], None]:
    def failed(error: Exception) -> None:
        ended()
        if not isinstance(error, UserError):
            raise error

    return failed


def _reader(words: TextWords, progress: Progress) -> Callable[[str], str]:
    """What gives the pinyin of a term; nothing where there are no words to read it by."""
    try:
        words.load(progress)
    except UserError:
        return lambda _: ""
    return words.pinyin_of


def _entry(concept: Concept, known: TermEntry | None, read: Callable[[str], str]) -> TermEntry:
    same = known if known is not None and known.concept == concept else None
    if same is not None and (same.reading or not concept.chinese):
        return same
    reading = read(concept.chinese[0].text) if concept.chinese else ""
    return same if same is not None and same.reading == reading else entry_of(concept, reading)
