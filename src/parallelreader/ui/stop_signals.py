"""Ends the program in good order when the system or a terminal asks for it, also while nothing happens.

Python runs signal handlers only between steps of its own, and an idle window takes none: the arrival of
a signal must therefore wake it.
"""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_ASKING_TO_STOP = (signal.SIGTERM, signal.SIGINT)


class StopSignals(QObject):
    """Calls ``stop`` on the main thread for each such signal."""

    def __init__(self, stop: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._reader, self._writer = _connected()
        signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        for number in _ASKING_TO_STOP:
            signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop()

    def _on_woken(self) -> None:
        if sys.platform != "win32":
            os.read(self._reader, 4096)


def _connected() -> tuple[int, int]:
    """What can be read from and what written to, without waiting."""
    if sys.platform == "win32":
        # Only sockets wake a window there. They stay open: the program ends with the first signal.
        import socket

        reader, writer = socket.socketpair()
        reader.setblocking(False)
        writer.setblocking(False)
        return reader.detach(), writer.detach()
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends
