"""Word links in the window: has the pairs on screen linked in the background, before one points at them.

When all of these are linked for a while, the linker learns from the surest pairs of the whole document.
What lights up is the reader's business, finding links the linker's; nothing here waits for either.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from parallelreader.app.linked_words import Lessons, LinkedPassages, Linker, Passages
from parallelreader.app.reading.lessons import lessons_of
from parallelreader.app.reading.reading import Reading
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Document
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.window import Window

logger = logging.getLogger(__name__)

# Scrolling must have come to rest; a word pointed at meanwhile is looked up at once.
_REST_MS = 200
# So few at a time that a pair pointed at has not to wait for long.
_PAIRS_AT_A_TIME = 4
# Whoever only leafs through documents has nothing learnt from them.
_LEARN_AFTER_MS = 3000
# How often is asked whether what goes first is done, and how long that is waited for at most.
_ASK_AGAIN_MS, _MOST_ASKED = 250, 240


class _Teaching:
    """What the document that is open can teach: ``is_unread`` until its surest pairs have been chosen, these
    ``due`` until they are learnt."""

    def __init__(self) -> None:
        self._document: Document | None = None
        self._aligned: tuple[str, ...] = ()
        self.is_unread = False
        self.due: Lessons | None = None

    def turn_to(self, reading: Reading | None) -> None:
        """This is open now. Where it is only paired otherwise than before, nothing begins anew."""
        document = reading.document if reading is not None else None
        shown = reading.shown if reading is not None else ()
        aligned = tuple(
            version for version in shown if reading is not None and reading.alignment(version) is not None
        )
        if document is not self._document or aligned != self._aligned:
            self._document, self._aligned = document, aligned
            self.is_unread, self.due = bool(aligned), None


class WordLinkDesk(QObject):
    """Keeps one task at most going: the pairs pointed at first, then those on screen from the top, then
    learning, a moment at a time."""

    def __init__(self, data: UserData, jobs: JobRunner, window: Window) -> None:
        super().__init__(window)
        self._data = data
        self._jobs = jobs
        self._window = window
        self._lights = window.state.lights
        self._linker: Linker | None = None
        self._is_linker_ready = False
        self._is_stopped = False
        self._job: Job | None = None
        self._pointed: list[Passages] = []
        self._on_screen: list[Passages] = []
        self._teaching = _Teaching()
        self._leisure = QTimer(self, singleShot=True, interval=_LEARN_AFTER_MS)
        self._leisure.timeout.connect(self._go_on)
        self._gives_way: Callable[[], bool] = lambda: False
        self._waits_left = 0
        self._waiting = QTimer(self, singleShot=True, interval=_ASK_AGAIN_MS)
        self._waiting.timeout.connect(self._go_on)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look_ahead)
        for moved in (window.area.moved, window.state.current_changed):
            moved.connect(self._begin_rest)
        self._lights.wanted.connect(self._on_wanted)
        self._action = window.actions_by_id["word_links"]
        self._turn(data.settings.value.lights_words)

    def use(self, linker: Linker, gives_way: Callable[[], bool] = lambda: False) -> None:
        """Find links by ``linker`` from now on; what that must first make waits while it ``gives_way``, for a
        minute at most."""
        self._linker, self._gives_way, self._waits_left = linker, gives_way, _MOST_ASKED
        self._is_stopped = self._is_linker_ready = False
        self._lights.links.forget()
        self._teaching = _Teaching()
        self._look_ahead()
        self._lights.look_again()

    def toggle(self) -> None:
        """Light words, or none any more."""
        self._turn(not self._lights.is_on)
        self._data.settings.change(lights_words=self._lights.is_on)
        text = self.tr("Word links are shown.") if self._lights.is_on else self.tr("Word links are hidden.")
        self._window.status.say(text)

    def _turn(self, is_on: bool) -> None:
        self._is_stopped = False
        self._action.setChecked(is_on)
        self._lights.turn(is_on)
        self._look_ahead()

    def _begin_rest(self) -> None:
        self._rest.start()

    def _look_ahead(self) -> None:
        """Have what is on screen linked."""
        reading = self._window.area.reading
        rows = {row: None for view in self._window.area.views() for row in view.rows_on_screen()}
        self._teaching.turn_to(reading)
        if reading is not None and self._lights.is_on:
            missing = (pair for row in rows for pair in self._lights.links.missing_in(reading, row))
            self._on_screen = list(dict.fromkeys(missing))
            self._go_on()

    def _on_wanted(self, passages: Iterable[Passages]) -> None:
        self._pointed = list(passages)
        self._go_on()

    def _go_on(self) -> None:
        """Begin the next task, unless one is going on already."""
        if self._linker is None or self._is_stopped or self._job is not None:
            return
        if not self._lights.is_on and not self._pointed:
            return
        if not self._is_linker_ready:
            if self._waiting.isActive():
                return
            linker = self._linker
            self._run(lambda _: linker.is_ready(), self._on_asked)
        elif self._teaching.is_unread and self._window.area.reading is not None:
            self._read_lessons(self._window.area.reading, self._linker)
        elif pairs := self._next_pairs():
            self._link(pairs)
        elif self._teaching.due is not None and not self._leisure.isActive():
            self._learn(self._teaching.due, self._linker)

    def _on_asked(self, is_ready: bool) -> None:
        """The linker is ready, or will be after its first task, of which the reader is then told."""
        self._job = None
        if not is_ready and self._waits_left and self._gives_way():
            self._waits_left -= 1
            self._waiting.start()
            return
        self._is_linker_ready = True
        if is_ready:
            self._go_on()
        elif pairs := self._next_pairs():
            self._link(pairs, is_quiet=False)

    def _link(self, pairs: Sequence[Passages], *, is_quiet: bool = True) -> None:
        assert self._linker is not None
        self._run(partial(self._linker.link, pairs), partial(self._on_done, pairs), is_quiet=is_quiet)

    def _read_lessons(self, reading: Reading, linker: Linker) -> None:
        """Choose what can be learnt from a document, which may have been learnt earlier."""
        self._teaching.is_unread = False

        def read(progress: Progress) -> tuple[Lessons, bool]:
            lessons = lessons_of(reading)
            return lessons, linker.recall(lessons)

        self._run(read, self._on_lessons_read, self._on_lessons_failed)

    def _on_lessons_read(self, outcome: tuple[Lessons, bool]) -> None:
        self._job = None
        lessons, is_recalled = outcome
        if is_recalled:
            self._link_anew()
        elif lessons.pairs and not self._teaching.is_unread:
            self._teaching.due = lessons
            self._leisure.start()
        self._go_on()

    def _learn(self, lessons: Lessons, linker: Linker) -> None:
        self._run(partial(linker.learn, lessons), partial(self._on_learnt, lessons), self._on_lessons_failed)

    def _on_learnt(self, lessons: Lessons, are_all_learnt: bool) -> None:
        self._job = None
        if are_all_learnt and lessons is self._teaching.due:
            self._teaching.due = None
            self._link_anew()
        self._go_on()

    def _on_lessons_failed(self, error: Exception) -> None:
        """Words are linked without what could not be learnt."""
        self._job = self._teaching.due = None
        logger.warning("nothing learnt for word links: %s", error)
        self._go_on()

    def _link_anew(self) -> None:
        """Have everything linked by what has been learnt; what is lit stays so until that has come."""
        self._lights.links.outdate()
        self._lights.look_again()
        self._look_ahead()

    def _run(
        self,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        on_failed: Callable[[Exception], None] | None = None,
        *,
        is_quiet: bool = True,
    ) -> None:
        job = Job(
            self.tr("Preparing word links"),
            on_done=on_done,
            on_failed=on_failed or self._on_failed,
            on_cancelled=self._on_cancelled,
            is_quiet=is_quiet,
        )
        self._job = self._jobs.run(work, job)

    def _next_pairs(self) -> list[Passages]:
        wanted, self._pointed = self._unknown(self._pointed), []
        if not wanted:
            ahead = self._unknown(self._on_screen)
            wanted, self._on_screen = ahead[:_PAIRS_AT_A_TIME], ahead[_PAIRS_AT_A_TIME:]
        return wanted

    def _unknown(self, pairs: Iterable[Passages]) -> list[Passages]:
        return [pair for pair in pairs if not self._lights.links.knows(pair)]

    def _on_done(self, pairs: Sequence[Passages], links: Sequence[LinkedPassages]) -> None:
        self._job = None
        if self._leisure.isActive():
            self._leisure.start()
        for passages, linked in zip(pairs, links, strict=True):
            self._lights.take(passages, linked)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        """Without word links one reads as well: say it once, and try no more until asked to."""
        self._job, self._is_stopped = None, True
        logger.warning("no word links: %s", error)
        reason = str(error) if isinstance(error, UserError) else self.tr("something went wrong.")
        self._window.status.say(self.tr("Words cannot be linked: {reason}").format(reason=reason))

    def _on_cancelled(self) -> None:
        """Say how they come back: cards and what is lit are the poorer for it."""
        self._job, self._is_stopped = None, True
        keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = self.tr("Word links are stopped. Switch them off and on ({keys}) to have them after all.")
        self._window.status.say(text.format(keys=keys))
