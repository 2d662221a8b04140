"""Importing units in a process of its own, for whoever has a window to keep smooth.

What the process does is written in ``unit_import_worker``; here it is started, listened to and ended.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.unit_plan import UnitPlan
from parallelreader.app.unit_report import UnitReport, report_from
from parallelreader.app.unit_writing import Counts
from parallelreader.core.errors import Cancelled
from parallelreader.core.progress import NO_PROGRESS, Progress

IMPORT_WORKER = (sys.executable, "-P", "-m", "parallelreader.app.unit_import_worker")
"""How the process is started; it does one import after another."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """All of the file was read, and something of it could not be: nothing is imported until somebody agrees
    to that, by importing it once more as ``partial``."""

    counts: Counts


def import_in_process(
    plan: UnitPlan,
    *,
    partial: bool = False,
    cache: Path | None = None,
    progress: Progress = NO_PROGRESS,
    on_writing: Callable[[], None] | None = None,
    on_imported: Callable[[], None] | None = None,
    worker: Worker | None = None,
) -> UnitReport | Faulty:
    """Import as ``unit_import`` does, taking up what was interrupted; with ``cache``, the folder of derived
    files, the document is then ready to be opened.

    Stopped by ``progress``, it ends at once and raises Cancelled; what it had written can be taken up again.
    ``on_writing`` is called when all has been read, after which it is better let be, and ``on_imported`` when
    it is only made ready for reading: stopped then, it is imported all the same. ``worker`` is a process
    that whoever started it ends. Raises UserError.
    """
    own = Worker(IMPORT_WORKER, name="The import") if worker is None else None
    worker = worker or own
    assert worker is not None
    try:
        job = {"plan": plan.as_json(), "partial": partial, "cache": str(cache) if cache is not None else ""}
        outcome: UnitReport | Faulty | None = None
        try:
            for message in worker.answers(json.dumps(job).encode("ascii") + b"\n", progress):
                if found := message.get("report") or message.get("imported"):
                    outcome = report_from(found)
                elif "faulty" in message:
                    outcome = Faulty(Counts.from_plain(message["faulty"]))
                told = on_writing if "writing" in message else on_imported if "imported" in message else None
                if told is not None:
                    told()
        except Cancelled:
            if outcome is None:
                raise
            # In the midst of a job it is of no more use.
            worker.end()
        if outcome is None:
            raise worker.failure()
        return outcome
    finally:
        if own is not None:
            own.end()
