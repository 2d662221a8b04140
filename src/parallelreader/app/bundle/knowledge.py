"""What the user knows of words, in bundles: statuses, kept words, reviews, corrections, uncovered sentences.

In a bundle its own corpus is called :data:`HERE`, as stores call one corpus differently. What stands on the
texts of other corpora alone is not taken along.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from parallelreader.app.bundle.matching import Matching
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import bundle_records, take_in_bundle, weigh_bundle
from parallelreader.app.words.bundle_records import Bundle, read_record
from parallelreader.app.words.kept_word import Context
from parallelreader.core.bundle.merging import RowChanges
from parallelreader.core.notes.note import Anchor
from parallelreader.formats.bundle_file import WORDS, BundleFile, line_problem
from parallelreader.store.database import Store
from parallelreader.store.word_rows import changes_between, word_rows

HERE = "corpus"
_SECONDS_TO_WRITE = 60.0
_ONLY_HERE = ("reveal", "unaided", "reading-day")


def knowledge_lines(store: Store, corpus: str) -> list[dict[str, Any]]:
    """All that is known of words, as lines for the bundle of the corpus of that key."""
    book = WordBook(store)
    book.load()
    return list(_called_here(bundle_records(book, store), corpus))


def knowledge_of(bundle: BundleFile, path: Path) -> Bundle | None:
    """What a bundle says of words, None where it does not. Raises FileProblem with the line."""
    if bundle.words is None:
        return None
    found = Bundle()
    for number, line in enumerate(bundle.words, start=1):
        try:
            read_record(line, found)
        except ValueError as error:
            raise line_problem(path, WORDS, number, str(error)) from error
    return found


def matched(words: Bundle, matching: Matching) -> Bundle:
    """The same with one's own names for documents and versions of the corpus; its key is still to be put."""

    def place(of: str, there: Anchor) -> Anchor:
        document, version = matching.names(there.document, there.version)
        return replace(there, document=document, version=version) if of == HERE else there

    def version(of: str, document: str, there: str) -> str:
        return matching.names(document, there)[1] if of == HERE else there

    def context(each: Context) -> Context:
        partners = tuple(
            replace(partner, version=version(each.corpus, each.document, partner.version))
            for partner in each.partners
        )
        return replace(each, place=place(each.corpus, each.place), partners=partners)

    return replace(
        words,
        kept=[replace(word, contexts=tuple(map(context, word.contexts))) for word in words.kept],
        reveals=[
            replace(
                row,
                place=place(row.corpus, row.place),
                version=version(row.corpus, row.place.document, row.version),
            )
            for row in words.reveals
        ],
        unaided=[
            (corpus, matching.documents.get(document, document) if corpus == HERE else document, read)
            for corpus, document, read in words.unaided
        ],
        days=[
            replace(day, document=matching.documents.get(day.document, day.document))
            if day.corpus == HERE
            else day
            for day in words.days
        ],
    )


def weigh_knowledge(store: Store, corpus: str, words: Bundle) -> dict[str, int]:
    """How much of it would be new in a store that calls the corpus so."""
    return asdict(weigh_bundle(_called(words, corpus), WordBook(store), store, lowers=False))


def take_in_knowledge(store: Store, corpus: str, words: Bundle) -> tuple[dict[str, int], RowChanges]:
    """Take it in, lowering and losing nothing; gives how much was new, and what became otherwise by it.
    Raises UserError where it cannot be written."""
    before = store.read(word_rows)
    book = WordBook(store)
    taken = take_in_bundle(_called(words, corpus), book, store, lowers=False)
    book.write_out(_SECONDS_TO_WRITE)
    return asdict(taken), changes_between(before, store.read(word_rows))


def _called_here(records: Iterator[dict[str, Any]], corpus: str) -> Iterator[dict[str, Any]]:
    for record in records:
        if record["kind"] in _ONLY_HERE:
            if record["corpus"] != corpus:
                continue
            record["corpus"] = HERE
        for context in record.get("contexts", ()):
            if context["corpus"] == corpus:
                context["corpus"] = HERE
        yield record


def _called(words: Bundle, corpus: str) -> Bundle:
    """The same with the key of one's own corpus."""

    def key(there: str) -> str:
        return corpus if there == HERE else there

    kept = [
        replace(word, contexts=tuple(replace(each, corpus=key(each.corpus)) for each in word.contexts))
        for word in words.kept
    ]
    return replace(
        words,
        kept=kept,
        reveals=[replace(row, corpus=key(row.corpus)) for row in words.reveals],
        unaided=[(key(there), document, read) for there, document, read in words.unaided],
        days=[replace(day, corpus=key(day.corpus)) for day in words.days],
    )
