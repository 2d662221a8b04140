"""What it costs to go on in the text and to paint that: a page from nothing, a notch of the wheel, a jump.

Time is counted twice: what the main thread computed, which other programs do not lengthen, and what passed.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator

from bench.figures import middle, percentile
from bench.opened import OpenedWindow, paint_frame, pause, turn_wheel

Took = tuple[float, float]
"""What the main thread computed and what passed meanwhile, in milliseconds."""

HEAD = (
    "ms of the main thread, median and 99th percentile",
    "page from nothing",
    "notch of the wheel",
    "made ready after it",
    "jump",
)


class Clock:
    """Counts from when it is made."""

    def __init__(self) -> None:
        self._computed, self._passed = time.thread_time(), time.perf_counter()

    def read(self) -> Took:
        return 1000 * (time.thread_time() - self._computed), 1000 * (time.perf_counter() - self._passed)


def frame_times(window: OpenedWindow, steps: int, forget: Callable[[], None]) -> list[str]:
    """What stands under ``HEAD`` but for the first column; ``forget`` lets go of what is known of words."""
    pages = jumps(window, steps, before=lambda: _forget_layouts(window, forget))
    cells = [_said(pages)]
    window.settle()
    frames, between = zip(*notches(window, 2 * steps), strict=True)
    return [*cells, _said(frames), _said(between), _said(jumps(window, steps))]


def jumps(window: OpenedWindow, count: int, before: Callable[[], None] = lambda: None) -> Iterator[Took]:
    """To pairs anywhere, one after the other."""
    area, chance = window.desk.window.area, random.Random(1)
    assert area.reading is not None
    for _ in range(count):
        row = chance.randrange(len(area.reading.rows))
        before()
        clock = Clock()
        area.go_to_row(row)
        paint_frame(window)
        yield clock.read()
        pause(0)


def notches(window: OpenedWindow, count: int) -> Iterator[tuple[Took, Took]]:
    """Each with its painting, and with what is done at once when that is done."""
    view = next(iter(window.desk.window.area.views()))
    for _ in range(count):
        clock = Clock()
        turn_wheel(view, notches=1)
        paint_frame(window)
        frame = clock.read()
        clock = Clock()
        pause(0)
        yield frame, clock.read()


def _forget_layouts(window: OpenedWindow, forget: Callable[[], None]) -> None:
    for view in window.desk.window.area.views():
        assert view.column is not None
        # There is no other way to forget them: the window itself never has reason to.
        view.column._laid_out.clear()
    forget()


def _said(times: Iterable[Took]) -> str:
    computed = [of_thread for of_thread, _ in times]
    return f"{middle(computed):.1f}, {percentile(computed, 0.99):.1f}"
