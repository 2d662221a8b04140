"""How opening, scrolling and jumping go in documents of a thousand to a million pairs, and what they hold.

Each length is measured in a process of its own, run as ``python -m bench.scale_reading SCRATCH PAIRS STEPS``,
which prints one line of figures.
"""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from bench.figures import percentile, table
from bench.opened import OpenedWindow, opened_window, pause, turn_wheel
from bench.resident import resident_megabytes
from bench.setting import Setting, child_variables
from bench.texts import long_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.paths import UserFolders

_HEAD = (
    "pairs",
    "opening: indexed",
    "as new",
    "scrolling: panes",
    "rows",
    "jumping: panes",
    "rows",
    "to the end",
    "above empty",
)
_LONGEST_MS = 600_000


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    figures = {pairs: _said(setting, pairs) for pairs in setting.reading_lengths}
    rows, ratios = [], []
    first = next(iter(figures.values()))
    for pairs, told in figures.items():
        units = (*("ms",) * 7, "MB")
        rows.append(
            (f"{pairs:,}", *(f"{figure:,.1f} {unit}" for figure, unit in zip(told, units, strict=True)))
        )
        if pairs != setting.reading_lengths[0]:
            shares = (figure / base if base else 0.0 for figure, base in zip(told, first, strict=True))
            ratios.append((f"{pairs:,}, ratio", *(f"{share:.2f}" for share in shares)))
    return [
        *table(_HEAD, [*rows, *ratios]),
        "opening: until the first page is painted; scrolling and jumping: 99th percentile, with the painting",
        "of all panes; above empty: resident memory after that, beside the window before anything is open",
    ]


def figures_of(scratch: Path, pairs: int, steps: int) -> list[float]:
    """The figures of one length, in the order of the columns."""
    setting = Setting(scratch)
    corpus = long_corpus(setting, pairs)
    cold = UserFolders(data=scratch / f"user-reading-{pairs}", cache=scratch / f"cold-{pairs}")
    try:
        with opened_window(cold) as window:
            as_new = _time_to_open(window, corpus)
        with opened_window(cold) as window:
            window.settle()
            pause(300)
            empty = resident_megabytes()
            indexed = _time_to_open(window, corpus)
            window.settle()
            scrolling, jumping = [], []
            for layout in Layout:
                window.desk.reading.set_layout(layout)
                pause(100)
                jumping.append(percentile(_jumps(window, steps), 0.99))
                scrolling.append(percentile(_scrolls(window, 4 * steps), 0.99))
            to_the_end = max(_ends(window))
            held = resident_megabytes() - empty
    finally:
        shutil.rmtree(cold.cache, ignore_errors=True)
    return [indexed, as_new, *scrolling, *jumping, to_the_end, held]


def _time_to_open(window: OpenedWindow, corpus: Path) -> float:
    """Milliseconds until the first page of a corpus is painted."""
    loop = QEventLoop()
    session = window.desk.session
    session.document_opened.connect(loop.quit)
    QTimer.singleShot(_LONGEST_MS, loop.quit)
    begun = time.perf_counter()
    session.open_corpus(corpus)
    loop.exec()
    _paint(window)
    return 1000 * (time.perf_counter() - begun)


def _jumps(window: OpenedWindow, steps: int) -> Iterator[float]:
    """Milliseconds to go to a pair anywhere and to paint what is there."""
    area, chance = window.desk.window.area, random.Random(1)
    assert area.reading is not None
    for _ in range(steps):
        row = chance.randrange(len(area.reading.rows))
        begun = time.perf_counter()
        area.go_to_row(row)
        _paint(window)
        yield 1000 * (time.perf_counter() - begun)
        pause(0)


def _scrolls(window: OpenedWindow, steps: int) -> Iterator[float]:
    """Milliseconds for a notch of the wheel and its painting."""
    view = next(iter(window.desk.window.area.views()))
    for _ in range(steps):
        begun = time.perf_counter()
        turn_wheel(view, notches=1)
        _paint(window)
        yield 1000 * (time.perf_counter() - begun)
        pause(0)


def _ends(window: OpenedWindow) -> Iterator[float]:
    """Milliseconds to go to either end and to paint it."""
    view = next(iter(window.desk.window.area.views()))
    for is_top in (True, False, True, False):
        begun = time.perf_counter()
        view.scroll_to_end(top=is_top)
        _paint(window)
        yield 1000 * (time.perf_counter() - begun)
        pause(0)


def _paint(window: OpenedWindow) -> None:
    for view in window.desk.window.area.views():
        view.viewport().repaint()


def _said(setting: Setting, pairs: int) -> list[float]:
    long_corpus(setting, pairs)
    command = [sys.executable, "-m", "bench.scale_reading"]
    command += [str(setting.scratch), str(pairs), str(setting.pages)]
    done = subprocess.run(command, env=child_variables(), stdout=subprocess.PIPE, text=True, check=True)
    return [float(figure) for figure in done.stdout.split()]


if __name__ == "__main__":
    print(*figures_of(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
