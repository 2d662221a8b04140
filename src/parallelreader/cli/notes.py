"""``parallelreader notes``: gives the notes on a corpus away, and takes in those of a file.

The formats are the business of ``app``.
"""

import argparse
from pathlib import Path

from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat
from parallelreader.app.reading_notes import notes_as_file, take_in_notes
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say

_EXAMPLE = """\
export writes the notes and highlights on a corpus, with the words of the other side:
jsonl loses nothing and can be imported again, tsv is a table, md is to be read.
import takes in a jsonl file; doing so twice changes nothing.

examples:
  parallelreader notes export "My corpus" --format md -o notes.md
  parallelreader notes import "My corpus" notes.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("action", choices=("export", "import"), help="what to do")
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="what to import, a .jsonl file")
    parser.add_argument(
        "--format", choices=[each.value for each in NotesFormat], help="of an export, jsonl otherwise"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    if arguments.action == "import":
        before, after = take_in_notes(corpus, arguments.file, context.folders)
        say(f"{after - before} new notes, {after} in all.")
        return 0
    # --json wins: a script that asks for it gets JSON lines whatever the default may become.
    wanted = NotesFormat.JSONL if context.is_json else NotesFormat(arguments.format or NotesFormat.JSONL)
    content, count = notes_as_file(corpus, wanted, context.folders)
    with output(arguments.output) as out:
        out.write(content)
    if not count:
        say("There are no notes on this corpus yet.")
    return 0


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "import" and arguments.file is None:
        return "name the file to import"
    if arguments.action == "export" and arguments.file is not None:
        return f"name the file to write with -o {arguments.file}"
    return ""
