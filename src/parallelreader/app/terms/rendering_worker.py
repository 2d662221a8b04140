"""The process that finds renderings for the window: one job after another, until its input is closed.

Started by ``rendering_linking``; it may be killed at any moment.
"""

import sys

from parallelreader.app.terms.rendering_messages import Sighted, decode_rendering_job, sighted_message
from parallelreader.app.word_links import word_links
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.links import LinkModel
from parallelreader.core.renderings.finding import find_renderings

_SENT_TOGETHER = 20


class _Desk:
    """Where jobs are done, with the model, which the first of them has to load."""

    def __init__(self) -> None:
        self._model: LinkModel | None = None

    def work(self, line: bytes, reporter: Reporter) -> None:
        """Do the job in a line, and say so."""
        job = decode_rendering_job(line)
        try:
            self._model = self._model or word_links(job.cache_folder, reporter)
            waiting: list[Sighted] = []
            for sighted in find_renderings(job.wanted, job.sought, self._model, reporter):
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
