"""The composition root of the window: makes everything once, joins it, and takes it down again."""

import gc
import logging
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QApplication

from parallelreader import __version__
from parallelreader.app.reading.words import Words
from parallelreader.app.user_data import UserData
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.paths import UserFolders
from parallelreader.ui import importing, later, shelf
from parallelreader.ui.desk import Desk
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.accessibility import make_views_accessible
from parallelreader.ui.single_instance import SingleInstance
from parallelreader.ui.stop_signals import StopSignals
from parallelreader.ui.theme.fonts import forget_installed_faces, missing_face_warning
from parallelreader.ui.theme.source import ThemeSource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

logger = logging.getLogger(__name__)

# How long after the start, and again while the first page is still being made ready, what it does without
# begins to take its share of the processor.
_REST_AFTER_MS = 600
# How long the first page may take before the window is shown without it.
_EMPTY_AFTER_MS = 150
_SWITCH_SECONDS = 0.0005
_COLLECTION_THRESHOLDS = (50_000, 20, 1000)


def open_window(*, corpus: Path | None, files: Sequence[Path], folders: UserFolders) -> int:
    """Open the window on a corpus, on files to import, or where the reader left off; return the exit code.

    Where a window is open on the same store, that one is raised and takes the corpus or files.
    """
    app = make_application()
    instance = SingleInstance(folders.data)
    if instance.hand_over(corpus, files):
        return 0
    try:
        data = UserData.open(folders)
    except UserError as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        problem_box(problem).exec()
        return 1
    themes = ThemeSource(app, data.settings.value.theme)
    jobs = JobRunner()
    words = Words()
    rest = Rest(folders.cache)
    desk = Desk(data, themes, jobs, words)
    sys.excepthook = _report_bug
    StopSignals(app.quit, app)
    instance.asked.connect(desk.take_over)
    desk.reading.chapters.let_page_come_first()
    desk.open(corpus)
    show_with_page(desk)
    if files:
        # What they are imported with stands before the window.
        desk.window.show()
        desk.import_files(files)
    if data.refusal is not None:
        desk.window.banner.say(nothing_kept(data.refusal), is_error=True)
    elif warning := missing_face_warning():
        desk.window.banner.say(warning)
    keep_responsive()
    app.fontDatabaseChanged.connect(forget_installed_faces)
    rest.load_later(instance, jobs, words, desk)
    code = app.exec()
    instance.close()
    jobs.shut_down()
    rest.close()
    data.close()
    return code


def show_with_page(desk: Desk) -> None:
    """Show the window with its first page in it; without, where there is none or it takes a while.

    A window that is shown empty and filled at once is laid out and painted twice.
    """
    window, session = desk.window, desk.session
    if not session.is_opening:
        window.show()
        return
    patience = QTimer(window, singleShot=True, interval=_EMPTY_AFTER_MS)

    def show() -> None:
        for come in (patience.timeout, session.document_opened, session.cancelled, session.failed):
            come.disconnect(show)
        patience.deleteLater()
        window.show()

    for come in (patience.timeout, session.document_opened, session.cancelled, session.failed):
        come.connect(show)
    patience.start()


def nothing_kept(problem: UserError) -> str:
    """What the banner says while the user's data can be read but not written."""
    told = QCoreApplication.translate("main", "Nothing that you do is kept until the program starts again.")
    return f"{told} {problem}"


def problem_box(problem: UserError) -> "QMessageBox":
    """What tells, where there is no window to tell it in, why there is none."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Critical, "Parallel Reader", str(problem))
    # Paths in it may look like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def make_application() -> QApplication:
    """The application object, made once for a process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("parallelreader")
    app.setApplicationDisplayName("Parallel Reader")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("parallelreader")
    make_views_accessible()
    return app


def keep_responsive() -> None:
    """Keep work on other threads from holding the window up; call it once everything is made.

    A thread gives up the interpreter after half a millisecond instead of five, and the garbage
    collector, which stops all threads, looks at what was made at start no more and at the rest seldom.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.freeze()
    gc.set_threshold(*_COLLECTION_THRESHOLDS)
    gc.enable()


class Rest:
    """What the first pages do without."""

    def __init__(self, cache: Path) -> None:
        """``cache`` is the user's folder for what can be made again."""
        self._cache = cache
        self._linker: later.PairLinker | None = None

    def load_later(self, instance: SingleInstance, jobs: JobRunner, words: Words, desk: Desk) -> None:
        """Load it, and listen to later starts, once the first pages are shown or there are none to show."""
        timer = QTimer(desk, singleShot=True, interval=_REST_AFTER_MS)

        def wait() -> None:
            timer.start()

        def load() -> None:
            if desk.session.is_opening:
                wait()
                return
            desk.session.document_opened.disconnect(wait)
            timer.deleteLater()
            instance.listen()
            self.load(jobs, words, desk)

        desk.session.document_opened.connect(wait)
        timer.timeout.connect(load)
        timer.start()

    def load(self, jobs: JobRunner, words: Words, desk: Desk) -> None:
        """Load it in the background, and begin to link words."""

        def go_on() -> None:
            self._linker = later.PairLinker(self._cache)
            desk.word_links.use(self._linker, gives_way=desk.awaits_words)
            jobs.run(work, Job("Loading the dialogs", on_done=lambda _: desk.finish(), is_quiet=True))

        def work(progress: Progress) -> None:
            for room in (later, importing, shelf):
                room.preload()

        load_words(jobs, words, desk, self._cache, go_on)

    def close(self) -> None:
        """End what goes on elsewhere."""
        if self._linker is not None:
            self._linker.close()


def load_words(
    jobs: JobRunner, words: Words, desk: Desk, cache: Path, begun: Callable[[], None] = lambda: None
) -> None:
    """Load in the background what words are cut by, so that a double click finds Chinese ones; ``begun`` is
    called once that has begun and what goes on beside it can be made without a wait."""

    def load(is_kept: bool) -> None:
        title = QCoreApplication.translate("Rest", "Preparing the dictionary")
        # Where there is no dictionary yet, one may be imported.
        words.use(desk.text_words.span_at)
        load_all = desk.text_words.load
        jobs.run(load_all, Job(title, on_done=lambda _: None, is_quiet=is_kept, is_whole=True))
        begun()

    def work(progress: Progress) -> bool:
        # Their modules take longer than a window may stand still.
        later.preload("TextWords", "OwnWords", "PairLinker")
        return later.has_word_table(cache)

    jobs.run(work, Job("Loading the words", on_done=load, is_quiet=True))


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A slot has raised: log it and go on; the user's notes are safe in the store."""
    if threading.current_thread() is threading.main_thread():
        logger.error("unexpected error", exc_info=(kind, error, trace))
