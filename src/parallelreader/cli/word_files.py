"""Lists of words in and kept words out, for ``parallelreader words``."""

import argparse
import json
from pathlib import Path

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.anki_export import DECK, anki_text, write_package
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import bundle_lines, read_bundle, take_in_bundle
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.kept_table import kept_csv
from parallelreader.app.words.known_lists import KnownList, ListReport, read_list, report, take_in
from parallelreader.app.words.statuses import Status
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import SECONDS_TO_WRITE, counted, output, say
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.store.database import Store

_FORMATS = ("anki", "apkg", "csv", "json", "txt")
_BUNDLES = (".jsonl", ".ndjson", ".json")
_IMPORT = """\
A list has one word a line, or is a table (CSV, TSV, XLSX) with the words in one of its columns, or
comes from Anki: as “Notes in Plain Text (.txt)” or as a deck package (.apkg), old or new.
Where cards of a package were scheduled, their intervals say how well a word is known. A
word keeps its status unless the list puts it higher.

examples:
  parallelreader words import known.txt
  parallelreader words import hsk.csv --up-to 3
  parallelreader words import words.tsv --column Hanzi --status learning-3
  parallelreader words import Chinese.apkg --dry-run
  parallelreader words import words.jsonl"""
_EXPORT = """\
anki is text with stable ids and apkg a package: importing either again updates and never
doubles (import a package once, so that Anki knows the kind of note, before text). csv is for
spreadsheets, json has everything and can be imported again, txt is a plain list of the
words with a status of your choice, the known ones otherwise.

examples:
  parallelreader words export --format apkg -o words.apkg
  parallelreader words export --format anki --deck "Chinese::Reading" -o words.txt
  parallelreader words export --format json -o words.jsonl
  parallelreader words export --format txt --status known -o known.txt"""


