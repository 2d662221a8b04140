"""The checks in the room of terms: run off the main thread, walked by key, dismissed with undo."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.findings import check
from parallelreader.app.terms.matrix import Choices, RenderingFinder
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.app.terms.shown_findings import ShownFinding, shown_findings, write_findings
from parallelreader.core.errors import ReaderError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finding import FindingKind
from parallelreader.ui.jobs.kinds import JobKinds
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.terms.finding_words import kind_name, told
from parallelreader.ui.terms.findings_view import FindingsView
from parallelreader.ui.terms.view import ExportFormat, Subject, Writer
from parallelreader.ui.theme.source import ThemeSource


class TermsFindings(QObject):
    """A view of the room, and its jobs. ``opened`` has a ShownFinding, ``termed`` a Concept to be shown,
    ``done`` says what was done, ``said`` what is to be said at the foot."""

    opened = Signal(object)
    termed = Signal(object)
    done = Signal(str)
    said = Signal(list)
    changed = Signal()

    has_head = False
    icon = "warning"

    def __init__(self, themes: ThemeSource, jobs: JobRunner, finder: RenderingFinder) -> None:
        super().__init__()
        self._finder = finder
        self.view = FindingsView(themes)
        self.choices: Choices | None = None
        self._book: TermBook | None = None
        self._texts: CorpusTexts | None = None
        self._found: Sequence[ShownFinding] | None = None
        self._state: tuple[object, object] = (None, None)
        self._shown: tuple[object, object] = (None, None)
        self._kinds = JobKinds(jobs, self._on_failed, self._on_cancelled)
        self.view.list.asked.connect(self._on_asked)
        self.view.again_asked.connect(self.look)
        self.view.changed.connect(self.say)

    @property
    def title(self) -> str:
        return self.tr("Checks")

    @property
    def export_formats(self) -> Sequence[ExportFormat]:
        if not self.view.shown:
            return ()
        return (
            ExportFormat("html", self.tr("Web page")),
            ExportFormat("xlsx", self.tr("Spreadsheet")),
            ExportFormat("csv", self.tr("Table (CSV)")),
        )

    @property
    def count(self) -> int | None:
        """How many findings are left; None before anything was looked at."""
        if self._found is None or self._book is None:
            return None
        return sum(each.finding.key not in self._book.dismissals for each in self._found)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked at."""
        return self._kinds.is_idle

    def widget(self) -> QWidget:
        return self.view

    def begin(self, book: TermBook, texts: CorpusTexts, choices: Choices | None = None) -> None:
        """Another corpus is open."""
        self._kinds.cancel()
        self._book, self._texts, self.choices = book, texts, choices
        self._found, self._state, self._shown = None, (None, None), (None, None)
        self.view.show_found((), ())
        self.view.show_message("")

    def show_term(self, subject: Subject) -> None:
        """The view is seen: look at the texts, unless that was done for these terms."""
        is_known = all(a is b for a, b in zip(self._state, self._state_now(), strict=True))
        if not is_known and not self._kinds.is_running("check"):
            self.look()

    def look(self) -> None:
        """Look through all texts."""
        book, texts, finder, choices = self._book, self._texts, self._finder, self.choices
        if book is None or texts is None:
            return
        state = self._state_now()

        def work(progress: Progress) -> list[ShownFinding]:
            book.load()
            found = check(texts, book.termbase, linker=finder, choices=choices, progress=progress)
            return list(shown_findings(found, texts))

        def done(found: list[ShownFinding]) -> None:
            self._found, self._state = found, state
            self.show()

        if not self._found:
            self.view.show_message(self.tr("Looking through the texts…"))
        self._kinds.run("check", self.tr("Checking terms, numbers and passages"), work, done)

    def show(self) -> None:
        """Show what was found and what of that is dismissed by now."""
        if self._found is None or self._book is None:
            return
        dismissed = self._book.dismissals.all
        if self._shown[0] is self._found and self._shown[1] is dismissed:
            # With each change of the terms it is asked for, and listing very many takes a while.
            return
        self._shown = (self._found, dismissed)
        self.view.show_found(self._found, dismissed)
        self.changed.emit()

    def writer(self, suffix: str) -> Writer | None:
        shown = list(self.view.shown)
        if not shown:
            return None
        kinds = {str(kind): kind_name(kind) for kind in FindingKind}
        title = self.title

        def write(file: Path, progress: Progress) -> None:
            write_findings(
                file, TableFormat(suffix), shown, told, kinds=kinds, title=title, progress=progress
            )

        return write

    def _state_now(self) -> tuple[object, object]:
        """Other objects for other terms and choices: those of the book are replaced with each change."""
        book = self._book
        return (book.termbase.concepts, book.choices.all) if book is not None else (None, None)

    def _on_asked(self, what: str) -> None:
        current = self.view.list.current
        if what == "again":
            self.look()
        elif current is None:
            return
        elif what == "dismiss":
            self._dismiss()
        elif what == "term" or not current.finding.document:
            self._show_term(current)
        else:
            self.opened.emit(current)

    def _show_term(self, shown: ShownFinding) -> None:
        known = self._book.termbase.concepts if self._book is not None else {}
        concept: Concept | None = next((known[id] for id in shown.finding.concepts if id in known), None)
        if concept is not None:
            self.termed.emit(concept)

    def _dismiss(self) -> None:
        """Dismiss what is chosen, or list it again where all of it is dismissed."""
        book, chosen = self._book, self.view.list.chosen
        if book is None or not chosen:
            return
        keys = {each.finding.key: told(each.finding) for each in chosen}
        if all(key in book.dismissals for key in keys):
            book.dismissals.take_back(keys, name=self.tr("List finding again"))
            self.done.emit(self.tr("Listed again."))
        else:
            book.dismissals.put(keys, name=self.tr("Dismiss finding"))
            one, many = self.tr("Dismissed."), self.tr("Dismissed {count} findings.")
            self.done.emit(one if len(keys) == 1 else many.format(count=len(keys)))
        self.show()

    def say(self) -> None:
        """Tell which finding the cursor is at."""
        shown, row = self.view.shown, self.view.list.currentIndex().row() + 1
        if not shown:
            self.said.emit([])
            return
        current = self.view.list.current
        parts = [told(current.finding)] if current is not None else []
        parts.append(self.tr("finding {row} of {count}").format(row=row, count=f"{len(shown):,}"))
        parts.append(self.tr("Enter opens the pair, X dismisses, T shows the term"))
        self.said.emit(parts)

    def _on_failed(self, kind: str, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        self.view.show_message(said)

    def _on_cancelled(self, kind: str) -> None:
        if not self._found:
            self.view.show_message(self.tr("Looking through the texts was cancelled."))
