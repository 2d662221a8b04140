"""``parallelreader check``: prints every fault of a corpus, or of the user's own store.

Finding them is the business of ``app.checking``.
"""

import argparse
import json
from pathlib import Path

from parallelreader.app.checking import (
    RepairsReport,
    check_corpus,
    check_repairs,
    check_store,
    restore_store,
)
from parallelreader.app.library import open_cache
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import counted, output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError

_EXAMPLE = """\
examples:
  parallelreader check "My corpus"
  parallelreader check
  parallelreader check --restore backups/BACKUP.db"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument(
        "corpus", type=Path, nargs="?", metavar="CORPUS", help="without one, the store of your notes"
    )
    parser.add_argument(
        "--restore", type=Path, metavar="BACKUP", help="put this backup in the place of a damaged store"
    )
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    if arguments.restore:
        aside = restore_store(context.folders, arguments.restore)
        if aside is not None:
            say(f"The damaged store was kept as {aside}.")
    return _check_corpus(arguments.corpus, context) if arguments.corpus else _check_store(context)


def _check_usage(arguments: argparse.Namespace) -> str:
    return "--restore is for the store, not for a corpus" if arguments.restore and arguments.corpus else ""


def _check_corpus(folder: Path, context: Context) -> int:
    report = check_corpus(folder, progress=context.progress, cache=open_cache(context.folders))
    context.progress.clear()
    if context.is_json and report.problems:
        with output() as out:
            out.writelines(_json(problem) for problem in report.problems)
    elif report.problems:
        say("\n".join(map(str, report.problems)))
    if report.corpus is not None:
        _tell_of_repairs(report.corpus, context)
    if report.problems:
        count = len(report.problems)
        say(f"parallelreader: {count} problem{'s' if count > 1 else ''} in {folder}.")
        return 1
    documents = len(report.corpus.documents) if report.corpus else 0
    say(f"{folder} is sound: {documents} document{'' if documents == 1 else 's'}.")
    return 0


def _tell_of_repairs(corpus: Corpus, context: Context) -> None:
    """What the user has repaired himself: nothing of it is a fault of the corpus."""
    with repairs_on(corpus, context) as repairs:
        found = check_repairs(corpus, repairs, cache=open_cache(context.folders)) if repairs else []
    if context.is_json and found:
        with output() as out:
            out.writelines(_json_of_repairs(each) for each in found)
        return
    for each in found:
        say(f"{each.document} {each.version}: {counted(each.repairs, 'repair')} of yours.")
        for source, target in each.carried.lost:
            say(f"{each.document} {each.version}: a repair does not fit any more: “{source}” – “{target}”")


def _json_of_repairs(report: RepairsReport) -> str:
    fields = {
        "document": report.document,
        "version": report.version,
        "repairs": report.repairs,
        "carried": report.carried.carried,
        "lost": [{"source": source, "target": target} for source, target in report.carried.lost],
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _check_store(context: Context) -> int:
    report = check_store(context.folders, progress=context.progress)
    context.progress.clear()
    if context.is_json:
        fields = {
            "store": str(report.path),
            "exists": report.exists,
            "notes": report.notes,
            "corpora": report.corpora,
            "repairs": report.repairs,
            "statuses": report.statuses,
            "kept": report.kept,
            "terms": report.terms,
            "faults": report.faults,
            "dictionaries": report.dictionaries,
            "dictionary_faults": report.dictionary_faults,
            "away": [
                {"title": known.title, "folder": str(known.folder or ""), "why": known.away}
                for known in report.away
            ],
            "unfinished": report.unfinished,
        }
        with output() as out:
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
    for fault in report.faults:
        say(f"{report.path}: {fault}")
    for fault in report.dictionary_faults:
        say(f"Dictionaries: {fault}")
    for known in report.away:
        say(f"{known.title}, {known.folder or 'in no folder'}: {known.away}")
    if report.unfinished:
        say(f"{counted(report.unfinished, 'document')} between two places: parallelreader library list")
    if report.faults:
        say("The store is damaged. Copies of it are in the folder backups beside it.")
        return 1
    if report.exists:
        corpora = "corpus" if report.corpora == 1 else "corpora"
        repairs = f" and {counted(report.repairs, 'repair')}" if report.repairs else ""
        words = [
            f"{counted(count, noun)} {what}"
            for count, noun, what in (
                (report.statuses, "word", "with a status"),
                (report.kept, "word", "kept to be learnt"),
                (report.terms, "term", "marked"),
            )
            if count
        ]
        say(
            f"{report.path} is sound: {counted(report.notes, 'note')}{repairs} "
            f"on {report.corpora} {corpora}{''.join(f'; {each}' for each in words)}."
        )
    else:
        say(f"There is no store yet; it will be {report.path}.")
    return 1 if report.dictionary_faults else 0


def _json(problem: UserError) -> str:
    fields = {
        "problem": problem.what,
        "file": problem.where,
        "line": problem.line,
        "mend": problem.mend,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"
