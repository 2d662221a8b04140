"""Makes pictures of pages away from the main thread, one after the other as they are asked for."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter

from parallelreader.core.handout import Handout
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.printing.pages import Page, Pages
from parallelreader.ui.printing.sheet import UNITS_IN_INCH

_REST_MS = 120
_KEPT = 24

MakeHandout = Callable[[], Handout]
"""Makes what is to be shown; called away from the main thread, raises what is wrong with it."""


class _Cursor:
    """The pages of one hand-out, made as far as somebody looked; used by one job at a time."""

    def __init__(self, make: MakeHandout) -> None:
        self._make = make
        self._pages: Pages | None = None
        self._coming: Iterator[Page] = iter(())
        self._kept: dict[int, Page] = {}
        self._made = 0

    def picture(self, number: int, size: QSizeF, progress: Progress) -> tuple[QImage | None, int]:
        """The page of that number, or the last there is, fitted into ``size`` (pixels), and its number."""
        page = self._page(number, progress)
        if page is None or self._pages is None:
            return None, 0
        sheet = self._pages.sheet
        scale = min(size.width() / sheet.width, size.height() / sheet.height)
        image = QImage(round(sheet.width * scale), round(sheet.height * scale), QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        page.paint(painter, sheet, dots_in_inch=scale * UNITS_IN_INCH)
        painter.end()
        return image, page.number

    def _page(self, number: int, progress: Progress) -> Page | None:
        if number in self._kept:
            return self._kept[number]
        if self._pages is None or number <= self._made:
            self._pages = Pages(self._make())
            self._coming, self._kept, self._made = iter(self._pages), {}, 0
        for page in self._coming:
            progress.step(0, 0)
            self._made = page.number
            self._kept[page.number] = page
            self._kept.pop(page.number - _KEPT, None)
            if page.number == number:
                return page
        return self._kept.get(self._made)


class PreviewRun(QObject):
    """``painted`` brings (picture or None where there is no page, number), ``failed`` the error."""

    painted = Signal(object, int)
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._make: MakeHandout | None = None
        self._cursor: _Cursor | None = None
        self._job: Job | None = None
        self._number = 1
        self._size = QSizeF()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._start)

    def show_handout(self, make: MakeHandout) -> None:
        """Show something else, from its first page, as soon as the choosing comes to rest."""
        self._make, self._cursor, self._number = make, None, 1
        self._rest.start()

    def show_page(self, number: int) -> None:
        """Show another page of the same, or the last where it has fewer."""
        self._number = max(number, 1)
        self._start()

    def set_size(self, size: QSizeF) -> None:
        """Pictures are to fit into ``size``, in pixels of the screen."""
        if size != self._size:
            self._size = size
            self._rest.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._rest.stop()
        self._make = self._cursor = None
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _start(self) -> None:
        if self._job is not None:
            # Its end begins what is wanted by then.
            self._job.cancel()
            return
        if self._make is None or self._size.isEmpty():
            return
        cursor = self._cursor = self._cursor or _Cursor(self._make)
        number, size = self._number, self._size
        job = Job(
            self.tr("Setting the page"),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_cancelled=self._on_cancelled,
            is_quiet=True,
        )
        self._job = job
        self._jobs.run(lambda progress: cursor.picture(number, size, progress), job)

    def _on_done(self, result: tuple[QImage | None, int]) -> None:
        self._job = None
        self._number = max(result[1], 1)
        self.painted.emit(*result)

    def _on_failed(self, error: Exception) -> None:
        self._job = self._cursor = None
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        # What was half made may be in any state.
        self._job = self._cursor = None
        self._start()
