"""How long the window goes without answering while it opens, scrolls, changes and aligns.

The wish is that nothing takes the main thread for more than 50 ms.
"""

import threading
import time
from collections.abc import Callable

from bench.figures import table
from bench.opened import OpenedWindow, opened_window, pause, turn_wheel, wait_until
from bench.setting import SAMPLES, Setting
from bench.texts import long_corpus, unaligned_corpus
from bench.watchdog import Watchdog
from parallelreader.app.reading.layout import Layout
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Colour
from parallelreader.ui import later

_FRAME_MS = 16
_TURNS = 60
_SWITCHES = 6
_JUMPS = 12
_NOTES = 6_000


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    long, story = long_corpus(setting, setting.long), unaligned_corpus(setting, setting.sentences_to_align)
    rows = []
    with opened_window(setting.folders("stalls")) as window:
        later.preload()
        pause(300)
        activities: dict[str, Callable[[], None]] = {
            "opening the sample": lambda: window.open(SAMPLES),
            "scrolling it": lambda: scroll(window),
            "loading the dictionary while scrolling": lambda: scroll_while(window, window.load_dictionary),
            "switching its layout": lambda: switch_layouts(window),
            f"opening {setting.long:,} pairs": lambda: window.open(long),
            "scrolling them": lambda: scroll(window),
            "jumping about in them": lambda: jump(window),
            "switching their layout": lambda: switch_layouts(window),
            f"taking {_NOTES:,} notes back and doing them again, listed": lambda: undo_notes(window),
            f"aligning {setting.sentences_to_align:,} sentences while scrolling": lambda: scroll_while(
                window, lambda: window.desk.session.open_corpus(story)
            ),
        }
        dog = Watchdog()
        for name, act in activities.items():
            begun = time.perf_counter()
            dog.begin()
            act()
            took = time.perf_counter() - begun
            # What it left to be painted belongs to it.
            pause(100)
            stall = dog.end()
            rows.append((name, f"{took:.2f} s", f"{stall.waited:.0f} ms", f"{stall.computed:.0f} ms"))
    return [
        *table(("worst while", "took", "no answer for", "computing for"), rows),
        "the first counts also what other threads and programs took, the second only the main thread's work",
    ]


def scroll(window: OpenedWindow) -> None:
    """Turn the wheel over the pane on the left, a notch a frame."""
    for _ in range(_TURNS):
        turn_wheel(next(iter(window.desk.window.area.views())), notches=1)
        pause(_FRAME_MS)


def scroll_while(window: OpenedWindow, begin: Callable[[], None]) -> None:
    """Begin something and turn the wheel until it is done."""
    begin()
    turns = 0
    while turns < _TURNS or not window.jobs.is_idle:
        views = list(window.desk.window.area.views())
        if views:
            turn_wheel(views[0], notches=1 if turns // 30 % 2 else -1)
        pause(_FRAME_MS)
        turns += 1
    window.settle()


def switch_layouts(window: OpenedWindow) -> None:
    """Change between panes and rows, and end as before."""
    layouts = list(Layout)
    for number in range(1, _SWITCHES + 1):
        window.desk.reading.set_layout(layouts[number % len(layouts)])
        pause(60)


def jump(window: OpenedWindow) -> None:
    """Go to pairs that stand far from each other."""
    area = window.desk.window.area
    wait_until(lambda: area.reading is not None)
    assert area.reading is not None
    count = len(area.reading.rows)
    for number in range(_JUMPS):
        area.go_to_row(number * 7 % _JUMPS * count // _JUMPS)
        pause(60)


def undo_notes(window: OpenedWindow) -> None:
    """Take back notes that were made in one step, and do them again, while the panel lists them."""
    desk, reading = window.desk, window.desk.window.area.reading
    notes = desk.session.notes
    assert reading is not None
    assert notes is not None
    version = reading.shown[0]
    text = reading.texts[version]
    count = min(_NOTES, text.segment_count)
    desk.notes.show_panel(True)

    def make() -> None:
        spans = (text.segment(number * text.segment_count // count) for number in range(count))
        anchors = [notes.notes.anchor(reading.document.id, version, span) for span in spans]
        made = [Edit(None, notes.new_note([anchor], Colour.YELLOW)) for anchor in anchors]
        notes.change("Add notes", lambda: made)

    # Elsewhere than in the window, as all that makes so many does.
    thread = threading.Thread(target=make)
    thread.start()
    while thread.is_alive():
        pause(_FRAME_MS)
    for turn in (desk.notes.turning.undo, desk.notes.turning.redo):
        turn()
        window.settle()
    desk.notes.show_panel(False)
