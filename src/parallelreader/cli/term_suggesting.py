"""``parallelreader terms suggest``, ``accept`` and ``reject``: terms that the program would mark.

What is suggested and why is the business of ``app.terms.suggestions``.
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.stored_book import UnclearTerm, stored_book
from parallelreader.app.terms.suggestion_making import suggest
from parallelreader.app.terms.suggestions import MOST, accept, accept_each, offered, reject
from parallelreader.app.words.stored_words import stored_words
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import counted, output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.language.script import has_han
from parallelreader.core.terms.suggestion import Suggestion, suggestion_key

_SHOWN = 50


def add_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--most", type=_count, default=_SHOWN, metavar="N", help=f"at most so many, {_SHOWN} by default"
    )
    parser.add_argument("--rejected", action="store_true", help="list what was rejected instead")


def add_accept(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", type=plain_text, nargs="+", metavar="WORDS", help="suggested words")
    parser.add_argument("--as-one", action="store_true", help="they mean the same: make one term of them")


def add_reject(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", type=plain_text, nargs="+", metavar="WORDS", help="suggested words")
    parser.add_argument("--again", action="store_true", help="offer these again")


def list_suggestions(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    with stored_book(corpus, context.folders, is_writable=False) as book:
        if arguments.rejected:
            with output() as out:
                for key, each in book.rejections.all.items():
                    fields = {"key": key, "words": each.words, "rejected": each.made}
                    out.write(_json(fields) if context.is_json else f"{each.words}\n")
            return 0
        # Those that were decided on are passed over, and others take their place.
        decided = len(book.rejections.all) + len(book.termbase.concepts)
        found = offered(_suggested(corpus, context, arguments.most + decided), book)[: arguments.most]
    context.progress.clear()
    with output() as out:
        for suggestion in found:
            out.write(_json(_fields(suggestion)) if context.is_json else _line(suggestion))
    if not found:
        say("Nothing to suggest.")
    return 0


def accept_suggestions(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    with stored_book(corpus, context.folders, is_writable=True) as book:
        chosen = _chosen(arguments.words, _suggested(corpus, context, MOST), book)
        context.progress.clear()
        if arguments.as_one:
            accept(chosen, book)
        else:
            accept_each(chosen, book)
    say(f"{counted(1 if arguments.as_one else len(chosen), 'term')} added.")
    return 0


def reject_suggestions(arguments: argparse.Namespace, context: Context) -> int:
    with stored_book(open_corpus(arguments.corpus), context.folders, is_writable=True) as book:
        words = {suggestion_key(each, is_chinese=has_han(each)): each for each in arguments.words}
        if arguments.again:
            missing = next((said for key, said in words.items() if key not in book.rejections), None)
            if missing is not None:
                raise UnclearTerm(
                    f"{missing} was not rejected", mend="See terms suggest --rejected for what was."
                )
            book.rejections.take_back(words, name="Offer again")
        else:
            made = [Suggestion(said, "", 0, 0, 0.0) if has_han(said) else Suggestion("", said, 0, 0, 0.0)
                    for said in words.values()]  # fmt: skip
            reject(made, book)
    say(f"{counted(len(words), 'suggestion')} {'offered again' if arguments.again else 'rejected'}.")
    return 0


def _suggested(corpus: Corpus, context: Context, most: int) -> list[Suggestion]:
    segmenter = stored_words(context.folders).loaded(context.progress).segmenter
    with repairs_on(corpus, context) as repairs:
        texts = AlignedTexts(corpus, repairs=repairs, cache=open_cache(context.folders))
        return suggest(texts, segmenter, context.folders.cache, most=most, progress=context.progress)


def _chosen(words: Sequence[str], found: Sequence[Suggestion], book: TermBook) -> list[Suggestion]:
    """The suggestions of these words. Raises UnclearTerm for what is not suggested, or is a term already."""
    by_key = {each.key: each for each in offered(found, book)}
    chosen = []
    for said in words:
        suggestion = by_key.get(suggestion_key(said, is_chinese=has_han(said)))
        if suggestion is None:
            raise UnclearTerm(
                f"{said} is not suggested", mend="See terms suggest, or mark it with terms add."
            )
        chosen.append(suggestion)
    return chosen


def _fields(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "chinese": suggestion.chinese or None,
        "english": suggestion.english or None,
        "count": suggestion.count,
        "support": suggestion.support,
        "score": suggestion.score,
        "renderings": {
            version: [
                {"text": each.text, "count": each.count, "likelihood": each.likelihood} for each in found
            ]
            for version, found in suggestion.renderings.items()
        },
        "places": [
            {"document": each.document, "version": each.version, "span": [each.span.start, each.span.end]}
            for each in suggestion.places
        ],
    }


def _line(suggestion: Suggestion) -> str:
    told = "; ".join(
        f"{version}: {', '.join(f'{each.text} {each.count}×' for each in found)}"
        for version, found in suggestion.renderings.items()
    )
    return f"{suggestion.name}\t{suggestion.count}\t{told}".rstrip("\t") + "\n"


def _json(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _count(said: str) -> int:
    if not said.isascii() or not said.isdigit() or not int(said):
        raise argparse.ArgumentTypeError(f"{said} is no number of suggestions")
    return int(said)
