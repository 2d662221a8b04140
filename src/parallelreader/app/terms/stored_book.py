"""The terms of a corpus for a command: read from the store, and written back before it ends."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.app.holding.hold import holding
from parallelreader.app.terms.book import TermBook
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.terms.concept import Concept
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.failures import explained
from parallelreader.store.places import find_corpus, identify_corpus

_SECONDS_TO_WRITE = 20.0
_SECONDS_TO_WAIT, _SECONDS_BETWEEN_TRIES = 30.0, 0.05
_LOCK = "terms.lock"


class UnclearTerm(UserError):
    """No concept goes by that name, or several do."""


@contextmanager
def stored_book(corpus: Corpus, folders: UserFolders, *, is_writable: bool) -> Iterator[TermBook]:
    """The terms of a corpus. Beside a running window they may be changed: it takes them in.

    Raises StoreProblem or WriteProblem, at the end too where not all could be written.
    """
    store = Store.open(folders.data, is_writable=is_writable)
    try:
        book = TermBook.open(store, _key(store, corpus))
        yield book
        if is_writable:
            book.write_out(_SECONDS_TO_WRITE)
    finally:
        store.close()


@contextmanager
def changing_book(corpus: Corpus, folders: UserFolders) -> Iterator[TermBook]:
    """As :func:`stored_book`, for a command that goes on from what a concept was: such commands wait for each
    other, or the later would undo what the earlier did.

    Raises StoreProblem too where another one takes longer than half a minute.
    """
    with _alone(folders.data), stored_book(corpus, folders, is_writable=True) as book:
        yield book


def concept_called(book: TermBook, name: str) -> Concept:
    """The concept with that id or, where there is only one, with a term that is written so.

    Raises UnclearTerm.
    """
    found = concepts_called(book, name)
    if len(found) == 1:
        return found[0]
    ids = ", ".join(f"{concept.name} {concept.id}" for concept in found)
    raise UnclearTerm(f"Several concepts have the term {name}", mend=f"Name its id: {ids}.")


def concepts_called(book: TermBook, name: str) -> tuple[Concept, ...]:
    """The concept with that id or all with a term that is written so. Raises UnclearTerm where there is
    none."""
    known = book.termbase.get(name)
    found = (known,) if known is not None else book.termbase.named(name)
    if not found:
        raise UnclearTerm(f"{name} is no term of this corpus", mend="See: parallelreader terms list.")
    return found


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    file = folder / _LOCK
    with explained(file):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch()
    given_up = time.monotonic() + _SECONDS_TO_WAIT
    while True:
        with holding(file) as is_alone:
            if is_alone:
                yield
                return
        if time.monotonic() > given_up:
            raise StoreProblem(
                "Another command is changing terms",
                where=folder,
                mend="Wait until it is done, and try again.",
            )
        time.sleep(_SECONDS_BETWEEN_TRIES)


def _key(store: Store, corpus: Corpus) -> str:
    documents = [document.id for document in corpus.documents]
    if not store.is_writable:
        return store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
    now = now_in_milliseconds()
    done = store.submit(identify_corpus, corpus.folder, title=corpus.title, documents=documents, now=now)
    return done.result()
