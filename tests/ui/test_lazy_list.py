"""A long list of rows of differing heights, of which only those in sight are measured."""

import pytest
from PySide6.QtCore import QPoint, QStringListModel
from PySide6.QtWidgets import QApplication

from parallelreader.ui.widgets.lazy_list import LazyListView

pytestmark = pytest.mark.gui

COUNT = 20_000


class Rows(LazyListView):
    """Rows that are guessed wrongly, later ones by more, and that count how often they are asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.setModel(QStringListModel([str(number) for number in range(COUNT)], self))

    def height_of(self, row: int) -> int:
        return 20 + row % 13 + row // 1000

    def estimate_of(self, row: int) -> int:
        self.asked += 1
        return 24 + (row // 100) % 9


@pytest.fixture
def rows(qtbot) -> Rows:
    view = Rows()
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_a_long_list_is_shown_without_a_guess_for_every_row(rows: Rows):
    rows.asked = 0

    rows.reset()
    rows.resize(310, 400)
    QApplication.processEvents()

    assert rows.asked < COUNT / 4


def test_scrolling_up_from_the_end_never_jumps(rows: Rows):
    bar = rows.verticalScrollBar()
    rows.scrollToBottom()
    QApplication.processEvents()

    for _ in range(1200):
        top = rows.indexAt(QPoint(5, 200))
        before = rows.visualRect(top).top()
        bar.setValue(bar.value() - 100)
        assert rows.visualRect(top).top() == pytest.approx(before + 100, abs=2)

    assert rows.indexAt(QPoint(5, 0)).row() < COUNT - 2500


def test_a_row_put_in_moves_those_after_it_without_a_guess_for_each(rows: Rows):
    model = rows.model()
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    top = rows.indexAt(QPoint(5, 5))
    before, number = rows.visualRect(top).top(), top.row()
    rows.asked = 0

    model.insertRows(number + 2, 1)
    model.insertRows(3, 1)
    QApplication.processEvents()

    assert rows.asked < COUNT / 20
    assert rows.indexAt(QPoint(5, 5)).row() == number + 1
    assert rows.visualRect(model.index(number + 1, 0)).top() == pytest.approx(before, abs=2)


def test_rows_that_all_change_are_laid_out_again_only_where_they_show(rows: Rows, monkeypatch):
    model = rows.model()
    for _ in range(60):
        rows.verticalScrollBar().setValue(rows.verticalScrollBar().value() + 350)
    laid_out: list[int] = []
    monkeypatch.setattr(rows, "height_of", lambda row: laid_out.append(row) or 44)

    model.dataChanged.emit(model.index(0, 0), model.index(COUNT - 1, 0))

    assert 0 < len(laid_out) < 60
    assert all(rows.visualRect(model.index(row, 0)).height() == 44 for row in rows.rows_in_sight())
