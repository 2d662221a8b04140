"""What a concordance takes from the user's store, for those who have no window: marked terms, saved queries.

Reading writes nothing, so that it may be done beside a running window.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from parallelreader.app.annotating import Annotating
from parallelreader.app.searching import CorpusSearch
from parallelreader.app.terms.book import TermSteps
from parallelreader.app.terms.concordance import TermPlaces, places_by
from parallelreader.app.terms.saved_queries import SavedQueries, SavedQuery
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus

_SECONDS_TO_WRITE = 20.0


class MarkedTerms:
    """The concepts of a corpus as they were when it was made."""

    def __init__(self, concepts: Sequence[Concept], termbase: Termbase) -> None:
        self._concepts = {concept.id: concept for concept in concepts}
        self._termbase = termbase

    @classmethod
    def read(cls, corpus: Corpus, folders: UserFolders) -> "MarkedTerms":
        """Raises StoreProblem."""
        with _reading(corpus, folders) as (store, key):
            termbase = Termbase(store, TermSteps(), key)
            termbase.load()
            return cls(termbase.in_order(), termbase)

    def called(self, name: str) -> Concept:
        """The concept of that id, or with a term written so. Raises UserError where there is none."""
        found = self._concepts.get(name) or next(iter(self._termbase.named(name)), None)
        if found is None:
            known = ", ".join(concept.name for concept in list(self._concepts.values())[:10])
            raise UserError(
                f"No term {name} is marked",
                mend=f"Marked are: {known}." if known else "Look for the words without it.",
            )
        return found

    def places(self, search: CorpusSearch, progress: Progress = NO_PROGRESS) -> TermPlaces:
        """Where a concept stands in the corpus that is searched."""
        return places_by(self._termbase.finder, search, progress)


def saved_in(corpus: Corpus, folders: UserFolders) -> list[SavedQuery]:
    """The saved queries of a corpus by name. Raises StoreProblem."""
    with _reading(corpus, folders) as (store, key):
        queries = SavedQueries(store, TermSteps(), key)
        queries.load()
        return queries.in_order()


def query_called(corpus: Corpus, folders: UserFolders, name: str) -> SavedQuery:
    """The saved query of that name. Raises UserError where there is none, StoreProblem."""
    known = saved_in(corpus, folders)
    for query in known:
        if query.name.casefold() == name.strip().casefold():
            return query
    names = ", ".join(query.name for query in known)
    raise UserError(
        f"No query is kept as {name.strip()}",
        mend=f"There are: {names}." if names else "Keep one with --save NAME.",
    )


def save_query(corpus: Corpus, folders: UserFolders, query: SavedQuery) -> SavedQuery:
    """Keep a query under its name. Raises UserError without a name, StoreProblem where it is not on disk."""
    store = Store.open(folders.data)
    try:
        key = Annotating.open(store, corpus).corpus_key
        queries = SavedQueries(store, TermSteps(), key)
        kept = queries.save(query)
        if not queries.flush(_SECONDS_TO_WRITE):
            raise StoreProblem("The query could not be written", where=store.path, mend="Try again.")
        return kept
    finally:
        store.close()


@contextmanager
def _reading(corpus: Corpus, folders: UserFolders) -> Iterator[tuple[Store, str]]:
    """The store, to be read only, and the key of a corpus in it."""
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        yield store, store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
    finally:
        store.close()
