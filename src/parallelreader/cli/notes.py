"""``parallelreader notes``: gives the notes on a corpus away, and takes in those of a file.

The formats are the business of ``app``.
"""

import argparse
from pathlib import Path

from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat
from parallelreader.app.reading_notes import notes_as_lines, take_in_notes
from parallelreader.cli.context import Context
from parallelreader.cli.exchange_words import say_fidelity, say_report
from parallelreader.cli.terminal import output, say
from parallelreader.core.exchange import Losses
from parallelreader.formats.exchange.guarded_table import BYTE_ORDER_MARK

_EXAMPLE = """\
export writes the notes and highlights on a corpus, with the words of the other side:
  jsonl   a note a line; loses nothing
  jsonld  W3C Web Annotations, for other annotation tools; loses nothing
  csv     a table for spreadsheets; loses nothing. tsv is the same with tabs
  md      a page to be read, which cannot be read in again
import takes in any of the others, of two states of a note the later one; doing so twice changes nothing.
With --dry-run it only says what would become of each note.

examples:
  parallelreader notes export "My corpus" --format md -o notes.md
  parallelreader notes export "My corpus" --format jsonld -o notes.jsonld
  parallelreader notes import "My corpus" notes.jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("action", choices=("export", "import"), help="what to do")
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="what to import")
    parser.add_argument(
        "--format",
        choices=[each.value for each in NotesFormat],
        help="of an export, jsonl otherwise; of what is imported, told by the file otherwise",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.add_argument("--dry-run", action="store_true", help="say what an import would do, and do nothing")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    wanted = NotesFormat(arguments.format) if arguments.format else None
    if arguments.action == "import":
        before, after, report = take_in_notes(
            corpus, arguments.file, context.folders, wanted, is_trial=arguments.dry_run
        )
        say_report(report, context)
        say(f"{after - before} new notes, {after} in all.")
        return 0
    # --json wins: a script that asks for it gets JSON lines whatever the default may become.
    wanted = NotesFormat.JSONL if context.is_json else wanted or NotesFormat.JSONL
    losses = Losses()
    with notes_as_lines(corpus, wanted, context.folders, losses) as lines, output(arguments.output) as out:
        if wanted is NotesFormat.CSV and arguments.output is not None:
            out.write(BYTE_ORDER_MARK)
        out.writelines(lines)
    if losses.written:
        say_fidelity(losses.fidelity, "note")
    else:
        say("There are no notes on this corpus yet.")
    return 0


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "import" and arguments.file is None:
        return "name the file to import"
    if arguments.action == "export" and arguments.file is not None:
        return f"name the file to write with -o {arguments.file}"
    if arguments.action == "export" and arguments.dry_run:
        return "--dry-run has no meaning for an export"
    return ""
