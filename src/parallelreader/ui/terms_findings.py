"""The checks in the room of terms: run off the main thread, walked by key, dismissed with undo."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.findings import Check
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

_SECONDS_A_PORTION, _GROWTH = 0.5, 1.25


class TermsFindings(QObject):
    """A view of the room, and its jobs. ``opened`` has a ShownFinding, ``termed`` a Concept to be shown,
    ``done`` says what was done, ``said`` what is to be said at the foot."""

    opened = Signal(object)
    termed = Signal(object)
    done = Signal(str)
    said = Signal(list)
    changed = Signal()
    _part_found = Signal(object, object)

    has_head = False
    icon = "warning"

    def __init__(self, themes: ThemeSource, jobs: JobRunner, finder: RenderingFinder) -> None:
        super().__init__()
        self._finder = finder
        self.view = FindingsView(themes)
        self.choices: Choices | None = None
        self._book: TermBook | None = None
        self._texts: CorpusTexts | None = None
        self._found: list[ShownFinding] | None = None
        self._coming: object = None
        self._state: tuple[object, object] = (None, None)
        self._shown: tuple[object, object] = (None, None)
        self._kinds = JobKinds(jobs, self._on_failed, self._on_cancelled)
        self._part_found.connect(self._on_part_found)
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
        self._coming = None
        self.view.show_found((), ())
        self.view.show_unseen({})
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
        state, asked = self._state_now(), object()
        looking = Check(texts, book.termbase, linker=finder, choices=choices)
        # Whoever walks a list that is known keeps it until the new one is whole.
        self._coming = asked if not self._found else None

        def work(progress: Progress) -> list[ShownFinding]:
            book.load()
            found: list[ShownFinding] = []
            told, since = 0, monotonic()
            for each in shown_findings(looking.findings(progress), texts):
                found.append(each)
                # Ever larger portions: the list is laid out anew with each.
                if monotonic() - since > _SECONDS_A_PORTION and len(found) > _GROWTH * told:
                    self._part_found.emit(asked, found[told:])
                    told, since = len(found), monotonic()
            return found

        def done(found: list[ShownFinding]) -> None:
            self._state = state
            if self._coming is asked and self._found:
                self._add(found[len(self._found) :])
            else:
                self._found = found
                self.show()
            self._coming = None
            self.view.show_unseen(looking.unseen)

        if not self._found:
            self.view.show_message(self.tr("Looking through the texts…"))
        self._kinds.run("check", self.tr("Checking terms, numbers and passages"), work, done)

    def _on_part_found(self, asked: object, found: Sequence[ShownFinding]) -> None:
        if asked is self._coming and self._kinds.is_running("check"):
            self._add(found)

    def _add(self, found: Sequence[ShownFinding]) -> None:
        """Show what has been found besides."""
        if self._found:
            self._found += found
            self.view.add_found(found)
            self.changed.emit()
        elif found:
            self._found = list(found)
            self.show()

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
        if self._found:
            if self._coming is not None:
                self.view.show_note(self.tr("The check was cancelled; this is what had been found."))
        else:
            self.view.show_message(self.tr("Looking through the texts was cancelled."))
