"""The real window over a user's folder of its own, driven as a reader drives it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.app.user_data import UserData
from parallelreader.paths import UserFolders
from parallelreader.ui.desk import Desk
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.reader.panes import PaneView
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window

# Enough of a dictionary for the words that tests click on.
KNOWN_WORDS = frozenset(
    {"磨坊", "水车", "青苔", "齿轮", "师傅", "修好", "老人", "回答", "木轴", "轮子", "叹息"}
)

NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class OpenWindow:
    """A desk with its window on screen; ``wait_until`` is that of pytest-qt."""

    desk: Desk
    data: UserData
    jobs: JobRunner
    wait_until: Callable[..., None]

    @property
    def window(self) -> Window:
        return self.desk.window

    @property
    def reading(self) -> Reading:
        reading = self.window.area.reading
        assert reading is not None
        return reading

    def open(self, folder: Path, document: str = "", versions: tuple[str, ...] = ()) -> None:
        """Open a corpus and wait until nothing is going on any more."""
        self.desk.remember()
        self.desk.session.open_corpus(folder, document=document, versions=versions)
        self.settle()

    def settle(self) -> None:
        """Wait until every task is done and everything has its size."""
        self.wait_until(lambda: self.jobs.is_idle, timeout=20_000)
        QApplication.processEvents()

    def pane(self, version: str) -> PaneView:
        return self.window.area.panes.views[version]

    def words(self, version: str, start: int, end: int) -> str:
        return self.reading.texts[version].content[start:end]

    @property
    def selected(self) -> str:
        """The words selected."""
        selection = self.window.state.selection
        return self.words(selection.version, selection.span.start, selection.span.end) if selection else ""

    @property
    def eye(self) -> float:
        return self.window.area.panes.link.eye.y

    def segment_on_line(self, version: str) -> int:
        """The sentence of a pane that stands on the reading line."""
        place = self.pane(version).place_at(self.eye, version)
        assert place is not None
        return self.reading.texts[version].segment_at(int(place))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key where the keyboard is."""
        widget = QApplication.focusWidget() or self.window
        QTest.keyClick(widget, key, modifiers)
        QApplication.processEvents()


def point_of(view: ReadingView, version: str, words: str, *, into: int = 0) -> QPoint:
    """The middle of the character so many after where ``words`` begin, on screen."""
    assert view.state.reading is not None
    position = view.state.reading.texts[version].content.index(words) + into
    left, right = view.rect_of(version, position), view.rect_of(version, position + 1)
    assert left is not None
    assert right is not None
    x = (left.x() + right.x()) / 2 if right.y() == left.y() else left.x() + 3
    return QPointF(x, left.center().y()).toPoint()


def turn_wheel(view: ReadingView, notches: int, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
    """Turn the wheel over a view, down where positive."""
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        view.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    QApplication.processEvents()


@contextmanager
def window_on(
    folder: Path, wait_until: Callable[..., None], *, size: tuple[int, int] | None = (1200, 760)
) -> Iterator[OpenWindow]:
    """A window whose user keeps everything below ``folder``; closed and put away at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    data = UserData.open(UserFolders.under(folder))
    jobs = JobRunner()
    themes = ThemeSource(app, data.settings.value.theme)
    words = Words()
    known = text_words(KNOWN_WORDS)
    words.use(known.span_at)
    desk = Desk(data, themes, jobs, words)
    desk.text_words = known
    open_window = OpenWindow(desk, data, jobs, wait_until)
    if size is not None:
        desk.window.resize(*size)
    desk.window.show()
    desk.window.activateWindow()
    try:
        wait_until(desk.window.isActiveWindow)
        yield open_window
    finally:
        desk.window.close()
        jobs.shut_down()
        data.close()
        assert jobs.is_idle, "tasks are still running"
        for each in (desk.window, jobs, themes):
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def look_kept(app: QApplication) -> Iterator[None]:
    """Give the application its own look back in the end."""
    palette, style, font = QPalette(app.palette()), app.style().name(), app.font()
    yield
    app.setStyle(style)
    app.setPalette(palette)
    app.setFont(font)
