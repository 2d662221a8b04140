"""What of a corpus is known, and where its translation was needed, for ``parallelreader words``."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.note_partners import NotePartners
from parallelreader.app.opening import read
from parallelreader.app.repairing import Repairing
from parallelreader.app.source_text import read_source
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.document_names import DocumentNames
from parallelreader.app.words.stored_words import stored_words
from parallelreader.app.words.unknown_words import count_chapters
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.times import iso_time
from parallelreader.core.words.counting import count_words
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus

_KNOWN = """\
What is counted is the Chinese of a corpus, by chapter, or of a FILE of any kind that can be imported. With
--words every word that is not known yet is listed instead, those met most often first.

examples:
  parallelreader words known "My corpus"
  parallelreader words known novel.epub --json
  parallelreader words known "My corpus" --document last-ferry --words"""


def add_known(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _KNOWN
    parser.add_argument("corpus", type=Path, metavar="CORPUS | FILE")
    parser.add_argument("--document", default="", metavar="ID", help="of the corpus, and not all of it")
    parser.add_argument("--words", action="store_true", help="list the words that are not known")


def add_revealed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("--document", default="", metavar="ID", help="of the corpus, and not all of it")


def tell_known(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Print how much is known of each chapter, or which words are not. Raises UserError."""
    with output() as out:
        for document, chapters in _counted(arguments, context):
            context.progress.clear()
            if arguments.words:
                counts = sum((counts for _, counts in chapters), Counter[str]())
                for word, times in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
                    status = book.statuses.of(word)
                    if not status.is_settled:
                        fields = {"document": document, "word": word, "status": status.word, "times": times}
                        words = (document, word, status.word, str(times))
                        out.write(_written(fields, words, context))
                continue
            for title, counts in chapters:
                known = coverage(counts, book.statuses.of)
                if known.running:
                    out.write(_known_line(document, title, known, context))


def _counted(
    arguments: argparse.Namespace, context: Context
) -> Iterator[tuple[str, list[tuple[str, Counter[str]]]]]:
    """The words of each document, by chapter, counted by key."""
    is_file = arguments.corpus.is_file()
    source = read_source(arguments.corpus) if is_file else None
    corpus = None if is_file else open_corpus(arguments.corpus)
    words = stored_words(context.folders)
    segmenter = words.loaded(context.progress).segmenter
    names = DocumentNames(context.folders.cache, words)
    if source is not None:
        yield source.name, [("", Counter(count_words(source.text.split("\n"), segmenter)))]
    if corpus is None:
        return
    wanted = [corpus.document(arguments.document)] if arguments.document else corpus.documents
    for document in wanted:
        opened = load_document(
            corpus, document.id, progress=context.progress, cache=open_cache(context.folders)
        )
        named = names.words_of(read(opened, [version.id for version in document.versions]), context.progress)
        reading = read(opened, (document.source.id,))
        counted = count_chapters(reading, named.loaded().segmenter, context.progress)
        if counted.version == document.source.id:
            whole = sum((chapter.counts for chapter in counted.chapters), Counter[str]())
            Vocabulary(context.folders.cache, words).keep_counts(corpus, document, whole)
        yield document.id, [(chapter.title, chapter.counts) for chapter in counted.chapters]


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
