"""Watches how long the main thread goes without coming back to its events.

A timer that should fire every few milliseconds is late by what kept the thread busy, or from running.
"""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimerEvent

_EVERY_MS = 5


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest time without an answer, and the most the thread computed in any such time; in ms.

    Much more of the first than of the second means that other threads or programs had the processor.
    """

    waited: float
    computed: float


class Watchdog(QObject):
    """Made and used on the main thread; :meth:`begin` and :meth:`end` enclose what is watched."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = 0
        self._last = self._last_computed = 0.0
        self._waited = self._computed = 0.0

    def begin(self) -> None:
        """Watch from now on."""
        self._waited = self._computed = 0.0
        self._last, self._last_computed = time.perf_counter(), time.thread_time()
        self._timer = self.startTimer(_EVERY_MS, Qt.TimerType.PreciseTimer)

    def end(self) -> Stall:
        """Stop watching, and tell the worst since :meth:`begin`."""
        self._look()
        self.killTimer(self._timer)
        return Stall(1000 * self._waited, 1000 * self._computed)

    def timerEvent(self, event: QTimerEvent) -> None:
        self._look()

    def _look(self) -> None:
        now, computed = time.perf_counter(), time.thread_time()
        self._waited = max(self._waited, now - self._last - _EVERY_MS / 1000)
        self._computed = max(self._computed, computed - self._last_computed)
        self._last, self._last_computed = now, computed
