"""Searches as they are run beside the window: what one is made of, and how what it finds comes back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from parallelreader.app.preparing import Preparing
from parallelreader.app.search_run import Scope, SearchRun, Wanted
from parallelreader.app.searched_corpora import corpora_of_library
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Note
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session


class SearchRuns(QObject):
    """One at a time. ``batch_came`` carries the number of a run and a batch of what it has found."""

    batch_came = Signal(int, object)

    def __init__(
        self,
        data: UserData,
        jobs: JobRunner,
        session: Session,
        terms: Callable[[], Sequence[Concept]],
        parent: QObject,
    ) -> None:
        """``terms`` gives those there are, called off the main thread."""
        super().__init__(parent)
        self._terms = terms
        self._data = data
        self._jobs = jobs
        self._session = session
        self._preparing = Preparing(data.cache)
        self._job: Job | None = None
        self.number = 0
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self._preparing.close)

    def made(self, wanted: Wanted, corpus: Corpus) -> SearchRun:
        """A run beginning with the open corpus. Raises UserError where the query cannot be understood."""
        document = self._session.document
        store, notes = self._data.store, self._session.notes

        def corpora() -> Iterable[Corpus | UserError]:
            return corpora_of_library(store, corpus) if wanted.scope is Scope.LIBRARY else [corpus]

        def all_notes() -> Sequence[Note]:
            return notes.notes.find() if notes is not None else []

        return SearchRun(
            wanted,
            corpora=corpora,
            notes=all_notes,
            terms=self._terms,
            opened=document.opened if document is not None else None,
            repairs=self._session.repairs,
            cache=self._data.cache,
            cache_folder=self._data.folders.cache,
            preparing=self._preparing,
        )

    def begin(self, run: SearchRun, on_failed: Callable[[int, Exception], None]) -> None:
        """Begin a run under the next number; ``on_failed`` is given that number as well."""
        self.number += 1
        number, came = self.number, self.batch_came

        def search(progress: Progress) -> None:
            for batch in run.batches(progress):
                progress.step(0, 1)
                came.emit(number, batch)

        title, failed = self.tr("Searching"), partial(on_failed, number)
        self._job = self._jobs.run(
            search, Job(title, on_done=lambda _: None, on_failed=failed, is_quiet=True)
        )

    def stop(self) -> None:
        """Go on with none."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
