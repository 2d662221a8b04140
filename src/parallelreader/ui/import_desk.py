"""Opens the import dialogs on what comes in, and what has been imported afterwards.

What comes in together is sorted by ``app.arrivals``; what is imported and how is the dialogs' own affair.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.user_data import UserData
from parallelreader.core.progress import Progress
from parallelreader.paths import resource
from parallelreader.ui import importing
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.app.arrivals import Arrival, Arrivals, Pairs
    from parallelreader.app.unit_plan import UnitSource
    from parallelreader.app.unit_report import UnitReport
    from parallelreader.app.unit_writing import Counts
    from parallelreader.ui.importing.known_share import Measure


class ImportDesk(QObject):
    """At most one dialog at a time, but for one that was opened from that for several documents; texts that
    come while that for texts is open are added to it, all else waits until it is closed.

    ``opening`` comes before what was imported takes the place of what is open, ``corpus_brought`` (folder)
    when a corpus was among what came in, ``exported_brought`` (file, corpora to choose from) when a file was
    that this program wrote of one, ``overlays_brought`` (report) when notes and terms came with units and are
    to be laid over what is about to be opened.
    """

    opening = Signal()
    corpus_brought = Signal(object)
    exported_brought = Signal(object, object)
    overlays_brought = Signal(object)

    def __init__(
        self, data: UserData, themes: ThemeSource, jobs: JobRunner, session: Session, window: Window
    ) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._session = session
        self._window = window
        self._waiting: list[Arrival] = []
        self._runs: dict[importing.UnitsRun, UnitSource] = {}
        self.dialog: importing.ImportDialog | None = None
        self.units_dialog: importing.UnitsDialog | None = None
        self.batch_dialog: importing.BatchDialog | None = None
        self._alone: Arrival | None = None
        # Who knows words says how much of a text is known.
        self.measure: Measure | None = None

    def import_files(self, files: Sequence[Path]) -> None:
        """Bring in files and folders of any kind; without any, open the dialog on its first step."""
        if not files:
            self._open_dialog()
            return

        def work(_: Progress) -> "Arrivals":
            return importing.sort_arrivals(files, keeps_exported=True)

        self._jobs.run(work, Job(self.tr("Looking at the files"), on_done=self._on_sorted, is_quiet=True))

    def import_text(self, text: str) -> None:
        """Open the dialog on pasted or dropped text."""
        self._open_dialog().add_text(text)

    def _on_sorted(self, found: "Arrivals") -> None:
        if found.corpora:
            self.corpus_brought.emit(found.corpora[0])
        for file in found.exported:
            self.exported_brought.emit(file, self._corpora())
        documents = list(found.documents)
        if self.dialog is not None and self._has_texts(self.dialog):
            # To a draft that is being made, further texts are further versions.
            for each in [each for each in documents if isinstance(each, importing.Texts)][:1]:
                documents.remove(each)
                self.dialog.add_files(each.files)
        self._waiting += documents
        if found.problems:
            self._window.banner.say("\n".join(str(problem) for problem in found.problems), is_error=True)
        if words := self._account(found):
            self._window.status.say(words)
        self._open_next()

    def _account(self, found: "Arrivals") -> str:
        """What becomes of all that came in, where that is not seen at once."""
        words = []
        if len(found.corpora) > 1:
            words.append(self.tr("Of several corpora the first was opened."))
        if found.passed_over:
            passed = self.tr("{count} files were passed over, since no format takes them.")
            words.append(passed.format(count=len(found.passed_over)))
        if not (found.documents or found.corpora or found.problems or found.exported):
            words.append(self.tr("There is nothing in it that can be imported."))
        return " ".join(words)

    def _open_next(self) -> None:
        """Open the dialog for what waits, unless one is open that has work to do."""
        if not self._waiting or self.units_dialog is not None:
            return
        if self.dialog is not None and self._has_texts(self.dialog):
            return
        arrivals, self._waiting = self._waiting, []
        if self.dialog is not None:
            # It stands on its first step, where what is wanted was asked for. Its end opens what waits.
            self.dialog.done(0)
        if self.batch_dialog is None and len(arrivals) == 1:
            self._open_arrival(arrivals[0])
            return
        if self.batch_dialog is None:
            batch = importing.BatchDialog(
                self._jobs, self._themes, self._corpora(), self._data.cache.root, self._window
            )
            batch.look_asked.connect(self._on_look_asked)
            batch.imported.connect(self._on_batch_imported)
            batch.finished.connect(self._on_batch_finished)
            self.batch_dialog = batch
            batch.open()
        self.batch_dialog.add(arrivals)

    def _open_arrival(self, arrival: "Arrival") -> None:
        """Open the dialog for one document."""
        if isinstance(arrival, importing.Texts):
            self._open_dialog().add_files(arrival.files)
        elif any(run.is_running and source == arrival.source for run, source in self._runs.items()):
            text = self.tr("{name} is being imported already.")
            self._window.status.say(text.format(name=arrival.source.name))
        else:
            self._open_units(arrival)

    @Slot(object)
    def _on_look_asked(self, arrival: "Arrival") -> None:
        batch = self.batch_dialog
        if batch is None or self.dialog is not None or self.units_dialog is not None:
            return
        self._alone = arrival
        self._open_arrival(arrival)
        dialog = self.dialog or self.units_dialog
        if dialog is not None:
            dialog.choose_corpus(batch.target.target.folder)

    @Slot()
    def _on_batch_finished(self) -> None:
        if self.batch_dialog is not None:
            self.batch_dialog.deleteLater()
            self.batch_dialog = None
        self._open_next()

    @Slot(object, str, object)
    def _on_batch_imported(self, folder: Path, document: str, reports: "Sequence[UnitReport]") -> None:
        for report in reports:
            self.overlays_brought.emit(report)
        self._open_imported(folder, document)

    def _brought_alone(
        self, folder: Path, document: str, count: int, report: "UnitReport | None" = None
    ) -> bool:
        """Whether what was imported came from the dialog for several documents, which is told of it."""
        arrival, self._alone = self._alone, None
        if arrival is None or self.batch_dialog is None:
            return False
        brought = importing.Brought(document, count, report=report)
        self.batch_dialog.show_imported(arrival, folder, brought)
        return True

    def _has_texts(self, dialog: "importing.ImportDialog") -> bool:
        return bool(dialog.drafting.draft.sources) or dialog.drafting.is_reading

    def _open_dialog(self) -> "importing.ImportDialog":
        if self.dialog is None:
            parent = self.batch_dialog or self._window
            dialog = importing.ImportDialog(self._jobs, self._themes, self._corpora(), parent)
            dialog.take_files = self.import_files
            dialog.known_share.measure = self.measure
            dialog.imported.connect(self._on_imported)
            dialog.finished.connect(self._on_finished)
            self.dialog = dialog
            dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()
        return self.dialog

    def _open_units(self, arrival: "Pairs") -> None:
        source = arrival.source
        run = importing.UnitsRun(self._jobs, self._data.cache.root, self)
        run.take_overlays(arrival.has_overlays)
        self._runs[run] = source
        run.done.connect(self._on_units_done)
        run.faulty.connect(self._on_units_faulty)
        run.failed.connect(self._on_units_failed)
        run.stopped.connect(self._on_units_stopped)
        parent = self.batch_dialog or self._window
        dialog = importing.UnitsDialog(self._jobs, self._themes, self._corpora(), source, run, parent)
        dialog.known_share.measure = self.measure
        if arrival.has_overlays:
            dialog.foot.offer_overlays()
            dialog.foot.overlays.toggled.connect(run.take_overlays)
        dialog.finished.connect(self._on_units_finished)
        self.units_dialog = dialog
        dialog.open()

    def _corpora(self) -> "list[importing.CorpusChoice]":
        """The open corpus first, then those read before; never the samples, which are part of the program."""
        corpus = self._session.corpus
        choices = [importing.CorpusChoice(corpus.folder, corpus.title)] if corpus is not None else []
        choices += [
            importing.CorpusChoice(known.folder, known.title)
            for known in self._data.recent_corpora()
            if known.folder.is_dir()
        ]
        samples = resource("samples").resolve()
        unique: dict[Path, importing.CorpusChoice] = {}
        for choice in choices:
            unique.setdefault(choice.folder.resolve(), choice)
        return [choice for folder, choice in unique.items() if folder != samples]

    @Slot(object, str)
    def _on_imported(self, folder: Path, document: str) -> None:
        report = self.dialog.report if self.dialog is not None else None
        count = sum(each.paragraphs for each in report.versions) if report is not None else 0
        if self._brought_alone(folder, document, count):
            return
        self._open_imported(folder, document)
        if report is None:
            return
        self._window.status.say(importing.summarise(report))
        if report.doubts:
            self._window.banner.say(" ".join(report.doubts), document=report.document)

    @Slot(object)
    def _on_units_done(self, report: "UnitReport") -> None:
        """Open what was imported, or only tell of it where somebody has read on meanwhile."""
        words = importing.summarise_units(report)
        run = self.sender()
        takes_overlays = isinstance(run, importing.UnitsRun) and run.takes_overlays
        is_watched = self.units_dialog is not None and self.units_dialog.run is run
        self._forget(run)
        noted = report if takes_overlays else None
        if is_watched and self._brought_alone(report.folder, report.document, report.counts.units, noted):
            return

        def open_it() -> None:
            if takes_overlays:
                self.overlays_brought.emit(report)
            self._open_imported(report.folder, report.document)

        if is_watched:
            open_it()
            self._window.status.say(words)
            if report.doubts:
                self._window.banner.say(" ".join(report.doubts), document=report.document)
            return

        self._window.banner.say(" ".join((words, *report.doubts)), more=(self.tr("Open it"), open_it))

    @Slot(object)
    def _on_units_faulty(self, counts: "Counts") -> None:
        source = self._left_alone(self.sender())
        if source is None:
            return
        text = self.tr("{count} parts of {name} cannot be read, so nothing has been imported yet.")
        self._window.banner.say(
            text.format(count=f"{counts.fault_count:,}", name=source.name),
            more=(self.tr("Look at it"), lambda: self.import_files(source.files)),
        )

    @Slot(object)
    def _on_units_failed(self, error: Exception) -> None:
        if self._left_alone(self.sender()) is not None:
            self._window.banner.say(str(error), is_error=True)

    @Slot(object)
    def _on_units_stopped(self, units: int) -> None:
        source = self._left_alone(self.sender())
        if source is None or not units:
            return
        text = self.tr("The import of {name} was stopped. {count} units are kept.")
        self._window.banner.say(
            text.format(name=source.name, count=f"{units:,}"),
            more=(self.tr("Go on"), lambda: self.import_files(source.files)),
        )

    @Slot()
    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._alone = None
        self._open_next()

    @Slot()
    def _on_units_finished(self) -> None:
        dialog = self.units_dialog
        if dialog is not None:
            self.units_dialog = None
            if not dialog.run.is_running:
                self._forget(dialog.run)
            elif self._alone is not None and self.batch_dialog is not None:
                self.batch_dialog.show_elsewhere(self._alone)
            dialog.deleteLater()
        self._alone = None
        self._open_next()

    @Slot(object, str)
    def _open_imported(self, folder: Path, document: str) -> None:
        self.opening.emit()
        self._window.banner.hide()
        self._session.open_corpus(folder, document=document)

    def _left_alone(self, run: QObject) -> "UnitSource | None":
        """Which source a run was of that has ended without a dialog to tell; None where there is one."""
        if self.units_dialog is not None and self.units_dialog.run is run:
            return None
        return self._forget(run)

    def _forget(self, run: QObject) -> "UnitSource | None":
        for each, source in self._runs.items():
            if each is run:
                del self._runs[each]
                each.deleteLater()
                return source
        return None
