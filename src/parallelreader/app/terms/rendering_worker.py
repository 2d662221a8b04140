"""The process that finds renderings for the window: one job after another, until its input is closed.

Started by ``rendering_linking``; it may be killed at any moment.
"""

import sys
from pathlib import Path

from parallelreader.app.terms.rendering_lessons import Pupil
from parallelreader.app.terms.rendering_messages import Sighted, decode_rendering_job, sighted_message
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.renderings.finding import find_renderings

_SENT_TOGETHER = 20


class _Desk:
    """Where jobs are done, with the model, which the first of them has to load and teach."""

    def __init__(self) -> None:
        self._cache_folder: Path | None = None
        self._pupil: Pupil | None = None

    def work(self, line: bytes, reporter: Reporter) -> None:
        """Do the job in a line, and say so."""
        job = decode_rendering_job(line)
        try:
            if self._pupil is None or self._cache_folder != job.cache_folder:
                self._pupil, self._cache_folder = Pupil(job.cache_folder), job.cache_folder
            waiting: list[Sighted] = []
            model = self._pupil.model(job.wanted.lessons, reporter)
            for sighted in find_renderings(job.wanted, job.sought, model, reporter):
                waiting.append(sighted)
                if len(waiting) == _SENT_TOGETHER:
                    reporter.send(sighted_message(waiting))
                    waiting = []
            reporter.send(sighted_message(waiting))
            reporter.send(done_message())
        except UserError as problem:
            reporter.send(problem_message(problem.what, problem.where, problem.mend))


if __name__ == "__main__":
    sys.exit(serve(_Desk().work))
