"""How opening, scrolling and jumping go in documents of a thousand to a million pairs, and what they hold.

Each length is measured in a process of its own.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from bench.apart import figures_apart
from bench.figures import percentile, table
from bench.frames import Clock, Took, jumps, notches
from bench.opened import OpenedWindow, opened_window, paint_frame, pause
from bench.resident import resident_megabytes
from bench.setting import Setting
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
_LAYOUTS = (Layout.PANES, Layout.ROWS)
_LONGEST_MS = 600_000
_SCROLLS_A_JUMP = 2


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    figures = {pairs: _said(setting, pairs) for pairs in setting.reading_lengths}
    rows, ratios = [], []
    first = next(iter(figures.values()))
    for pairs, told in figures.items():
        *times, held = told
        cells = [f"{of_thread:,.1f}; {waited:,.1f} ms" for of_thread, waited in batched(times)]
        rows.append((f"{pairs:,}", *cells, f"{held:,.1f} MB"))
        if pairs != setting.reading_lengths[0]:
            shares = [figure / base if base else 0.0 for figure, base in zip(told, first, strict=True)]
            cells = [f"{of_thread:.2f}; {waited:.2f}" for of_thread, waited in batched(shares[:-1])]
            ratios.append((f"{pairs:,}, ratio", *cells, f"{shares[-1]:.2f}"))
    return [
        *table(_HEAD, [*rows, *ratios]),
        "each time twice: what the main thread computed, and what passed meanwhile, with all other programs;",
        "opening: until the first page is painted; scrolling and jumping: 99th percentile, with the painting",
        "of all panes; above empty: resident memory after that, beside the window before anything is open",
    ]


def batched(figures: Sequence[float]) -> Iterator[tuple[float, float]]:
    """The figures in pairs: what was computed, and what passed."""
    return zip(figures[::2], figures[1::2], strict=True)


def figures_of(folder: str, pairs: int, steps: int) -> list[float]:
    """The figures of one length, in the order of the columns."""
    scratch = Path(folder)
    setting = Setting(scratch)
    corpus = long_corpus(setting, pairs, warms=False)
    cold = UserFolders(data=scratch / f"user-reading-{pairs}", cache=scratch / f"cold-{pairs}")
    try:
        with opened_window(cold) as window:
            as_new = _time_to_open(window, corpus)
            document = window.desk.session.document
            assert document is not None
            if document.faults_shown:
                raise AssertionError(
                    f"the sentences were made otherwise than they are cut: {document.faults_shown}"
                )
        with opened_window(cold) as window:
            window.settle()
            pause(300)
            empty = resident_megabytes()
            indexed = _time_to_open(window, corpus)
            window.settle()
            scrolling, jumping = [], []
            for layout in _LAYOUTS:
                window.desk.reading.set_layout(layout)
                pause(100)
                jumping += _most(jumps(window, steps), 0.99)
                frames = notches(window, _SCROLLS_A_JUMP * steps)
                scrolling += _most((frame for frame, _ in frames), 0.99)
            to_the_end = _most(_ends(window), 1.0)
            held = resident_megabytes() - empty
    finally:
        shutil.rmtree(cold.cache, ignore_errors=True)
    return [*indexed, *as_new, *scrolling, *jumping, *to_the_end, held]


def _most(times: Iterable[Took], share: float) -> list[float]:
    """What that share of them does not exceed, of either time."""
    return [percentile(each, share) for each in zip(*times, strict=True)]


def _time_to_open(window: OpenedWindow, corpus: Path) -> Took:
    """Milliseconds until the first page of a corpus is painted."""
    loop = QEventLoop()
    session = window.desk.session
    session.document_opened.connect(loop.quit)
    QTimer.singleShot(_LONGEST_MS, loop.quit)
    clock = Clock()
    session.open_corpus(corpus)
    loop.exec()
    paint_frame(window)
    return clock.read()


def _ends(window: OpenedWindow) -> Iterator[Took]:
    """Milliseconds to go to either end and to paint it."""
    view = next(iter(window.desk.window.area.views()))
    for is_top in (True, False, True, False):
        clock = Clock()
        view.scroll_to_end(top=is_top)
        paint_frame(window)
        yield clock.read()
        pause(0)


def _said(setting: Setting, pairs: int) -> list[float]:
    long_corpus(setting, pairs, warms=False)
    return figures_apart(setting, figures_of, str(setting.scratch), pairs, setting.pages)
