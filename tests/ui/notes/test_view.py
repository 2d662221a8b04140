"""The list lays out and paints only what shows, and keeps what is read where it is."""

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QAbstractItemModelTester

from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.ui.notes.delegate import NoteDelegate
from parallelreader.ui.notes.item_layout import MOST_BODY_LINES, wrapped
from parallelreader.ui.notes.model import NoteListModel
from parallelreader.ui.theme.fonts import interface_font

pytestmark = pytest.mark.gui

MANY = 5000
LEFT = Qt.MouseButton.LeftButton


def notes(count: int, *, first: int = 0, corpus: str = "craft") -> list[Note]:
    """Notes of one to some lines each, numbered in order."""
    made = []
    for number in range(first, first + count):
        anchor = Anchor("kiln", "zh", number, number + 2, "火候", segment=f"{number + 1}.1")
        body = "words of a note about the fire " * (number % 7)
        made.append(Note(f"note-{number:05}", corpus, Colour.YELLOW, body, (anchor,), number, number))
    return made


@pytest.fixture
def many(desk, open_panel):
    """A panel that lists five thousand notes."""
    desk.service.merge(notes(MANY, corpus=desk.service.corpus_key))
    return open_panel(desk)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> dict[str, Counter[int]]:
    """How often each row was measured and painted."""
    seen: dict[str, Counter[int]] = {"measured": Counter(), "painted": Counter()}
    size_hint, paint = NoteDelegate.sizeHint, NoteDelegate.paint

    def measuring(self, option, index: QModelIndex):
        seen["measured"][index.row()] += 1
        return size_hint(self, option, index)

    def painting(self, painter, option, index: QModelIndex) -> None:
        seen["painted"][index.row()] += 1
        paint(self, painter, option, index)

    monkeypatch.setattr(NoteDelegate, "sizeHint", measuring)
    monkeypatch.setattr(NoteDelegate, "paint", painting)
    return seen


def test_of_thousands_of_notes_only_those_in_sight_are_measured_and_painted(looked_at, many):
    many.grab()

    assert many.model.rowCount() == MANY
    assert set(looked_at["painted"]) == set(range(len(looked_at["painted"])))
    assert 2 < len(looked_at["painted"]) < 30
    assert len(looked_at["measured"]) < 40


def test_a_jump_to_the_last_note_measures_none_between(looked_at, many):
    many.open_note(f"note-{MANY - 1:05}")
    many.grab()

    rect = many.list.visualRect(many.list.currentIndex())
    assert many.list.viewport().rect().contains(rect)
    assert MANY - 1 in looked_at["painted"]
    assert not set(looked_at["measured"]) & set(range(200, MANY - 200))


def test_a_change_of_one_note_measures_and_lists_only_that(qtbot, looked_at, many, desk):
    looked_at["measured"].clear()

    desk.service.edit_body("note-00001", "other words")

    qtbot.waitUntil(lambda: many.model.note(1).body == "other words")
    assert set(looked_at["measured"]) == {1}


def test_rows_stand_below_one_another_without_gaps_while_scrolling_up_from_the_end(many):
    bar = many.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    for _ in range(40):
        bar.setValue(bar.value() - 90)
        rows = [many.list.indexAt(many.list.viewport().rect().topLeft()).row() + n for n in range(4)]
        rects = [many.list.visualRect(many.model.index(row)) for row in rows]
        assert all(above.bottom() + 1 == below.top() for above, below in pairwise(rects))


def test_scrolling_up_over_unmeasured_notes_moves_what_is_read_by_just_that_much(many):
    many.list.choose(2500, centred=True)
    bar, view = many.list.verticalScrollBar(), many.list
    for _ in range(20):
        before = view.visualRect(many.model.index(2500)).top()
        bar.setValue(bar.value() - 30)
        assert view.visualRect(many.model.index(2500)).top() == before + 30


def test_arrow_keys_go_through_all_notes_and_keep_the_chosen_one_in_sight(qtbot, many):
    many.list.choose(0)
    many.list.setFocus()

    for row in range(1, 30):
        qtbot.keyClick(many.list, Qt.Key.Key_Down)
        assert many.list.currentIndex().row() == row
        assert many.list.is_in_sight(many.list.currentIndex())
    qtbot.keyClick(many.list, Qt.Key.Key_End)
    assert many.list.currentIndex().row() == MANY - 1
    qtbot.keyClick(many.list, Qt.Key.Key_PageUp)
    assert many.list.currentIndex().row() < MANY - 2
    qtbot.keyClick(many.list, Qt.Key.Key_Home)
    assert many.list.verticalScrollBar().value() == 0


def test_the_row_under_the_first_click_is_there_for_the_second(qtbot, many):
    many.list.choose(0)
    target = many.model.index(2)
    place = many.list.visualRect(target).center()

    qtbot.mouseClick(many.list.viewport(), LEFT, pos=place)

    assert many.list.currentIndex().row() == 2
    assert many.list.indexAt(place).row() == 2


def test_after_a_double_click_could_have_come_the_former_row_closes_up(qtbot, many):
    many.list.choose(0)
    tall = many.list.visualRect(many.model.index(0)).height()
    place = many.list.visualRect(many.model.index(2)).center()

    qtbot.mouseClick(many.list.viewport(), LEFT, pos=place)

    assert many.list.visualRect(many.model.index(0)).height() == tall
    qtbot.waitUntil(lambda: many.list.visualRect(many.model.index(0)).height() < tall)
    assert many.list.currentIndex().row() == 2


def test_the_buttons_stand_within_the_chosen_note(qtbot, many):
    many.list.choose(3)

    assert many.area.bar.isVisible()
    assert many.list.visualRect(many.model.index(3)).contains(many.area.bar.geometry())


def test_the_model_tells_views_of_every_change_correctly():
    model = NoteListModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    few = notes(9)

    model.show(few)
    model.update_to([*few[:3], *notes(2, first=50), *few[5:]])
    model.update_to([])
    model.update_to(few[::-1])

    assert [model.note(row) for row in range(model.rowCount())] == few[::-1]
    assert model.row_of("note-00008") == 0


def test_the_model_tells_of_thousands_of_changed_notes_in_few_words():
    model, many = NoteListModel(), notes(3000)
    model.show(many)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))

    model.refresh_notes([*many[1:3], many[7], *notes(1, first=5000)])
    model.refresh_notes(many[::2])

    assert told == [(1, 2), (7, 7), (0, 2998)]


@pytest.mark.parametrize("text", ["words and words ", "火候到了把门封上", "𠮷", "🔥 fire "])
def test_a_long_body_ends_in_an_ellipsis_within_its_lines(qtbot, text):
    font = interface_font()

    layout = wrapped(text * 200, font, 200, most_lines=MOST_BODY_LINES)

    assert layout.lineCount() == MOST_BODY_LINES
    assert layout.text().endswith("…")
    assert len(layout.text()) > MOST_BODY_LINES * 200 / (2 * QFontMetrics(font).horizontalAdvance("国"))
    last = layout.lineAt(MOST_BODY_LINES - 1)
    assert last.textStart() + last.textLength() == len(layout.text().encode("utf-16-le")) // 2


def test_a_body_that_fits_is_left_as_it_is(qtbot):
    layout = wrapped("𠮷利 two\u2028lines", interface_font(), 200, most_lines=MOST_BODY_LINES)

    assert layout.text() == "𠮷利 two\u2028lines"
    assert layout.lineCount() == 2
