"""How much of each document is known, as it was worked out last by ``known_shares``."""

from collections.abc import Mapping

from parallelreader.app.words.coverage import Coverage
from parallelreader.store.database import Store
from parallelreader.store.document_words import document_words


def kept_shares(store: Store) -> Mapping[tuple[str, str], Coverage]:
    """What is kept, by key of the corpus and document."""
    return {
        (row.corpus, row.document): Coverage(
            row.running, row.known, row.learning, row.ignored, row.different, row.different_new
        )
        for row in store.read(document_words)
    }
