"""``parallelreader export``: writes a corpus out to be read on paper or by other programs.

The formats are the business of ``app``.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from parallelreader.app.exchange.aligned_files import (
    AlignedFormat,
    AlignedSource,
    aligned_lines,
    write_aligned,
)
from parallelreader.app.exchange.stored_terms import stored_concepts
from parallelreader.app.handing.handing import HandoutFormat, hand_out_corpus, stored_notes, write_handout
from parallelreader.app.handing.pdf_request import PdfRequest
from parallelreader.app.handing.terms import TermSource
from parallelreader.app.handing.verticals import write_vertical
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.open_notes import OpenNotes
from parallelreader.app.words.document_names import DocumentNames
from parallelreader.app.words.stored_words import stored_words
from parallelreader.cli.context import Context
from parallelreader.cli.exchange_words import say_fidelity
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.exchange import Losses
from parallelreader.core.handout import TYPE_SIZES, Handout, HandoutLayout, HandoutOptions, Paper
from parallelreader.core.language.conversion import Script
from parallelreader.core.terms.finder import TermFinder
from parallelreader.formats.handout_html import html_lines

_EXAMPLE = """\
To be read and handed out:
html   one web page, to be read or printed.
epub   an e-book, a file for each chapter.
docx   a Word document; your notes are footnotes.
pdf    pages to be printed.
For other programs:
vertical  a folder for Sketch Engine, NoSketch Engine or KonText: tokens, configurations, mappings.
tsv    a line for each bead of each version, with document, version, zh, en and confidence.
tmx    a translation memory (TMX 1.4); it holds the beads that have words on both sides.
tmx-folder  a folder with a memory for each version, as translation tools want it, and all.tmx, which
            has every version in each unit.
tei    TEI P5: a text for each version, with links between the sentences.
Your own repairs of alignments are in effect.

