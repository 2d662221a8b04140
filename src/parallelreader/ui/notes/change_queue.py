"""Brings what changed in the notes from whatever thread changed them to the main thread.

What is redrawn for it is left to the panel.
"""

from collections import deque

from PySide6.QtCore import QObject, Signal

from parallelreader.app.changes import Changes


class ChangeQueue(QObject):
    """Give :meth:`post` to a service as its listener and connect ``arrived`` queued.

    The service keeps its listeners, so this lives as long as the service and may outlive the panel.
    """

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Changes] = deque()

    def post(self, changes: Changes) -> None:
        """Take a change in; from any thread."""
        self._waiting.append(changes)
        self.arrived.emit()

    def take(self) -> list[Changes]:
        """All that came since the last call, oldest first; on the main thread."""
        taken = []
        while self._waiting:
            taken.append(self._waiting.popleft())
        return taken
