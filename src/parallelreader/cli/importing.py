"""``parallelreader import``: files into a corpus, with a report of what became of every line.

What a line is, and how it is written, is the business of ``app.import_draft`` and ``app.importing``.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from parallelreader.app.arrivals import Arrival, Arrivals, Texts, sort_arrivals
from parallelreader.app.exchange.tei_restoring import is_own_tei, restore_corpus
from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.importing import align_plan, plan_import, write_import
from parallelreader.app.known_corpora import register
from parallelreader.app.library import open_corpus
from parallelreader.app.source_text import read_source
from parallelreader.cli import overlays, unit_importing
from parallelreader.cli.context import Context
from parallelreader.cli.overlays import take_in_overlays
from parallelreader.cli.shares import share_fields, share_known, share_lines
from parallelreader.cli.terminal import output, refuse, say
from parallelreader.cli.unit_importing import import_pairs
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.page import LineTag
from parallelreader.formats.corpus_folder import is_corpus
from parallelreader.store.database import Store

_EXAMPLE = """\
Each file becomes a version of one document, and a page with both languages becomes two. Lines that
are not text (metadata, captions, navigation) are set apart and named in the report. A file of pairs
(a translation memory, a table, an aligner's output) becomes a document as it is, however long it is;
interrupted, it goes on where it stood when the command is given again. Added to a document, it brings in
what stands beside the Chinese that the document has. Of a folder, all files come in. What this program
exported as TEI comes in as the documents it was, with the notes and terms in it.

examples:
  parallelreader import story.txt translation.txt --into "My corpus"
  parallelreader import another.txt --into "My corpus" --document story --hand another.txt=machine
  parallelreader import memory.tmx --into "My corpus"
  parallelreader import "A folder of texts" --into shelf
  parallelreader import exported.xml --into "The corpus again\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--into", required=True, type=Path, metavar="DIR", help="the corpus, made if missing")
    parser.add_argument("--title", default="", help="of the document")
    parser.add_argument("--document", metavar="ID", help="add to this document; pairs may make it")
    for name, value, purpose in (
        ("--lang", "zh|en", "the language of a file, where the guess is wrong"),
        ("--hand", "HAND", f"by whose hand it is: {', '.join(Hand)}"),
        ("--encoding", "NAME", "its encoding, where the guess is wrong; NAME alone is for all files"),
    ):
        parser.add_argument(name, action="append", default=[], metavar=f"FILE={value}", help=purpose)
    parser.add_argument("--every-line", action="store_true", help="name every line that is left out")
    unit_importing.add_arguments(parser)
    overlays.add_arguments(parser)
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if _is_whole_corpus(arguments):
        _restore(arguments, context)
        return 0
    encodings, languages = (_by_file(said, arguments.files) for said in (arguments.encoding, arguments.lang))
    arrivals = sort_arrivals(arguments.files, encodings=encodings, languages=languages)
    _check(arrivals, arguments)
    refused = 0
    for arrival in arrivals.documents:
        try:
            _import(arrival, arguments, context)
        except UserError as problem:
            if len(arrivals.documents) == 1:
                raise
            # One file that is amiss does not keep out the others.
            context.progress.clear()
            refused |= refuse(problem)
    for path in arrivals.passed_over:
        say(f"passed over, since no format takes it: {path}")
    if is_corpus(arguments.into):
        _take_into_library(arguments.into, context)
    return refused


def _is_whole_corpus(arguments: argparse.Namespace) -> bool:
    """Whether the only file is TEI that was exported from here, and nothing is said of how to read it."""
    file: Path = arguments.files[0]
    is_plain = len(arguments.files) == 1 and not (arguments.title or arguments.columns)
    return is_plain and arguments.document is None and file.is_file() and is_own_tei(file)


def _restore(arguments: argparse.Namespace, context: Context) -> None:
    file, into = arguments.files[0], arguments.into
    restored = restore_corpus(file, into, progress=context.progress)
    context.progress.clear()
    with output() as out:
        for name in restored.documents:
            versions = [version.id for version in restored.corpus.document(name).versions]
            if context.is_json:
                out.write(json.dumps({"document": name, "versions": versions}, ensure_ascii=False) + "\n")
            else:
                out.write(f"{name}: {', '.join(versions)}\n")
    for name in restored.unaligned:
        say(f"{name}: its sentences are told otherwise now; it is aligned anew when it is opened.")
    _take_into_library(into, context)
    take_in_overlays(restored.overlays, restored.corpus, arguments, context)


def _check(arrivals: Arrivals, arguments: argparse.Namespace) -> None:
    """Refuse what cannot be imported at all, before anything is."""
    if arrivals.problems:
        raise arrivals.problems[0]
    if arrivals.corpora:
        raise FileProblem(
            "This is a corpus already", where=arrivals.corpora[0], mend="Open it with: parallelreader open."
        )
    if not arrivals.documents:
        raise FileProblem(
            "There is nothing in this folder that can be imported",
            where=arguments.files[0],
            mend="Name the files, or another folder.",
        )
    named = "--title" if arguments.title else "--document" if arguments.document is not None else ""
    if named and len(arrivals.documents) > 1:
        raise FileProblem(
            f"These files become {len(arrivals.documents)} documents, and {named} names one",
            mend="Import those of each document by themselves.",
        )


def _import(arrival: Arrival, arguments: argparse.Namespace, context: Context) -> None:
    if isinstance(arrival, Texts):
        _import_texts(arrival.files, arguments, context)
        return
    hands = {file: Hand(hand) for file, hand in _by_file(arguments.hand, arguments.files).items()}
    import_pairs(arrival.source, arguments, context, hands=hands)


def _take_into_library(folder: Path, context: Context) -> None:
    """Let the library know of what was made; that it cannot be written to is no fault of the import."""
    try:
        corpus, store = open_corpus(folder), Store.open(context.folders.data)
    except UserError as problem:
        say(f"The library does not know of it yet: {problem}")
        return
    try:
        register(store, corpus)
    finally:
        store.close()


def _import_texts(files: Sequence[Path], arguments: argparse.Namespace, context: Context) -> None:
    draft = _draft(files, arguments)
    _tell_faults(draft, is_agreed=arguments.partial)
    plan = plan_import(draft, arguments.into, document=arguments.document)
    report = write_import(plan, align_plan(plan, progress=context.progress))
    context.progress.clear()
    known = share_known(report.folder, report.document, context)
    with output() as out:
        if context.is_json:
            fields = report.as_json() | share_fields(known)
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
        else:
            lines = report.as_lines(has_every_line=arguments.every_line)
            out.writelines(f"{line}\n" for line in (*lines, *share_lines(known)))
    if context.is_json:
        for doubt in report.doubts:
            say(doubt)


def _tell_faults(draft: ImportDraft, *, is_agreed: bool) -> None:
    """Name what of the files could not be read. Raises FileProblem unless the rest shall be imported."""
    faulty = [each.source for each in draft.sources if each.source.faults]
    for source in faulty:
        for fault in source.faults:
            line = f"line {fault.line}" if fault.line else ""
            place = ", ".join(each for each in (fault.part, line) if each)
            say(f"{source.path or source.name}{f' ({place})' if place else ''}: {fault.what}")
    if faulty and not is_agreed:
        count = sum(len(source.faults) for source in faulty)
        raise FileProblem(
            "1 part cannot be read" if count == 1 else f"{count} parts cannot be read",
            where=", ".join(str(source.path or source.name) for source in faulty),
            mend="Mend the file, or import the rest with --partial.",
        )


def _draft(files: Sequence[Path], arguments: argparse.Namespace) -> ImportDraft:
    languages = _by_file(arguments.lang, files)
    encodings = _by_file(arguments.encoding, files)
    sources = [
        read_source(file, encoding=encodings.get(file), language=languages.get(file, "")) for file in files
    ]
    draft = ImportDraft(sources, title=arguments.title)
    hands = _by_file(arguments.hand, files)
    for index, file in enumerate(files):
        if file in hands:
            hand = Hand(hands[file])
            for tag in _tags_of(hand, draft.sources[index].text_tags()):
                draft.set_hand((index, tag), hand)
    return draft


def _tags_of(hand: Hand, tags: Sequence[LineTag]) -> Sequence[LineTag]:
    """Of a page with both languages, the original is the Chinese and any other hand made the English."""
    if len(tags) < 2:
        return tags
    return [LineTag.CHINESE if hand is Hand.ORIGINAL else LineTag.ENGLISH]


def _by_file(choices: Sequence[str], files: Sequence[Path]) -> dict[Path, str]:
    """``FILE=VALUE`` by file, and a value alone for every file; a file is named as before, or by its name."""
    found: dict[Path, str] = {}
    for choice in choices:
        name, _, value = choice.rpartition("=")
        named = [file for file in files if not name or Path(name) == file]
        for file in named or [file for file in files if file.name == name]:
            found[file] = value
    return found


def _check_usage(arguments: argparse.Namespace) -> str:
    files: list[Path] = arguments.files
    checks: tuple[tuple[str, Sequence[str], tuple[str, ...]], ...] = (
        ("--lang", arguments.lang, ("zh", "en")),
        ("--hand", arguments.hand, tuple(Hand)),
        ("--encoding", arguments.encoding, ()),
    )
    for option, choices, known in checks:
        for choice in choices:
            name, _, value = choice.rpartition("=")
            if name and not _by_file([choice], files):
                return f"{option} {choice}: {name} is not one of the files"
            if not name and option != "--encoding":
                return f"{option} {choice}: write FILE={value}"
            if known and value not in known:
                return f"{option} {choice}: write one of {', '.join(known)}"
    if len(set(files)) < len(files):
        return "the same file is named twice"
    return ""
