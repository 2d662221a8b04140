"""How soon the card of a word is there, what it costs, and how often its first sense fits.

In the window, with the dictionaries and the linker of the program.
"""

import time
from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QApplication

from bench.figures import middle, percentile, table
from bench.frames import Clock, Took
from bench.opened import OpenedWindow, opened_window, pause
from bench.pointing import Paints, point_at, points, wait_for
from bench.sense_gold import SHOWN, Judged, SenseSet, judged, sense_sets, share
from bench.setting import SAMPLES, Setting
from parallelreader.app.pair_linking import PairLinker
from parallelreader.app.words.card_when import CardWhen


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("cards")
    linker = PairLinker(folders.cache)
    try:
        with opened_window(folders) as window:
            window.open(SAMPLES, "last-ferry", ("zh", "literal"))
            desk = window.desk
            desk.word_links.use(linker)
            window.settle()
            desk.text_words.load()
            # The file of the built-in one is made the first time of all.
            desk.dictionaries.prepare()
            begun = time.perf_counter()
            desk.dictionaries.prepare()
            opened = time.perf_counter() - begun
            desk.words.card.set_when(CardWhen.AT_ONCE)
            window.settle()
            times = list(times_to_card(window, setting.pages))
            words, dictionaries = desk.text_words, desk.dictionaries
            most = 2 * setting.pages
            tables = [
                _told(
                    each,
                    most,
                    {
                        name: list(
                            judged(each.words[:most], shown, each.readings, linker, words, dictionaries)
                        )
                        for name, shown in SHOWN.items()
                    },
                )
                for each in sense_sets(folders)
            ]
    finally:
        linker.close()
    return [
        *table(
            (
                "from the pointer on a word to its card painted, ms",
                "median",
                "99 %",
                "computed by the main thread",
                "99 %",
                "words",
            ),
            [_row("the first card", times[:1]), _row("those that follow", times[1:])],
        ),
        f"dictionaries opened in {opened:.2f} s",
        *(line for lines in tables for line in ("", *lines)),
    ]


def _told(words: SenseSet, most: int, found: dict[str, list[Judged]]) -> list[str]:
    """How often the first sense fits in each half, and how often what is called likely does not."""
    count = len(words.words[:most])
    heads = (
        f"cards whose first sense fits: {words.name}, {count}",
        *("while fitting", "held back"),
        *("called likely", "of these wrong"),
    )
    return table(heads, [_shares(name, listed) for name, listed in found.items()])


def _shares(name: str, found: list[Judged]) -> tuple[str, ...]:
    likely = [each for each in found if each.is_likely and each.is_linked]
    return (
        name,
        *(share(each.fits for each in found if each.is_held is is_held) for is_held in (False, True)),
        share(each in likely for each in found),
        share(not each.fits for each in likely),
    )


def _row(name: str, times: Sequence[Took]) -> tuple[str, ...]:
    computed, passed = zip(*times, strict=True)
    figures = [found for each in (passed, computed) for found in (middle(each), percentile(each, 0.99))]
    return (name, *(f"{figure:.1f}" for figure in figures), str(len(times)))


def times_to_card(window: OpenedWindow, most: int) -> Iterator[Took]:
    """From moving the pointer to a word until its card has been painted, word after word."""
    card = window.desk.words.card
    view = next(iter(window.desk.window.area.views()))
    done = 0
    for point in points(view):
        card.close()
        pause(0)
        clock = Clock()
        point_at(view, point)
        if not card.is_shown:
            continue
        wait_for(Paints(card.view.list.viewport()))
        yield clock.read()
        QApplication.processEvents()
        done += 1
        if done >= most:
            return
