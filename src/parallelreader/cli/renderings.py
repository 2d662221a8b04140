"""``parallelreader renderings``: prints how every version puts a Chinese term, for people or for scripts.

Finding that out is the business of ``app.terms.matrix``.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.matrix import make_matrix
from parallelreader.app.terms.matrix_export import matrix_lines, write_matrix
from parallelreader.app.terms.matrix_words import RowInWords, rows_in_words
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.app.terms.stored_book import stored_book
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem, WriteProblem
from parallelreader.core.renderings.matrix import Matrix
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.folding import fold_chinese

_EXAMPLE = """\
TERM is any Chinese words, in either script; no term need be marked. A dash stands where no
rendering was found. Your own repairs of alignments are in effect, the terms you marked, and what
you said of renderings.

examples:
  parallelreader renderings "My corpus" 主力军
  parallelreader renderings "My corpus" 主力军 --json -o renderings.json
  parallelreader renderings "My corpus" 主力军 --format xlsx -o renderings.xlsx"""
_NONE = "–"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("term", type=_term, metavar="TERM", help="Chinese words in either script")
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    formats = [each.value for each in TableFormat]
    parser.add_argument("--format", choices=formats, help="a table, instead of what people read here")
    parser.add_argument(
        "--no-bom", action="store_true", help="without the mark that spreadsheets want in CSV"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    with ExitStack() as stack:
        repairs = stack.enter_context(repairs_on(corpus, context))
        book = _book(corpus, context, stack)
        texts = AlignedTexts(
            corpus, wanted=arguments.document, repairs=repairs, cache=open_cache(context.folders)
        )
        matrix = make_matrix(
            texts,
            _asked_for(book, arguments.term),
            linker=RenderingsHere(context.folders.cache),
            choices=book.choices if book is not None else None,
            progress=context.progress,
        )
        if arguments.format == TableFormat.WORKBOOK:
            write_matrix(arguments.output, TableFormat.WORKBOOK, matrix, texts, progress=context.progress)
            context.progress.clear()
            return 0
        lines = _lines(arguments, matrix, texts, context)
        with output(arguments.output) as out:
            for line in lines:
                context.progress.clear()
                out.write(line)
    context.progress.clear()
    if not matrix.rows:
        say(f"No Chinese source in this corpus holds {arguments.term}.")
    return 0


def _lines(
    arguments: argparse.Namespace, matrix: Matrix, texts: AlignedTexts, context: Context
) -> Iterator[str]:
    if arguments.format is not None:
        wanted = TableFormat(arguments.format)
        has_mark = not arguments.no_bom
        return matrix_lines(wanted, matrix, texts, has_mark=has_mark, progress=context.progress)
    rows = rows_in_words(matrix, texts, context.progress)
    return _json(arguments.term, matrix, rows) if context.is_json else _plain(matrix, rows)


def _book(corpus: Corpus, context: Context, stack: ExitStack) -> TermBook | None:
    """What the user keeps of terms; None where the store cannot be read: texts are of use without it."""
    try:
        return stack.enter_context(stored_book(corpus, context.folders, is_writable=False))
    except (StoreProblem, WriteProblem) as problem:
        say(f"Your own terms and renderings are left out. {problem}")
        return None


def _asked_for(book: TermBook | None, term: str) -> str | Concept:
    """The concept that has the term, where there is one; it knows more names and renderings."""
    if book is None:
        return term
    found = [
        concept
        for concept in book.termbase.named(term)
        if any(fold_chinese(each.text) == fold_chinese(term) for each in concept.chinese)
    ]
    return found[0] if len(found) == 1 else term


def _json(term: str, matrix: Matrix, rows: Iterator[RowInWords]) -> Iterator[str]:
    """One object in one line, a piece at a time."""
    yield f'{{"term": {_dumped(term)}, "occurrences": ['
    for number, each in enumerate(rows):
        yield (", " if number else "") + _dumped(_occurrence(each))
    variants = {
        column: {each.text: each.counts[column] for each in matrix.variants if column in each.counts}
        for column in matrix.columns
    }
    rest = {"variants": variants, "gaps": dict(matrix.gaps), "consistency": dict(matrix.consistency)}
    yield f"], {_dumped(rest)[1:]}\n"


def _occurrence(each: RowInWords) -> dict[str, Any]:
    row = each.row
    renderings: dict[str, Any] = {}
    for column, cell in row.cells.items():
        found = cell.rendering
        renderings[column] = None
        if found is not None:
            renderings[column] = {
                "text": found.text,
                "span": [found.spans[0].start, found.spans[-1].end],
                "confidence": round(found.confidence, 3),
                "found": found.found.value,
            }
            if cell.state:
                renderings[column]["state"] = cell.state.value
    return {
        "document": row.document,
        "version": row.version,
        "segment": row.pair,
        "label": row.segment,
        "text": each.sentence,
        "span": [each.at.start, each.at.end],
        "renderings": renderings,
    }


def _plain(matrix: Matrix, rows: Iterator[RowInWords]) -> Iterator[str]:
    for each in rows:
        yield f"{each.row.document} {each.row.segment}\n{each.sentence}\n"
        for column, cell in each.row.cells.items():
            yield f"  {column}: {cell.rendering.text if cell.rendering is not None else _NONE}\n"
        yield "\n"
    for column in matrix.columns:
        told = [f"{each.text} {each.counts[column]}" for each in matrix.variants if column in each.counts]
        if matrix.gaps[column]:
            told.append(f"{_NONE} {matrix.gaps[column]}")
        if told:
            yield f"{column}: {', '.join(told)}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _term(words: str) -> str:
    if not plain_text(words).strip():
        raise argparse.ArgumentTypeError("no words were given")
    return words.strip()


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.format == TableFormat.WORKBOOK and arguments.output is None:
        return "name the file to write with -o FILE.xlsx"
    if arguments.format is not None and getattr(arguments, "json", False):
        return "--json and --format are two kinds of output; name one"
    if arguments.no_bom and arguments.format != TableFormat.CSV:
        return "--no-bom has a meaning for --format csv only"
    return ""
