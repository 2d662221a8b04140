"""Terms lit in the text: in all that is open, and, of the one the cursor is on, beside the scroll bars.

Which terms there are is told by the keeping; finding them is done where one looks.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.app.terms.concept_places import concept_places
from parallelreader.app.terms.shown_terms import ShownTerms
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import Occurrence
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.window import Window

# Going along a line by key one passes many terms; only where one rests the whole text is looked through.
_REST_MS = 150


class TermLights(QObject):
    """Lights the terms of the corpus that is open, as long as they are wanted."""

    def __init__(self, jobs: JobRunner, window: Window, keeping: TermKeeping, *, is_on: bool) -> None:
        super().__init__(window)
        self._jobs, self._state, self._keeping = jobs, window.state, keeping
        self._is_on = is_on
        self._shown: ShownTerms | None = None
        self._texts: object = None
        self._concept = ""
        self._job: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rested)
        keeping.begun.connect(self.begin)
        keeping.changed.connect(self._on_terms_changed)
        self._state.lights.held_changed.connect(self._rest.start)
        self.begin()

    @property
    def is_on(self) -> bool:
        """Whether terms are lit."""
        return self._is_on

    def turn(self, is_on: bool) -> None:
        """Light terms from now on, or none any more."""
        self._is_on = is_on
        self._light()
        self._on_rested()

    def begin(self) -> None:
        """Other texts are open."""
        reading, book = self._state.reading, self._keeping.book
        self._shown, self._concept = None, ""
        self._state.show_term_places({})
        if reading is not None and book is not None and self._keeping.is_ready:
            chinese = frozenset(each for each in reading.texts if reading.version(each).is_chinese)
            self._shown = ShownTerms(reading.texts, chinese, book.termbase.finder)
        self._light()

    def forget(self) -> None:
        """Look anew for what is lit wherever one looks."""
        if self._shown is not None:
            self._shown.forget()

    def at(self, version: str, position: int) -> Occurrence | None:
        """The term that holds a character, lit or not."""
        return self._shown.at(version, position) if self._shown is not None else None

    def show_places(self, concept: Concept | None) -> None:
        """Show beside the scroll bars where a concept stands, or none."""
        shown = self._shown
        wanted = concept.id if concept is not None else ""
        if wanted == self._concept:
            return
        self._concept = wanted
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if concept is None or shown is None:
            self._state.show_term_places({})
        else:
            self._job = self.find_places(concept, partial(self._on_found, shown))

    def find_places(self, concept: Concept, on_done: Callable[[dict[str, list[int]]], None]) -> Job | None:
        """Find where a concept stands in what is open, by version, thinned where it does so very often."""
        reading, book = self._state.reading, self._keeping.book
        if reading is None or book is None:
            return None
        texts, finder = dict(reading.texts), book.termbase.finder
        chinese = frozenset(each for each in texts if reading.version(each).is_chinese)

        def work(progress: Progress) -> dict[str, list[int]]:
            return concept_places(concept, texts, chinese, finder, progress)

        return self._jobs.run(work, Job(self.tr("Looking for the term"), on_done=on_done, is_quiet=True))

    def _light(self) -> None:
        self._state.light_terms(self._shown if self._is_on else None)

    def _on_found(self, shown: ShownTerms, places: dict[str, list[int]]) -> None:
        self._job = None
        if shown is self._shown and self._is_on:
            self._state.show_term_places(places)

    @Slot(object)
    def _on_terms_changed(self, changes: object) -> None:
        if self._shown is None:
            self.begin()
            return
        self.forget()
        self._concept = ""
        self._light()
        self._on_rested()

    @Slot()
    def _on_rested(self) -> None:
        """Show the places of the term that the cursor is on."""
        held, book = self._state.lights.held, self._keeping.book
        found = self.at(*held) if held is not None and self._is_on else None
        self.show_places(book.termbase.get(found.concept) if found is not None and book is not None else None)
