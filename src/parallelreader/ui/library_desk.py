"""The library in the window: the page that shows it, what is done on it, and what becomes of what is open.

What each act does is the business of ``app.holding``; what is asked for, of ``library.orders``.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal

from parallelreader.app.holding.acts import LibraryActs
from parallelreader.app.holding.carrying import finish_all
from parallelreader.app.holding.changes import Affected, LibraryChange
from parallelreader.app.holding.listing import Entry, Library, list_collections, list_library, removed_entries
from parallelreader.app.holding.stock import count, hold, take_stock
from parallelreader.app.holding.trash import Removed, delete_for_good, removed_documents
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora
from parallelreader.app.library import open_corpus
from parallelreader.app.undo import Step
from parallelreader.app.user_data import UserData
from parallelreader.app.words.steps import WordChange
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import CorpusProblem, StoreProblem
from parallelreader.core.progress import Progress
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.library.choice import Choice, Kind
from parallelreader.ui.library.menus import entry_menu, source_menu
from parallelreader.ui.library.model import Thing
from parallelreader.ui.library.orders import Act, Orders
from parallelreader.ui.library.page import LibraryPage
from parallelreader.ui.reading_progress import ReadingProgress
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window

_SECONDS_TO_WRITE = 10.0


class LibraryDesk(QObject):
    """One page, made when it is first shown; acts are carried out one after the other in the background.

    ``opening`` comes before another corpus takes the place of the open one, ``carried`` after documents have
    gone to other corpora.
    """

    opening = Signal()
    carried = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        toast: ActToast,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._travel, self._toast = session, window, travel, toast
        self.acts = LibraryActs(data.store, data.folders.data)
        self.progress = ReadingProgress(data, jobs, session, window)
        window.library.collection_chosen.connect(self.show_collection)
        self.progress.changed.connect(window.library.show_read)
        self._corpora: Sequence[LibraryCorpus] = ()
        self._stays = False
        self._wanted: Choice | None = None
        self._is_acting = False
        self._waiting: list[Callable[[], None]] = []
        self._looking: Job | None = None
        self.page: LibraryPage | None = None
        self.measure: Callable[[Progress], bool] = lambda _: False
        self._key = ""
        session.corpus_opened.connect(self._on_corpus_opened)
        session.document_opened.connect(self._on_document_opened)
        if session.corpus is not None:
            self._on_corpus_opened(session.corpus)
        else:
            window.past.follow(self.acts.history)
        self._relist()

    @property
    def is_shown(self) -> bool:
        """Whether the page is what the window shows."""
        return self.page is not None and self._window.middle.currentWidget() is self.page

    def toggle(self) -> None:
        """Show the library, or go back from it to the text."""
        if self.is_shown:
            self.close()
        else:
            self.show()

    def show(self, choice: Choice | None = None) -> None:
        """Show the library, and look what has changed in it."""
        if self.page is None:
            self.page = self._make()
        if not self.is_shown:
            if self._window.area.is_repairing:
                self._window.actions_by_id["repair"].trigger()
            self._window.sidebar.lend(self.page.side)
            self._window.show_page(self.page)
        if choice is not None:
            self.page.choose(choice)
        self.look()

    def show_collection(self, collection: str) -> None:
        """Show what stands in a collection."""
        self._wanted = Choice(Kind.COLLECTION, collection)
        self.show(self._wanted)

    def close(self) -> None:
        """Go back to the text, or where none is open to the page one starts from."""
        if self.is_shown:
            self._give_back()
            self._window.show_reader(self._session.document is not None)
            if self._session.document is not None:
                self._window.area.focus_text()

    def look(self) -> None:
        """List the library as the store has it, then look into the corpora that have changed, then count."""
        self._relist(then=lambda: self._search_through(self._take_stock, then=self._count))

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What the actions of the library do."""
        return {"library": self.toggle}

    def undo(self, step: Step | None = None, *, is_redo: bool = False) -> bool:
        """Take the last act back or just the one given, or do the last again; False where that is none of the
        library's."""
        history = self.acts.history
        wanted = step or history.next_step(is_redo=is_redo)
        if wanted is None or history.party(wanted) is not self.acts:
            return False
        said = self.tr("Done again: {what}.") if is_redo else self.tr("Undone: {what}.")
        self._toast.hide()
        turn: Act = self.acts.redo if is_redo else partial(self.acts.undo, step)
        self._act(turn, said.format(what=wanted.said), is_step=True)
        return True

    def _make(self) -> LibraryPage:
        page = LibraryPage(self._themes, self._window.actions_by_id)
        orders = self.orders = Orders(page, self.acts, self._act, self._delete)
        page.opened.connect(self._on_opened)
        page.renamed.connect(orders.rename)
        page.removal_requested.connect(orders.remove)
        page.dropped.connect(orders.drop)
        page.menu_requested.connect(self._on_menu_requested)
        page.source_menu_requested.connect(self._on_source_menu_requested)
        page.source_rename_requested.connect(orders.rename_choice)
        page.source_removal_requested.connect(orders.remove_choice)
        page.locate_requested.connect(orders.locate)
        page.collection_requested.connect(partial(orders.new_collection, ()))
        page.more_requested.connect(self._on_more_requested)
        page.closed.connect(self.close)
        return page

    def _on_opened(self, entry: Entry) -> None:
        if self.page is not None and self.page.choice.kind is Kind.REMOVED:
            return
        if entry.corpus.away or entry.corpus.folder is None:
            self._window.status.say(entry.corpus.away)
            return
        corpus = self._session.corpus
        self._give_back()
        document = self._session.document
        if corpus is None or self._key != entry.corpus.key:
            self.opening.emit()
            self._session.open_corpus(entry.corpus.folder, document=entry.document)
        elif document is not None and document.reading.document.id == entry.document:
            self._window.show_reader(True)
            self._window.area.focus_text()
        else:
            self._travel.open_document(entry.document)

    def _on_menu_requested(self, things: list[Thing], point: QPoint) -> None:
        assert self.page is not None
        entry_menu(self.page, self.orders, things).popup(point)

    def _on_source_menu_requested(self, choice: Choice, point: QPoint) -> None:
        assert self.page is not None
        menu = source_menu(self.page, self.orders, choice)
        if not menu.isEmpty():
            menu.popup(point)

    def _on_more_requested(self, point: QPoint) -> None:
        menu = source_menu(self._window, self.orders, Choice(Kind.ALL))
        for name in ("import", "open", "delete_derived"):
            menu.addAction(self._window.actions_by_id[name])
        menu.popup(point)

    def _act(self, act: Act, said: str, *, is_step: bool = False) -> None:
        """Carry an act out when those before it are done, then say so and offer to take it back."""
        if self._is_acting:
            self._waiting.append(partial(self._act, act, said, is_step=is_step))
            return
        self._is_acting = True
        self._session.remember()
        self.progress.write()
        notes, repairs = self._session.notes, self._session.repairs
        key, folder = self._key, self._session.corpus.folder if self._session.corpus else None

        def work(_: Progress) -> tuple[Affected, Step | None, Corpus | None]:
            if notes is not None and repairs is not None:
                notes.end_editing()
                if not (notes.flush(_SECONDS_TO_WRITE) and repairs.flush(_SECONDS_TO_WRITE)):
                    raise StoreProblem("Your notes are not all on disk yet", mend="Wait and try again.")
            affected, step = self.acts.history.recorded_by(act)
            is_open = folder is not None and key in affected.corpora - affected.documents
            return affected, step, _read(folder) if is_open and folder is not None else None

        def done(result: tuple[Affected, Step | None, Corpus | None]) -> None:
            affected, step, corpus = result
            self._renew(affected, corpus)
            if is_step or step is None:
                self._window.status.say(said)
            else:
                self._toast.tell_of(step, said)
            self._relist()
            self._go_on()

        def failed(error: Exception) -> None:
            self._window.banner.say(str(error), is_error=True)
            self._relist()
            self._go_on()

        title = self.tr("Putting the library right")
        self._jobs.run(work, Job(title, on_done=done, on_failed=failed, is_whole=True))

    def _go_on(self) -> None:
        self._is_acting = False
        if self._waiting:
            self._waiting.pop(0)()

    def _renew(self, affected: Affected, corpus: Corpus | None) -> None:
        """Bring what is open up to date."""
        session, window = self._session, self._window
        document = session.document.reading.document.id if session.document is not None else ""
        if affected.documents:
            self.carried.emit()
        if session.corpus is not None and self._key in affected.documents:
            self._stays = self.is_shown
            session.open_corpus(session.corpus.folder, document=document)
        elif corpus is not None and session.corpus is not None:
            session.take_corpus(corpus)
            window.library.show_corpora(self._data.recent_corpora(), corpus)
            window.library.show_document(document)
            if document:
                window.toolbar.show_place(corpus, corpus.document(document))

    def _relist(self, *, then: Callable[[], None] = lambda: None) -> None:
        """Show the library as the store has it."""
        store, data, corpora = self._data.store, self._data.folders.data, self._corpora

        is_page_made = self.page is not None

        def work(_: Progress) -> tuple[Library, list[Removed]]:
            if not is_page_made:
                return list_collections(store), []
            away = {(known.key, known.folder): known.away for known in corpora}
            known = [
                replace(each, away=away.get((each.key, each.folder), each.away))
                for each in known_corpora(store, looks=False)
            ]
            return list_library(store, known), removed_documents(data)

        def done(found: tuple[Library, list[Removed]]) -> None:
            library, removed = found
            self._window.library.show_collections(library.collections)
            self._window.library.show_away({each.folder: each.away for each in corpora if each.folder})
            if is_page_made and self.page is not None:
                self.orders.removed = removed
                self.page.show_library(library, removed_entries(removed))
            if self._wanted is not None and self.page is not None:
                # It could not be chosen before it was listed.
                self.page.choose(self._wanted)
                self._wanted = None
            then()

        self._run(self.tr("Listing the library"), work, done)

    def _search_through(
        self, work: Callable[[Progress], bool], *, then: Callable[[], None] = lambda: None
    ) -> None:
        """Do what goes through many files; an earlier such search is given up."""
        if self._looking is not None:
            self._looking.cancel()

        def done(has_changed: bool) -> None:
            if has_changed:
                self._relist()
            then()

        self._looking = self._run(self.tr("Looking at the library"), work, done)

    def _take_stock(self, progress: Progress) -> bool:
        store = self._data.store
        finish_all(store, self._data.folders.data)
        corpora = known_corpora(store)
        faults = take_stock(store, corpora, progress=progress)
        self._corpora = [
            known if known.key not in faults else replace(known, away=faults[known.key]) for known in corpora
        ]
        return True

    def _count(self) -> None:
        store, corpora = self._data.store, self._corpora
        self._search_through(
            lambda progress: count(store, corpora, progress=progress),
            then=lambda: self._search_through(self.measure),
        )

    def measure_again(self) -> None:
        """Something is known now that was not before, or the other way round: say so where it is seen."""
        if self.is_shown and (self._looking is None or not self._jobs.is_running(self._looking)):
            self._search_through(self.measure)

    def _run(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> Job:
        return self._jobs.run(work, Job(title, on_done=done, is_quiet=True))

    def _delete(self, removed: Sequence[Removed]) -> None:
        store = self._data.store

        def work(_: Progress) -> None:
            for each in removed:
                delete_for_good(store, each)

        self._run(self.tr("Deleting"), work, lambda _: self._relist())

    def _give_back(self) -> None:
        """Let the sidebar be what it was."""
        if self.is_shown:
            self._window.sidebar.take_back()

    def _on_corpus_opened(self, corpus: Corpus) -> None:
        notes = self._session.notes
        assert notes is not None
        former = self.acts.history
        if notes.history is not former:
            # Steps on notes belong to the corpus they were made on, those on library and words to all.
            is_same = notes.corpus_key == self._key
            notes.history.go_on_from(former, only=() if is_same else (LibraryChange, WordChange))
            self.acts.use(notes.history)
        self._key = key = notes.corpus_key
        # What it holds is known from now on, also while its folder is away.
        store = self._data.store
        self._run(self.tr("Listing the corpus"), lambda _: hold(store, key, corpus), lambda _: None)
        if not self._stays:
            self._give_back()
        elif not corpus.documents and self.page is not None:
            self._stays = False
            self._window.show_page(self.page)

    def _on_document_opened(self, reading: object, at: object) -> None:
        if self._stays and self.page is not None:
            self._stays = False
            self._window.show_page(self.page)
        else:
            self._give_back()


def _read(folder: Path) -> Corpus | None:
    try:
        return open_corpus(folder)
    except CorpusProblem:
        return None
