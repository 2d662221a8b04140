"""``parallelreader link-words``: which words render each other in pairs that are tokenised already.

How that is found is the business of ``app.linking``.
"""

import argparse
import json
from pathlib import Path

from parallelreader.app.linking import link_file
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output
from parallelreader.core.links import PairLinks

_EXAMPLE = """\
Each line holds a pair: Chinese tokens, |||, English tokens, with spaces between. Each gives one line:
links i-j, token numbers from zero with the Chinese one first; an empty line where there is none.
With --json it is an object: links as [i, j] and, in the same order, their confidences.

The first time, tables are made from the dictionary, which takes some seconds; they are kept.

examples:
  parallelreader link-words pairs.txt -o links.txt
  parallelreader link-words pairs.txt --learn
  parallelreader link-words pairs.txt --corpus "My corpus\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("pairs", type=Path, metavar="PAIRS", help="a pair a line, in UTF-8")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.add_argument("--learn", action="store_true", help="use what the pairs teach about each other, too")
    parser.add_argument("--corpus", type=Path, metavar="CORPUS", help="use what this corpus teaches, too")


def run(arguments: argparse.Namespace, context: Context) -> int:
    found = link_file(
        arguments.pairs,
        context.folders,
        learns=arguments.learn,
        corpus=arguments.corpus,
        progress=context.progress,
    )
    with output(arguments.output) as out:
        for pair in found:
            context.progress.clear()
            out.write((_object(pair) if context.is_json else _line(pair)) + "\n")
    context.progress.clear()
    return 0


def _line(pair: PairLinks) -> str:
    return " ".join(f"{i}-{j}" for i, j in pair.links())


def _object(pair: PairLinks) -> str:
    links = pair.links()
    confidence = [round(float(pair.probability[link]), 3) for link in links]
    return json.dumps({"links": links, "confidence": confidence})
