"""Ends the program in good order when the system or a terminal asks for it, also while nothing happens.

Python runs signal handlers only between steps of its own, and an idle window takes none: the arrival of
a signal must therefore wake it.
"""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_ASKING_TO_STOP = (signal.SIGTERM, signal.SIGINT)


class StopSignals(QObject):
    """Calls ``stop`` on the main thread for each such signal."""

    def __init__(self, stop: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        for number in _ASKING_TO_STOP:
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop()

    def _on_woken(self) -> None:
        self._reader.recv(4096)
