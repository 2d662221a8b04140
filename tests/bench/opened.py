"""The real window, open in this process without a display, and ways to wait for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from parallelreader.app.reading.words import Words
from parallelreader.app.user_data import UserData
from parallelreader.paths import UserFolders
from parallelreader.ui.desk import Desk
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.main import keep_responsive, load_words, make_application
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource

NOTCH = 120
_LONGEST_SECONDS = 240.0
_TICK_MS = 10


@contextmanager
def opened_window(folders: UserFolders) -> Iterator["OpenedWindow"]:
    """The window as ``open_window`` makes it, shown and empty."""
    app = make_application()
    data = UserData.open(folders)
    jobs = JobRunner()
    words = Words()
    desk = Desk(data, ThemeSource(app, data.settings.value.theme), jobs, words)
    desk.window.show()
    keep_responsive()
    try:
        yield OpenedWindow(desk, jobs, words, folders.cache)
    finally:
        desk.window.close()
        jobs.shut_down()
        data.close()
        # Its timers would go on, and write to what is closed, while the next is measured.
        for each in (desk.window, jobs):
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class OpenedWindow:
    """A desk with what is needed to drive it as a reader would."""

    def __init__(self, desk: Desk, jobs: JobRunner, words: Words, cache: Path) -> None:
        self.desk = desk
        self.jobs = jobs
        self._words = words
        self._cache = cache
        self._failures: list[Exception] = []
        desk.session.failed.connect(self._failures.append)

    def open(self, corpus: Path, document: str = "", versions: Sequence[str] = ()) -> None:
        """Open a document and wait until everything begun by that is done."""
        session = self.desk.session
        if document and session.corpus is not None and session.corpus.folder == corpus:
            session.open_document(document, versions=versions)
        else:
            session.open_corpus(corpus, document=document, versions=versions)
        self.settle()

    def load_dictionary(self) -> None:
        """Begin to load the dictionary in the background, as the window does after its first page."""
        load_words(self.jobs, self._words, self.desk, self._cache)

    def settle(self) -> None:
        """Wait until no work is left and what it brought is painted. Raises what went wrong."""
        wait_until(lambda: self.jobs.is_idle)
        pause(50)
        if self._failures:
            raise self._failures[0]

    def read_through(self, steps: int) -> None:
        """Turn the wheel over the pane on the left, a page a step, to the end or for so many steps."""
        view = next(iter(self.desk.window.area.views()))
        for _ in range(steps):
            before = view.column.top if view.column else 0.0
            turn_wheel(view, pixels=round(0.9 * view.viewport().height()))
            pause(0)
            if view.column is None or view.column.top == before:
                return


def wait_until(condition: Callable[[], bool]) -> None:
    """Let the window live until the condition holds. Raises TimeoutError after some minutes."""
    loop, timer, end = QEventLoop(), QTimer(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    end.setSingleShot(True)
    end.timeout.connect(lambda: loop.exit(1))
    timer.start(_TICK_MS)
    end.start(int(1000 * _LONGEST_SECONDS))
    failed = loop.exec()
    # Left running, a timer is collected by whichever thread looks for garbage next, which ends the process.
    for each in (timer, end):
        each.stop()
        each.timeout.disconnect()
    if failed:
        raise TimeoutError("the window did not come to rest")


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def paint_frame(window: OpenedWindow) -> None:
    """Paint what waits to be painted, once, as the event loop would at the end of what it does now."""
    QApplication.sendEvent(window.desk.window, QEvent(QEvent.Type.UpdateRequest))


def turn_wheel(view: ReadingView, *, notches: float = 0.0, pixels: int = 0) -> None:
    """Turn the wheel over a view, downwards by notches, or by pixels as a touch pad does."""
    viewport = view.viewport()
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle,
        viewport.mapToGlobal(middle),
        QPoint(0, -pixels),
        QPoint(0, -pixels if pixels else round(-notches * NOTCH)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
