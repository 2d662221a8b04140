"""How many words wait to be reviewed and how many terms there are, for the rooms of the window."""

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.app.settings import CurrentSettings, Settings
from parallelreader.app.words.word_gathering import due_words
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import Progress
from parallelreader.ui.actions.rooms import TERMS, WORDS
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.widgets.workspaces import Workspaces
from parallelreader.ui.word_keeping import WordKeeping
from parallelreader.ui.words.page_words import Days

_REST_MS = 500
_AFTER_MIDNIGHT_MS = 2_000


class DueCount(QObject):
    """Says in each list of rooms how many cards are due; counted off the main thread, some time after the
    last change."""

    def __init__(self, keeping: WordKeeping, settings: CurrentSettings, jobs: JobRunner) -> None:
        super().__init__(keeping)
        self._keeping, self._settings, self._jobs = keeping, settings, jobs
        self._shown: list[Workspaces] = []
        self._text = ""
        self._new_a_day = settings.value.new_words_a_day
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._count)
        keeping.kept_changed.connect(self._rest.start)
        keeping.statuses_changed.connect(self._rest.start)
        # A window that stays open has other cards due when the next day begins, or more new ones.
        self._midnight = QTimer(self, singleShot=True)
        self._midnight.timeout.connect(self._count)
        settings.listen(self._on_settings_changed)
        if keeping.book.kept.is_ready:
            self._count()

    def show_in(self, rooms: Workspaces) -> None:
        """Say it there too."""
        self._shown.append(rooms)
        rooms.show_count(WORDS, self._text)

    def _on_settings_changed(self, settings: Settings) -> None:
        if settings.new_words_a_day != self._new_a_day:
            self._rest.start()

    @Slot()
    def _count(self) -> None:
        book, new_a_day = self._keeping.book, self._settings.value.new_words_a_day
        self._new_a_day, tomorrow = new_a_day, Days.now().tomorrow
        self._midnight.start(max(tomorrow - now_in_milliseconds(), 0) + _AFTER_MIDNIGHT_MS)

        def work(_: Progress) -> int:
            return len(due_words(book, tomorrow, new_a_day))

        def done(count: int) -> None:
            self._text = self.tr("{count} due").format(count=f"{count:,}") if count else ""
            for rooms in self._shown:
                rooms.show_count(WORDS, self._text)

        self._jobs.run(work, Job(self.tr("Looking what is due"), on_done=done, is_quiet=True))


class TermCount(QObject):
    """Says in each list of rooms how many terms the open corpus has."""

    def __init__(self, keeping: TermKeeping) -> None:
        super().__init__(keeping)
        self._keeping = keeping
        self._shown: list[Workspaces] = []
        keeping.begun.connect(self._tell)
        keeping.changed.connect(self._tell)

    def show_in(self, rooms: Workspaces) -> None:
        """Say it there too."""
        self._shown.append(rooms)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        termbase = self._keeping.book.termbase if self._keeping.book is not None else None
        count = len(termbase.concepts) if termbase is not None and termbase.is_ready else 0
        for rooms in self._shown:
            rooms.show_count(TERMS, f"{count:,}" if count else "")
