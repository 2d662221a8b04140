"""Writes the draft in the background once somebody agrees."""

from PySide6.QtCore import QObject, Signal

from parallelreader.app.import_report import ImportReport
from parallelreader.ui.importing.drafting import Drafting
from parallelreader.ui.importing.outline import Target, write_draft
from parallelreader.ui.importing.preview_aligning import PreviewAligning
from parallelreader.ui.jobs.runner import Job, JobRunner


class Writing(QObject):
    """``written`` brings the report, ``failed`` the error; then nothing has been written."""

    written = Signal(object)
    failed = Signal(object)

    def __init__(
        self, jobs: JobRunner, drafting: Drafting, aligning: PreviewAligning, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._drafting = drafting
        self._aligning = aligning
        self._job: Job | None = None

    @property
    def is_writing(self) -> bool:
        return self._job is not None

    def begin(self, target: Target, title: str) -> None:
        """Write the texts as they are now, with the pairs that are aligned; ``title`` may be empty."""
        draft, aligned = self._drafting.draft.snapshot(), self._aligning.aligned()
        draft.title = title
        self._job = Job(self.tr("Importing"), on_done=self._on_done, on_failed=self._on_failed, is_quiet=True)
        self._jobs.run(lambda progress: write_draft(draft, target, aligned), self._job)

    def _on_done(self, report: ImportReport) -> None:
        self._job = None
        self.written.emit(report)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
