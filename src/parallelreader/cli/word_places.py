"""What of a corpus is known, and where its translation was needed, for ``parallelreader words``."""

import argparse
import json
from pathlib import Path
from typing import Any

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.note_partners import NotePartners
from parallelreader.app.opening import read
from parallelreader.app.repairing import Repairing
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.stored_words import stored_words
from parallelreader.app.words.unknown_words import count_chapters
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.times import iso_time
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus


def add_known(parser: argparse.ArgumentParser) -> None:
    _add_corpus(parser)


def add_revealed(parser: argparse.ArgumentParser) -> None:
    _add_corpus(parser)


def tell_known(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Print how much is known of each chapter."""
    corpus = open_corpus(arguments.corpus)
    wanted = [corpus.document(arguments.document)] if arguments.document else corpus.documents
    words, cache = stored_words(context.folders), open_cache(context.folders)
    with output() as out:
        for document in wanted:
            opened = load_document(corpus, document.id, progress=context.progress, cache=cache)
            reading = read(opened, (document.source.id,))
            counted = count_chapters(reading, words.loaded(context.progress).segmenter, context.progress)
            context.progress.clear()
            for chapter in counted.chapters:
                known = coverage(chapter.counts, book.statuses.of)
                if known.running:
                    out.write(_known_line(document.id, chapter.title, known, context))


def tell_revealed(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Print the sentences that had to be uncovered, with what was uncovered."""
    corpus = open_corpus(arguments.corpus)
    key = _key(store, corpus)
    found = book.reveals.revealed(key, arguments.document) if key else []
    repairs = Repairing.beside(Annotating(store, key), store)
    partners = NotePartners(corpus, open_cache(context.folders), repairs=repairs)
    with output() as out:
        for reveal in found:
            place = reveal.place
            words = partners.in_version(place, reveal.version)
            fields = {
                "document": place.document,
                "version": place.version,
                "segment": place.segment,
                "text": place.exact,
                "revealed": reveal.version,
                "translation": words or None,
                "times": reveal.times,
                "latest": iso_time(reveal.latest),
            }
            out.write(_written(fields, (place.document, place.segment, place.exact, words), context))
    if not found:
        say("No translation has been needed yet.")


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("--document", default="", metavar="ID", help="of the corpus, and not all of it")


def _key(store: Store, corpus: Corpus) -> str:
    documents = [document.id for document in corpus.documents]
    return store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)


def _known_line(document: str, chapter: str, known: Coverage, context: Context) -> str:
    fields = {
        "document": document,
        "chapter": chapter,
        "running_words": known.running,
        "known": round(known.share, 4),
        "unknown_per_hundred": round(known.unknown_per_hundred, 1),
        "comfortable": known.is_comfortable,
    }
    share = f"{int(100 * known.share)} % known"
    words = (document, chapter, f"{known.running} words", share)
    return _written(fields, words, context)


def _written(fields: dict[str, Any], words: tuple[str, ...], context: Context) -> str:
    if context.is_json:
        return json.dumps(fields, ensure_ascii=False) + "\n"
    return "\t".join(words).rstrip("\t") + "\n"
