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


class Stretch:
    """A part of a longer task that counts for itself: from ``start`` to ``end`` of the whole, from 0 to 1."""

    _STEPS = 1000

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole = whole
        self._start, self._end = start, end

    def step(self, done: int, total: int, text: str = "") -> None:
        share = self._start + (self._end - self._start) * done / max(total, 1)
        self._whole.step(round(self._STEPS * share), self._STEPS, text)
