"""The user's terms in the window: loaded in the background, told of on the main thread, brought to disk.

One for the window, shared by all that show terms or change them; what they look like is left to those.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.folding import fold_chinese
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.losing import ask_to_lose
from parallelreader.ui.session import Session
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window

_SECONDS_TO_WRITE = 3.0


class TermKeeping(QObject):
    """``begun`` comes with another corpus, before anything of its terms is known; ``changed`` has TermChanges
    and comes on the main thread when they have been loaded and whenever anything was changed by whomever,
    undo included."""

    begun = Signal()
    changed = Signal(object)
    _heard = Signal(object, object)
    _trouble_heard = Signal(object)

    def __init__(self, data: UserData, session: Session, window: Window, jobs: JobRunner) -> None:
        super().__init__(window)
        self._data, self._session, self._window, self._jobs = data, session, window, jobs
        self.book: TermBook | None = None
        self.texts: CorpusTexts | None = None
        self._heard.connect(self._on_heard)
        self._trouble_heard.connect(self._on_trouble_heard)
        session.corpus_opened.connect(self._on_corpus_opened)
        session.document_opened.connect(self._on_document_opened)
        window.activated.connect(self._on_window_activated)
        self._on_corpus_opened()

    @property
    def is_ready(self) -> bool:
        """Whether the terms of the corpus that is open are known."""
        return self.book is not None and self.book.termbase.is_ready

    def may_close(self) -> bool:
        """Bring all terms to disk before the window closes; ask where that cannot be done."""
        book = self.book
        if book is None:
            return True
        one = self.tr("1 term cannot be written to disk.")
        many = self.tr("{count} terms cannot be written to disk.")
        return book.flush(_SECONDS_TO_WRITE) or ask_to_lose(self._window, counted(book.unsaved, one, many))

    @Slot()
    def _on_corpus_opened(self) -> None:
        notes, corpus = self._session.notes, self._session.corpus
        if notes is None or corpus is None:
            return
        book = TermBook(self._data.store, notes.corpus_key)
        book.use(notes.history)
        book.termbase.listen(lambda changes: self._heard.emit(book, changes))
        for others in (book.rejections, book.dismissals, book.choices):
            # They are steps of the same history, and whoever shows terms shows them, too.
            others.listen(lambda _: self._heard.emit(book, TermChanges(())))
        book.listen_for_trouble(self._trouble_heard.emit)
        self.book = book
        self.texts = CorpusTexts(corpus, self._session.repairs, self._data.cache)
        self.begun.emit()

        def load() -> None:
            # The tables of characters, which take half a second, are not to be read while one scrolls.
            fold_chinese("词")
            book.load()

        def done(_: object) -> None:
            if self.book is book:
                self.changed.emit(TermChanges(()))

        self._run(self.tr("Looking at your terms"), load, done)

    @Slot(object, object)
    def _on_document_opened(self, reading: object, at: object) -> None:
        corpus, texts = self._session.corpus, self.texts
        if corpus is not None and texts is not None and texts.corpus is not corpus:
            # It was written anew, with alignments that have come, for instance.
            texts.take(corpus)
        document = self._session.document
        if texts is not None and document is not None:
            # With what was aligned since it was opened.
            texts.adopt(document.opened)

    @Slot()
    def _on_window_activated(self) -> None:
        """Take in what another program, such as the command line, did to the terms meanwhile."""
        if self.book is not None:
            self._run(self.tr("Looking for new terms"), self.book.refresh)

    @Slot(object, object)
    def _on_heard(self, book: TermBook, changes: TermChanges) -> None:
        if book is not self.book:
            return
        if book.termbase.is_ready:
            self.changed.emit(changes)

    @Slot(object)
    def _on_trouble_heard(self, problem: UserError | None) -> None:
        if problem is None:
            self._window.banner.hide()
        else:
            self._window.banner.say(str(problem), is_error=True)

    def _run(
        self, title: str, act: Callable[[], None], on_done: Callable[[object], None] = lambda _: None
    ) -> None:
        def work(_: Progress) -> None:
            act()

        self._jobs.run(work, Job(title, on_done=on_done, is_quiet=True))
