"""The user's words in the window: loaded in the background, told of on the main thread, brought to disk.

One for the window, shared by all that show words or change them; what they look like is left to those.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.undo import History, Step
from parallelreader.app.user_data import UserData
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.coverage import Coverage
from parallelreader.app.words.kept_changes import KeptChanges
from parallelreader.app.words.known_shares import measure_known, sentences_coverage
from parallelreader.app.words.statuses import StatusChanges
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.library_desk import LibraryDesk
from parallelreader.ui.losing import ask_to_lose
from parallelreader.ui.session import Session
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window

_SECONDS_TO_WRITE = 3.0
_REST_MS = 1500


class WordKeeping(QObject):
    """``statuses_changed`` has StatusChanges, ``kept_changed`` KeptChanges; both come on the main thread,
    also when the words have been loaded, whenever anything was changed by whomever, undo included."""

    statuses_changed = Signal(object)
    kept_changed = Signal(object)
    _statuses_heard = Signal(object)
    _kept_heard = Signal(object)
    _trouble_heard = Signal(object)
    _recut = Signal()

    def __init__(
        self,
        data: UserData,
        session: Session,
        window: Window,
        jobs: JobRunner,
        library: LibraryDesk,
        words: TextWords,
    ) -> None:
        """``words`` are those that texts are cut into, for telling how much of each is known."""
        super().__init__(window)
        self._store, self._words = data.store, words
        self.vocabulary = Vocabulary(data.folders.cache, words)
        self._session, self._window, self._jobs, self._library = session, window, jobs, library
        self.book = WordBook(data.store)
        self.book.statuses.listen(self._statuses_heard.emit)
        self.book.kept.listen(self._kept_heard.emit)
        self.book.listen_for_trouble(self._trouble_heard.emit)
        self._statuses_heard.connect(self._on_statuses_heard)
        self._kept_heard.connect(self._on_kept_heard)
        self._trouble_heard.connect(self._on_trouble_heard)
        session.corpus_opened.connect(self._on_corpus_opened)
        window.activated.connect(self._on_window_activated)
        self.book.use(library.acts.history)
        library.measure = self._measure
        library.carried.connect(self._on_carried)
        self._measuring = QTimer(self, singleShot=True, interval=_REST_MS)
        self._measuring.timeout.connect(library.measure_again)
        words.listen(self._recut.emit)
        self._recut.connect(self._measuring.start)
        self._run(self.tr("Looking at your words"), self.book.load)

    def undo(self, step: Step | None = None, *, is_redo: bool = False) -> bool:
        """Take the last step back, or just the one given, while no corpus is open, where it is one on words;
        whether it was."""
        wanted = step or self._history().next_step(is_redo=is_redo)
        if self._session.notes is not None or wanted is None:
            return False
        said = (self.tr("Done again: {what}.") if is_redo else self.tr("Undone: {what}.")).format(
            what=wanted.said
        )
        try:
            is_own = bool(self.book.steps.redo() if is_redo else self.book.steps.undo(step))
        except UserError as problem:
            said, is_own = str(problem), True
        if is_own:
            self._window.status.say(said)
        return is_own

    def may_close(self) -> bool:
        """Bring all words to disk before the window closes; ask where that cannot be done."""
        one = self.tr("1 word cannot be written to disk.")
        many = self.tr("{count} words cannot be written to disk.")
        return self.book.flush(_SECONDS_TO_WRITE) or ask_to_lose(
            self._window, counted(self.book.unsaved, one, many)
        )

    def measure_text(self, paragraphs: Sequence[str], progress: Progress) -> Coverage | None:
        """How much is known of Chinese that is in no corpus yet; in a worker. None where no word is marked.

        Raises UserError where there is no dictionary.
        """
        statuses = self.book.statuses
        statuses.load()
        if not len(statuses):
            return None
        return sentences_coverage(paragraphs, self._words.loaded(progress).segmenter, statuses.of)

    def _measure(self, progress: Progress) -> bool:
        """Work out how much of each document is known; in a worker."""
        corpora = known_corpora(self._store)
        return measure_known(self._store, self.vocabulary, self.book.statuses, corpora, progress=progress)

    def _history(self) -> History:
        return self._library.acts.history

    @Slot(object)
    def _on_corpus_opened(self, corpus: Corpus) -> None:
        # The library has taken its steps, and those on words, over into the history of this corpus.
        self.book.use(self._history())

    @Slot()
    def _on_carried(self) -> None:
        """A document was taken to another corpus, and with it the places where words were met."""
        kept = self.book.kept

        def read_again() -> None:
            kept.flush(_SECONDS_TO_WRITE)
            kept.refresh(always=True)

        self._run(self.tr("Looking at your words"), read_again)

    @Slot()
    def _on_window_activated(self) -> None:
        """Take in what another program, such as the command line, did to the words meanwhile."""
        self._run(self.tr("Looking for new words"), self.book.refresh)

    @Slot(object)
    def _on_statuses_heard(self, changes: StatusChanges) -> None:
        self._measuring.start()
        self.statuses_changed.emit(changes)

    @Slot(object)
    def _on_kept_heard(self, changes: KeptChanges) -> None:
        self.kept_changed.emit(changes)

    @Slot(object)
    def _on_trouble_heard(self, problem: UserError | None) -> None:
        if problem is None:
            self._window.banner.hide()
        else:
            self._window.banner.say(str(problem), is_error=True)

    def _run(self, title: str, act: Callable[[], None]) -> None:
        def work(_: Progress) -> None:
            act()

        self._jobs.run(work, Job(title, on_done=lambda _: None, is_quiet=True))
