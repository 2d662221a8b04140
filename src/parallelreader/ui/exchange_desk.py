"""Terms and notes out of the window as files and in again, all of it off the main thread.

What would come in is shown record by record before any of it is taken; taking it is one step of undo.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.exchange.stored_terms import plan_terms, take_terms
from parallelreader.app.exchange.term_files import TermsFormat, write_terms
from parallelreader.app.exchange.term_import import TermImport
from parallelreader.app.note_partners import NotePartners
from parallelreader.app.notes_export import NotesFormat, write_notes
from parallelreader.app.notes_import import NoteImport, plan_notes
from parallelreader.app.terms.book import TermBook
from parallelreader.app.undo import History, Step
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import ReaderError
from parallelreader.core.exchange import Fidelity, ImportReport
from parallelreader.core.progress import Progress
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.exchange_dialog import ImportDialog
from parallelreader.ui.fidelity import with_losses
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window

_TERM_KINDS = "*.tbx *.xml *.csv *.tsv *.txt *.utf8 *.tab"
_NOTE_KINDS = "*.jsonl *.jsonld *.json *.csv *.tsv *.md *.markdown"


F = TypeVar("F")
R = TypeVar("R")


class ExchangeDesk(QObject):
    """One dialog at a time."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        toast: ActToast,
        terms: TermKeeping,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._toast, self._terms = session, window, toast, terms
        self.dialog: QDialog | None = None

    def handlers(self) -> dict[str, Handler]:
        """What its actions do."""
        return {
            "import_terms": self._choose_terms,
            "export_terms": self._ask_terms,
            "import_notes": self._choose_notes,
            "export_notes": self._ask_notes,
        }

    def take_terms(self, file: Path) -> None:
        """Read a file of terms and show what it would bring in."""
        book = self._terms.book
        if book is None:
            self._say_nothing_is_open()
            return

        def work(progress: Progress) -> TermImport:
            return plan_terms(book.termbase, file, progress=progress)

        def done(plan: TermImport) -> None:
            self._show_report(self.tr("Import terms"), file, plan.report, lambda: self._take(book, plan))

        self._run(self.tr("Reading {name}").format(name=file.name), work, done)

    def take_notes(self, file: Path) -> None:
        """Read a file of notes and show what it would bring in."""
        notes, corpus = self._session.notes, self._session.corpus
        if notes is None or corpus is None:
            self._say_nothing_is_open()
            return

        def work(_: Progress) -> NoteImport:
            return plan_notes(notes, file, texts=NotedTexts(corpus, self._data.cache))

        def done(plan: NoteImport) -> None:
            self._show_report(
                self.tr("Import notes"), file, plan.report, lambda: self._take_notes(notes, plan)
            )

        self._run(self.tr("Reading {name}").format(name=file.name), work, done)

    def write_terms(self, file: Path, wanted: TermsFormat) -> None:
        """Write all terms of the corpus, and those that hold everywhere."""
        book, corpus = self._terms.book, self._session.corpus
        if book is None or corpus is None:
            self._say_nothing_is_open()
            return

        def work(progress: Progress) -> Fidelity:
            book.load()
            concepts = book.termbase.in_order()
            return write_terms(concepts, wanted, file, title=corpus.title, progress=progress)

        self._write(file, work)

    def write_notes(self, file: Path, wanted: NotesFormat) -> None:
        """Write all notes on the corpus."""
        notes, corpus = self._session.notes, self._session.corpus
        if notes is None or corpus is None:
            self._say_nothing_is_open()
            return

        def work(progress: Progress) -> Fidelity:
            titles = {document.id: document.title for document in corpus.documents}
            partners = NotePartners(corpus, self._data.cache, repairs=self._session.repairs)
            found = notes.notes.find()
            return write_notes(
                found, wanted, file, titles=titles, partner=partners, title=corpus.title, progress=progress
            )

        self._write(file, work)

    def _choose_terms(self) -> None:
        names = [f"{self.tr('Terms')} ({_TERM_KINDS})", f"{self.tr('All files')} (*)"]
        self._choose(self.tr("Import terms"), names, self.take_terms)

    def _choose_notes(self) -> None:
        names = [f"{self.tr('Notes')} ({_NOTE_KINDS})", f"{self.tr('All files')} (*)"]
        self._choose(self.tr("Import notes"), names, self.take_notes)

    def _ask_terms(self) -> None:
        kinds = {
            f"{self.tr('TBX 3, the standard')} (*.tbx)": TermsFormat.TBX,
            f"{self.tr('TBX 2, for translation tools')} (*.tbx)": TermsFormat.TBX_2,
            f"{self.tr('Table (CSV)')} (*.csv)": TermsFormat.CSV,
            f"{self.tr('Table (TSV)')} (*.tsv)": TermsFormat.TSV,
            f"{self.tr('Glossary for OmegaT')} (*.utf8)": TermsFormat.OMEGAT,
        }
        names = {wanted: wanted.file_name for wanted in TermsFormat}
        self._ask(self.tr("Export terms"), kinds, names, self.write_terms)

    def _ask_notes(self) -> None:
        kinds = {
            f"{self.tr('W3C annotations')} (*.jsonld)": NotesFormat.JSONLD,
            f"{self.tr('JSON lines')} (*.jsonl)": NotesFormat.JSONL,
            f"{self.tr('Table (CSV)')} (*.csv)": NotesFormat.CSV,
            f"{self.tr('Page to read (Markdown)')} (*.md)": NotesFormat.MARKDOWN,
        }
        names = {wanted: f"notes.{wanted}" for wanted in NotesFormat}
        self._ask(self.tr("Export notes"), kinds, names, self.write_notes)

    def _choose(self, title: str, filters: list[str], take: Callable[[Path], None]) -> None:
        if self._session.corpus is None:
            self._say_nothing_is_open()
            return
        chooser = QFileDialog(self._window, title)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(filters)
        chooser.fileSelected.connect(lambda name: take(Path(name)))
        self._open(chooser)

    def _ask(
        self,
        title: str,
        kinds: Mapping[str, F],
        names: Mapping[F, str],
        write: Callable[[Path, F], None],
    ) -> None:
        if self._session.corpus is None:
            self._say_nothing_is_open()
            return
        chooser = QFileDialog(self._window, title)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        chooser.setNameFilters(list(kinds))

        def propose(chosen: str) -> None:
            name = names[kinds[chosen]]
            chooser.setDefaultSuffix(Path(name).suffix.removeprefix("."))
            chooser.selectFile(name)

        propose(next(iter(kinds)))
        chooser.filterSelected.connect(propose)

        def take(name: str) -> None:
            write(Path(name), _kind_of(Path(name), kinds[chooser.selectedNameFilter()], names))

        chooser.fileSelected.connect(take)
        self._open(chooser)

    def _show_report(self, title: str, file: Path, report: ImportReport, take: Callable[[], None]) -> None:
        dialog = ImportDialog(title, file.name, report, self._themes, self._window)
        dialog.wanted.connect(take)
        self._open(dialog)

    def _take(self, book: TermBook, plan: TermImport) -> None:
        if book is self._terms.book:
            take = partial(take_terms, book.termbase, plan)
            self._take_in(self.tr("Taking in terms"), book.steps.history, take)

    def _take_notes(self, notes: Annotating, plan: NoteImport) -> None:
        if notes is self._session.notes:
            self._take_in(self.tr("Taking in notes"), notes.history, partial(notes.merge, plan.notes))

    def _take_in(self, title: str, history: History, take: Callable[[], object]) -> None:
        def done(taken: tuple[object, Step | None]) -> None:
            self._toast.tell_of(taken[1], self.tr("Imported."))

        self._run(title, lambda _: history.recorded_by(take), done)

    def _write(self, file: Path, work: Callable[[Progress], Fidelity]) -> None:
        def done(fidelity: Fidelity) -> None:
            words = with_losses(self.tr("Saved as {name}.").format(name=file.name), fidelity)
            if fidelity.is_whole:
                self._window.status.say(words)
            else:
                self._window.banner.say(words)

        self._run(self.tr("Writing {name}").format(name=file.name), work, done)

    def _run(self, title: str, work: Callable[[Progress], R], done: Callable[[R], None]) -> None:
        self._jobs.run(work, Job(title, on_done=done, on_failed=self._tell))

    def _tell(self, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        self._window.banner.say(said, is_error=True)

    def _say_nothing_is_open(self) -> None:
        self._window.status.say(self.tr("Open a corpus first."))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None


def _kind_of(file: Path, chosen: F, names: Mapping[F, str]) -> F:
    """The kind chosen in the list, unless the name that was typed is that of another."""
    suffix = file.suffix.casefold()
    fitting = [kind for kind, name in names.items() if Path(name).suffix == suffix]
    return fitting[0] if fitting and chosen not in fitting else chosen
