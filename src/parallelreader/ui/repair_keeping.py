"""What becomes of repairs beyond the window: written into the corpus, carried, brought to disk.

Making them is left to ``repairing`` and ``pin_desk``.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.opening import OpenedDocument
from parallelreader.app.repair_writing import write_repairs
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.information import show_lost_repairs
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.losing import ask_to_lose
from parallelreader.ui.session import Session
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window

_SECONDS_TO_WRITE = 3.0


class RepairKeeping(QObject):
    """Keeps the repairs of the open corpus, and tells where that cannot be done."""

    _trouble_heard = Signal(object)

    def __init__(self, session: Session, window: Window, jobs: JobRunner) -> None:
        super().__init__(window)
        self._session, self._window, self._jobs = session, window, jobs
        self._trouble_heard.connect(self._on_trouble_heard)
        window.activated.connect(self._on_window_activated)

    def handlers(self) -> dict[str, Handler]:
        """What the actions about keeping do, by their ids."""
        return {"write_repairs": self.write}

    def begin(self) -> None:
        """A corpus was opened."""
        repairs = self._session.repairs
        assert repairs is not None
        repairs.listen_for_trouble(self._trouble_heard.emit)

    def begin_document(self) -> None:
        """A document was opened: say what became of alignments and repairs made before its texts changed."""
        document = self._session.document
        if document is None:
            return
        reports = document.carried.values()
        whole = CarryReport(
            sum(report.carried for report in reports),
            tuple(each for report in reports for each in report.lost),
        )
        forget = partial(self._forget_lost, document)
        show = partial(show_lost_repairs, self._window, whole.lost, forget)
        told = [whole.words] if whole else []
        told += map(self._fault_text, document.faults_shown)
        if told:
            self._window.banner.say(
                " ".join(told),
                document=document.reading.document.id,
                more=(self.tr("Show them"), show) if whole.lost else None,
            )

    def _forget_lost(self, document: OpenedDocument) -> None:
        """Remove the repairs that were out of effect when a document was opened."""
        repairs = self._session.repairs
        if repairs is None:
            return
        for version in document.carried:
            repairs.discard_lost(document.opened.document, version)
        self._window.banner.hide()
        self._window.status.say(self.tr("The repairs that did not fit are forgotten."))

    def _fault_text(self, fault: UserError) -> str:
        """Why the file of an alignment is not followed, and that the window need not be left to mend it."""
        text = self.tr("{what} ({file}). It is aligned anew here; {key} writes that into the corpus.")
        key = self._window.actions_by_id.key_text("write_repairs")
        return text.format(what=fault.what, file=Path(fault.where).name, key=key)

    def write(self) -> None:
        """Write the alignment that is meant into the folder of the corpus."""
        corpus, document, repairs = self._session.corpus, self._session.document, self._session.repairs
        version = self._version_meant()
        if corpus is None or document is None or repairs is None or version is None:
            self._window.status.say(self.tr("There is no alignment here to write."))
            return
        which = document.reading.document
        done = partial(self._on_written, corpus, which.id, version)

        def work(progress: Progress) -> Corpus:
            return write_repairs(repairs, corpus, which, version)

        self._jobs.run(work, Job(self.tr("Writing the alignment"), on_done=done))

    def may_close(self) -> bool:
        """Bring all repairs to disk before the window closes; ask where that cannot be done."""
        repairs = self._session.repairs
        if repairs is None or repairs.flush(_SECONDS_TO_WRITE):
            return True
        one = self.tr("1 repair cannot be written to disk.")
        many = self.tr("{count} repairs cannot be written to disk.")
        return ask_to_lose(self._window, counted(repairs.unsaved, one, many))

    def _version_meant(self) -> str | None:
        """The translation that has the keyboard, else the first shown, that is aligned."""
        reading = self._window.area.reading
        if reading is None:
            return None
        wanted = (self._window.area.focused_version(), *reading.shown)
        return next((version for version in wanted if reading.alignment(version) is not None), None)

    def _on_written(self, corpus: Corpus, document: str, version: str, now: Corpus) -> None:
        self._session.take_alignments(corpus.folder, {(document, version)})
        entry = now.document(document).alignment_file(version)
        name = entry.path.name if entry is not None else ""
        self._window.status.say(self.tr("Wrote the alignment into {name}.").format(name=name))

    @Slot()
    def _on_window_activated(self) -> None:
        """Take in what another program did to the repairs meanwhile."""
        repairs = self._session.repairs
        if repairs is not None:
            look = Job(self.tr("Looking for new repairs"), on_done=lambda _: None, is_quiet=True)
            self._jobs.run(lambda _: repairs.refresh(), look)

    @Slot(object)
    def _on_trouble_heard(self, problem: UserError | None) -> None:
        if problem is None:
            self._window.banner.hide()
        else:
            self._window.banner.say(str(problem), is_error=True)
