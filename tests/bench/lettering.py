"""What readings, word colours and another script cost: a page set from nothing, a notch of the wheel, a jump.

Each is measured beside the same page without them, in a short and in a long document.
"""

from dataclasses import dataclass

from bench.figures import table
from bench.frames import HEAD, frame_times
from bench.opened import OpenedWindow, opened_window, pause
from bench.setting import Setting
from bench.texts import long_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.words.statuses import Status
from parallelreader.core.language.conversion import Script
from parallelreader.core.text import Span

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
    rows, steps = [], max(setting.pages // 2, 2)
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
                    times = frame_times(window, steps, desk.text_words._kept.clear)
                    rows.append((f"{layout}, {pairs:,} pairs, {look.name}", *times))
    return table(HEAD, rows)


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
