"""Measures how long is read, while the window is in front, and what without a translation beside it.

What counts as reading is decided by ``app.reading_time`` and ``app.holding.dwelling``.
"""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from parallelreader.app.holding.dwelling import Dwelling
from parallelreader.app.holding.stretches import NOTHING, Stretches
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading_time import ReadingClock
from parallelreader.app.user_data import UserData
from parallelreader.app.words.reveals import Reveals
from parallelreader.ui.reading_progress import ReadingProgress
from parallelreader.ui.session import Session
from parallelreader.ui.window import Window

_WRITE_MS = 30_000


class ReadingTiming(QObject):
    """One for the window. Scrolling, going to another pair and selecting are what a reader does."""

    def __init__(
        self,
        data: UserData,
        session: Session,
        window: Window,
        progress: ReadingProgress,
        reveals: Reveals,
    ) -> None:
        super().__init__(window)
        self._session, self._window, self._progress, self._reveals = session, window, progress, reveals
        self._clock = ReadingClock(data.store)
        self._read: Stretches | None = None
        self._unaided = Dwelling(NOTHING)
        for moved in (window.area.moved, window.state.current_changed, window.state.selection_changed):
            moved.connect(self._on_moved)
        window.closing.connect(self._on_left)
        session.document_opened.connect(self._on_document_opened)
        progress.changed.connect(self._on_read)
        progress.looked.connect(self._on_looked)
        window.installEventFilter(self)
        self._often = QTimer(self, interval=_WRITE_MS)
        self._often.timeout.connect(self._clock.write)
        self._often.start()
        if session.document is not None:
            self._on_document_opened(session.document.reading, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._on_left()
        return False

    def _on_moved(self, *_: object) -> None:
        if self._window.isActiveWindow():
            self._clock.move(monotonic())

    @Slot()
    def _on_left(self) -> None:
        self._clock.leave(monotonic())

    @Slot(object, object)
    def _on_document_opened(self, reading: Reading, at: object) -> None:
        notes = self._session.notes
        assert notes is not None
        self._read, self._unaided = self._progress.read, Dwelling(NOTHING)
        self._clock.begin(notes.corpus_key, reading.document.id)

    @Slot(object)
    def _on_read(self, read: Stretches) -> None:
        """More of the document has been read; at first that is what was read until it was closed."""
        before, self._read = self._read, read
        document = self._session.document
        if before is not None and document is not None:
            self._clock.read_pairs(round(len(document.reading.rows) * read.beyond(before).share))

    @Slot(int, int)
    def _on_looked(self, first: int, last: int) -> None:
        """This is in view: what is so for long enough while the translation is hidden is read without it,
        whether or not it was read with it before."""
        document, notes = self._session.document, self._session.notes
        if document is None or notes is None:
            return
        if not self._is_unaided(document.reading):
            # What was in view until now was in view with the translation.
            self._unaided = Dwelling(self._unaided.read)
            return
        before = self._unaided.read
        if self._unaided.look(first, last, monotonic()):
            new = self._unaided.read.beyond(before)
            self._reveals.note_unaided(notes.corpus_key, document.reading.document.id, new)

    def _is_unaided(self, reading: Reading) -> bool:
        """Whether all that would translate what is being read is hidden."""
        covered = self._window.state.covering.versions
        return bool(covered) and all(
            reading.version(each).is_chinese or each in covered for each in reading.shown
        )
