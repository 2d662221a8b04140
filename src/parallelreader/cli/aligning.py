"""``parallelreader align``: aligns two files, or what is not yet aligned in a corpus.

How that is done is the business of ``app.pairing`` and ``app.realigning``.
"""

import argparse
import json
from os.path import isfile
from pathlib import Path

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.pairing import PairFormat, pair_files
from parallelreader.app.realigning import align_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say

_EXAMPLE = """\
tsv: header zh, en, confidence, then a bead a line.
beads: Chinese sentence numbers from zero, tab, English ones, tab, confidence.
jsonl: an object a line with the words, their sentence numbers and the confidence.
tmx: a translation memory (TMX 1.4); it holds the beads that have words on both sides.

With one argument, a corpus, every translation in it that has no alignment, or one that does not
fit its text any more, is aligned and written there; what is replaced is kept beside it as .old.

examples:
  parallelreader align story.txt translation.txt --format tmx -o story.tmx
  parallelreader align zh.txt en.txt --segmented --format beads
  parallelreader align "My corpus\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.usage = "%(prog)s [options] ZH EN\n       %(prog)s [options] CORPUS"
    parser.add_argument("paths", nargs="+", type=Path, metavar="ZH EN", help="a paragraph a line each")
    parser.add_argument("--segmented", action="store_true", help="the files have a sentence a line")
    parser.add_argument("--format", choices=[each.value for each in PairFormat], help="tsv otherwise")
    parser.add_argument("--encoding", metavar="NAME", help="of both files, where the guess is wrong")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="of a corpus: only this one"
    )
    parser.add_argument("--again", action="store_true", help="of a corpus: what is aligned already, too")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if len(arguments.paths) == 1:
        return _align_corpus(arguments, context)
    chinese, english = arguments.paths
    paired = pair_files(
        chinese,
        english,
        is_segmented=arguments.segmented,
        encoding=arguments.encoding,
        progress=context.progress,
    )
    context.progress.clear()
    if paired.is_doubtful:
        say("These two texts hardly belong together; look at the result with care.")
    default = PairFormat.JSONL if context.is_json else PairFormat.TSV
    with output(arguments.output) as out:
        out.writelines(paired.lines(PairFormat(arguments.format or default)))
    return 0


def _align_corpus(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.paths[0])
    for document_id in arguments.document:
        corpus.document(document_id)
    done = align_corpus(
        corpus.folder,
        documents=arguments.document,
        everything=arguments.again,
        progress=context.progress,
        cache=open_cache(context.folders),
    )
    context.progress.clear()
    with output() as out:
        for each in done:
            fields = {
                "document": each.document,
                "version": each.version,
                "beads": each.beads,
                "confidence": round(each.mean_confidence, 3),
            }
            line = f"{each.document} {each.version}: {each.beads} beads, {each.mean_confidence:.2f}"
            out.write((json.dumps(fields, ensure_ascii=False) if context.is_json else line) + "\n")
    if not done:
        say("Everything in this corpus is aligned.")
    return 0


def _check_usage(arguments: argparse.Namespace) -> str:
    if len(arguments.paths) > 2:
        return "name two files, the Chinese one first, or one corpus"
    if len(arguments.paths) == 1 and (arguments.segmented or arguments.format or arguments.output):
        return "name the English file too"
    # Unlike Path.is_file, this says no where the system lets nobody look.
    if len(arguments.paths) == 1 and isfile(arguments.paths[0]) and arguments.paths[0].suffix != ".yaml":
        return "name the English file too"
    return ""
