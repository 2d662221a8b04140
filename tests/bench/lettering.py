"""What readings, word colours and another script cost: a page set from nothing, a notch of the wheel, a jump.

Each is measured beside the same page without them, in a short and in a long document. Times are those of the
processor, which other programs on the machine do not lengthen.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.figures import middle, percentile, table
from bench.opened import OpenedWindow, opened_window, pause, turn_wheel
from bench.setting import Setting
from bench.texts import long_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.words.statuses import Status
from parallelreader.core.language.conversion import Script
from parallelreader.core.text import Span

_HEAD = ("processor ms, median and 99th percentile", "page from nothing", "notch of the wheel", "jump")
# Of so many characters from the beginning every other word is known, the rest is at all levels.
_LEARNT_FROM = 4000


@dataclass(frozen=True, slots=True)
class _Look:
    """A way to show Chinese."""

    name: str
    pinyin: PinyinMode = PinyinMode.OFF
    tints: bool = False
    script: Script = Script.AS_WRITTEN


_LOOKS = (
    _Look("plain"),
    _Look("all readings", PinyinMode.ALL),
    _Look("needed readings, word colours", PinyinMode.NEEDED, tints=True),
    _Look("all readings, Taiwan", PinyinMode.ALL, script=Script.TAIWAN),
)


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    with opened_window(setting.folders("lettering")) as window:
        desk = window.desk
        desk.text_words.load()
        desk.word_keeping.book.load()
        desk.lettering.use(desk.text_words, desk.word_keeping)
        for pairs in (setting.short, setting.long):
            window.open(long_corpus(setting, pairs))
            _learn(window)
            for layout in (Layout.PANES, Layout.ROWS):
                desk.reading.set_layout(layout)
                for look in _LOOKS:
                    _show(window, look)
                    steps = max(setting.pages // 2, 2)
                    times = (
                        _pages(window, steps),
                        _notches(window, 2 * steps),
                        _jumps(window, steps),
                    )
                    rows.append((f"{layout}, {pairs:,} pairs, {look.name}", *map(_said, times)))
    return table(_HEAD, rows)


def _said(times: Iterator[float]) -> str:
    found = list(times)
    return f"{middle(found):.1f}, {percentile(found, 0.99):.1f}"


def _show(window: OpenedWindow, look: _Look) -> None:
    desk = window.desk
    lettering = desk.window.state.lettering
    desk.lettering.set_pinyin(look.pinyin)
    lettering.set_tints(look.tints, new=True)
    desk.lettering.set_script(look.script)
    window.settle()
    pause(100)


def _learn(window: OpenedWindow) -> None:
    """Mark words as a reader does who knows half of them."""
    desk, reading = window.desk, window.desk.window.area.reading
    assert reading is not None
    words = desk.text_words.words_in(reading.texts[reading.shown[0]], Span(0, _LEARNT_FROM))
    keys = sorted({word.key for word in words})
    statuses = {key: Status(number // 2 % 6) for number, key in enumerate(keys)}
    statuses |= dict.fromkeys(keys[::2], Status.KNOWN)
    desk.word_keeping.book.statuses.set_each(statuses)
    pause(50)


def _pages(window: OpenedWindow, count: int) -> Iterator[float]:
    """A random place, with no layout and no words kept from before."""

    def forget() -> None:
        for view in window.desk.window.area.views():
            assert view.column is not None
            # There is no other way to forget them: the window itself never has reason to.
            view.column._laid_out.clear()
        window.desk.text_words._kept.clear()

    return _jumps(window, count, before=forget)


def _jumps(window: OpenedWindow, count: int, before: Callable[[], None] = lambda: None) -> Iterator[float]:
    area, chance = window.desk.window.area, random.Random(1)
    assert area.reading is not None
    for _ in range(count):
        row = chance.randrange(len(area.reading.rows))
        before()
        begun = time.process_time()
        area.go_to_row(row)
        _paint(window)
        yield 1000 * (time.process_time() - begun)
        pause(0)


def _notches(window: OpenedWindow, count: int) -> Iterator[float]:
    view = next(iter(window.desk.window.area.views()))
    for _ in range(count):
        begun = time.process_time()
        turn_wheel(view, notches=1)
        _paint(window)
        yield 1000 * (time.process_time() - begun)
        pause(0)


def _paint(window: OpenedWindow) -> None:
    for view in window.desk.window.area.views():
        view.viewport().repaint()
