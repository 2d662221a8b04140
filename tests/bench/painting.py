"""How long a page of both languages takes that has never been laid out, in short and in long documents."""

import random
import time
from collections.abc import Iterator

from bench.figures import middle, percentile, table
from bench.opened import OpenedWindow, opened_window, pause
from bench.setting import Setting
from bench.texts import long_corpus
from parallelreader.app.reading.layout import Layout


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    times: dict[tuple[Layout, int], list[float]] = {}
    with opened_window(setting.folders("painting")) as window:
        for pairs in (setting.short, setting.long):
            window.open(long_corpus(setting, pairs))
            for layout in Layout:
                window.desk.reading.set_layout(layout)
                pause(100)
                times[layout, pairs] = list(page_times(window, setting.pages))
    head = (f"{setting.pages} random places each, ms", "median", "99th percentile", "ratio of sizes")
    rows = []
    for (layout, pairs), each in times.items():
        base = times[layout, setting.short]
        ratios = (middle(each) / middle(base), percentile(each, 0.99) / percentile(base, 0.99))
        rows.append(
            (
                f"{layout}, {pairs:,} pairs",
                f"{middle(each):.1f}",
                f"{percentile(each, 0.99):.1f}",
                "" if pairs == setting.short else f"{ratios[0]:.2f}, {ratios[1]:.2f}",
            )
        )
    return table(head, sorted(rows))


def page_times(window: OpenedWindow, count: int) -> Iterator[float]:
    """Milliseconds to go to a random place and paint what is there, with no layout kept from before."""
    area = window.desk.window.area
    reading = area.reading
    assert reading is not None
    text = reading.texts[reading.shown[0]]
    chance = random.Random(1)
    for _ in range(count):
        place = float(text.segment(chance.randrange(text.segment_count)).start)
        for view in area.views():
            assert view.column is not None
            # There is no other way to forget them: the window itself never has reason to.
            view.column._laid_out.clear()
        begun = time.perf_counter()
        area.go_to(reading.shown[0], place)
        for view in area.views():
            view.viewport().repaint()
        yield 1000 * (time.perf_counter() - begun)
        pause(0)
