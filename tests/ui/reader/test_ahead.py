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


@pytest.mark.parametrize("stays", [True, False])
def test_nothing_is_done_to_a_view_that_has_gone(qtbot: QtBot, stays: bool):
    column, done, asked = ColumnToMake(), [], []
    parent = QObject()

    def shown() -> Column | None:
        asked.append(len(column.made))
        is_gone = not stays and len(column.made) == 2
        return None if is_gone else column  # type: ignore[return-value]

    ahead = Ahead(shown, lambda _: False, lambda: done.append(True), parent)
    ahead.begin()
    qtbot.waitUntil(lambda: asked == [0, 1, 2])

    assert bool(done) == stays
