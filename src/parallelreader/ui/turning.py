"""Undo and redo in a corpus: at once, or for thousands of things while the window goes on."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from parallelreader.app.annotating import Annotating
from parallelreader.core.errors import ReaderError, UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner

# So many things are changed within a frame.
_MOST_AT_ONCE = 200


class Turning(QObject):
    """Takes steps back and does them again, one after the other; ``said`` tells what became of each."""

    said = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notes: Annotating | None = None
        self._job: Job | None = None
        self._waiting: deque[bool] = deque()

    def use(self, notes: Annotating) -> None:
        """From now on go through the history of these notes, which is that of all of their corpus."""
        self._notes, self._job = notes, None
        self._waiting.clear()

    def undo(self) -> None:
        """Take back the last change, to the notes, the terms or an alignment."""
        self._ask(is_redo=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._ask(is_redo=True)

    def _ask(self, *, is_redo: bool) -> None:
        self._waiting.append(is_redo)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._job is None and self._notes is not None:
            self._turn(self._notes, is_redo=self._waiting.popleft())

    def _turn(self, notes: Annotating, *, is_redo: bool) -> None:
        what = notes.redo_text if is_redo else notes.undo_text
        if not what:
            return
        turn: Callable[[], object] = notes.redo if is_redo else notes.undo
        said = (self.tr("Done again: {what}.") if is_redo else self.tr("Undone: {what}.")).format(what=what)
        if notes.history.next_count(is_redo=is_redo) > _MOST_AT_ONCE:
            self._run(turn, said)
            return
        try:
            turn()
        except UserError as problem:
            said = str(problem)
        self.said.emit(said)

    def _run(self, turn: Callable[[], object], said: str) -> None:
        def work(_: Progress) -> None:
            turn()

        def end(said: str) -> None:
            if self._job is job:
                self._job = None
                self.said.emit(said)
                self._go_on()

        job = Job(
            self.tr("Going through the history"),
            on_done=lambda _: end(said),
            on_failed=lambda problem: end(self._words_of(problem)),
            is_quiet=True,
        )
        self._job = job
        self._jobs.run(work, job)

    def _words_of(self, problem: Exception) -> str:
        if isinstance(problem, ReaderError):
            return str(problem)
        return self.tr("Something went wrong inside the program: {error}").format(error=problem)