def add_import(parser: argparse.ArgumentParser) -> None:
    _explain(parser, _IMPORT)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--status", metavar="STATUS", help="of words of which the list says none: known")
    parser.add_argument("--column", default="", metavar="NAME", help="heading or number of that of the words")
    parser.add_argument("--status-column", default="", metavar="NAME", help="that of the statuses")
    parser.add_argument("--level-column", default="", metavar="NAME", help="that of the levels")
    parser.add_argument("--up-to", type=int, default=0, metavar="N", help="only words of levels up to this")
    parser.add_argument(
        "--sentences",
        action="store_true",
        help="also what is in no dictionary and long or beside marks, as sentences are",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def add_export(parser: argparse.ArgumentParser) -> None:
    _explain(parser, _EXPORT)
    parser.add_argument("--format", choices=_FORMATS, help="json where nothing is said")
    parser.add_argument("--deck", type=plain_text, default=DECK, metavar="NAME", help=f"of Anki: {DECK}")
    parser.add_argument("--status", metavar="STATUS", help="of txt: which words to list")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")


def check_usage(arguments: argparse.Namespace) -> str:
    if arguments.action == "export" and arguments.format == "apkg" and arguments.output is None:
        return "name the package to write with -o FILE.apkg"
    if arguments.action == "import" and arguments.up_to < 0:
        return "levels are counted from one"
    return ""


def import_words(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    if arguments.file.suffix.casefold() in _BUNDLES:
        _import_bundle(arguments, context, store, book)
        return
    listed = read_list(
        arguments.file,
        column=arguments.column,
        status_column=arguments.status_column,
        level_column=arguments.level_column,
    )
    dictionaries = Dictionaries(context.folders, CurrentSettings(store))
    dictionaries.prepare(context.progress)
    context.progress.clear()
    has_some = not dictionaries.missing()
    made = report(
        listed,
        book.statuses,
        status=Status.named(arguments.status) if arguments.status else Status.KNOWN,
        up_to_level=arguments.up_to,
        is_in_dictionary=(lambda word: bool(dictionaries.entries(word))) if has_some else None,
        takes_sentences=arguments.sentences,
    )
    dictionaries.close()
    if not arguments.dry_run:
        take_in(made, book.statuses)
        book.write_out(SECONDS_TO_WRITE)
    if context.is_json:
        with output() as out:
            out.write(json.dumps(_report_fields(listed, made), ensure_ascii=False) + "\n")
    else:
        for sentence in _report_sentences(listed, made, arguments):
            say(sentence)


def export_words(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    wanted = arguments.format or "json"
    words = book.kept.all()
    if wanted == "apkg":
        write_package(words, arguments.output, deck=arguments.deck, now=now_in_milliseconds())
    else:
        with output(arguments.output) as out:
            match wanted:
                case "anki":
                    out.write(anki_text(words, deck=arguments.deck))
                case "csv":
                    # Spreadsheets know UTF-8 by this mark alone.
                    out.write("\ufeff" + kept_csv(words, book.statuses.of))
                case "txt":
                    status = Status.named(arguments.status or "known")
                    listed = sorted(key for key, each in book.statuses.all().items() if each is status)
                    out.writelines(f"{key}\n" for key in listed)
                case _:
                    out.writelines(bundle_lines(book, store))
    if not words and wanted in ("anki", "apkg", "csv"):
        say("No word is kept yet.")


def _import_bundle(arguments: argparse.Namespace, context: Context, store: Store, book: WordBook) -> None:
    bundle = read_bundle(arguments.file)
    if arguments.dry_run:
        there = {"statuses": len(bundle.statuses), "kept": len(bundle.kept), "reviews": len(bundle.reviews)}
        if context.is_json:
            with output() as out:
                out.write(json.dumps(there) + "\n")
        else:
            say(f"{', '.join(f'{count} {name}' for name, count in there.items())}.")
        return
    taken = take_in_bundle(bundle, book, store)
    book.write_out(SECONDS_TO_WRITE)
    fields = {
        "statuses": taken.statuses,
        "kept": taken.kept,
        "reviews": taken.reviews,
        "reveals": taken.reveals,
        "days": taken.days,
        "corrections": taken.corrections,
    }
    if context.is_json:
        with output() as out:
            out.write(json.dumps(fields) + "\n")
    else:
        say(f"New: {', '.join(f'{count} {name}' for name, count in fields.items())}.")


def _report_fields(listed: KnownList, made: ListReport) -> dict[str, object]:
    return {
        "words": len(listed.words),
        "column": listed.column,
        "new": made.new,
        "raised": made.raised,
        "already": made.already,
        "unknown": list(made.unknown),
        "left": made.left,
        "sentences": list(made.sentences),
        "levels": {str(level): count for level, count in listed.levels.items()},
        "skipped": dict(listed.skipped),
        "unreviewed": listed.unreviewed,
    }


def _report_sentences(listed: KnownList, made: ListReport, arguments: argparse.Namespace) -> list[str]:
    where = f" in column {listed.column}" if listed.column and len(listed.columns) > 1 else ""
    found = [f"{counted(len(listed.words), 'word')}{where}."]
    if listed.levels:
        levels = ", ".join(f"{count} of level {level}" for level, count in listed.levels.items())
        found.append(f"Levels: {levels}.")
    verb = "would be" if arguments.dry_run else "were"
    found.append(
        f"{made.new} {verb} new here, {made.raised} {verb} raised, {made.already} are there already."
    )
    if made.left:
        found.append(f"{made.left} are of other levels and were left.")
    if made.unknown:
        found.append(f"{len(made.unknown)} are in no dictionary: {_some(made.unknown)}.")
    if made.sentences and not arguments.sentences:
        found.append(
            f"{len(made.sentences)} look like sentences and were left: {_some(made.sentences)}."
            " With --sentences they come too."
        )
    if listed.unreviewed:
        found.append(f"{counted(listed.unreviewed, 'card')} never reviewed and left.")
    for reason, count in listed.skipped.items():
        found.append(f"{counted(count, 'row')} passed over: {reason}.")
    return found


def _some(words: tuple[str, ...]) -> str:
    shown = ", ".join(words[:10])
    return f"{shown} and {len(words) - 10} more" if len(words) > 10 else shown


def _explain(parser: argparse.ArgumentParser, text: str) -> None:
    parser.epilog = text
