"""Remembers what of each document was read, while it is read, for the library and the contents.

When something in view counts as read is decided by ``app.holding.dwelling``.
"""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from parallelreader.app.holding.dwelling import SECONDS_TO_READ, Dwelling
from parallelreader.app.holding.keeping import keep_stretches, kept_stretches
from parallelreader.app.holding.stretches import WHOLE, Stretches
from parallelreader.app.reading.reading import Reading
from parallelreader.app.user_data import UserData
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.window import Window

_LOOK_MS = 250
_WRITE_MS = 5000


class ReadingProgress(QObject):
    """``changed`` has the stretches of the open document whenever more of it has been read; ``looked`` comes
    with every look, from and to what is in view in millionths of it."""

    changed = Signal(object)
    looked = Signal(int, int)

    def __init__(self, data: UserData, jobs: JobRunner, session: Session, window: Window) -> None:
        super().__init__(window)
        self._data, self._jobs, self._session, self._area = data, jobs, session, window.area
        self._thing = ("", "")
        self._opened = 0
        self._dwelling: Dwelling | None = None
        self._is_unwritten = False
        self._soon = _timer(self, _LOOK_MS, self._look, single=True)
        self._again = _timer(self, round(1000 * SECONDS_TO_READ), self._look)
        self._rest = _timer(self, _WRITE_MS, self.write, single=True)
        window.area.moved.connect(self._on_moved)
        window.closing.connect(self.write)
        session.document_opened.connect(self._on_document_opened)
        if session.document is not None:
            self._on_document_opened(session.document.reading, None)

    @property
    def read(self) -> Stretches | None:
        """What of the open document was read; None where none is open, or it is not known yet."""
        return self._dwelling.read if self._dwelling is not None else None

    def write(self) -> None:
        """Keep what was read until now."""
        self._rest.stop()
        if self._is_unwritten and self._dwelling is not None:
            self._is_unwritten = False
            keep_stretches(self._data.store, *self._thing, self._dwelling.read, opened=self._opened)

    def _on_document_opened(self, reading: Reading, at: object) -> None:
        notes = self._session.notes
        assert notes is not None
        thing = (notes.corpus_key, reading.document.id)
        if thing == self._thing and self._dwelling is not None:
            # Other versions of it, or the same ones better aligned.
            self.changed.emit(self._dwelling.read)
            return
        self.write()
        self._thing, self._dwelling, self._opened = thing, None, now_in_milliseconds()
        store = self._data.store

        def work(_: Progress) -> Stretches:
            return kept_stretches(store, *thing)

        def done(read: Stretches) -> None:
            if self._thing == thing:
                self._dwelling, self._is_unwritten = Dwelling(read), True
                self.write()
                self._again.start()
                self._look()
                self.changed.emit(self._dwelling.read)

        self._jobs.run(work, Job("Looking at what was read", on_done=done, is_quiet=True))

    def _on_moved(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        if self._dwelling is None:
            return
        first, last = self._in_view()
        self.looked.emit(first, last)
        if self._dwelling.look(first, last, time.monotonic()):
            self._is_unwritten = True
            if not self._rest.isActive():
                self._rest.start()
            self.changed.emit(self._dwelling.read)

    def _in_view(self) -> tuple[int, int]:
        """What is to be seen, in millionths of the source; (0, 0) where no text shows."""
        reading, place = self._area.reading, self._area.place()
        if reading is None or place is None or not self._area.isVisible():
            return 0, 0
        version = place[0]
        for view in self._area.views():
            shown = view.places_shown(version)
            if shown is not None:
                return _share(reading, version, shown[0]), _share(reading, version, shown[1])
        return 0, 0


def _share(reading: Reading, version: str, place: float) -> int:
    """A place in a version as millionths of the source, or of the version itself where that is away."""
    source = reading.document.source.id
    if version != source and source in reading.shown and reading.is_linked(version, source):
        version, place = source, reading.follow(version, place, source)
    text = reading.texts[version]
    end = text.ends[-1] if text.segment_count else 0
    return min(max(round(WHOLE * place / end), 0), WHOLE) if end else 0


def _timer(parent: QObject, interval: int, act: object, *, single: bool = False) -> QTimer:
    timer = QTimer(parent, singleShot=single, interval=interval)
    timer.timeout.connect(act)
    return timer
