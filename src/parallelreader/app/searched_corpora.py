"""Which corpora a search of the whole library goes through, and the notes and terms that the command line
searches.

Searching one corpus is the business of ``searching``.
"""

from collections.abc import Iterator

from parallelreader.app.annotating import Annotating
from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Note
from parallelreader.core.terms.concept import Concept
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus


def corpora_of_library(store: Store, first: Corpus | None = None) -> Iterator[Corpus | UserError]:
    """Every corpus of the library that is there, those opened last first and ``first`` before all others;
    what is wrong instead where one cannot be read."""
    if first is not None:
        yield first
    for known in known_corpora(store):
        if known.folder is None or not known.is_there or (first and known.folder == first.folder.resolve()):
            continue
        try:
            yield open_corpus(known.folder)
        except UserError as problem:
            yield problem


def stored_corpora(folders: UserFolders, first: Corpus) -> list[Corpus | UserError]:
    """:func:`corpora_of_library` as the store is now, beside a running window. Raises StoreProblem."""
    store = Store.open(folders.data, is_writable=False)
    try:
        return list(corpora_of_library(store, first))
    finally:
        store.close()


def stored_notes(corpus: Corpus, folders: UserFolders) -> list[Note]:
    """The notes on a corpus in reading order, read beside a running window. Raises StoreProblem."""
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        return Annotating(store, key, documents=documents).notes.find()
    finally:
        store.close()


def stored_terms(corpus: Corpus, folders: UserFolders) -> list[Concept]:
    """The terms of a corpus and those that hold everywhere, the oldest first; as :func:`stored_notes`."""
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        return TermBook.open(store, key).termbase.in_order()
    finally:
        store.close()
