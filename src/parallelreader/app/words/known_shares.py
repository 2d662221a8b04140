"""How much of each document of the library is known, worked out in the background and kept as numbers.

Words are counted once for each state of a text; what is known of them is summed up again when statuses have
changed. Where nobody has marked a word yet nothing is counted.
"""

from collections.abc import Callable, Collection, Iterable

from parallelreader.app.known_corpora import LibraryCorpus
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.own_words import OwnWords
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.counting import count_words
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.document_words import (
    DocumentWords,
    document_words,
    statuses_revision,
    write_document_words,
)
from parallelreader.store.library import HoldingRow, holdings

_SECONDS_TO_WRITE = 10.0


def measure_known(
    store: Store,
    vocabulary: Vocabulary,
    statuses: Statuses,
    corpora: Iterable[LibraryCorpus],
    *,
    only: Collection[tuple[str, str]] | None = None,
    progress: Progress = NO_PROGRESS,
) -> bool:
    """Bring the shares of all documents of these corpora up to date, or ``only`` of those named by corpus and
    document; whether any has come to be.

    Documents that cannot be read are left as they were, and all of them where there is no dictionary. May
    raise Cancelled: what was worked out is kept.
    """
    statuses.load()
    if not len(statuses) or not store.is_writable:
        return False
    try:
        edition = vocabulary.edition
    except UserError:
        return False
    statuses.flush(_SECONDS_TO_WRITE)
    revision = store.read(statuses_revision)
    kept = {(row.corpus, row.document): row for row in store.read(document_words)}
    stale: dict[str, list[HoldingRow]] = {}
    for row in store.read(holdings):
        if only is not None and (row.corpus, row.document) not in only:
            continue
        former = kept.get((row.corpus, row.document))
        if former is None or (former.stamp, former.revision) != (_stamp(row, edition), revision):
            stale.setdefault(row.corpus, []).append(row)
    there = [known for known in corpora if known.is_there and known.key in stale]
    total, done = sum(len(stale[known.key]) for known in there), 0
    has_counted = False
    for known in there:
        progress.step(done, total, "Counting known words")
        rows = list(_measured(known, stale[known.key], vocabulary, statuses, progress))
        store.submit(
            write_document_words,
            [_row(row, found, _stamp(row, edition), revision) for row, found in rows],
        ).result()
        done += len(stale[known.key])
        has_counted = has_counted or bool(rows)
    return has_counted


def sentences_coverage(
    sentences: Iterable[str], segmenter: Segmenter, of: Callable[[str], Status]
) -> Coverage:
    """How much is known of Chinese that is not in a corpus yet."""
    return coverage(count_words(sentences, segmenter), of)


def vocabulary_of(book: WordBook, folders: UserFolders, settings: CurrentSettings) -> Vocabulary:
    """The counts of documents, by words that are cut as the user has corrected them; the book is loaded."""
    words = TextWords(folders.cache, OwnWords(folders, settings))
    book.correct(words)
    return Vocabulary(folders.cache, words)


def _measured(
    known: LibraryCorpus,
    rows: Iterable[HoldingRow],
    vocabulary: Vocabulary,
    statuses: Statuses,
    progress: Progress,
) -> Iterable[tuple[HoldingRow, Coverage]]:
    assert known.folder is not None
    try:
        corpus = read_corpus(known.folder)
    except UserError:
        return
    documents = {document.id: document for document in corpus.documents}
    for row in rows:
        document = documents.get(row.document)
        if document is None:
            continue
        try:
            counts = vocabulary.word_counts(corpus, document, progress)
        except UserError:
            continue
        yield row, coverage(counts, statuses.of)


def _row(row: HoldingRow, found: Coverage, stamp: str, revision: int) -> DocumentWords:
    return DocumentWords(
        row.corpus,
        row.document,
        stamp,
        revision,
        found.running,
        found.known,
        found.learning,
        found.ignored,
        found.different,
        found.different_new,
    )


def _stamp(row: HoldingRow, edition: str) -> str:
    return f"{edition} {row.stamp}"
