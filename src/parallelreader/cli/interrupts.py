"""Ctrl-C and a request to end the program as one KeyboardInterrupt, so that what was begun is undone.

What there is to undo is known to whoever began it.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

INTERRUPTED = 130
_SECONDS_OF_IMPATIENCE = 1.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def interruptible(*, at_once: bool = True) -> Iterator[None]:
    """Raise KeyboardInterrupt for Ctrl-C and SIGTERM: inside ``at_once``, or else when this is left.

    Whoever presses the keys again while things are put in order does not stop that. Where Qt is at work
    nothing may be raised inside, it can bring the process down; asked a second time after a moment, the
    program then ends as it stands.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    last: float | None = None

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal last
        before, last = last, last or time.monotonic()
        is_insisted_on = before is not None and time.monotonic() - before > _SECONDS_OF_IMPATIENCE
        if at_once and (before is None or is_insisted_on):
            raise KeyboardInterrupt
        if is_insisted_on:
            os._exit(INTERRUPTED)

    former = {number: signal.getsignal(number) for number in _SIGNALS}
    for number, handler in former.items():
        # What was started to run on after its terminal is gone has these signals ignored.
        if handler is not signal.SIG_IGN:
            signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in former.items():
            # Once interrupted, the program only has to end; it does so in peace.
            signal.signal(number, handler if last is None else signal.SIG_IGN)
    if last is not None:
        raise KeyboardInterrupt
