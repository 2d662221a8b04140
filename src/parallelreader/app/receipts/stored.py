"""Receipts of a corpus for the command line: of every document that has notes or repairs on it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document
from parallelreader.app.receipts.noted import NotedPlaces
from parallelreader.app.receipts.receipts import DocumentReceipts
from parallelreader.app.receipts.rendered import RenderedPlaces
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.app.terms.book import TermBook
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.receipt import Fate, Receipt, ReceiptLine, receipt_of
from parallelreader.core.values import dataclass
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache

_SECONDS_TO_WRITE = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be said to the lines of a receipt: the places of which fates stand, and of which notes
    (ids) the carrying is undone."""

    confirmed: Collection[Fate] = ()
    taken_back: Collection[str] = ()

    def __bool__(self) -> bool:
        return bool(self.confirmed or self.taken_back)


def receipts_of_corpus(
    corpus: Corpus,
    folders: UserFolders,
    *,
    documents: Collection[str] = (),
    answer: Answer | None = None,
    progress: Progress = NO_PROGRESS,
) -> Iterator[Receipt]:
    """The receipt of each document, or of those named, that has anything on it; last the one of notes on
    texts that the corpus has no more.

    Each is as it is after the ``answer``; without one nothing is written. Raises StoreProblem.
    """
    answer = answer or Answer()
    with _store(folders, is_writable=bool(answer)) as store:
        notes, repairs = _kept(store, corpus)
        book = TermBook.open(store, notes.corpus_key)
        chosen = {choice.source.document for choice in book.choices.all.values()}
        cache = SegmentationCache(folders.cache)
        known = {(each.id, version.id) for each in corpus.documents for version in each.versions}
        for document in corpus.documents:
            has_notes = any(notes.notes.on_text(document.id, version.id) for version in document.versions)
            has_repairs = any(repairs.are_there(document, version.id) for version in document.translations)
            if (documents and document.id not in documents) or not (
                has_notes or has_repairs or document.id in chosen
            ):
                continue
            opened = load_document(corpus, document.id, progress=progress, cache=cache)
            for version, text in opened.texts.items():
                notes.notes.open_text(document.id, version, text)
            repaired(opened, repairs, for_reading=True, cache=cache)
            others = (RenderedPlaces(book.choices),)
            receipts = DocumentReceipts.of(store, notes, repairs, document, opened.texts, others)
            yield _answered(receipts, answer)
            for version in opened.texts:
                notes.notes.close_text(document.id, version)
        rest = receipt_of(NotedPlaces(notes).lines_without_text(known))
        if rest.lines and not documents:
            yield rest
        if not all(keeper.flush(_SECONDS_TO_WRITE) for keeper in (notes, repairs, book)):
            raise StoreProblem("The places could not be written", where=store.path, mend="Try again.")


def _answered(receipts: DocumentReceipts, answer: Answer) -> Receipt:
    receipt = receipts.take()
    taken = [line for line in receipt.lines if _note_of(line) in answer.taken_back]
    stand = [line for line in receipt.to_review if line.fate in answer.confirmed and line not in taken]
    if not taken and not stand:
        return receipt
    receipts.take_back(taken)
    receipts.confirm(stand)
    return receipts.take()


def _note_of(line: ReceiptLine) -> str:
    return str(line.subject[0]) if isinstance(line.subject, tuple) else ""


@contextmanager
def _store(folders: UserFolders, *, is_writable: bool) -> Iterator[Store]:
    store = Store.open(folders.data, is_writable=is_writable)
    try:
        yield store
    finally:
        store.close()


def _kept(store: Store, corpus: Corpus) -> tuple[Annotating, Repairing]:
    documents = [document.id for document in corpus.documents]
    key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
    notes = Annotating(store, key, documents=documents)
    return notes, Repairing.beside(notes, store)
