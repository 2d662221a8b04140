"""Text beyond the edges of a view, made ready while there is nothing else to do.

A paragraph that comes on screen has to be cut into words, set with its readings and searched for terms, which
takes longer than a frame may. Here that is done before, one paragraph at a time.
"""

import weakref
from collections.abc import Callable
from itertools import islice
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.items import Item

# How much is made ready below and above, in heights of the window: people mostly read on.
_BELOW, _ABOVE = 1.0, 0.5
# Well below what a column keeps besides what it shows.
_MOST_ITEMS = 60

Finish = Callable[[Item], bool]
"""Does what is left to be done for an item that is laid out, and says whether there was any."""


class Ready(Protocol):
    """The view of which more is made ready than it shows."""

    def shown_column(self) -> Column | None:
        """The column that shows, if one does."""

    def finish(self, item: Item) -> bool: ...

    def show_place(self) -> None:
        """Hear that something was made ready."""


class Ahead(QObject):
    """Makes ready what may come on screen next."""

    def __init__(self, view: Ready, parent: QObject) -> None:
        super().__init__(parent)
        # The view owns this; a reference back would keep its texts until the collector comes, which is rare.
        self._view = weakref.ref(view)
        self._has_made = False
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._make_next)

    def begin(self) -> None:
        """Go on as soon as all that waits is done; to be called whenever the view has painted."""
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _make_next(self) -> None:
        view = self._view()
        column = view.shown_column() if view is not None else None
        if view is None or column is None:
            # Whoever showed it may be gone, and what it showed with it.
            self._has_made = False
        elif make_next(column, view.finish):
            self._has_made = True
            # What has come in meanwhile goes first.
            self._timer.start()
        elif self._has_made:
            self._has_made = False
            view.show_place()


def make_next(column: Column, finish: Finish) -> bool:
    """Make one item beyond the edges ready; False where all are."""
    beyond = column.beyond(below=_BELOW * column.height, above=_ABOVE * column.height)
    for index in islice(beyond, _MOST_ITEMS):
        is_new = not column.is_laid_out(index)
        if finish(column.item(index)) or is_new:
            return True
    return False
