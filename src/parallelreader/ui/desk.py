"""The reader's desk: joins what is open, the window that shows it, and the actions that change it.

Each handler says what is meant to whoever does it; ``session`` opens, the other desks read and note.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from parallelreader.app.places import CorpusPlace
from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.note import Colour
from parallelreader.paths import resource
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.repair_actions import ONLY_REPAIRING
from parallelreader.ui.covering_desk import CoveringDesk
from parallelreader.ui.import_desk import ImportDesk
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.late_desks import LateDesks
from parallelreader.ui.lettering_desk import LetteringDesk
from parallelreader.ui.note_desk import NoteDesk
from parallelreader.ui.reading_desk import ReadingDesk
from parallelreader.ui.session import At
from parallelreader.ui.shelf_desk import ShelfDesk
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window_desk import WindowDesk
from parallelreader.ui.word_link_desk import WordLinkDesk

_ROOMS = ("words_page", "terms_page")
_PAGES = ("library", *_ROOMS)
"""What stands in the place of the text, of which one at a time is shown."""


class Desk(LateDesks):
    """One window and everything behind it."""

    def __init__(self, data: UserData, themes: ThemeSource, jobs: JobRunner, words: Words) -> None:
        super().__init__(data, themes, jobs, words)
        self.window_desk = WindowDesk(data, themes, self.session, self.window)
        self.reading = ReadingDesk(self.session, self.window)
        self.notes = NoteDesk(data, themes, jobs, self.session, self.window, self.travel)
        self.word_links = WordLinkDesk(data, jobs, self.window)
        self.lettering = LetteringDesk(data, themes, jobs, self.window)
        self.covering = CoveringDesk(jobs, self.session, self.window, lambda: self.word_keeping.book.reveals)
        self.window.may_close = self._may_close
        self.importing = ImportDesk(data, themes, jobs, self.session, self.window)
        self.shelf = ShelfDesk(data, themes, jobs, self.session, self.window, self.travel)
        self._actions.bind(self._handlers())
        self._asks_for_card = False
        self._connect()
        for name in ONLY_REPAIRING:
            self._actions[name].setEnabled(False)

    def finish(self) -> None:
        """Make what a press in the text may ask for; called when the first page has been shown."""
        assert self.pins
        assert self.library
        self.lettering.use(self.text_words, self.word_keeping)
        self.importing.measure = self.word_keeping.measure_text
        assert self.words
        assert self.recutting
        assert self.terms
        self.covering.begin_document(restores=True)
        assert self.timing
        assert self.due_count
        assert self.term_count
        assert self.dictionaries
        assert self.names
        self.search.begin()
        self.receipts.begin_document()
        assert self.speech
        self.window.area.clicked.disconnect(self._on_clicked_early)
        if self._asks_for_card:
            self.words.card.pin()

    def _on_clicked_early(self, view: object, place: object) -> None:
        """Cards are still to be made: that of the word clicked last comes then."""
        self._asks_for_card = place is not None

    def open(self, corpus: Path | None) -> None:
        """Open a corpus, or without one the corpus read last, or else the page one starts from."""
        recent = self.session.known = self._data.recent_corpora()
        self.window.library.show_corpora(recent, None)
        if corpus is None and self._data.settings.value.reopens_last_corpus and recent:
            corpus = recent[0].folder
        if corpus is not None:
            self.open_corpus(corpus)
        else:
            self._show_beginning()

    def _show_beginning(self) -> None:
        """With nothing open: the library where there is one, else the page one starts from."""
        if self._data.recent_corpora():
            self.library.show()
        else:
            self.window.show_reader(False)

    def open_corpus(self, folder: Path) -> None:
        """Open a corpus where it was left."""
        self.remember()
        self.window.banner.hide()
        known = {each.folder: each.title for each in self.session.known}
        name = known.get(folder, "") or folder.name
        self.window.start_page.wait(self.tr("Opening {name}").format(name=name))
        self.session.open_corpus(folder)

    def take_over(self, corpus: Path | None, files: Sequence[Path]) -> None:
        """Another start of the program asks this window to come forward with what it was given."""
        self.window_desk.raise_window()
        if corpus is not None and (self.session.corpus is None or self.session.corpus.folder != corpus):
            self.open_corpus(corpus)
        if files:
            self.import_files(files)

    def import_files(self, files: Sequence[Path]) -> None:
        """Bring in files and folders; a corpus among them is opened. A file that by its name can only hold
        terms or notes is looked at as such."""
        kind = files[0].suffix.lower() if len(files) == 1 else ""
        if kind == ".tbx":
            self.exchange.take_terms(files[0])
        elif kind == ".jsonld":
            self.exchange.take_notes(files[0])
        else:
            self.importing.import_files(files)

    def remember(self) -> None:
        """Remember how the window is while this corpus is open."""
        area, reading = self.window.area, self.window.area.reading
        self.session.remember()
        if self.session.corpus is not None and reading is not None:
            self.session.remember_window(
                CorpusPlace(
                    document=reading.document.id,
                    layout=area.layout_shown,
                    zooms=self.window.styles.zooms,
                    is_linked=area.panes.link.is_linked,
                    pinyin=self.lettering.pinyin,
                    without_pinyin=self.lettering.without_pinyin,
                    scripts=tuple(self.lettering.scripts.items()),
                    hidden=self.covering.hidden,
                    shows_library=self.window.sidebar.is_wanted,
                    shows_notes=self.notes.is_shown or self._hides_notes(),
                )
            )

    def _hides_notes(self) -> bool:
        """Whether the notes only make room for something and come back after it."""
        made = (getattr(self, name) for name in ("repair", *_ROOMS) if self.is_made(name))
        return self.notes.has_side and any(desk.hides_notes for desk in made)

    def _on_corpus_opened(self, corpus: Corpus) -> None:
        place, window = self.session.corpus_place, self.window
        self.travel.begin()
        self.reading.end()
        window.library.show_corpora(self.session.known, corpus)
        window.styles.restore(place.zooms)
        self.lettering.begin(place)
        self.covering.begin(place.hidden)
        self.reading.set_layout(place.layout)
        window.area.panes.link.set_linked(place.is_linked)
        self.notes.begin(corpus)
        if self.is_made("keeping"):
            self.keeping.begin()
        window.sidebar.want(place.shows_library)
        if self.is_made("search"):
            self.search.begin()
        if not any(self.is_made(name) and getattr(self, name).is_shown for name in ("search", "entry")):
            self.notes.show_panel(place.shows_notes)
        if not corpus.documents:
            window.toolbar.show_place(corpus, None)
            window.show_reader(False)
            window.banner.say(self.tr("This corpus has no documents yet. Import texts to add some."))

    def _on_document_opened(self, reading: Reading, at: At | None) -> None:
        window = self.window
        if self.is_made("pins"):
            self.pins.pinning.end()
        window.show_reader(True)
        window.banner.turn_to(reading.document.id)
        window.toolbar.show_place(self.session.corpus, reading.document)
        window.library.show_document(reading.document.id)
        self.notes.begin_document(reading.document.id)
        self.reading.begin(reading, at)
        self.lettering.begin_document()
        self.covering.begin_document(restores=self.is_made("word_keeping"))
        if self.is_made("search"):
            self.search.begin_document()
        if self.is_made("repair"):
            self.repair.begin_document(reading)
        if self.is_made("receipts"):
            self.receipts.begin_document()
        opened = self.session.document
        if opened is not None and (opened.carried or opened.faults_shown):
            self.keeping.begin_document()

    def _on_cancelled(self) -> None:
        if self.session.document is None:
            self._show_beginning()

    def _on_failed(self, error: Exception) -> None:
        if self.session.document is None:
            self._show_beginning()
        self._tell(str(error), is_error=True)

    def _tell(self, text: str, *, is_error: bool = False) -> None:
        """Say what concerns the document that is open, or that which could not be opened beside it."""
        document = self.session.document
        shown = document.reading.document.id if document is not None else ""
        self.window.banner.say(text, is_error=is_error, document=shown)

    def _on_job_failed(self, job: Job, error: Exception) -> None:
        self._on_failed(error)

    def _on_heading_chosen(self, version: str, position: int) -> None:
        reading = self.window.area.reading
        if reading is not None:
            self.travel.go(reading.document.id, (version, float(position)))

    def _on_closing(self) -> None:
        self.remember()
        self.window_desk.remember()

    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # the first page does without it

        folder = QFileDialog.getExistingDirectory(self.window, self.tr("Open a corpus folder"))
        if folder:
            self.open_corpus(Path(folder))

    def _open_neighbour(self, step: int) -> None:
        document = self.window.library.neighbour(step)
        if document:
            self.travel.open_document(document)

    def _go_to_doubtful(self, step: int) -> None:
        if self.is_made("repair") and self.repair.is_on:
            self.repair.walk(step)
        else:
            self.reading.go_to_doubtful(step)

    def _leave_page(self, but: str = "") -> bool:
        """Go back to the text from a page that stands in its place; whether there was one (``but`` that)."""
        for name in _PAGES:
            if name != but and self.is_made(name) and getattr(self, name).is_shown:
                getattr(self, name).close()
                return True
        return False

    def _go_to_text(self) -> None:
        if not self._leave_page() and self.window.area.is_repairing:
            self._actions["repair"].trigger()
        if self.session.document is not None:
            self.window.area.return_to_text()

    def _on_escaped(self) -> None:
        self._leave_page()
        if self.session.document is not None:
            self.window.area.return_to_text()

    def _focus_next_part(self) -> None:
        for name in _ROOMS:
            if self.is_made(name) and getattr(self, name).is_shown:
                getattr(self, name).focus_next_part()
                return
        self.reading.focus_next_part()

    def _show_notes(self) -> None:
        if self._leave_page():
            self._actions["notes_panel"].setChecked(True)
        self.notes.show_panel(self._actions["notes_panel"].isChecked())

    def _act(self, desk: str, action: str) -> None:
        if action == "repair":
            self._leave_page()
        elif desk in _PAGES:
            # Each lends the left of the window: the one before gives it back first.
            self._leave_page(but=desk)
        super()._act(desk, action)

    def _may_close(self) -> bool:
        late = ("keeping", "word_keeping", "term_keeping")
        return self.notes.may_close() and all(
            not self.is_made(name) or getattr(self, name).may_close() for name in late
        )

    def _import(self) -> None:
        self.import_files(())

    def _connect(self) -> None:
        window, session = self.window, self.session
        window.area.clicked.connect(self._on_clicked_early)
        session.corpus_opened.connect(self._on_corpus_opened)
        session.document_opened.connect(self._on_document_opened)
        session.cancelled.connect(self._on_cancelled)
        session.failed.connect(self._on_failed)
        session.warned.connect(self._tell)
        window.library.corpus_chosen.connect(self.open_corpus)
        window.library.document_chosen.connect(self.travel.open_document)
        window.library.heading_chosen.connect(self._on_heading_chosen)
        for chosen in (
            window.library.corpus_chosen,
            window.library.document_chosen,
            window.library.heading_chosen,
        ):
            chosen.connect(window.sidebar.step_aside)
        window.escaped.connect(self._on_escaped)
        window.status.pair_clicked.connect(self.travel.ask_for_pair)
        window.files_dropped.connect(self.import_files)
        window.text_dropped.connect(self.importing.import_text)
        self.importing.opening.connect(self.remember)
        self.importing.corpus_brought.connect(self.open_corpus)
        self.importing.exported_brought.connect(lambda *found: self.restoring.take(*found))
        self.importing.overlays_brought.connect(lambda report: self.restoring.lay_over_units(report))
        self.shelf.opening.connect(self.remember)
        self.leaving.connect(self.remember)
        window.closing.connect(self._on_closing)
        self._jobs.failed.connect(self._on_job_failed)

    def _handlers(self) -> dict[str, Handler]:
        handlers = self.late_handlers() | self.window_desk.handlers() | self.reading.chapters.handlers()
        handlers |= (
            self.lettering.handlers()
            | self.covering.handlers()
            | self._own_handlers()
            | self._text_handlers()
        )
        handlers |= {str(colour): partial(self.notes.use_colour, colour) for colour in Colour}
        return handlers

    def _own_handlers(self) -> dict[str, Handler]:
        """What is done with corpora and their versions."""
        return {
            "import": self._import,
            "open": self._choose_folder,
            "align_all": self.shelf.align_everything,
            "sample": lambda: self.open_corpus(resource("samples")),
            "panes": partial(self.reading.set_layout, Layout.PANES),
            "rows": partial(self.reading.set_layout, Layout.ROWS),
            "line": partial(self.reading.set_layout, Layout.LINE),
            "zoom_in": partial(self.reading.zoom, 1),
            "zoom_out": partial(self.reading.zoom, -1),
            "zoom_usual": partial(self.reading.zoom, 0),
            "next_version": self.reading.show_next_version,
            "add_version": self.reading.add_version,
            "close_version": self.reading.close_version,
            "word_links": self.word_links.toggle,
            "notes_panel": self._show_notes,
            "reading": self._go_to_text,
        }

    def _text_handlers(self) -> dict[str, Handler]:
        """What is done in the text: going about in it, copying and marking."""
        area, marking, reading, travel = self.window.area, self.notes.marking, self.reading, self.travel
        return {
            "undo": self.turn_history,
            "redo": partial(self.turn_history, is_redo=True),
            "copy": marking.copy,
            "copy_as_shown": partial(marking.copy, as_shown=True),
            "copy_both": marking.copy_both,
            "select_sentence": marking.select_sentence,
            "next_pair": partial(area.step, 1),
            "previous_pair": partial(area.step, -1),
            "back": travel.go_back,
            "forward": travel.go_forward,
            "go_to_pair": travel.ask_for_pair,
            "next_pane": self._focus_next_part,
            "next_document": partial(self._open_neighbour, 1),
            "previous_document": partial(self._open_neighbour, -1),
            "link": reading.toggle_link,
            "anchor": reading.anchor,
            "next_doubtful": partial(self._go_to_doubtful, 1),
            "previous_doubtful": partial(self._go_to_doubtful, -1),
            "highlight": marking.highlight,
            "highlight_both": marking.highlight_both,
            "note": marking.write_note,
            "note_both": partial(marking.write_note, both=True),
            "remove_marks": marking.remove_marks,
        }
