"""The process that imports a file of units, so that a window never waits for it.

Started by ``unit_process``; it may be killed at any moment: what it has written until then is sound.
"""

import contextlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

from parallelreader.app.library import index_document, open_corpus
from parallelreader.app.opened_units import open_units
from parallelreader.app.unit_import import UnitImport
from parallelreader.app.unit_plan import plan_from
from parallelreader.app.unit_report import UnitReport, plain_report
from parallelreader.app.worker_messages import problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.store.segmentation_cache import SegmentationCache


def work(line: bytes, reporter: Reporter) -> None:
    """Do the import in a line; where something of the file cannot be read, only if that is agreed to."""
    job = json.loads(line)
    plan = plan_from(job["plan"])
    try:
        with UnitImport(plan) as importing:
            importing.read(open_units, progress=reporter)
            if importing.counts.fault_count and not job["partial"]:
                _say(reporter, {"faulty": asdict(importing.counts)})
                return
            _say(reporter, {"writing": True})
            report = importing.finish()
        if job["cache"]:
            _say(reporter, {"imported": plain_report(report)})
            _index(report, Path(job["cache"]), reporter)
        _say(reporter, {"report": plain_report(report)})
    except UserError as problem:
        where = problem.where if problem.line is None else f"{problem.where}:{problem.line}"
        reporter.send(problem_message(problem.what, where, problem.mend))


def _index(report: UnitReport, cache: Path, reporter: Reporter) -> None:
    """Have it ready for the first opening; it is imported whether or not that can be done now."""
    with contextlib.suppress(UserError, OSError):
        corpus = open_corpus(report.folder)
        index_document(corpus, report.document, progress=reporter, cache=SegmentationCache(cache))


def _say(reporter: Reporter, content: dict[str, object]) -> None:
    is_last = not content.keys() & {"writing", "imported"}
    reporter.send(json.dumps(content | ({"done": True} if is_last else {})).encode("ascii") + b"\n")


if __name__ == "__main__":
    sys.exit(serve(work))
