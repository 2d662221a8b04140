"""The room of terms in the window: what is listed in it, its views and panels, and where it leads."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from parallelreader.app.terms.matrix import RenderingFinder
from parallelreader.app.terms.rendering_linking import RenderingLinker
from parallelreader.app.terms.shown_matrix import figures_of
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.app.user_data import UserData
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.rooms import TERMS, make_workspaces
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.lending import Lending
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.term_writing import TermWriting
from parallelreader.ui.terms.entries import TermEntry
from parallelreader.ui.terms.page import TermsPage
from parallelreader.ui.terms.room_line import ConcordanceHints, MatrixHints, RoomLine, show_hints
from parallelreader.ui.terms.view import Subject, TermsView
from parallelreader.ui.terms_advice import TermsAdvice
from parallelreader.ui.terms_cells import TermsCells
from parallelreader.ui.terms_concordance import TermsConcordance
from parallelreader.ui.terms_export import TermsExport
from parallelreader.ui.terms_listing import TermsListing
from parallelreader.ui.terms_matrix import TermsMatrix
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.widgets.key_caps import caps_of
from parallelreader.ui.window import Window

_EXPORT = "export_terms_shown"
_FILES = ("export_terms", "import_terms")


class TermsDesk(QObject):
    """One room, made when it is first asked for; it is the ``TermsRoom`` of its views."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        toast: ActToast,
        keeping: TermKeeping,
        writing: TermWriting,
        words: TextWords,
        linker: RenderingFinder | None = None,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._travel, self._toast = session, window, travel, toast
        self._keeping, self._writing, self._words = keeping, writing, words
        self._wanted = ""
        self._lending = Lending(window, session)
        actions = window.actions_by_id
        self.workspaces = make_workspaces(actions, TERMS)
        self.page = TermsPage(themes, actions[_EXPORT], self.workspaces, actions["new_term"])
        self.page.tools.offer([actions[name] for name in _FILES])
        finder = linker
        if finder is None:
            finder = process = RenderingLinker(data.folders.cache)
            window.closing.connect(process.close)
        self.matrix = TermsMatrix(themes, jobs, finder)
        self.listing = TermsListing(jobs, words, finder)
        self.cells = TermsCells(self.matrix, jobs, window, writing, self.open_place)
        self.exporting = TermsExport(jobs, window)
        self._line, self._hints = RoomLine(themes), MatrixHints(themes)
        self._concordance_hints = ConcordanceHints(themes)
        self.concordance = TermsConcordance(data, themes, jobs, words, finder)
        window.closing.connect(self.concordance.close)
        matrix, gaps = self.matrix.views
        for view in (matrix, self.concordance, gaps):
            self.page.add_view(view)
        self.advice = TermsAdvice(
            self, self.page, data, themes, jobs, words, keeping, writing, finder,
            undo_caps=caps_of(actions["undo"].shortcut()),
        )  # fmt: skip
        self._connect()
        self._begin()

    @property
    def is_shown(self) -> bool:
        """Whether the room is what the window shows."""
        return self._window.middle.currentWidget() is self.page

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked at that would change what is seen."""
        views = (self.matrix, self.listing, self.concordance, self.advice)
        return all(each.is_settled for each in views) and self._jobs.is_idle

    @property
    def hides_notes(self) -> bool:
        """Whether the notes only make room for it and come back after it."""
        return self._lending.hides_notes

    @property
    def subject(self) -> Subject:
        """What is shown now."""
        return self.page.subject

    def handlers(self) -> dict[str, Handler]:
        """What the actions about the room do, by their ids."""
        return {"terms": self.toggle, _EXPORT: self.export}

    def toggle(self) -> None:
        """Show the room, or go back from it to the text."""
        if self.is_shown:
            self.close()
        else:
            self.show()

    def show(self) -> None:
        """Show the room as it was left."""
        if not self.is_shown:
            self._window.status.show_line(self._line)
            self._lending.take(self.page, self.page.side, self.tr("Terms"), self.page.tools)
            self.listing.want(True)
            self._show_subject_again()
            self._on_view_changed()
        self.page.focus_view()

    def close(self) -> None:
        """Go back to the text, or where none is open to the page one starts from."""
        if self.is_shown:
            self._give_back()
            self._lending.show_text()

    def export(self) -> None:
        """Ask where what the view that is seen shows is to be written."""
        self.show()
        view = self.page.view
        if view is not None:
            subject = self.subject
            term = subject.name if isinstance(subject, Concept) else subject or ""
            self.exporting.ask(view, f"{term} {view.title}" if view.has_head else view.title)

    def focus_next_part(self) -> None:
        """Give the keyboard to the next part of the room."""
        self.page.focus_next_part(QApplication.focusWidget())

    def add_view(self, view: TermsView) -> None:
        """Offer a view beside those there are."""
        self.page.add_view(view)

    def set_right(self, panel: QWidget) -> None:
        """Put a panel at the right; it shows where there is room, or when asked for."""
        self.page.set_right(panel)

    def show_count(self, view: TermsView, text: str) -> None:
        """Say beside the name of a view how much it has."""
        self.page.show_count(view, text)

    def say(self, parts: Sequence[str]) -> None:
        """Say in the line at the foot what the view shows."""
        self._line.say(parts)

    def show_subject(self, subject: Concept | str) -> None:
        """Show a term in the view that is seen, and choose it in the list where it is there."""
        if not isinstance(subject, Concept) or not self.page.side.choose(subject.id):
            self.page.show_term(subject, self._reading_of(subject))

    def open_view(self, title: str) -> None:
        """Have the view of that title be the one that is seen."""
        titles = [view.title for view in self.page.views]
        if title in titles:
            self.page.show_view(titles.index(title))

    def open_place(self, document: str, version: str, span: Span, beside: str = "") -> None:
        """Leave the room for a place in a text, with another version to be seen beside it; coming back, one
        finds the room as it was."""
        corpus = self._session.corpus
        if corpus is None or document not in {each.id for each in corpus.documents}:
            self._window.status.say(self.tr("The text of this pair is no longer in its corpus."))
            return
        self._give_back()
        self._window.show_reader(self._session.document is not None)
        self._travel.go(document, (version, float(span.start)), beside=beside)

    def _begin(self) -> None:
        """Show the terms of the corpus that is open."""
        book, texts = self._keeping.book, self._keeping.texts
        if book is not None and texts is not None:
            self.page.show_term(None, "")
            self.matrix.begin(texts, book.choices)
            self.concordance.begin(book, texts)
            self.listing.begin(book, texts)

    def _reading_of(self, subject: Subject) -> str:
        """The pinyin of a term, where words can be read by now."""
        name = subject.name if isinstance(subject, Concept) else subject
        return self._words.pinyin_of(name) if name and self._words.is_ready else ""

    def _show_subject_again(self) -> None:
        """Show what has become of the term, and of the texts, while something else was to be seen."""
        subject, book = self.page.subject, self._keeping.book
        if isinstance(subject, Concept) and book is not None:
            subject = book.termbase.get(subject.id)
        self.page.show_term(subject, self._reading_of(subject))

    def _on_listed(self, entries: Sequence[TermEntry]) -> None:
        self.page.side.show_entries(entries)
        if self._wanted and self.page.side.choose(self._wanted):
            self._wanted = ""

    def _on_term_chosen(self, entry: TermEntry | None) -> None:
        if entry is None:
            self.page.show_term(None, "")
        else:
            self.page.show_term(entry.concept, entry.reading)

    def _on_terms_changed(self, changes: TermChanges) -> None:
        self.listing.take_changes(changes)
        if self.is_shown:
            new = [after for before, after in changes.pairs if before is None and after is not None]
            if len(new) == 1:
                # What was just written is what one wants to see, as soon as it is listed.
                self._wanted = new[0].id
            self._show_subject_again()

    def _on_matrix_shown(self) -> None:
        self._show_gaps()
        sheet = self.matrix.sheet
        concept = sheet.matrix.concept if sheet is not None and sheet.is_whole else None
        if sheet is not None and concept is not None:
            self.listing.take_figures(concept, figures_of(sheet.matrix))
        self._on_matrix_changed()

    def _show_gaps(self) -> None:
        """Say how many gaps the term has that the room is about, where that is known."""
        sheet = self.matrix.sheet_of(self.page.subject)
        gaps = sheet.gaps() if sheet is not None else 0
        self.page.show_count(self.matrix.views[1], f"{gaps:,}" if gaps else "")

    def _on_matrix_changed(self) -> None:
        """Say what the matrix shows, and what can be done with its cell."""
        view = self.page.view
        if view not in self.matrix.views:
            return
        current, sheet = self.matrix.view.current, self.matrix.sheet
        self.page.head.let_go(current is not None)
        self._show_what_can_be_written()
        if sheet is None:
            self._line.say(())
            self._hints.show_row("")
            return
        self._line.say(self.matrix.view.summary())
        row = self.matrix.view.table.currentIndex().row() + 1
        shown = len(self.matrix.view.model.shown)
        text = self.tr("Row {row} of {count}").format(row=f"{row:,}", count=f"{shown:,}")
        self._hints.show_row(text if shown else "")

    def _on_view_changed(self) -> None:
        is_matrix = self.page.view in self.matrix.views
        self._show_hints()
        if not is_matrix:
            self._line.say(())
        if self.page.view is self.concordance:
            self.concordance.say()
        elif self.page.view is self.advice.findings:
            self.advice.findings.say()
        self._on_matrix_changed()
        self._show_what_can_be_written()

    def _on_concordance_said(self, parts: Sequence[str], row: str) -> None:
        if self.page.view is self.concordance:
            self._line.say(parts)
            self._concordance_hints.show_row(row)

    def _edit(self) -> None:
        """Write what there is to say of the term that is shown; words that are none yet become one."""
        subject, book = self.subject, self._keeping.book
        if isinstance(subject, Concept):
            self._writing.edit_concept(subject)
        elif subject and book is not None:
            self._writing.write(book.termbase.new_concept((subject,), ()), is_new=True)

    def _on_removal_requested(self, entry: TermEntry) -> None:
        book = self._keeping.book
        if book is not None:
            book.termbase.remove([entry.id])
            self._writing.tell(self.tr("Removed the term {term}.").format(term=entry.concept.name))

    def _warn(self, text: str) -> None:
        self._toast.say(text)

    def _show_what_can_be_written(self) -> None:
        view = self.page.view
        can_write = view is not None and bool(view.export_formats)
        self._window.actions_by_id[_EXPORT].setEnabled(can_write or not self.is_shown)

    def _show_hints(self, *, is_leaving: bool = False) -> None:
        """Show the keys of the view that is seen, those of no other."""
        kinds = ((self._hints, self.matrix.views), (self._concordance_hints, (self.concordance,)))
        shown = self.is_shown and not is_leaving
        show_hints(self._window.status, {each: shown and self.page.view in views for each, views in kinds})

    def _give_back(self) -> None:
        """Let sidebar, panel and bars be what they were."""
        if self._lending.is_lent:
            self.listing.want(False)
            self._window.status.show_line(None)
            self._show_hints(is_leaving=True)
            self._window.actions_by_id[_EXPORT].setEnabled(True)
            self._lending.give_back()

    def _on_corpus_opened(self, corpus: Corpus) -> None:
        self._give_back()

    def _on_document_opened(self, reading: object, at: object) -> None:
        if not self.is_shown:
            self._give_back()
            # Once all that shows the document has taken it.
            QTimer.singleShot(0, self, self.cells.write_note)

    def _connect(self) -> None:
        page, view = self.page, self.matrix.view
        page.closed.connect(self.close)
        page.side.chosen.connect(self._on_term_chosen)
        page.view_changed.connect(self._on_view_changed)
        page.subject_changed.connect(self._show_gaps)
        page.head.text_requested.connect(self.cells.open_current)
        page.head.note_requested.connect(self.cells.note_on_current)
        page.head.edit_requested.connect(self._edit)
        page.edit_requested.connect(self._edit)
        page.export_requested.connect(self.export)
        page.side.removal_requested.connect(self._on_removal_requested)
        view.warned.connect(self._warn)
        view.left.connect(page.side.list.setFocus)
        view.changed.connect(self._on_matrix_changed)
        self.matrix.shown.connect(self._on_matrix_shown)
        self.matrix.busy.connect(self.listing.give_way)
        self.listing.found.connect(self.matrix.keep)
        self.concordance.opened.connect(self.open_place)
        self.concordance.said.connect(self._on_concordance_said)
        self.concordance.changed.connect(self._show_what_can_be_written)
        self.advice.findings.changed.connect(self._show_what_can_be_written)
        self.listing.listed.connect(self._on_listed)
        self._keeping.begun.connect(self._begin)
        self._keeping.changed.connect(self._on_terms_changed)
        self._session.repaired.connect(self.listing.forget_figures)
        self._session.corpus_opened.connect(self._on_corpus_opened)
        self._session.document_opened.connect(self._on_document_opened)
