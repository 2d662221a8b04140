"""``parallelreader notes``: gives the notes on a corpus away, and takes in those of a file, and tells what
became of notes and repairs on texts that have changed.

The formats and the places are the business of ``app``.
"""

import argparse
import json
from pathlib import Path
from typing import TextIO

from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat
from parallelreader.app.reading_notes import notes_as_lines, take_in_notes
from parallelreader.app.receipts.stored import Answer, receipts_of_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.exchange_words import say_fidelity, say_report
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.exchange import Losses
from parallelreader.core.receipt import Fate, Receipt, ReceiptLine
from parallelreader.formats.exchange.guarded_table import BYTE_ORDER_MARK

_EXAMPLE = """\
export writes the notes and highlights on a corpus, with the words of the other side:
  jsonl   a note a line; loses nothing
  jsonld  W3C Web Annotations, for other annotation tools; loses nothing
  csv     a table for spreadsheets; loses nothing. tsv is the same with tabs
  md      a page in Markdown, for people to read; loses nothing
import takes in any of them, of two states of a note the later one; doing so twice changes nothing.
With --dry-run it only says what would become of each note.
receipt tells what became of notes and repairs on texts that have changed since: which are
unchanged, moved, changed or unplaced. --confirm says that those stand where they belong.

examples:
  parallelreader notes export "My corpus" --format md -o notes.md
  parallelreader notes export "My corpus" --format jsonld -o notes.jsonld
  parallelreader notes import "My corpus" notes.jsonl
  parallelreader notes receipt "My corpus" --json
  parallelreader notes receipt "My corpus" --confirm moved"""
_QUOTED = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("action", choices=("export", "import", "receipt"), help="what to do")
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="what to import")
    parser.add_argument(
        "--format",
        type=lambda words: "md" if words == "markdown" else words,
        choices=[each.value for each in NotesFormat],
        help="of an export, jsonl otherwise; of what is imported, told by the file otherwise",
    )
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="of a receipt: only this one"
    )
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        choices=[str(Fate.MOVED), str(Fate.CHANGED)],
        help="of a receipt: these stand where they belong",
    )
    parser.add_argument(
        "--take-back",
        action="append",
        default=[],
        metavar="NOTE",
        help="of a receipt: the note of this id does not belong where it was carried to",
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
    if arguments.action == "receipt":
        return _receipt(corpus, arguments, context)
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


def _receipt(corpus: Corpus, arguments: argparse.Namespace, context: Context) -> int:
    for document_id in arguments.document:
        corpus.document(document_id)
    answer = Answer(frozenset(map(Fate, arguments.confirm)), frozenset(arguments.take_back))
    receipts = receipts_of_corpus(
        corpus,
        context.folders,
        documents=frozenset(arguments.document),
        answer=answer,
        progress=context.progress,
    )
    is_empty = True
    with output(arguments.output) as out:
        for receipt in receipts:
            context.progress.clear()
            is_empty = is_empty and not receipt.lines
            if context.is_json:
                for line in receipt.lines:
                    out.write(json.dumps(_record(line), ensure_ascii=False) + "\n")
            elif receipt.lines:
                _print(receipt, out)
    if is_empty:
        say("There are no notes and no repairs on this corpus yet.")
    return 0


def _print(receipt: Receipt, out: TextIO) -> None:
    out.write(f"{receipt.lines[0].document}: {receipt.words}\n")
    for line in receipt.to_review:
        out.write(f"  {line.fate} {line.kind} {line.version} {line.segment}  {_short(line.was)}")
        out.write(f" → {_short(line.now)}\n" if line.now and line.now != line.was else "\n")
        if line.about:
            out.write(f"      {_short(line.about)}\n")


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _QUOTED else f"{one_line[: _QUOTED - 1].rstrip()}…"


def _record(line: ReceiptLine) -> dict[str, object]:
    record: dict[str, object] = {
        "kind": str(line.kind),
        "document": line.document,
        "version": line.version,
        "segment": line.segment,
        "fate": str(line.fate),
        "was": line.was,
        "now": line.now,
        "span": [line.span.start, line.span.end] if line.span else None,
        "about": line.about,
    }
    if isinstance(line.subject, tuple):
        record["note"], record["target"] = line.subject
    return record


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "import" and arguments.file is None:
        return "name the file to import"
    if arguments.action == "export" and arguments.file is not None:
        return f"name the file to write with -o {arguments.file}"
    if arguments.action == "export" and arguments.dry_run:
        return "--dry-run has no meaning for an export"
    if arguments.action == "receipt" and (arguments.file is not None or arguments.format):
        return "a receipt takes no file and no format; -o names a file to write, --json gives a line each"
    if arguments.action != "receipt" and (arguments.document or arguments.confirm or arguments.take_back):
        return "--document, --confirm and --take-back are for a receipt"
    return ""
