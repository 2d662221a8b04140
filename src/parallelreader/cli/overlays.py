"""What a file of texts has laid over them, its notes and terms, brought in after them or left out."""

import argparse
import json

from parallelreader.app.exchange.overlays import Overlays, store_overlays
from parallelreader.cli.context import Context
from parallelreader.cli.exchange_words import say_worth
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    for what in ("notes", "terms"):
        help_words = f"leave out the {what} that are in a file this program exported"
        parser.add_argument(f"--no-{what}", action="store_true", help=help_words)


def take_in_overlays(
    found: Overlays, corpus: Corpus, arguments: argparse.Namespace, context: Context
) -> None:
    """Take in what is wanted, and say what became of each record there is something to be said of."""
    wanted = found.wanted(notes=not arguments.no_notes, terms=not arguments.no_terms)
    if not wanted:
        return
    report = store_overlays(wanted, corpus, context.folders)
    if context.is_json:
        with output() as out:
            out.write(json.dumps(report.counts) + "\n")
    for name, records in (("notes", report.notes), ("terms", report.terms)):
        say_worth(records)
        if records.records:
            say(f"{name}: {records}.")
