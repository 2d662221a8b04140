"""How long functions say how far they are, and how they learn that they should stop.

Whoever runs the task decides how often a report is shown; a task may report as often as it likes.
"""

from typing import Protocol


class Progress(Protocol):
    """Handed to every function that may take longer than a tenth of a second."""

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report that ``done`` of ``total`` parts are finished; ``text`` names what is being done.

        Raises :class:`parallelreader.core.errors.Cancelled` when the user has asked to stop.
        """


class _Silent:
    def step(self, done: int, total: int, text: str = "") -> None:
        return


NO_PROGRESS: Progress = _Silent()
