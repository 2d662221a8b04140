"""How soon the words that render a word light up, what finding them costs, and whether that is felt.

In the window, with the linker of the program in its own process; learning from a document besides.
"""

import math
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.figures import middle, percentile, table
from bench.opened import OpenedWindow, opened_window, pause
from bench.resident import child_megabytes, resident_megabytes
from bench.setting import SAMPLES, Setting
from bench.stalls import scroll
from bench.texts import long_corpus
from bench.watchdog import Watchdog
from parallelreader.app.library import load_document, open_cache
from parallelreader.app.linked_words import Lessons
from parallelreader.app.opening import read
from parallelreader.app.pair_linking import PairLinker
from parallelreader.app.reading.lessons import lessons_of
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.ui.reader.view import ReadingView

# Scrolling has come to rest by then, and what is on screen is being linked.
_REST_MS = 400
_EVERY_CHARACTER = 5
_FRESH = 12


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("pointing")
    linker = PairLinker(folders.cache)
    try:
        with opened_window(folders) as window:
            window.open(SAMPLES, "last-ferry", ("zh", "literal"))
            before = resident_megabytes()
            begun = time.perf_counter()
            window.desk.word_links.use(linker)
            window.settle()
            ready = time.perf_counter() - begun
            warm = list(times_to_paint(window, setting.pages))
            fresh = list(times_when_unknown(window, _FRESH))
            dog = Watchdog()
            dog.begin()
            scroll_and_link(window)
            stall = dog.end()
            memory = resident_megabytes() - before, child_megabytes()
        lessons = long_lessons(setting)
        moments = times_to_learn(linker, lessons)
        taught = child_megabytes()
    finally:
        linker.close()
    return [
        *table(
            ("from pointing at a word to its counterpart painted, ms", "median", "99th percentile", "words"),
            [
                ("its pair being linked already", *_row(warm)),
                ("its pair being linked only then", *_row(fresh)),
            ],
        ),
        f"from nothing to the first page linked, with making the tables: {ready:.1f} s",
        f"worst while scrolling through new pairs: no answer for {stall.waited:.0f} ms, "
        f"computing for {stall.computed:.0f} ms",
        f"memory: {memory[0]:.0f} MB more in the window, {memory[1]:.0f} MB in the process that links",
        f"learning from {len(lessons.pairs):,} pairs of a document: {sum(moments):.1f} s in all, at most "
        f"{1000 * max(moments):.0f} ms before a word pointed at has its turn; {taught:.0f} MB in the process",
    ]


def long_lessons(setting: Setting) -> Lessons:
    """The surest pairs of a document of our own words."""
    corpus = read_corpus(long_corpus(setting, setting.sentences_to_align))
    opened = load_document(corpus, "long", cache=open_cache(setting.folders("texts")))
    return lessons_of(read(opened, [version.id for version in opened.document.versions]))


def times_to_learn(linker: PairLinker, lessons: Lessons) -> list[float]:
    """The seconds of every moment of learning, until all is learnt."""
    moments = []
    are_learnt = False
    while not are_learnt:
        begun = time.perf_counter()
        are_learnt = linker.learn(lessons)
        moments.append(time.perf_counter() - begun)
    return moments


def times_to_paint(window: OpenedWindow, most: int) -> Iterator[float]:
    """Milliseconds from moving the pointer to a word until the pane beside has been painted anew."""
    area = window.desk.window.area
    lights = window.desk.window.state.lights
    views = list(area.views())
    done = 0
    for view, other in (views, views[::-1]):
        for point in points(view):
            before = lights.lit
            begun = time.perf_counter()
            paints = Paints(other.viewport())
            point_at(view, point)
            if lights.lit != before and is_lit(other):
                wait_for(paints)
                yield 1000 * (time.perf_counter() - begun)
                done += 1
            if done >= most:
                return
            pause(0)


def times_when_unknown(window: OpenedWindow, most: int) -> Iterator[float]:
    """The same where nothing is known of the pair before it is pointed at."""
    lights = window.desk.window.state.lights
    view, other = window.desk.window.area.views()
    places = list(points(view))
    for point in places[:: max(len(places) // most, 1)]:
        lights.point(None)
        pause(_REST_MS)
        lights.links.forget()
        begun = time.perf_counter()
        point_at(view, point)
        while not window.jobs.is_idle:
            QApplication.processEvents()
        if is_lit(other):
            paints = Paints(other.viewport())
            other.viewport().update()
            wait_for(paints)
            yield 1000 * (time.perf_counter() - begun)


def scroll_and_link(window: OpenedWindow) -> None:
    """Scroll, rest while what has come on screen is linked, and scroll on meanwhile."""
    window.desk.window.state.lights.links.forget()
    for _ in range(3):
        pause(_REST_MS)
        scroll(window)
    window.settle()


def points(view: ReadingView) -> Iterator[QPointF]:
    """Points in the middle of every so manyth character on screen."""
    reading = view.state.reading
    assert reading is not None
    version = view.versions[0]
    first, last = (view.place_at(float(y), version) or 0.0 for y in (0, view.viewport().height()))
    for position in range(int(first), int(last), _EVERY_CHARACTER):
        rect, after = view.rect_of(version, position), view.rect_of(version, position + 1)
        if rect is not None and after is not None and rect.y() == after.y():
            yield QPointF((rect.x() + after.x()) / 2, rect.center().y())


def point_at(view: ReadingView, point: QPointF) -> None:
    """Move the pointer there, as the window system would tell it."""
    viewport = view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        viewport.mapToGlobal(point),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)


def is_lit(view: ReadingView) -> bool:
    """Whether something that is lit is to be seen in a view."""
    lit = {each.version for each in view.state.lights.lit}
    seen = view.viewport().rect()
    return not lit.isdisjoint(view.versions) and any(seen.contains(rect) for rect in view.light_rects())


class Paints(QObject):
    """Notices when a widget has been painted; until it goes away itself."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def wait_for(paints: Paints) -> None:
    """Let the window live until it has been painted, without the rest that timers give."""
    while not paints.count:
        QApplication.processEvents()
    paints.deleteLater()


def _row(times: list[float]) -> tuple[str, str, str]:
    if not times:
        return str(math.nan), str(math.nan), "0"
    return f"{middle(times):.1f}", f"{percentile(times, 0.99):.1f}", str(len(times))
