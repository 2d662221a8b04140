"""What is made ready beyond the edges of a view is told of as long as the view shows it."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from parallelreader.ui.reader.ahead import Ahead
from parallelreader.ui.reader.column import Column

pytestmark = pytest.mark.gui


class ColumnToMake:
    """Two items, one after the other."""

    height = 100.0

    def __init__(self) -> None:
        self.made: set[int] = set()

    def beyond(self, *, below: float, above: float) -> range:
        return range(2)

    def is_laid_out(self, index: int) -> bool:
        return index in self.made

    def item(self, index: int) -> None:
        self.made.add(index)


class View:
    """Shows the column as long as it stays."""

    def __init__(self, *, stays: bool) -> None:
        self.column, self.stays = ColumnToMake(), stays
        self.asked: list[int] = []
        self.was_told = False

    def shown_column(self) -> Column | None:
        self.asked.append(len(self.column.made))
        is_gone = not self.stays and len(self.column.made) == 2
        return None if is_gone else self.column  # type: ignore[return-value]

    def finish(self, item: object) -> bool:
        return False

    def show_place(self) -> None:
        self.was_told = True


@pytest.mark.parametrize("stays", [True, False])
def test_nothing_is_done_to_a_view_that_has_gone(qtbot: QtBot, stays: bool):
    view, parent = View(stays=stays), QObject()

    ahead = Ahead(view, parent)
    ahead.begin()
    qtbot.waitUntil(lambda: view.asked == [0, 1, 2])

    assert view.was_told == stays
