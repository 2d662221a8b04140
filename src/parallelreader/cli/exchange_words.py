"""What the command line says of exports and imports: what is left out, and what became of each record."""

import json

from parallelreader.cli.context import Context
from parallelreader.cli.terminal import counted, output, say
from parallelreader.core.exchange import Fidelity, ImportReport

_MOST_SAID = 50


def say_fidelity(fidelity: Fidelity, noun: str) -> None:
    """How much was written, and what the format had no place for; ``noun`` is what one record is called."""
    written = f"{counted(fidelity.written, noun)} written"
    if fidelity.is_whole:
        say(f"{written}; nothing is left out.")
        return
    say(f"{written}. The format has no place for:")
    for loss in fidelity.losses:
        say(f"  {loss}")


def say_report(report: ImportReport, context: Context) -> None:
    """What became of the records: with --json every one of them, else those with something to be said."""
    if context.is_json:
        with output() as out:
            for record in report.records:
                fields = {
                    "line": record.line,
                    "name": record.name,
                    "outcome": record.outcome,
                    "why": record.why,
                }
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
    say_worth(report)
    say(f"{report}.")


def say_worth(report: ImportReport) -> None:
    """The records that something is to be said of, as far as anybody reads on."""
    worth = list(report.worth_saying)
    for record in worth[:_MOST_SAID]:
        say(f"  {record}")
    if len(worth) > _MOST_SAID:
        say(f"  and {len(worth) - _MOST_SAID} more; --json says all of them.")
