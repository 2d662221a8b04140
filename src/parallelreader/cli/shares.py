"""How much of what was imported is known, for the reports of ``parallelreader import``."""

from pathlib import Path
from typing import Any

from parallelreader.app.library import open_corpus
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.known_shares import vocabulary_of
from parallelreader.cli.context import Context
from parallelreader.core.errors import UserError
from parallelreader.store.database import Store


def share_known(folder: Path, document: str, context: Context) -> Coverage | None:
    """How much of a document is known; None where no word is marked yet, or it cannot be said."""
    try:
        store = Store.open(context.folders.data, is_writable=False)
    except UserError:
        return None
    try:
        book = WordBook(store)
        book.load()
        if not len(book.statuses):
            return None
        corpus = open_corpus(folder)
        vocabulary = vocabulary_of(book, context.folders, CurrentSettings(store))
        counts = vocabulary.word_counts(corpus, corpus.document(document), context.progress)
        return coverage(counts, book.statuses.of)
    except UserError:
        return None
    finally:
        context.progress.clear()
        store.close()


def share_fields(known: Coverage | None) -> dict[str, Any]:
    """What a report as plain values says of it."""
    if known is None or not known.running:
        return {"known": None}
    return {
        "known": round(known.share, 4),
        "running_words": known.running,
        "unknown_per_hundred": round(known.unknown_per_hundred, 1),
        "new_words": known.different_new,
    }


def share_lines(known: Coverage | None) -> list[str]:
    """What a report for people says of it."""
    if known is None or not known.running:
        return []
    return [
        f"  You know {int(100 * known.share)} % of its {known.running:,} running words;"
        f" {known.different_new:,} words are new."
    ]
