"""Documents made again in the window of files that this program wrote, and opened; the notes and terms that
came with a text are laid over it once it is open, so that they can be undone there."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from parallelreader.app.exchange.memory_restoring import memory_overlays
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.exchange.overlays import OverlayReport, Overlays, lay_over
from parallelreader.app.exchange.tei_restoring import Restored, TeiCorpus, read_tei_corpus, restore
from parallelreader.app.unit_report import UnitReport
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import ReaderError, UserError
from parallelreader.core.exchange import Outcome
from parallelreader.core.incoming import Fault
from parallelreader.core.progress import Progress, Stretch
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.restore_dialog import RestoreDialog
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.ui.importing import CorpusChoice

_MOST_SAID = 5
R = TypeVar("R")


class RestoringDesk(QObject):
    """One dialog at a time; ``opening`` comes before another corpus takes the place of what is open."""

    opening = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        terms: TermKeeping,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._terms = session, window, terms
        self.dialog: RestoreDialog | None = None
        self._waiting: list[tuple[Path, Sequence[CorpusChoice]]] = []
        self._coming: list[tuple[Path, Callable[[Corpus, Progress], Overlays]]] = []
        terms.begun.connect(self._on_begun)

    def take(self, file: Path, corpora: "Sequence[CorpusChoice]") -> None:
        """Read a file and ask where its documents are to go."""
        if self.dialog is not None:
            self._waiting.append((file, corpora))
            return

        def done(found: TeiCorpus) -> None:
            if self.dialog is not None:
                self._waiting.append((file, corpora))
                return
            dialog = RestoreDialog(file, found, corpora, self._jobs, self._themes, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.wanted.connect(
                lambda into, notes, terms: self._restore(found, into, notes=notes, terms=terms)
            )
            dialog.finished.connect(self._on_finished)
            self.dialog = dialog
            dialog.open()

        def failed(error: Exception) -> None:
            self._tell(error)
            self._take_next()

        title = self.tr("Reading {name}").format(name=file.name)
        job = Job(title, on_done=done, on_failed=failed, on_cancelled=self._take_next)
        self._jobs.run(lambda progress: read_tei_corpus(file, progress=progress), job)

    def lay_over_units(self, report: UnitReport) -> None:
        """Bring in the notes and terms of a memory as soon as the corpus that has its units now, which is
        about to be, is open."""
        cache = self._data.cache

        def read(corpus: Corpus, progress: Progress) -> Overlays:
            return memory_overlays(report, corpus, cache=cache, progress=progress)

        self._coming.append((report.folder, read))

    def _restore(self, found: TeiCorpus, into: Path, *, notes: bool, terms: bool) -> None:
        def done(restored: Restored) -> None:
            wanted = restored.overlays.wanted(notes=notes, terms=terms)
            if wanted:
                self._coming.append((restored.corpus.folder, lambda *_: wanted))
            self.opening.emit()
            self._window.banner.hide()
            self._session.open_corpus(restored.corpus.folder, document=restored.documents[0])
            one = self.tr("1 document was imported.")
            many = self.tr("{count} documents were imported.")
            self._window.status.say(counted(len(restored.documents), one, many))

        title = self.tr("Importing {title}").format(title=found.title)
        self._run(title, lambda progress: restore(found, into, progress=progress), done)

    @Slot()
    def _on_begun(self) -> None:
        """Another corpus is open, with its notes and terms."""
        notes, book, corpus = self._session.notes, self._terms.book, self._session.corpus
        if notes is None or book is None or corpus is None:
            return
        here = corpus.folder.resolve()
        reads = [read for folder, read in self._coming if folder.resolve() == here]
        # What belongs to another corpus waits until that is open.
        self._coming = [each for each in self._coming if each[0].resolve() != here]
        if not reads:
            return

        def work(progress: Progress) -> OverlayReport:
            texts, report = NotedTexts(corpus, self._data.cache), OverlayReport()
            for number, read in enumerate(reads):
                part = Stretch(progress, number / len(reads), (number + 1) / len(reads))
                try:
                    overlays = read(corpus, part)
                except UserError as problem:
                    # Those of the other files come all the same.
                    overlays = Overlays((Fault(str(problem)),))
                report += lay_over(overlays, notes, book, texts)
            return report

        self._run(self.tr("Bringing in notes and terms"), work, self._say_laid)

    def _say_laid(self, report: OverlayReport) -> None:
        notes, terms = (
            sum(each.count(outcome) for outcome in (Outcome.NEW, Outcome.CHANGED))
            for each in (report.notes, report.terms)
        )
        one_note, many_notes = self.tr("1 note came with it."), self.tr("{count} notes came with it.")
        one_term, many_terms = self.tr("1 term came with it."), self.tr("{count} terms came with it.")
        said = [counted(notes, one_note, many_notes)] if report.notes.records else []
        said += [counted(terms, one_term, many_terms)] if report.terms.records else []
        worth = [str(each) for part in (report.notes, report.terms) for each in part.worth_saying]
        if not worth:
            self._window.status.say(" ".join(said))
            return
        more = self.tr("and {count} more").format(count=f"{len(worth) - _MOST_SAID:,}")
        lines = worth[:_MOST_SAID] + ([more] if len(worth) > _MOST_SAID else [])
        self._window.banner.say("\n".join((" ".join(said), *lines)))

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None
        self._take_next()

    def _take_next(self) -> None:
        if self._waiting and self.dialog is None:
            self.take(*self._waiting.pop(0))

    def _run(self, title: str, work: Callable[[Progress], R], done: Callable[[R], None]) -> None:
        self._jobs.run(work, Job(title, on_done=done, on_failed=self._tell))

    def _tell(self, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        self._window.banner.say(said, is_error=True)
