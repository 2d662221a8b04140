"""The list of hits: numbers, headings, and words that come when they are in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.text import Span
from parallelreader.ui.search.hit_layout import HitLayout
from parallelreader.ui.search.hit_model import Heading, HitListModel, HitWords
from parallelreader.ui.search.hit_view import HitListView
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui


def filled(batches: list[list[tuple[str, int]]]) -> HitListModel:
    """A model with these (title, hits) in each batch; the hits are numbered."""
    model = HitListModel()
    number = 0
    for batch in batches:
        rows: list[tuple[Heading, object]] = []
        for title, count in batch:
            rows += [(Heading(title), each) for each in range(number, number + count)]
            number += count
        model.append(rows)
    return model


def test_hits_and_rows_find_each_other(qapp):
    model = filled([[("one", 3), ("two", 1)], [("two", 2), ("three", 4)]])

    rows = [model.row_of_hit(number) for number in range(model.hit_count)]

    assert [model.row_at(row) for row in rows] == list(range(10))
    assert model.rowCount() == 13


def test_a_heading_counts_what_stands_under_it_also_when_more_comes(qapp):
    model = filled([[("one", 3), ("two", 1)], [("two", 2), ("three", 4)]])
    headings = [row for row in range(model.rowCount()) if isinstance(model.row_at(row), Heading)]

    assert [model.count_under(row) for row in headings] == [3, 3, 4]
    assert model.count_under(headings[1] + 2) == 3


def test_words_are_asked_for_only_where_the_list_is_looked_at(qtbot, qapp):
    themes = ThemeSource(qapp, ThemeChoice.LIGHT)
    model = filled([[("one", 100_000)]])
    view = HitListView(model, themes)
    qtbot.addWidget(view)
    view.resize(300, 500)
    asked: list[tuple[int, int]] = []
    view.words_wanted.connect(lambda first, count: asked.append((first, count)))
    view.show()
    qtbot.waitUntil(lambda: bool(asked))

    view.choose(99_990)
    qtbot.waitUntil(lambda: asked[-1][0] > 90_000)

    assert asked[0][0] == 0
    assert all(count < 20 for _, count in asked)


def test_the_end_of_a_long_list_can_be_reached_by_key(qtbot, qapp):
    themes = ThemeSource(qapp, ThemeChoice.LIGHT)
    view = HitListView(filled([[("one", 5_000)], [("two", 5_000)]]), themes)
    qtbot.addWidget(view)
    view.resize(300, 500)
    view.show()

    view.choose(0)

    qtbot.keyClick(view, Qt.Key.Key_End)

    assert view.current_hit == 9_999
    assert view.is_in_sight(view.currentIndex())


def test_the_place_found_is_in_the_lines_shown(qapp: QApplication):
    text = "很长的句子" * 40 + "渡船" + "还没有完" * 30
    start = text.index("渡船")

    layout = HitLayout(HitWords(text, (Span(start, start + 2),), "zh-Hans"), 268)

    (mark,) = layout.words.marks
    assert layout.words.top <= mark.top() < mark.bottom() <= layout.words.top + layout.words.height
    assert "渡船" in layout.words.layout.text()
    assert mark.right() <= 268


def test_the_marks_of_rare_characters_stand_where_they_are(qapp: QApplication):
    plain = HitLayout(HitWords("一二三船", (Span(3, 4),), "zh-Hans"), 300)
    rare = HitLayout(HitWords("𠮷𠮷𠮷船", (Span(3, 4),), "zh-Hans"), 300)

    assert rare.words.marks[0].width() == plain.words.marks[0].width()
    assert "船" in rare.words.layout.text()
