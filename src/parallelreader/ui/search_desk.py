"""Searching in the window: the panel beside the text, going from hit to hit, and outlines in the text."""

import logging
from functools import cached_property, partial

from PySide6.QtCore import QObject

from parallelreader.app.late_hits import LateHits
from parallelreader.app.note_searching import FoundNote
from parallelreader.app.search_run import Batch, Hit, Scope, SearchRun, versions_to_show
from parallelreader.app.searching import Found, Place
from parallelreader.app.term_searching import FoundTerm
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.ui import later
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.hit_outlines import HitOutlines
from parallelreader.ui.index_keeping import IndexKeeping
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.notes.listing import place_to_go
from parallelreader.ui.search.found_words import words_of_hit, words_of_note, words_of_term
from parallelreader.ui.search.headings import heading_of_note, heading_of_term, under_headings
from parallelreader.ui.search.hit_model import HitWords
from parallelreader.ui.search.panel import SearchPanel
from parallelreader.ui.search.word_reading import WordReading
from parallelreader.ui.search_runs import SearchRuns
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window

logger = logging.getLogger(__name__)

_LONGEST_QUERY = 60


class SearchDesk(QObject):
    """One search at a time: what is asked anew takes the place of what was asked before."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        terms: "later.TermDesk",
    ) -> None:
        super().__init__(window)
        self._terms = terms
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._session = session
        self._window = window
        self._travel = travel
        self._run: SearchRun | None = None
        self._outlines = HitOutlines(session, window.state)
        self._index = IndexKeeping(data, jobs, session)
        self._runs = SearchRuns(data, jobs, session, terms.concepts, self)
        self._total, self._is_whole, self._awaited = 0, True, 0
        # What the list has no room for, and which of it was gone to last.
        self._late = LateHits()
        self._beyond: int | None = None
        self._runs.batch_came.connect(self._on_batch_came)
        for name in ("next_hit", "previous_hit"):
            window.actions_by_id[name].setEnabled(False)

    @cached_property
    def panel(self) -> SearchPanel:
        """The panel; made when it is first shown."""
        actions = self._window.actions_by_id
        panel = SearchPanel(self._themes, (actions["previous_hit"], actions["next_hit"]))
        panel.head.changed.connect(self._on_wanted_changed)
        panel.head.entered.connect(self._on_entered)
        panel.head.close_asked.connect(self.close)
        panel.left.connect(self._go_back_to_text)
        panel.list.hit_requested.connect(self._go)
        self._words = WordReading(self._jobs, panel.model, self._words_of)
        panel.list.words_wanted.connect(self._words.read)
        self._window.set_side_panel(panel)
        self._window.side.currentChanged.connect(self._on_side_changed)
        panel.explain_use()
        return panel

    @property
    def is_shown(self) -> bool:
        """Whether the panel is on screen, or would be if the window were."""
        panel = self.__dict__.get("panel")
        side = self._window.side
        return panel is not None and not side.isHidden() and side.currentWidget() is panel

    def handlers(self) -> dict[str, Handler]:
        """What the actions of searching do."""
        return {
            "search": self.show,
            "next_hit": partial(self._step_in_text, 1),
            "previous_hit": partial(self._step_in_text, -1),
        }

    def show(self) -> None:
        """Show the panel, ready to be typed into; a few selected words are taken for the query."""
        selected = self._selected_words()
        self._show_panel()
        if selected and selected != self.panel.head.field.text():
            self.panel.head.ask(selected)
        self.panel.head.focus_field()

    def search_for(self, typed: str, scope: Scope | None = None) -> None:
        """Show the panel with what is found for a query, leaving the keys where they are."""
        self._show_panel()
        self.panel.head.ask(typed, scope)

    def close(self) -> None:
        """Hide the panel and take the outlines away."""
        self._runs.stop()
        self._run = None
        self._window.side.hide()
        self._clear()
        self._window.area.return_to_text()

    def _go_back_to_text(self) -> None:
        """Give the keys to the text, with the hit selected, so that they can do something with it."""
        self._outlines.select()
        self._window.area.return_to_text()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), round the ends; first to the one nearest to what
        is being read."""
        count = self.panel.model.hit_count + len(self._late)
        if not count:
            self.show()
            return
        self._show_panel()
        current = self._current
        self._go(self._nearest(by) if current is None else (current + by) % count)

    def _step_in_text(self, by: int) -> None:
        """Go on by a key of the text: what one goes to is what the next key is about."""
        self.step(by)
        if self._window.area.has_keyboard():
            self._outlines.select()

    def begin(self) -> None:
        """A corpus was opened."""
        self._index.begin()
        run, corpus = self._run, self._session.corpus
        if run is not None and corpus is not None and run.wanted.scope is not Scope.LIBRARY:
            self._runs.stop()
            self._run = None
            self._clear()

    def begin_document(self) -> None:
        """A document was opened, or other versions of it."""
        document = self._session.document
        run = self._run
        if document is None or not self.is_shown:
            return
        opened = document.reading.document.id
        if run is None or (run.wanted.scope is Scope.DOCUMENT and run.wanted.document != opened):
            self._on_wanted_changed()
            return
        if not self._outlines.goes_on(run):
            self._outlines.begin(run)
            hits = [hit for hit in self.panel.model.hits() if isinstance(hit, Hit)]
            self._outlines.add(hits, are_all=self._is_whole)
        self._mark_current()

    def _show_panel(self) -> None:
        self._window.show_side_panel(self.panel)
        self._window.actions_by_id["notes_panel"].setChecked(False)
        if self._run is None:
            self._on_wanted_changed()

    def _on_side_changed(self) -> None:
        """Where the notes take the place of the search, its outlines go too, and come back with it."""
        self._outlines.set_visible(self._window.side.currentWidget() is self.panel)

    def _selected_words(self) -> str:
        selection, reading = self._window.state.selection, self._window.area.reading
        if selection is None or selection.is_empty or reading is None or len(selection.span) > _LONGEST_QUERY:
            return ""
        words = reading.texts[selection.version].content[selection.span.start : selection.span.end]
        return "" if "\n" in words else words.strip()

    def _on_wanted_changed(self) -> None:
        self._runs.stop()
        self._run = None
        self._clear()
        corpus, document = self._session.corpus, self._session.document
        if corpus is None:
            return
        wanted = self.panel.head.wanted(document.reading.document.id if document is not None else "")
        if not wanted.typed.strip():
            self.panel.explain_use()
            return
        try:
            self._run = self._runs.made(wanted, corpus)
        except UserError as problem:
            self.panel.explain(str(problem))
            return
        self._is_whole = False
        self._outlines.begin(self._run)
        self._words.begin(self._run)
        self.panel.head.count.setText(self.tr("Searching"))
        self.panel.explain("")
        self._runs.begin(self._run, self._fail)

    def _clear(self) -> None:
        """List nothing, and outline nothing."""
        self._total, self._is_whole, self._awaited = 0, True, 0
        self._late, self._beyond = LateHits(), None
        self.panel.model.clear()
        self.panel.head.count.setText("")
        self._show_ways()
        self._outlines.begin(None)
        self._words.begin(None)

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._runs.number:
            self._is_whole = True
            if not self.panel.model.hit_count:
                self.panel.explain(str(error))
            self.panel.head.count.setText(self.tr("Stopped"))
            if not isinstance(error, UserError):
                logger.error("search failed", exc_info=error)

    def _on_batch_came(self, number: int, batch: Batch) -> None:
        run = self._run
        if number != self._runs.number or run is None:
            return
        self._total, self._is_whole = batch.total, batch.is_last
        if batch.notes:
            words = [words_of_note(found, self._corpus_of(0)) for found in batch.notes]
            corpus = self._corpus_of(0)
            self.panel.model.append(((heading_of_note(each, corpus), each) for each in batch.notes), words)
        if batch.terms:
            written = [words_of_term(found) for found in batch.terms]
            self.panel.model.append(((heading_of_term(each), each) for each in batch.terms), written)
        if batch.hits:
            words = list(map(self._words_of, batch.words, batch.hits))
            self.panel.model.append(under_headings(run, batch.hits), words)
        if run.wanted.scope is Scope.DOCUMENT:
            self._late.add(batch.unlisted)
        self._outlines.add((*batch.hits, *batch.unlisted), are_all=batch.is_last)
        if batch.is_last:
            if not batch.total:
                self.panel.explain(self._nothing_found())
            for problem in batch.left_out:
                self._window.status.say(str(problem))
        self._show_ways()
        self.panel.show_unread(batch.unread, is_empty=not batch.total)
        if self._awaited and self.panel.model.hit_count:
            by, self._awaited = self._awaited, 0
            self._on_entered(by)

    def _words_of(self, found: Found, hit: Hit) -> HitWords:
        assert self._run is not None
        return words_of_hit(found, self._run.corpora[hit.corpus], self._session.document)

    def _corpus_of(self, number: int) -> Corpus | None:
        run = self._run
        return run.corpora[number] if run is not None and number < len(run.corpora) else self._session.corpus

    def _show_ways(self) -> None:
        """Say how many hits there are and which one is chosen, and whether one can go to the next."""
        listed, current = self.panel.model.hit_count, self._current
        for name in ("next_hit", "previous_hit"):
            self._window.actions_by_id[name].setEnabled(bool(listed))
        self.panel.head.show_count(self._total, listed=listed, current=current, is_whole=self._is_whole)

    # Going to hits

    def _on_entered(self, by: int) -> None:
        """Enter goes on and on: the keys stay in the field. Pressed before anything is found, it waits."""
        if not self._is_whole and not self.panel.model.hit_count:
            self._awaited = by
            return
        # Whoever waited for what was found may have gone back to the text meanwhile.
        has_left = self._window.area.has_keyboard()
        self.step(by)
        if has_left:
            self._go_back_to_text()
        elif self._window.area.has_keyboard():
            self.panel.head.field.setFocus()

    def _nearest(self, by: int) -> int:
        hits, here = self.panel.model.hits(), self._window.state.current_row
        are_all = len(hits) + len(self._late) == self._total
        return self._outlines.nearest(hits, self._late, here, by, are_all=are_all)

    @property
    def _current(self) -> int | None:
        """Which hit was gone to last; those that are not listed follow on the others."""
        if self._beyond is not None:
            return self.panel.model.hit_count + self._beyond
        return self.panel.list.current_hit

    def _late_hit(self, number: int) -> Hit:
        assert self._run is not None
        return Hit(0, 0, Place(self._run.wanted.document, *self._late.place(number)))

    def _go(self, number: int) -> None:
        # What was selected elsewhere is not meant any more.
        self._window.state.select(None)
        listed = self.panel.model.hit_count
        self._beyond = number - listed if number >= listed else None
        hit = self._late_hit(number - listed) if number >= listed else self.panel.model.hit(number)
        self.panel.list.choose(min(number, listed - 1))
        self._show_ways()
        if isinstance(hit, FoundNote):
            self._go_to_note(hit)
        elif isinstance(hit, FoundTerm):
            self._terms.go_to(hit.concept)
        elif isinstance(hit, Hit):
            document = self._session.document
            if document is not None and self._outlines.is_here(hit):
                text = document.opened.texts[hit.place.version]
                self._arrive(hit, float(text.segment(hit.place.segment).start))
            else:
                self._go_elsewhere(number, hit)

    def _go_to_note(self, hit: FoundNote) -> None:
        notes = self._session.notes
        place = place_to_go(notes.notes, hit.note) if notes is not None else None
        if place is None:
            self._window.status.say(self.tr("This note has no place: the text it stood on has changed."))
        else:
            self._travel.go(place[0], (place[1], float(place[2])))

    def _go_elsewhere(self, number: int, hit: Hit) -> None:
        """Open the document of a hit, once it is known where in it that stands."""
        run = self._run
        if run is None:
            return

        def done(found: list[Found]) -> None:
            if self._run is run and found and self._current == number:
                self._arrive(hit, float(found[0].position))

        job = Job(self.tr("Opening the document"), on_done=done)
        self._jobs.run(lambda _: run.words([hit]), job)

    def _arrive(self, hit: Hit, position: float) -> None:
        run, corpus, reading = self._run, self._session.corpus, self._window.area.reading
        if run is None:
            return
        there, place, at = run.corpora[hit.corpus], hit.place, (hit.place.version, position)
        if corpus is not None and there.folder == corpus.folder:
            if reading is not None and reading.document.id == place.document:
                self._travel.go(place.document, at, walk=run)
            else:
                self._travel.mark(walk=run)
                self._session.open_document(place.document, versions=versions_to_show(there, hit), at=at)
            self._mark_current()
        else:
            self._session.open_corpus(
                there.folder, document=place.document, versions=versions_to_show(there, hit), at=at
            )

    def _mark_current(self) -> None:
        """Fill the outlines of the hit that is chosen, where it stands in what is open."""
        number = self.panel.list.current_hit
        hit = self.panel.model.hit(number) if number is not None else None
        self._outlines.mark(self._late_hit(self._beyond) if self._beyond is not None else hit)

    def _nothing_found(self) -> str:
        text = self.tr("Nothing here holds {words}.").format(words=self.panel.head.field.text().strip())
        if self.panel.head.chosen_scope is Scope.DOCUMENT:
            text += " " + self.tr("The whole corpus may.")
        return text
