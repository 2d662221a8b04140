"""Has the names of the document that is read found in the background, and words cut and read by them."""

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.document_names import DocumentNames
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.progress import Progress
from parallelreader.core.words.names import NO_NAMES, Names
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session

# Whoever repairs pairs goes on to the next one.
_REST_MS = 3000


class NameKeeping(QObject):
    """One for the window; nothing waits for it."""

    def __init__(self, session: Session, jobs: JobRunner, words: TextWords, names: DocumentNames) -> None:
        super().__init__(session)
        self._session, self._jobs = session, jobs
        self._words, self._names = words, names
        self._job: Job | None = None
        self._document = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._find)
        session.document_opened.connect(self._on_document_opened)
        session.realigned.connect(self._rest.start)
        if session.document is not None:
            self._on_document_opened(session.document.reading)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return self._job is None and not self._rest.isActive()

    @Slot(object)
    def _on_document_opened(self, reading: Reading) -> None:
        corpus = self._session.corpus
        document = f"{corpus.folder if corpus is not None else None}\n{reading.document.id}"
        if document != self._document:
            # Those of another document may be ordinary words here.
            self._document = document
            self._words.name(NO_NAMES)
        self._find()

    @Slot()
    def _find(self) -> None:
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = None
        if self._session.document is None:
            return
        reading = self._session.document.reading

        def work(progress: Progress) -> Names:
            return self._names.names_of(reading, progress)

        def done(names: Names) -> None:
            if self._job is job:
                self._job = None
                self._words.name(names)

        def ended(error: Exception | None = None) -> None:
            if self._job is job:
                self._job = None

        job = Job(self.tr("Finding names"), on_done=done, on_failed=ended, on_cancelled=ended, is_quiet=True)
        self._job = job
        self._jobs.run(work, job)
