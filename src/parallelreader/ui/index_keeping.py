"""Keeps the search index of the open corpus up to its texts, in a process of its own."""

import logging

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.app.indexing import index_in_background, wants_index
from parallelreader.app.user_data import UserData
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session

logger = logging.getLogger(__name__)

# Whoever begins to read comes first.
_AFTER_MS = 1500


class IndexKeeping(QObject):
    """Nothing waits for it: without an index the texts are looked through."""

    def __init__(self, data: UserData, jobs: JobRunner, session: Session) -> None:
        super().__init__(session)
        self._data = data
        self._jobs = jobs
        self._session = session
        self._job: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._rest.timeout.connect(self.look)
        self._is_due = False
        session.document_opened.connect(self._on_document_opened)

    def begin(self) -> None:
        """A corpus was opened: look after its index soon, and no longer after that of another."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._is_due = True
        if self._session.document is not None:
            self._on_document_opened()

    @Slot()
    def _on_document_opened(self) -> None:
        # What is made ready to be read would have to share the processor with the index.
        if self._is_due:
            self._is_due = False
            self._rest.start()

    def look(self) -> None:
        """Make or renew the index, where the corpus is large enough for that to matter."""
        corpus, folder = self._session.corpus, self._data.folders.cache
        if corpus is None:
            return

        def make(wanted: bool) -> None:
            if wanted and self._session.corpus is corpus:
                job = Job(self.tr("Making the search index"), on_done=lambda _: None, on_failed=_tell_nobody)
                self._job = self._jobs.run(lambda step: index_in_background(corpus, folder, step), job)

        title = self.tr("Looking at the search index")
        job = Job(title, on_done=make, on_failed=_tell_nobody, is_quiet=True)
        self._jobs.run(lambda _: wants_index(folder, corpus), job)


def _tell_nobody(error: Exception) -> None:
    logger.warning("the search index was not made: %s", error)
