"""Long work in Python beside a window that must not wait: in slices, between which others get their turn."""

import time

from parallelreader.core.progress import Progress

_SECONDS_A_SLICE = 0.004
# Long enough for another thread to be woken; without it whoever waits may be passed over again.
_SECONDS_A_PAUSE = 0.0002
_CALLS_A_LOOK = 16


class Pauses:
    """To be called again and again by a worker thread; tells ``progress`` now and then.

    Raises Cancelled where the user has asked to stop.
    """

    def __init__(self, progress: Progress, total: int, text: str = "") -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._text = text
        self._calls = 0
        self._since = time.perf_counter()

    def __call__(self, done: int) -> None:
        """``done`` of all parts are finished; a part should take no longer than a thousandth of a second."""
        self._calls += 1
        if self._calls % _CALLS_A_LOOK:
            return
        if time.perf_counter() - self._since >= _SECONDS_A_SLICE:
            self._progress.step(min(done, self._total), self._total, self._text)
            time.sleep(_SECONDS_A_PAUSE)
            self._since = time.perf_counter()
