"""Jumping about: to headings, notes, pairs and other documents, and back again."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Slot

from parallelreader.ui import later
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.history import History, Stop
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.session import At, Session
from parallelreader.ui.theme.source import ThemeSource


class Travel(QObject):
    """Goes to places, in the open document or another, and remembers where one came from."""

    def __init__(self, session: Session, area: ReadingArea, actions: Actions, themes: ThemeSource) -> None:
        super().__init__(area)
        self._session = session
        self._area = area
        self._actions = actions
        self._themes = themes
        self._history = History()
        self._walk: object = None
        self._walked: tuple[str, int] | None = None
        self._awaited: tuple[str, At] | None = None
        # Queued: once the text that is opened is on the page.
        session.document_opened.connect(self._on_document_opened, Qt.ConnectionType.QueuedConnection)
        self.begin()

    def begin(self) -> None:
        """Another corpus is open: there is nothing to go back to."""
        self._history.clear()
        self._show_ways()

    def go(self, document: str, at: At, *, walk: object = None, beside: str = "") -> None:
        """Go to a place, with the version ``beside`` to be seen, too, remembering where one was. Steps of one
        ``walk``, whatever it is known by, are gone back from at once, as long as one has not gone elsewhere
        between them."""
        self.mark(walk=walk)
        self._arrive(document, at, beside)
        self._walked = self._row()

    def mark(self, *, walk: object = None) -> None:
        """Remember where one is, before going elsewhere by another way; ``walk`` as in :meth:`go`."""
        goes_on = walk is not None and walk is self._walk and self._walked in (None, self._row())
        if not goes_on:
            self._leave()
        self._walk, self._walked = walk, None

    def open_document(self, document: str, *, versions: Sequence[str] = ()) -> None:
        """Open a document where it was left, with these versions if named, remembering where one was."""
        self._leave()
        self._session.open_document(document, versions=versions)
        self._show_ways()

    def go_back(self) -> None:
        """Back to where one was before the last jump."""
        self._follow(self._history.back)

    def go_forward(self) -> None:
        """Forward again."""
        self._follow(self._history.forward)

    def ask_for_pair(self) -> None:
        """Ask for a pair and go there."""
        reading = self._area.reading
        if reading is None or not len(reading.rows):
            return
        row, window = self._area.state.current_row, self._area.window()
        dialog = later.PairDialog(reading, reading.shown[0], row, self._themes, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._on_pair_chosen)
        dialog.open()

    def _on_pair_chosen(self, row: int) -> None:
        self._leave()
        self._area.go_to_row(row)
        self._area.focus_text()
        self._show_ways()

    def _arrive(self, document: str, at: At, beside: str = "") -> None:
        reading, wanted = self._area.reading, (at[0], beside or at[0])
        self._awaited = (document, at)
        if reading is None or reading.document.id != document:
            self._session.open_document(document, versions=wanted if beside else (), at=at)
        elif all(each in reading.shown for each in wanted):
            self._awaited = None
            self._area.go_to(*at)
            self._area.focus_text()
        else:
            source = reading.document.source.id
            self._session.show_versions(tuple(dict.fromkeys((source, *wanted))), at)
        self._show_ways()

    @Slot(object, object)
    def _on_document_opened(self, opened: object, at: At) -> None:
        """Mark the pair that was gone to as well where its text had to be fetched first."""
        reading, awaited = self._area.reading, self._awaited
        if reading is not None and reading is opened and awaited == (reading.document.id, at):
            self._awaited = None
            self._area.go_to(*at)

    def _follow(self, way: Callable[[Stop], Stop | None]) -> None:
        here = self._here()
        self._walk = None
        stop = way(here) if here is not None else None
        if stop is not None:
            self._arrive(stop.document, (stop.version, stop.place))

    def _leave(self) -> None:
        here = self._here()
        self._walk = None
        if here is not None:
            self._history.leave(here)
        self._show_ways()

    def _row(self) -> tuple[str, int] | None:
        reading = self._area.reading
        return None if reading is None else (reading.document.id, self._area.state.current_row)

    def _here(self) -> Stop | None:
        reading, at = self._area.reading, self._area.place()
        return None if reading is None or at is None else Stop(reading.document.id, *at)

    def _show_ways(self) -> None:
        self._actions["back"].setEnabled(self._history.can_go_back)
        self._actions["forward"].setEnabled(self._history.can_go_forward)
