"""Reads the words of hits that come into sight, off the main thread; the latest wish goes first."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject

from parallelreader.app.search_run import Hit, SearchRun
from parallelreader.app.searching import Found
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.search.hit_model import HitListModel, HitWords

logger = logging.getLogger(__name__)

MakeWords = Callable[[Found, Hit], HitWords]


class WordReading(QObject):
    """One at a time: while one reads, only the last of what is asked for meanwhile is remembered."""

    def __init__(self, jobs: JobRunner, model: HitListModel, make: MakeWords) -> None:
        super().__init__(model)
        self._jobs = jobs
        self._model = model
        self._make = make
        self._run: SearchRun | None = None
        self._wanted: tuple[int, int] | None = None
        self._is_reading = False

    def begin(self, run: SearchRun | None) -> None:
        """Another search: what is being read is wanted no more."""
        self._run, self._wanted = run, None

    def read(self, first: int, count: int) -> None:
        """Read the words of so many hits from number ``first`` on."""
        self._wanted = (first, count)
        if not self._is_reading:
            self._read()

    def _read(self) -> None:
        run, wanted = self._run, self._wanted
        self._wanted = None
        if run is None or wanted is None:
            return
        first, count = wanted
        hits = [hit for hit in self._model.hits()[first : first + count] if isinstance(hit, Hit)]

        def done(found: list[Found]) -> None:
            self._is_reading = False
            if self._run is run:
                self._model.show_words(first, list(map(self._make, found, hits)))
            self._read()

        def failed(error: Exception) -> None:
            self._is_reading = False
            logger.warning("the words of hits cannot be read: %s", error)

        self._is_reading = True
        job = Job(self.tr("Reading what was found"), on_done=done, on_failed=failed, is_quiet=True)
        self._jobs.run(lambda _: run.words(hits), job)
