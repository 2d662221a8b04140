"""The parts of ``parallelreader words`` that look a word up, or keep it, where it stands in a corpus."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.opening import read
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.terms.links_here import LinksHere
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.card import Card
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.document_names import DocumentNames
from parallelreader.app.words.keeping import keep_card
from parallelreader.app.words.placed_words import PlacedWord, chinese_of, find_word, place_word
from parallelreader.app.words.stored_words import stored_words
from parallelreader.cli.argument_kinds import count, plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import SECONDS_TO_WRITE, counted, output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.words.key import word_key
from parallelreader.core.words.pinyin import Notation
from parallelreader.store.database import Store
from parallelreader.store.places import identify_corpus

_CARD = """\
The word is looked up where it stands first in the corpus, or in the document or sentence that is
named: its senses come in the order in which they fit the aligned English there.

examples:
  parallelreader words card "My corpus" 踏实
  parallelreader words card "My corpus" 踏实 --document last-ferry --at 3.2 --json"""
_KEEP = """\
The word is kept with its reading, a sense and the sentences of all versions where it stands first, or in
the document or sentence that is named; kept again elsewhere it has one more sentence.

examples:
  parallelreader words keep "My corpus" 踏实
  parallelreader words keep "My corpus" 踏实 --document last-ferry --at 3.2 --sense 2"""


def add_card(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _CARD
    _add_place(parser)


def add_keep(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _KEEP
    _add_place(parser)
    parser.add_argument("--sense", type=count, default=1, metavar="N", help="which one of words card")


def tell_card(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Print the card of a word where it stands. Raises UserError."""
    with _placed(arguments, context, store, book) as (_, found), output() as out:
        out.write(_json_of(found) if context.is_json else _block_of(found))


def keep(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    """Keep a word where it stands. Raises UserError."""
    with _placed(arguments, context, store, book) as (corpus, found):
        card = found.card
        if card.key != word_key(arguments.word):
            raise UserError(
                f"{arguments.word} is no word there; the longest in it is {card.word}",
                mend=f"Keep {card.word}, or make one word of it with parallelreader words corrections join.",
            )
        if arguments.sense > max(len(card.senses), 1):
            raise UserError(
                f"{card.word} has {counted(len(card.senses), 'sense')}, not {arguments.sense}",
                mend="See them with parallelreader words card.",
            )
        documents = [document.id for document in corpus.documents]
        now = now_in_milliseconds()
        key = store.submit(
            identify_corpus, corpus.folder, title=corpus.title, documents=documents, now=now
        ).result()
        before = {word.id: len(word.contexts) for word in book.kept.of(card.key)}
        word = keep_card(book.kept, card, found.reading, found.place, corpus=key, sense=arguments.sense - 1)
    book.write_out(SECONDS_TO_WRITE)
    if context.is_json:
        fields = {"id": word.id, "word": word.written, "reading": word.reading, "sense": word.sense}
        with output() as out:
            out.write(json.dumps({**fields, "contexts": len(word.contexts)}, ensure_ascii=False) + "\n")
    where = f"{found.place.document}, {found.segment}"
    if word.id not in before:
        say(f"{word.written} is kept: {where}.")
    elif len(word.contexts) > before[word.id]:
        say(f"{word.written} was kept already; this is its sentence number {len(word.contexts)}: {where}.")
    else:
        say(f"{word.written} is kept already with that sentence: {where}.")


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("word", type=plain_text, metavar="WORD", help="in either script")
    parser.add_argument("--document", default="", metavar="ID", help="of the corpus, and not all of it")
    parser.add_argument("--at", default="", metavar="SEGMENT", help="3.2, or 14 from zero")


@contextmanager
def _placed(
    arguments: argparse.Namespace, context: Context, store: Store, book: WordBook
) -> Iterator[tuple[Corpus, PlacedWord]]:
    corpus = open_corpus(arguments.corpus)
    words = stored_words(context.folders)
    words.load(context.progress)
    names = DocumentNames(context.folders.cache, words)
    dictionaries = Dictionaries(context.folders, CurrentSettings(store))
    dictionaries.prepare(context.progress)
    wanted = corpus.documents[:1] if arguments.at else corpus.documents
    if arguments.document:
        wanted = (corpus.document(arguments.document),)
    try:
        for document in wanted:
            version = chinese_of(document)
            opened = load_document(
                corpus, document.id, progress=context.progress, cache=open_cache(context.folders)
            )
            span = version and find_word(opened.texts[version], arguments.word, words, at=arguments.at)
            if not span:
                continue
            # A name of the document is one word, of whatever it is made.
            reading = read(opened, [each.id for each in document.versions])
            named = names.words_of(reading, context.progress)
            span = find_word(opened.texts[version], arguments.word, named, at=arguments.at) or span
            links = LinksHere(context.folders.cache)
            found = place_word(opened, version, span, named, dictionaries, links, book, context.progress)
            context.progress.clear()
            if found is not None:
                yield corpus, found
                return
    finally:
        context.progress.clear()
        dictionaries.close()
    where = arguments.document or corpus.title
    if arguments.at:
        where = f"sentence {arguments.at} of {wanted[0].id}"
    raise UserError(
        f"{arguments.word} does not stand in {where}",
        mend="Look for it with parallelreader search, which says where words stand.",
    )


def _block_of(found: PlacedWord) -> str:
    card = found.card
    head = [f"{card.word} {card.other_script}".strip(), card.written(Notation.MARKS), card.status.word]
    lines = ["\t".join([*head, *(["kept"] if card.is_kept else [])])]
    for number, sense in enumerate(card.senses, 1):
        why = f"\t({sense.evidence.words})" if sense.evidence is not None else ""
        lines.append(f"  {number}. {sense.text}{why}")
    lines += [f"  {card.missing}"] if card.missing else []
    text = found.reading.texts[card.version]
    sentence = text.segment_text(text.segment_at(card.span.start))
    lines.append(f"{found.place.document} {found.segment}\t{sentence}")
    for each in card.renderings:
        lines.append(f"{each.version}\t{each.sentence}" + (f"\t({each.words})" if each.words else ""))
    return "\n".join(lines) + "\n"


def _json_of(found: PlacedWord) -> str:
    card = found.card
    fields: dict[str, Any] = {
        "word": card.word,
        "key": card.key,
        "simplified": card.simplified,
        "traditional": card.traditional,
        "pinyin": card.written(Notation.MARKS),
        "numbered": card.written(Notation.NUMBERS),
        "status": card.status.word,
        "kept": card.is_kept,
        "document": found.place.document,
        "version": found.place.version,
        "segment": found.segment,
        "span": [card.span.start, card.span.end],
        "senses": [_sense_of(card, number) for number in range(len(card.senses))],
        "renderings": {
            each.version: {
                "text": each.sentence,
                "spans": [list(stretch) for stretch in each.stretches],
                "faint": each.is_faint,
            }
            for each in card.renderings
        },
        "shorter": [match.word for match in card.matches],
        "missing": card.missing or None,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _sense_of(card: Card, number: int) -> dict[str, Any]:
    sense = card.senses[number]
    return {
        "text": sense.text,
        "likely": sense.is_likely,
        "words": sense.evidence.words if sense.evidence is not None else None,
        "dictionary": sense.dictionary or None,
    }
