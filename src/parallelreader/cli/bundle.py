"""``parallelreader bundle``: all that was made of a corpus as one file, written, merged and compared.

What is in such a file is the business of ``app.bundle``.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from parallelreader.app.bundle.bundles import (
    merge_bundle,
    preview_merge,
    read_incoming,
    restore_corpus,
    write_bundle,
)
from parallelreader.app.bundle.comparing import compare_files
from parallelreader.app.bundle.telling import (
    difference_words,
    figure_lines,
    figures_of,
    line_words,
    noun_of,
    record_of_difference,
)
from parallelreader.app.library import open_corpus
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import output, say
from parallelreader.core.bundle.merging import MergePlan
from parallelreader.store.bundle_tables import BY_KIND

_EXAMPLE = """\
write puts all that was made of a corpus into one file: notes, repairs, terms, rejected
suggestions, dismissed findings, saved queries, tags; --with-texts puts the corpus itself in too,
--with-words what one knows of words: statuses, kept words with their reviews, corrections, sentences
that had to be uncovered. Merged, these lower and take away nothing.
merge brings such files into one's own work, each field for itself. Where two people wrote
different words both are kept; the same file a second time, and several in any order, come to the
same. --dry-run only says what would become of each thing.
compare says how far a bundle and one's own work, or two bundles, agree: places by F1 (exact and
overlapping), colours, tags and statuses by Cohen's kappa, which counts what is more than chance.
restore makes the corpus of a bundle that has its texts, in a new folder.

examples:
  parallelreader bundle write "My corpus" -o mine.prbundle --author Wren
  parallelreader bundle merge "My corpus" ashdown.prbundle --dry-run
  parallelreader bundle compare "My corpus" ashdown.prbundle --json
  parallelreader bundle restore everything.prbundle "My corpus again\""""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("action", choices=("write", "merge", "compare", "restore"), help="what to do")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="of restore: the bundle")
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="bundles; of restore: the new folder"
    )
    parser.add_argument("--author", default="", metavar="NAME", help="of write: whose work it is")
    parser.add_argument("--with-texts", action="store_true", help="of write: with the corpus itself")
    parser.add_argument(
        "--with-words", action="store_true", help="of write: with what you know of words, in all corpora"
    )
    parser.add_argument("--dry-run", action="store_true", help="of merge: say what it would do, do nothing")
    parser.add_argument(
        "--allow-deletions", action="store_true", help="of merge: even if it deletes more than half"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="of write: the bundle")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    actions = {"write": _write, "merge": _merge, "compare": _compare, "restore": _restore}
    return actions[arguments.action](arguments, context)


def _write(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    counts = write_bundle(
        corpus,
        arguments.output,
        context.folders,
        author=arguments.author,
        with_corpus=arguments.with_texts,
        with_words=arguments.with_words,
    )
    if context.is_json:
        _put({"file": str(arguments.output), "counts": counts})
        return 0
    said = ", ".join(
        f"{noun_of(kind) if kind in BY_KIND else kind}: {count}" for kind, count in counts.items() if count
    )
    say(f"Wrote {arguments.output}: {said or 'nothing was made of this corpus yet'}.")
    return 0


def _merge(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    # All are read before any is merged: one that cannot be used stops all.
    incoming = [read_incoming(corpus, file) for file in arguments.files]
    for each in incoming:
        if arguments.dry_run:
            plan = preview_merge(corpus, each, context.folders)
        else:
            plan = merge_bundle(corpus, each, context.folders, may_delete_most=arguments.allow_deletions)
        _tell(each.path, plan, context)
    return 0


def _compare(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    found = compare_files(corpus, context.folders, arguments.files)
    if context.is_json:
        _put(figures_of(found))
        for difference in found.differences:
            _put(record_of_difference(difference))
        return 0
    with output(None) as out:
        out.writelines(f"{line}\n" for line in figure_lines(found))
        out.writelines(f"{difference_words(each)}\n" for each in found.differences)
        out.writelines(f"{each}\n" for each in found.term_differences)
    return 0


def _restore(arguments: argparse.Namespace, context: Context) -> int:
    (folder,) = arguments.files
    corpus, plan = restore_corpus(arguments.corpus, folder, context.folders)
    say(f"Made {corpus.folder} with {len(corpus.documents)} documents.")
    _tell(arguments.corpus, plan, context)
    return 0


def _tell(file: Path, plan: MergePlan, context: Context) -> None:
    for line in plan.lines:
        if context.is_json:
            record = {"outcome": str(line.outcome), "kind": line.kind, "key": list(line.record.key)}
            _put({**record, "fields": list(line.fields), "before": line.before, "after": line.after})
        else:
            with output(None) as out:
                out.write(f"{line_words(line)}\n")
    if plan.known and context.is_json:
        _put({"outcome": "of words", **plan.known})
    say(f"{file.name}: {plan.words}.")


def _put(record: dict[str, Any]) -> None:
    with output(None) as out:
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _check_usage(arguments: argparse.Namespace) -> str:
    files = len(arguments.files)
    if arguments.action == "write" and (arguments.output is None or files):
        return "name the bundle to write with -o FILE"
    if arguments.action == "merge" and not files:
        return "name the bundles to merge"
    if arguments.action == "compare" and files not in (1, 2):
        return "name one bundle to compare with your own work, or two"
    if arguments.action == "restore" and files != 1:
        return "name the bundle and a new folder for its corpus"
    return ""
