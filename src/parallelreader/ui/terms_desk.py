"""The room of terms in the window: what is listed in it, its views and panels, and where it leads."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.rooms import TERMS, make_workspaces
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.terms.entries import TermEntry
from parallelreader.ui.terms.page import TermsPage
from parallelreader.ui.terms.view import Subject, TermsView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.widgets.toast import Toast
from parallelreader.ui.window import Window


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
        toast: Toast,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._travel, self._toast = session, window, travel, toast
        self._is_lent = False
        self._hid_side = False
        actions = window.actions_by_id
        self.workspaces = make_workspaces(actions, TERMS)
        self.page = TermsPage(themes, actions["export_terms_shown"], self.workspaces)
        self.page.closed.connect(self.close)
        self.page.side.chosen.connect(self._on_term_chosen)
        self.page.view_changed.connect(self._show_what_can_be_written)
        session.corpus_opened.connect(self._on_corpus_opened)
        session.document_opened.connect(self._on_document_opened)

    @property
    def is_shown(self) -> bool:
        """Whether the room is what the window shows."""
        return self._window.middle.currentWidget() is self.page

    @property
    def hides_notes(self) -> bool:
        """Whether the notes only make room for it and come back after it."""
        return self._hid_side

    @property
    def subject(self) -> Subject:
        """What is shown now."""
        return self.page.subject

    def handlers(self) -> dict[str, Handler]:
        """What the actions about the room do, by their ids."""
        return {"terms": self.toggle, "export_terms_shown": self.export}

    def toggle(self) -> None:
        """Show the room, or go back from it to the text."""
        if self.is_shown:
            self.close()
        else:
            self.show()

    def show(self) -> None:
        """Show the room as it was left."""
        if not self.is_shown:
            if self._window.area.is_repairing:
                self._window.actions_by_id["repair"].trigger()
            self._window.sidebar.lend(self.page.side)
            self._is_lent = True
            self._hid_side = not self._window.side.isHidden()
            self._window.side.hide()
            self._window.show_page(self.page)
            self._window.toolbar.show_room(self.tr("Terms"), self.page.tools)
            self._show_what_can_be_written()
        self.page.focus_view()

    def close(self) -> None:
        """Go back to the text, or where none is open to the page one starts from."""
        if self.is_shown:
            self._give_back()
            self._window.show_reader(self._session.document is not None)
            if self._session.document is not None:
                self._window.area.focus_text()

    def export(self) -> None:
        """Write what the view that is seen shows to a file."""
        self.show()

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
        self._window.status.say(" · ".join(parts))

    def show_subject(self, subject: Concept | str) -> None:
        """Show a term in the view that is seen, and choose it in the list where it is there."""
        if not isinstance(subject, Concept) or not self.page.side.choose(subject.id):
            self.page.show_term(subject, "")

    def open_view(self, title: str) -> None:
        """Have the view of that title be the one that is seen."""
        titles = [view.title for view in self.page.views]
        if title in titles:
            self.page.show_view(titles.index(title))

    def open_place(self, document: str, version: str, span: Span) -> None:
        """Leave the room for a place in a text."""
        self._give_back()
        self._window.show_reader(self._session.document is not None)
        self._travel.go(document, (version, float(span.start)))

    def _on_term_chosen(self, entry: TermEntry | None) -> None:
        if entry is None:
            self.page.show_term(None, "")
        else:
            self.page.show_term(entry.concept, entry.reading)

    def _show_what_can_be_written(self) -> None:
        view = self.page.view
        can_write = view is not None and bool(view.export_formats)
        self._window.actions_by_id["export_terms_shown"].setEnabled(can_write or not self.is_shown)

    def _give_back(self) -> None:
        """Let sidebar, panel and bars be what they were."""
        if self._is_lent:
            self._is_lent = False
            self._window.sidebar.take_back()
            self._window.toolbar.show_room("")
            self._window.actions_by_id["export_terms_shown"].setEnabled(True)
            if self._hid_side:
                self._hid_side = False
                self._window.side.show()

    def _on_corpus_opened(self, corpus: Corpus) -> None:
        self._give_back()

    def _on_document_opened(self, reading: object, at: object) -> None:
        if not self.is_shown:
            self._give_back()
