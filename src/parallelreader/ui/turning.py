"""Undo and redo in a corpus: at once, or for thousands of things while the window goes on."""

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from parallelreader.app.annotating import Annotating
from parallelreader.app.undo import Step
from parallelreader.core.errors import ReaderError, UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner

# So many things are changed within a frame.
_MOST_AT_ONCE = 200


class Turning(QObject):
    """Takes steps back and does them again, one after the other; ``said`` tells what became of each, and
    ``turned`` has those steps that are small enough to show."""

    said = Signal(str)
    turned = Signal(object)

    def __init__(
        self, jobs: JobRunner, parent: QObject, *, text_of: Callable[[Step], str] = lambda _: ""
    ) -> None:
        """``text_of`` gives the title of the text that a step changed, where another one is open."""
        super().__init__(parent)
        self._text_of = text_of
        self._jobs = jobs
        self._notes: Annotating | None = None
        self._job: Job | None = None
        self._waiting: deque[tuple[bool, Step | None]] = deque()

    def use(self, notes: Annotating) -> None:
        """From now on go through the history of these notes, which is that of all of their corpus."""
        self._notes, self._job = notes, None
        self._waiting.clear()

    def undo(self, step: Step | None = None) -> None:
        """Take back the last change to notes, terms, words or an alignment, or just the one given."""
        self._ask((False, step))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._ask((True, None))

    def _ask(self, wanted: tuple[bool, Step | None]) -> None:
        self._waiting.append(wanted)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and self._job is None and self._notes is not None:
            is_redo, step = self._waiting.popleft()
            self._turn(self._notes, step, is_redo=is_redo)

    def _turn(self, notes: Annotating, wanted: Step | None, *, is_redo: bool) -> None:
        step = wanted or notes.history.next_step(is_redo=is_redo)
        if step is None:
            return
        turn: Callable[[], object] = notes.redo if is_redo else partial(notes.undo, wanted)
        said = self.tr("Done again: {what}.") if is_redo else self.tr("Undone: {what}.")
        text = self._text_of(step)
        what = self.tr("{what}, in {text}").format(what=step.said, text=text) if text else step.said
        said = said.format(what=what)
        if step.count > _MOST_AT_ONCE or step.is_slow:
            self._run(turn, said)
            return
        try:
            turn()
        except UserError as problem:
            said = str(problem)
        else:
            self.turned.emit(step)
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
