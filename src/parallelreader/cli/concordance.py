"""``parallelreader concordance``: hits in the middle of their contexts, for people, scripts and spreadsheets.

Finding them is the business of ``app.terms.concordance``.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.searching import CorpusSearch, Side
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.concordance import Question, find_hits, places_by
from parallelreader.app.terms.saved_queries import SavedQuery
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.app.terms.stored_book import concept_called, stored_book
from parallelreader.cli.argument_kinds import count, plain_text
from parallelreader.cli.concordance_answer import Answer
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say
from parallelreader.core.concordance.collocations import Measure, Window
from parallelreader.core.concordance.neighbours import FARTHEST, Unit
from parallelreader.core.concordance.order import Aspect, By, parse_aspect
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.search.query import parse_query
from parallelreader.core.terms.concept import Concept

_EXAMPLE = """\
QUERY is what `search` takes: Chinese in either script, English in any form of its words,
pinyin, "a phrase", wildcards or a /pattern/; with --term it names a term that is marked.
--sort and --group take L1 to L3 and R1 to R3 (words to the left and right), hit, rendering,
rendering:VERSION, place, document, version; --sort takes several, with commas. Chinese
neighbours are words, or characters with --by-character, in the order of pinyin.

examples:
  parallelreader concordance "My corpus" 主力军 --sort R1
  parallelreader concordance "My corpus" worker --group rendering:zh
  parallelreader concordance "My corpus" 工会 --collocations --window 3,3
  parallelreader concordance "My corpus" 工会 --collocations --beside en
  parallelreader concordance "My corpus" 渡口 --format xlsx -o crossing.xlsx"""
_NONE = "–"
_MARK_ON, _MARK_OFF = "\x1b[7m", "\x1b[27m"
_WIDTH = 30
_CORPUS_HELP = "a folder with a corpus"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help=_CORPUS_HELP)
    parser.add_argument("query", type=plain_text, metavar="QUERY", nargs="?", help="what to look for")
    parser.add_argument("--term", action="store_true", help="QUERY names a marked term")
    parser.add_argument("--saved", type=plain_text, metavar="NAME", help="the query kept under that name")
    parser.add_argument("--save", type=plain_text, metavar="NAME", help="keep this query under a name")
    parser.add_argument("--list-saved", action="store_true", help="name the queries that are kept")
    parser.add_argument(
        "--side", choices=[each.value for each in Side], help="only in Chinese, or in the other"
    )
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("--in-version", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("--sort", type=plain_text, metavar="BY", help="put in order by this")
    parser.add_argument("--group", type=plain_text, metavar="BY", help="count the hits by this")
    parser.add_argument("--collocations", action="store_true", help="the words near the hits, counted")
    parser.add_argument(
        "--beside", type=plain_text, metavar="VERSION", help="with --collocations: words of that version"
    )
    parser.add_argument("--window", type=_window, metavar="L,R", help="how many words near, 5,5 otherwise")
    parser.add_argument("--least", type=count, default=2, metavar="N", help="near so many hits, 2 otherwise")
    parser.add_argument(
        "--measure",
        choices=[each.value for each in Measure],
        help="their order, log-dice otherwise",
    )
    parser.add_argument("--function-words", action="store_true", help="also words such as 的 and of")
    parser.add_argument("--near", type=plain_text, metavar="WORD", help="only hits with that word near them")
    parser.add_argument("--by-character", action="store_true", help="Chinese neighbours are characters")
    parser.add_argument("--width", type=count, metavar="N", help="characters to each side, 30 otherwise")
    parser.add_argument("--limit", type=count, metavar="N", help="no more hits than N")
    parser.add_argument("--no-renderings", action="store_true", help="do not look for what renders hits")
    parser.add_argument("--format", choices=["text", *TableFormat], help="what to write, text otherwise")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    if arguments.beside:
        _checked(f"rendering:{arguments.beside}", corpus)
    with ExitStack() as stack:
        repairs = stack.enter_context(repairs_on(corpus, context))
        book = stack.enter_context(stored_book(corpus, context.folders, is_writable=bool(arguments.save)))
        if arguments.list_saved:
            return _list(book, context)
        asked, concept = _asked(corpus, arguments, book)
        if arguments.save:
            book.queries.save(asked)
            say(f"The query is kept as {asked.name}.")
        search = CorpusSearch(
            corpus,
            repairs=repairs,
            cache=open_cache(context.folders),
            cache_folder=context.folders.cache,
        )
        places = places_by(book.termbase.finder, search, context.progress)
        lines = find_hits(search, asked.question, places=places, progress=context.progress)
        Answer(arguments, context, corpus, lines, asked, concept, book.choices).write()
    context.progress.clear()
    if not lines.hits:
        say(f"Nothing in this corpus holds {asked.question.query or asked.name}.")
    return 0


def _asked(
    corpus: Corpus, arguments: argparse.Namespace, book: TermBook
) -> tuple[SavedQuery, Concept | None]:
    """The query as it is asked, all that is said now going before what was kept; the concept if it is one."""
    known = _kept(book, arguments.saved) if arguments.saved else None
    old = known.question if known is not None else Question()
    name = old.concept if arguments.query is None else arguments.query if arguments.term else ""
    concept = concept_called(book, name) if name else None
    query = "" if concept is not None else (arguments.query or old.query)
    if concept is None:
        # A mistake in it is told before anything is done.
        parse_query(query)
    question = Question(
        query,
        concept.id if concept is not None else "",
        Side(arguments.side) if arguments.side else old.side,
        tuple(arguments.document) or old.documents,
        tuple(arguments.in_version) or old.versions,
    )
    sorting = known.sorting if known is not None else ()
    grouping = known.grouping if known is not None else None
    unit = known.unit if known is not None else Unit.WORD
    asked = SavedQuery(
        "",
        arguments.save or (concept.name if concept is not None else query),
        question,
        _aspects(arguments.sort) if arguments.sort else sorting,
        _checked(arguments.group, corpus) if arguments.group else grouping,
        Unit.CHARACTER if arguments.by_character else unit,
    )
    return asked, concept


def _kept(book: TermBook, name: str) -> SavedQuery:
    found = book.queries.named(name)
    if found is None:
        names = ", ".join(query.name for query in book.queries.in_order())
        raise UserError(
            f"No query is kept as {name.strip()}",
            mend=f"There are: {names}." if names else "Keep one with --save NAME.",
        )
    return found


def _aspects(written: str) -> tuple[Aspect, ...]:
    return tuple(parse_aspect(part) for part in written.split(","))


def _checked(written: str, corpus: Corpus) -> Aspect:
    aspect = parse_aspect(written)
    known = {version.id for document in corpus.documents for version in document.versions}
    if aspect.by is By.RENDERING and aspect.column and aspect.column not in known:
        raise UserError(
            f"There is no version {aspect.column}", mend=f"There are: {', '.join(sorted(known))}."
        )
    return aspect


def _list(book: TermBook, context: Context) -> int:
    queries = book.queries.in_order()
    with output() as out:
        for each in queries:
            fields = {
                "name": each.name,
                "query": each.question.query,
                "concept": each.question.concept,
                "sort": [aspect.written for aspect in each.sorting],
                "group": each.grouping.written if each.grouping is not None else "",
            }
            if context.is_json:
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
            else:
                out.write(f"{each.name}\t{each.question.query}\n")
    if not queries:
        say("No query is kept for this corpus yet.")
    return 0


def _window(words: str) -> Window:
    parts: Sequence[str] = words.split(",")
    numbers: Iterable[str] = parts if len(parts) == 2 else (words, words)
    try:
        left, right = (int(number) for number in numbers)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{words} is not two numbers with a comma, such as 5,5") from error
    if not (0 <= left <= FARTHEST and 0 <= right <= FARTHEST and left + right):
        raise argparse.ArgumentTypeError(f"from 0 to {FARTHEST} words to each side count, and at least one")
    return Window(left, right)


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.list_saved:
        return ""
    if arguments.query is None and not arguments.saved:
        return "say what to look for"
    if arguments.term and arguments.query is None:
        return "--term wants the name of a term"
    if arguments.beside and not arguments.collocations:
        return "--beside belongs to --collocations"
    if arguments.collocations and arguments.group:
        return "--collocations and --group are two different answers; ask for one"
    if arguments.format == TableFormat.WORKBOOK and arguments.output is None:
        return "a workbook needs a file: -o FILE.xlsx"
    return ""
