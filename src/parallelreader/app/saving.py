"""Brings what was changed to the store without letting anyone wait, and tries again where that fails.

What is to be written, and what is still unwritten, is known to whoever asks: ``note_saving`` for notes,
``repair_saving`` for repairs.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection

logger = logging.getLogger(__name__)
B = TypeVar("B")

_SECONDS_TO_NEXT_TRY = (0.5, 2.0, 5.0, 15.0)

OnTrouble = Callable[[UserError | None], None]
"""Told why writing failed, and None when all is written again; called on the store's thread."""


class PatientWriter(Generic[B]):
    """One kind of thing on its way to the store. Safe from any thread; what it calls is called on the
    store's thread."""

    def __init__(
        self,
        store: Store,
        *,
        what: str,
        is_needed: Callable[[], bool],
        write: Callable[[Connection], B],
        on_written: Callable[[B], None],
        on_trouble: OnTrouble,
    ) -> None:
        """``what`` names the things in messages; ``write`` writes all that is unwritten when it is called,
        and ``on_written`` gets what it gave."""
        self._store = store
        self._what = what
        self._is_needed = is_needed
        self._write = write
        self._on_written = on_written
        self._on_trouble = on_trouble
        self._lock = threading.Lock()
        self._failures = 0
        self._is_queued = False
        self._is_retry_planned = False

    def retry(self) -> None:
        """Try now to write whatever is not written yet."""
        with self._lock:
            # One write that waits for its turn takes along all that comes until then: a busy store is
            # not asked once for each key pressed.
            if self._is_queued or not self._is_needed():
                return
            self._is_queued = True
        self._store.submit_then(self._on_done, self._write_all)

    def _write_all(self, connection: Connection) -> B:
        with self._lock:
            self._is_queued = False
        return self._write(connection)

    def _on_done(self, done: Future[B]) -> None:
        error = done.exception()
        if error is not None:
            self._on_failure(self._explained(error))
            return
        self._on_written(done.result())
        if self._failures:
            self._failures = 0
            self._on_trouble(None)

    def _on_failure(self, problem: UserError) -> None:
        with self._lock:
            self._is_queued = False
        wait = _SECONDS_TO_NEXT_TRY[min(self._failures, len(_SECONDS_TO_NEXT_TRY) - 1)]
        self._failures += 1
        if self._failures == 1:
            self._on_trouble(problem)
        # However many writes failed, one waits: a full disk is not asked once for each key pressed.
        if not self._is_retry_planned:
            self._is_retry_planned = True
            self._store.after(wait, self._retry_as_planned)

    def _retry_as_planned(self) -> None:
        self._is_retry_planned = False
        self.retry()

    def _explained(self, error: BaseException) -> UserError:
        """A fault of ours keeps things from being written just as a full disk does: the reader must know."""
        if isinstance(error, UserError):
            return error
        logger.error("%s could not be written", self._what, exc_info=error)
        return StoreProblem(
            f"The {self._what} could not be written because of a fault in this program ({error})",
            mend="They stay in the window: copy what you need before you close it.",
        )
