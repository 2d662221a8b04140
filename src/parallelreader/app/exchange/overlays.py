"""Notes and terms that came in with a text: laid over it, beside those there are, each reported on."""

from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.exchange.stored_terms import plan_concepts, take_terms
from parallelreader.app.exchange.term_import import TermImport
from parallelreader.app.notes_import import NoteImport, planned
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.stored_book import changing_book
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem
from parallelreader.core.exchange import ImportReport, Outcome
from parallelreader.core.incoming import Fault
from parallelreader.core.values import dataclass
from parallelreader.formats.exchange.concepts import IncomingConcept
from parallelreader.formats.exchange.note_drafts import IncomingNote
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.segmentation_cache import SegmentationCache

_SECONDS_TO_WRITE = 60.0


@dataclass(frozen=True, slots=True)
class Overlays:
    """What a file has laid over its texts; places are those of the corpus it was brought into."""

    notes: tuple[IncomingNote | Fault, ...] = ()
    concepts: tuple[IncomingConcept | Fault, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notes or self.concepts)

    def wanted(self, *, notes: bool, terms: bool) -> "Overlays":
        """Only those that are wanted."""
        return Overlays(self.notes if notes else (), self.concepts if terms else ())


@dataclass(frozen=True, slots=True)
class OverlayReport:
    """What became of each note and each concept."""

    notes: ImportReport = ImportReport()
    terms: ImportReport = ImportReport()

    def __add__(self, other: "OverlayReport") -> "OverlayReport":
        return OverlayReport(
            ImportReport(self.notes.records + other.notes.records),
            ImportReport(self.terms.records + other.terms.records),
        )

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How often each outcome, as plain values."""
        return {
            name: {str(outcome): report.count(outcome) for outcome in Outcome}
            for name, report in (("notes", self.notes), ("terms", self.terms))
        }


def lay_over(overlays: Overlays, annotating: Annotating, book: TermBook, texts: NotedTexts) -> OverlayReport:
    """Take in what came with a text, the notes in one step and the terms in another; off the main thread."""
    book.load()
    notes: NoteImport = planned(overlays.notes, annotating, texts)
    terms: TermImport = plan_concepts(book.termbase, overlays.concepts)
    if notes.notes:
        annotating.merge(notes.notes)
    take_terms(book.termbase, terms)
    return OverlayReport(notes.report, terms.report)


def store_overlays(overlays: Overlays, corpus: Corpus, folders: UserFolders) -> OverlayReport:
    """As :func:`lay_over`, for a command. Raises StoreProblem where not all is on disk at the end."""
    with changing_book(corpus, folders) as book:
        store = Store.open(folders.data)
        try:
            annotating = Annotating.open(store, corpus)
            report = lay_over(
                overlays, annotating, book, NotedTexts(corpus, SegmentationCache(folders.cache))
            )
            if not annotating.flush(_SECONDS_TO_WRITE):
                raise StoreProblem("The notes could not be written", where=store.path, mend="Try again.")
            return report
        finally:
            store.close()
