"""The part of ``parallelreader import`` for files that say themselves what stands beside what.

Interrupted, it can be given again and goes on where it stood; how is known to ``app.unit_import``.
"""

import argparse
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from parallelreader.app.exchange.memory_restoring import holds_overlays, memory_overlays
from parallelreader.app.library import index_document, open_cache, open_corpus
from parallelreader.app.opened_units import open_units
from parallelreader.app.unit_adding import UnitAdding
from parallelreader.app.unit_import import UnitImport
from parallelreader.app.unit_plan import (
    Survey,
    UnitPlan,
    UnitSource,
    choose_languages,
    plan_units,
    survey,
    taken_ids,
)
from parallelreader.app.unit_report import UnitReport, fault_lines
from parallelreader.app.unit_writing import Counts
from parallelreader.cli.context import Context
from parallelreader.cli.overlays import take_in_overlays
from parallelreader.cli.shares import share_fields, share_known, share_lines
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import Cancelled, FileProblem, UserError
from parallelreader.formats.corpus_yaml import is_identifier


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--columns",
        metavar="LANG,LANG,...",
        help="of a file with a text in each column: what each is, zh, en or - to leave it out",
    )
    parser.add_argument(
        "--partial", action="store_true", help="import the rest of a file of which something cannot be read"
    )
    parser.add_argument(
        "--restart", action="store_true", help="begin anew what was interrupted, instead of going on with it"
    )


def import_pairs(
    source: UnitSource, arguments: argparse.Namespace, context: Context, *, hands: Mapping[Path, Hand]
) -> None:
    """Import one source and report on it; ``hands`` are by file. Raises UserError; interrupted, it says how
    to go on."""
    plan = _plan(source, arguments, hands)
    if plan.document in taken_ids(plan.folder):
        _add(plan, arguments, context)
        return
    work: UnitImport | None = None
    try:
        with UnitImport(plan, restart=arguments.restart) as work:
            if work.resumed_at:
                say(f"Going on with the import that was interrupted after {work.resumed_at:,} units.")
            work.read(open_units, progress=context.progress)
            context.progress.clear()
            if work.counts.fault_count and not arguments.partial:
                refusal = _faulty(work.counts, source)
                work.discard()
                raise refusal
            report = work.finish()
    except (KeyboardInterrupt, Cancelled):
        context.progress.clear()
        if work is not None and work.is_kept:
            say(
                f"{work.units_kept:,} units are kept: the same command goes on from there, "
                "and with --restart it begins anew."
            )
        raise
    _index(report, context)
    _tell(report, context)
    _lay_over(report, arguments, context)


def _add(plan: UnitPlan, arguments: argparse.Namespace, context: Context) -> None:
    """Add what stands beside the Chinese to the document that has it already."""
    adding = UnitAdding(plan)
    adding.read(open_units, progress=context.progress)
    context.progress.clear()
    if adding.counts.fault_count and not arguments.partial:
        raise _faulty(adding.counts, plan.source)
    report = adding.finish()
    _index(report, context)
    _tell(report, context)
    _lay_over(report, arguments, context)


def _lay_over(report: UnitReport, arguments: argparse.Namespace, context: Context) -> None:
    """Bring in the notes and terms of a memory that was exported from here."""
    if (arguments.no_notes and arguments.no_terms) or not holds_overlays(report.plan.source):
        return
    corpus = open_corpus(report.folder)
    cache = open_cache(context.folders)
    found = memory_overlays(report, corpus, cache=cache, progress=context.progress)
    context.progress.clear()
    take_in_overlays(found, corpus, arguments, context)


def _plan(source: UnitSource, arguments: argparse.Namespace, hands: Mapping[Path, Hand]) -> UnitPlan:
    into: Path = arguments.into
    found = survey(open_units(source))
    chosen = [word.strip() for word in arguments.columns.split(",")] if arguments.columns else []
    languages = choose_languages(found, chosen)
    plan = plan_units(
        source,
        found,
        into,
        taken=taken_ids(into),
        languages=languages,
        hands=_hands_of(source, found, hands),
        title=arguments.title,
    )
    if arguments.document is None:
        return plan
    if not is_identifier(arguments.document):
        raise FileProblem(
            f"{arguments.document} cannot be the id of a document",
            mend="An id is made of letters, digits, - and _: last-ferry, for example.",
        )
    return replace(plan, document=arguments.document)


def _hands_of(source: UnitSource, found: Survey, hands: Mapping[Path, Hand]) -> list[Hand | None]:
    """Whose each column is: that of the file it is, or of the one file if it is English."""
    texts = source.files[-len(found.columns) :]
    if len(texts) == len(found.columns) > 1:
        return [hands.get(file) for file in texts]
    hand = hands.get(source.files[0])
    return [hand if column.is_english else None for column in found.columns]


def _faulty(counts: Counts, source: UnitSource) -> FileProblem:
    for line in fault_lines(counts):
        say(line)
    count = counts.fault_count
    return FileProblem(
        f"{count:,} {'part' if count == 1 else 'parts'} of the file cannot be read; nothing was imported",
        where=source.name,
        mend="Mend the file, or import the rest of its units with --partial.",
    )


def _index(report: UnitReport, context: Context) -> None:
    """Have it ready for the first opening; whoever has no time for that has it imported all the same."""
    try:
        corpus = open_corpus(report.folder)
        index_document(corpus, report.document, progress=context.progress, cache=open_cache(context.folders))
    except (KeyboardInterrupt, Cancelled, UserError):
        say("The document is imported; it is made ready for reading when it is first opened.")
    context.progress.clear()


def _tell(report: UnitReport, context: Context) -> None:
    known = share_known(report.folder, report.document, context)
    with output() as out:
        if context.is_json:
            fields = report.as_json() | share_fields(known)
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
        else:
            out.writelines(f"{line}\n" for line in (*report.as_lines(), *share_lines(known)))
    if context.is_json:
        for doubt in report.doubts:
            say(doubt)
