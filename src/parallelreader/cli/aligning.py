"""``parallelreader align``: aligns two files, or what is not yet aligned in a corpus.

How that is done is the business of ``app.pairing`` and ``app.shelf``.
"""

import argparse
import json
from os.path import isfile
from pathlib import Path

from parallelreader.app.import_report import lone_chapter_names
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.pairing import PairFormat, pair_files
from parallelreader.app.realigning import Aligned, Failed
from parallelreader.app.shelf import align_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say

_WARNING = "these two texts hardly belong together; look at the result with care."
_EXAMPLE = """\
tsv: header zh, en, confidence, then a bead a line.
beads: Chinese sentence numbers from zero, tab, English ones, tab, confidence.
jsonl: an object a line with the words, their sentence numbers and the confidence.
tmx: a translation memory (TMX 1.4); it holds the beads that have words on both sides.

With one argument, a corpus, every translation in it that has no alignment, or one that does not
fit its text any more, is aligned and written there, several at once; what is replaced is kept beside
it as .old. For each it is told how many beads it has, their mean confidence, and what share of its
sentences probably has no counterpart. One that cannot be aligned does not stop the others; the exit
code is 1 then. What you or others have checked stays as it is, also with --again; your own repairs
stay yours until --write-repairs puts them into the files of the corpus.

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
    parser.add_argument(
        "--write-repairs", action="store_true", help="of a corpus: write your own repairs into it, too"
    )
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
        say(f"{_WARNING[0].upper()}{_WARNING[1:]}")
    default = PairFormat.JSONL if context.is_json else PairFormat.TSV
    with output(arguments.output) as out:
        out.writelines(paired.lines(PairFormat(arguments.format or default)))
    return 0


def _align_corpus(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.paths[0])
    for document_id in arguments.document:
        corpus.document(document_id)
    with repairs_on(corpus, context, are_required=arguments.write_repairs) as repairs:
        done = align_corpus(
            corpus.folder,
            documents=arguments.document,
            everything=arguments.again,
            writes_repairs=arguments.write_repairs,
            repairs=repairs,
            progress=context.progress,
            cache=open_cache(context.folders),
        )
    context.progress.clear()
    with output() as out:
        for each in done:
            if context.is_json:
                out.write(json.dumps(_fields(each), ensure_ascii=False) + "\n")
            elif isinstance(each, Aligned):
                out.write(_line(each) + "\n")
    for each in done:
        if isinstance(each, Failed):
            say(f"parallelreader: {each.document} {each.version}: {each.problem}")
            continue
        if each.judgement.is_doubtful:
            say(f"{each.document} {each.version}: {_WARNING}")
        for place, names in lone_chapter_names(each.source, each.version, each.lone_chapters).items():
            for name in names:
                say(f"{each.document} {each.version}: chapter of {place} without counterpart: {name}")
        if each.carried:
            say(f"{each.document} {each.version}: {each.carried.words}")
    if not done:
        say("Everything in this corpus is aligned.")
    return int(any(isinstance(each, Failed) for each in done))


def _line(aligned: Aligned) -> str:
    judgement = aligned.judgement
    return (
        f"{aligned.document} {aligned.version}: {aligned.beads} beads, {judgement.confidence:.2f}, "
        f"{judgement.expected_unpaired:.0%} without counterpart"
    )


def _fields(each: Aligned | Failed) -> dict[str, object]:
    judgement = each.judgement if isinstance(each, Aligned) else None
    return {
        "document": each.document,
        "version": each.version,
        "beads": each.beads if isinstance(each, Aligned) else None,
        "confidence": round(judgement.confidence, 3) if judgement else None,
        "without_counterpart": round(judgement.expected_unpaired, 3) if judgement else None,
        "sure": round(judgement.sure, 3) if judgement else None,
        "doubtful": judgement.is_doubtful if judgement else None,
        "unmatched_chapters": (
            lone_chapter_names(each.source, each.version, each.lone_chapters)
            if isinstance(each, Aligned)
            else None
        ),
        "repairs_carried": each.carried.carried if isinstance(each, Aligned) else None,
        "repairs_lost": len(each.carried.lost) if isinstance(each, Aligned) else None,
        "seconds": round(each.seconds, 2) if isinstance(each, Aligned) else None,
        "error": str(each.problem) if isinstance(each, Failed) else None,
    }


def _check_usage(arguments: argparse.Namespace) -> str:
    if len(arguments.paths) > 2:
        return "name two files, the Chinese one first, or one corpus"
    if len(arguments.paths) == 2 and arguments.write_repairs:
        return "--write-repairs is for a corpus"
    if len(arguments.paths) == 1 and (arguments.segmented or arguments.format or arguments.output):
        return "name the English file too"
    # Unlike Path.is_file, this says no where the system lets nobody look.
    if len(arguments.paths) == 1 and isfile(arguments.paths[0]) and arguments.paths[0].suffix != ".yaml":
        return "name the English file too"
    return ""