examples:
  parallelreader export "My corpus" --format tsv -o pairs.tsv
  parallelreader export "My corpus" --format html --document ferry --pinyin --pairs 1-40 -o class.html"""
_PDF, _VERTICAL = "pdf", "vertical"
_READ = {*(each.value for each in HandoutFormat), _PDF}
_HANDOUT_OPTIONS = ("layout", "pairs", "pinyin", "glossary", "script", "page", "size", "no_numbers")
_OVERLAYS = ("versions", "notes", "terms")
_FOLDERS = {_VERTICAL, AlignedFormat.TMX_FOLDER.value}
_BARE = {_VERTICAL: _OVERLAYS, AlignedFormat.TSV.value: ("notes", "terms")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    formats = [*(each.value for each in (*HandoutFormat, *AlignedFormat)), _PDF, _VERTICAL]
    parser.add_argument("--format", required=True, choices=formats)
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only this one")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.add_argument("--versions", metavar="ID,ID", help="which versions; to be read, from left to right")
    parser.add_argument("--notes", action="store_true", help="with your notes and highlights")
    parser.add_argument(
        "--terms", action="store_true", help="with your terms, underlined where they are to be read"
    )
    of = parser.add_argument_group("what is to be read")
    of.add_argument("--layout", choices=[each.value for each in HandoutLayout], help="side-by-side otherwise")
    of.add_argument("--pairs", type=_pairs, metavar="A-B", help="only these of one document, from one")
    of.add_argument("--pinyin", action="store_true", help="pinyin over the Chinese")
    of.add_argument("--glossary", action="store_true", help="the terms that stand in it listed at the end")
    of.add_argument("--script", choices=[each.value for each in Script], help="as-written otherwise")
    of.add_argument("--page", choices=[each.value for each in Paper], help="the paper, a4 otherwise")
    of.add_argument(
        "--size", type=int, choices=TYPE_SIZES, metavar="POINTS", help="of the Chinese, 12 otherwise"
    )
    of.add_argument("--no-numbers", action="store_true", help="pairs are not numbered")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int | PdfRequest:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    if arguments.format == _PDF:
        out = arguments.output.absolute()
        return PdfRequest(out, partial(_handout, corpus, arguments, context), context.progress)
    if arguments.format in _READ:
        with _handout(corpus, arguments, context) as handout:
            _write(handout, HandoutFormat(arguments.format), arguments.output, context)
    elif arguments.format == _VERTICAL:
        _write_vertical(corpus, arguments, context)
    else:
        _write_pairs(corpus, arguments, context)
    context.progress.clear()
    return 0


def _write_pairs(corpus: Corpus, arguments: argparse.Namespace, context: Context) -> None:
    wanted, out = AlignedFormat(arguments.format), arguments.output
    losses = Losses()
    with ExitStack() as stack:
        source = AlignedSource(
            corpus,
            documents=arguments.document,
            versions=_versions(arguments),
            repairs=stack.enter_context(repairs_on(corpus, context)),
            notes=stack.enter_context(stored_notes(corpus, context.folders)) if arguments.notes else None,
            concepts=stack.enter_context(stored_concepts(corpus, context.folders))
            if arguments.terms
            else None,
            cache=open_cache(context.folders),
        )
        if out is not None and wanted.is_folder:
            fidelity = write_aligned(source, wanted, out, context.progress)
        else:
            with output(out) as stream:
                stream.writelines(aligned_lines(source, wanted, losses, context.progress))
            fidelity = losses.fidelity
    context.progress.clear()
    say_fidelity(fidelity, "sentence" if wanted is AlignedFormat.TEI else "unit")


def _write_vertical(corpus: Corpus, arguments: argparse.Namespace, context: Context) -> None:
    with repairs_on(corpus, context) as repairs:
        report = write_vertical(
            corpus,
            arguments.output,
            words=stored_words(context.folders),
            documents=arguments.document,
            repairs=repairs,
            progress=context.progress,
            cache=open_cache(context.folders),
        )
    context.progress.clear()
    for name, sentences in report.sentences.items():
        say(f"{name}: {sentences} sentences.")
    if report.left_out:
        say(f"{report.left_out} pairs stand out of the order of the rest, which a mapping cannot say.")


@contextmanager
def _handout(corpus: Corpus, arguments: argparse.Namespace, context: Context) -> Iterator[Handout]:
    with ExitStack() as stack:
        repairs = stack.enter_context(repairs_on(corpus, context))
        notes: OpenNotes | None = None
        if arguments.notes:
            notes = stack.enter_context(stored_notes(corpus, context.folders))
        terms: TermSource | None = None
        if arguments.terms or arguments.glossary:
            concepts = stack.enter_context(stored_concepts(corpus, context.folders))
            terms = TermSource(TermFinder(concepts), {concept.id: concept for concept in concepts})
        stack.callback(context.progress.clear)
        words = stored_words(context.folders) if arguments.pinyin else None
        names = DocumentNames(context.folders.cache, words) if words is not None else None
        yield hand_out_corpus(
            corpus,
            _options(arguments),
            documents=arguments.document,
            repairs=repairs,
            notes=notes,
            words=words,
            words_of=names.words_of if names is not None else None,
            terms=terms,
            progress=context.progress,
            cache=open_cache(context.folders),
        )


def _write(handout: Handout, wanted: HandoutFormat, out: Path | None, context: Context) -> None:
    if out is not None:
        write_handout(handout, wanted, out, progress=context.progress)
        return
    with output() as stream:
        stream.writelines(html_lines(handout, progress=context.progress))


def _options(arguments: argparse.Namespace) -> HandoutOptions:
    return HandoutOptions(
        layout=HandoutLayout(arguments.layout or HandoutLayout.SIDE_BY_SIDE),
        versions=_versions(arguments),
        pairs=arguments.pairs,
        has_pinyin=arguments.pinyin,
        has_notes=arguments.notes,
        has_terms=arguments.terms,
        has_glossary=arguments.glossary,
        has_numbers=not arguments.no_numbers,
        script=Script(arguments.script or Script.AS_WRITTEN),
        paper=Paper(arguments.page or Paper.A4),
        size=arguments.size or HandoutOptions().size,
    )


def _versions(arguments: argparse.Namespace) -> tuple[str, ...]:
    names = (name.strip() for name in (arguments.versions or "").split(","))
    return tuple(filter(None, names))


def _pairs(words: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", words)
    if match is None or not 1 <= int(match[1]) <= int(match[2] or match[1]):
        raise argparse.ArgumentTypeError(f"{words} is no stretch of pairs such as 1-40")
    return int(match[1]), int(match[2] or match[1])


def _check_usage(arguments: argparse.Namespace) -> str:
    is_read = arguments.format in _READ
    given = [name for name in _HANDOUT_OPTIONS if getattr(arguments, name)] if not is_read else []
    given += [name for name in _BARE.get(arguments.format, ()) if getattr(arguments, name)]
    if given:
        return f"--{given[0].replace('_', '-')} has no meaning for {arguments.format}"
    if arguments.format in _FOLDERS and arguments.output is None:
        return "name the folder to write with -o DIR"
    if is_read and arguments.format != HandoutFormat.HTML and arguments.output is None:
        return f"name the file to write with -o FILE.{arguments.format}"
    return ""
