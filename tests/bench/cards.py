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
from bench.sense_gold import SHOWN, fits, gold_senses, share
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
            gold = gold_senses()[: 2 * setting.pages]
            rows = [
                (
                    name,
                    *(
                        share(fits(gold[half::2], shown, folders, linker, words, dictionaries))
                        for half in (0, 1)
                    ),
                )
                for name, shown in SHOWN.items()
            ]
    finally:
        linker.close()
    half = len(gold) // 2
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
        "",
        *table((f"cards whose first sense fits, of 2 × {half}", "while fitting", "held back"), rows),
    ]


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
