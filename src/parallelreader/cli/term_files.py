"""``parallelreader terms export`` and ``import``: terms as files, given away and taken in.

The formats are the business of ``app``.
"""

import argparse
from pathlib import Path

from parallelreader.app.exchange.stored_terms import stored_concepts, take_in_terms
from parallelreader.app.exchange.term_files import TermsFormat, term_lines, write_terms
from parallelreader.app.library import open_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.exchange_words import say_fidelity, say_report
from parallelreader.cli.terminal import output, say
from parallelreader.core.exchange import Losses

FORMATS = """\
export and import know these formats:
  tbx     TBX-Basic 3 (ISO 30042:2019); loses nothing
  tbx2    TBX 2, which OmegaT and most translation tools read; loses nothing
  csv     a table for spreadsheets; loses nothing. tsv is the same with tabs
  omegat  OmegaT's glossary: source, target and comment; call the file glossary.utf8"""
_SUFFIXES = {".tbx": TermsFormat.TBX, ".tsv": TermsFormat.TSV, ".utf8": TermsFormat.OMEGAT}


def add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=[each.value for each in TermsFormat], help="told by the name after -o, or csv"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what to import")
    parser.add_argument(
        "--format", choices=[each.value for each in TermsFormat], help="told by the file otherwise"
    )
    parser.add_argument("--encoding", default="", help="found out otherwise")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")


def export_terms(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    out: Path | None = arguments.output
    named = _SUFFIXES.get(out.suffix.lower(), TermsFormat.CSV) if out is not None else TermsFormat.CSV
    wanted = TermsFormat(arguments.format or named)
    with stored_concepts(corpus, context.folders) as concepts:
        if out is not None:
            fidelity = write_terms(concepts, wanted, out, title=corpus.title, progress=context.progress)
        else:
            losses = Losses()
            with output() as stream:
                stream.writelines(term_lines(concepts, wanted, losses, title=corpus.title))
            fidelity = losses.fidelity
    context.progress.clear()
    say_fidelity(fidelity, "concept")
    return 0


def import_terms(arguments: argparse.Namespace, context: Context) -> int:
    before, after, report = take_in_terms(
        open_corpus(arguments.corpus),
        arguments.file,
        context.folders,
        TermsFormat(arguments.format) if arguments.format else None,
        encoding=arguments.encoding,
        is_trial=arguments.dry_run,
        progress=context.progress,
    )
    context.progress.clear()
    say_report(report, context)
    say(f"{after - before} new concepts, {after} in all.")
    return 0
