"""The chapters of the open document: which one is being read, and going to others."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.window import Window

# As long as what stands beside the scroll bar lets the first page have.
_AFTER_PAGE_MS = 80


class ChapterDesk(QObject):
    """Keeps the contents in the sidebar and the chapter in the toolbar at the place being read."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._area = window.area
        self._area.moved.connect(self._on_moved)
        self._comes_after_page = False
        self._unlisted: Reading | None = None
        self.end()

    def let_page_come_first(self) -> None:
        """List the contents of the next document when its page is there, or when they are asked for.

        The patterns by which titles in two languages are joined take longer than the page.
        """
        self._comes_after_page = True

    def begin(self, reading: Reading) -> None:
        """A document was opened, or other versions of it."""
        self._unlisted = None
        if self._comes_after_page and len(reading.contents(reading.shown[0], most=2)) > 1:
            self._unlisted = reading
            self._window.library.await_contents()
            self._enable(True)
            QTimer.singleShot(_AFTER_PAGE_MS, self, self._catch_up)
        else:
            self._list(reading)
        self._comes_after_page = False

    def end(self) -> None:
        """No document is open any more."""
        self._unlisted = None
        self._window.library.show_contents(None)
        self._window.toolbar.show_chapter("")
        self._enable(False)

    def handlers(self) -> dict[str, Handler]:
        """What the actions do that are about chapters."""
        return {
            "contents": self.show_contents,
            "next_chapter": partial(self.go, 1),
            "previous_chapter": partial(self.go, -1),
        }

    def go(self, step: int) -> None:
        """To the chapter after the one being read (1), or to its beginning, else to the one before (-1)."""
        self._catch_up()
        chapters, place = self._window.library.chapters, self._place()
        if not chapters.entries or place is None:
            return
        number = chapters.at(place)
        if step > 0:
            number += 1
        elif number >= 0 and place <= chapters.entries[number].start + self._line_of(number):
            number -= 1
        number = max(number, 0)
        reading = self._area.reading
        if reading is not None and number < len(chapters.entries):
            self._window.library.heading_chosen.emit(reading.shown[0], chapters.entries[number].start)

    def show_contents(self) -> None:
        """Give the keyboard to the contents in the sidebar."""
        self._catch_up()
        self._window.sidebar.show(True)
        self._window.library.focus_contents(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _catch_up(self) -> None:
        """List what has waited."""
        reading, self._unlisted = self._unlisted, None
        if reading is not None:
            self._list(reading)
            self._on_moved()

    def _list(self, reading: Reading) -> None:
        self._window.library.show_contents(reading)
        self._show(-1)
        self._enable(bool(self._window.library.chapters.entries))

    @Slot()
    def _on_moved(self) -> None:
        place = self._place() if self._unlisted is None else None
        if place is not None:
            self._window.library.show_place(int(place))
            self._show(self._window.library.chapters.at(place))

    def _place(self) -> float | None:
        """The place of the first version shown that is being read."""
        at, reading = self._area.place(), self._area.reading
        if at is None or reading is None:
            return None
        first = reading.shown[0]
        if at[0] == first:
            return at[1]
        return reading.follow(*at, first) if reading.is_linked(at[0], first) else None

    def _line_of(self, number: int) -> int:
        """How far below the start of a chapter one still is at its heading."""
        chapters = self._window.library.chapters
        reading = self._area.reading
        assert reading is not None
        text = reading.texts[reading.shown[0]]
        return len(text.paragraph(text.paragraph_at(chapters.entries[number].start)))

    def _show(self, number: int) -> None:
        entries = self._window.library.chapters.entries
        title = entries[number].title if 0 <= number < len(entries) else ""
        # Before the first heading the way to the contents is wanted all the same.
        self._window.toolbar.show_chapter(title or (self.tr("Contents") if entries else ""))

    def _enable(self, has_chapters: bool) -> None:
        for name in ("contents", "next_chapter", "previous_chapter"):
            self._window.actions_by_id[name].setEnabled(has_chapters)
