"""What terms that are lit cost a frame in documents of any length: a page, a notch of the wheel, a jump.

Each is measured beside the same page without terms, and with needed readings over the words as well. Nearly
every word of the texts is part of a term: far more than of any real one.
"""

import time
from collections.abc import Iterator

from bench.figures import middle, table
from bench.frames import HEAD, frame_times
from bench.made_text import made_terms
from bench.opened import OpenedWindow, opened_window, paint_frame, pause
from bench.setting import Setting
from bench.texts import clauses, long_corpus
from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.terms.termbase import Termbase

_PAIRS_A_TERM = 10
_MOST_TERMS = 10_000
_MARKED = 10
_LOOKS = ((False, PinyinMode.OFF), (True, PinyinMode.OFF), (True, PinyinMode.NEEDED))


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows, steps = list[tuple[str, ...]](), max(setting.pages // 2, 2)
    with opened_window(setting.folders("lighting")) as window:
        desk = window.desk
        desk.text_words.load()
        desk.word_keeping.book.load()
        desk.lettering.use(desk.text_words, desk.word_keeping)
        assert desk.terms
        for pairs in setting.reading_lengths:
            window.open(long_corpus(setting, pairs))
            window.settle()
            count = _mark(window, pairs)
            for layout in (Layout.PANES, Layout.ROWS):
                desk.reading.set_layout(layout)
                for look in _LOOKS:
                    shown = _show(window, look, count)
                    times = frame_times(window, steps, desk.terms.lights.forget)
                    rows.append((f"{layout}, {pairs:,} pairs, {shown}", *times))
        termbase = _termbase(window)
        marked = list(_markings(window, termbase))
        places = _seconds_to_places(window, termbase)
    return [
        *table(HEAD, rows),
        f"from marking one more to seeing it lit: {middle(marked):.1f} ms, at worst {max(marked):.1f} ms",
        f"until the places of one term stand beside the scroll bar: {places:.2f} s",
    ]


def _mark(window: OpenedWindow, pairs: int) -> int:
    """Mark so many terms as a document of so many pairs may have; gives how many."""
    termbase, own = _termbase(window), clauses()
    wanted = [*own, *made_terms(max(min(_MOST_TERMS, pairs // _PAIRS_A_TERM) - len(own), 0))]
    termbase.add([termbase.new_concept([zh], [en]) for zh, en in wanted])
    window.settle()
    return len(wanted)


def _show(window: OpenedWindow, look: tuple[bool, PinyinMode], count: int) -> str:
    """Show terms, readings or neither; gives what to call that."""
    is_lit, pinyin = look
    window.desk.terms.lights.turn(is_lit)
    window.desk.lettering.set_pinyin(pinyin)
    window.settle()
    pause(100)
    said = f"{count:,} terms, {_seen(window)} on screen" if is_lit else "no terms"
    return said + (", needed readings" if pinyin is not PinyinMode.OFF else "")


def _termbase(window: OpenedWindow) -> Termbase:
    book = window.desk.term_keeping.book
    assert book is not None
    return book.termbase


def _seen(window: OpenedWindow) -> int:
    """How many terms are to be seen."""
    terms = window.desk.window.state.terms
    views = window.desk.window.area.views()
    stretches = [each for view in views for each in view.stretches_on_screen()]
    return sum(len(terms.spans_in(*each)) for each in stretches) if terms is not None else 0


def _markings(window: OpenedWindow, termbase: Termbase) -> Iterator[float]:
    """Keep one more term, and have what is on screen lit anew."""
    for number in range(_MARKED):
        concept = termbase.new_concept([f"词{number}"], [f"word {number}"])
        begun = time.perf_counter()
        termbase.add([concept])
        pause(0)
        paint_frame(window)
        yield 1000 * (time.perf_counter() - begun)


def _seconds_to_places(window: OpenedWindow, termbase: Termbase) -> float:
    begun = time.perf_counter()
    window.desk.terms.lights.show_places(termbase.in_order()[0])
    window.settle()
    return time.perf_counter() - begun
