"""What a page borrows of the window while it stands in the place of the text."""

from PySide6.QtWidgets import QWidget

from parallelreader.ui.session import Session
from parallelreader.ui.window import Window


class Lending:
    """One for a page; :attr:`is_lent` says whether it has borrowed anything, :attr:`hides_notes` whether the
    panel at the right only makes room for it and comes back after it."""

    def __init__(self, window: Window, session: Session) -> None:
        self._window, self._session = window, session
        self.is_lent = False
        self.hides_notes = False

    def take(self, page: QWidget, side: QWidget, name: str, tools: QWidget | None = None) -> None:
        """Show the page, its ``side`` at the left, and its ``name`` and ``tools`` in the bar at the top."""
        window = self._window
        if window.area.is_repairing:
            window.actions_by_id["repair"].trigger()
        window.sidebar.lend(side)
        self.is_lent = True
        self.hides_notes = not window.side.isHidden()
        window.side.hide()
        window.show_page(page)
        window.toolbar.show_room(name, tools)

    def give_back(self) -> None:
        """Let sidebar, panel and bar be what they were."""
        if self.is_lent:
            self.is_lent = False
            self._window.sidebar.take_back()
            self._window.toolbar.show_room("")
            if self.hides_notes:
                self.hides_notes = False
                self._window.side.show()

    def show_text(self) -> None:
        """Show the text again, or where none is open the page one starts from."""
        self._window.show_reader(self._session.document is not None)
        if self._session.document is not None:
            self._window.area.focus_text()
