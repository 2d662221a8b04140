"""``parallelreader export``: writes a corpus out in a format of others.

The formats are the business of ``app.exporting``.
"""

import argparse
from pathlib import Path

from parallelreader.app.exporting import ExportFormat, export_lines
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output

_EXAMPLE = """\
tsv: a line for each bead of each version, with document, version, zh, en and confidence.
tmx: a translation memory (TMX 1.4); it holds the beads that have words on both sides.
Your own repairs of alignments are in effect.

example:
  parallelreader export "My corpus" --format tsv -o pairs.tsv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("--format", required=True, choices=[each.value for each in ExportFormat])
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only this one")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    with repairs_on(corpus, context) as repairs:
        lines = export_lines(
            corpus,
            ExportFormat(arguments.format),
            documents=arguments.document,
            repairs=repairs,
            progress=context.progress,
            cache=open_cache(context.folders),
        )
        with output(arguments.output) as out:
            out.writelines(lines)
    context.progress.clear()
    return 0
