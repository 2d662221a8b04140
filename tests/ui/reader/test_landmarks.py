"""Notes and search hits beside the scroll bar: where they stand, and that they follow what changes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from parallelreader.core.text import Span
from parallelreader.paths import resource
from parallelreader.ui.reader.landmarks import Landmark, Lane
from parallelreader.ui.reader.view import ReadingView
from reading_window import CONTROL, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"))
    return opened


def shown(opened: OpenWindow, view: ReadingView) -> tuple[Landmark, ...]:
    return view.verticalScrollBar().landmarks


def mark(opened: OpenWindow, version: str, position: int) -> None:
    opened.window.state.select_span(version, Span(position, position + 4))
    opened.window.actions_by_id["highlight"].trigger()


def test_a_note_stands_where_the_slider_is_when_it_is_read(sample: OpenWindow):
    view = sample.window.area.panes.views["zh"]
    length = len(sample.reading.texts["zh"].content)

    mark(sample, "zh", length // 2)

    sample.wait_until(lambda: len(shown(sample, view)) == 1)
    (found,) = shown(sample, view)
    assert found.lane is Lane.NOTES
    sample.window.area.go_to("zh", float(length // 2))
    bar = view.verticalScrollBar()
    middle = (bar.value() + view.viewport().height() / 2) / (bar.maximum() + view.viewport().height())
    assert found.share == pytest.approx(middle, abs=0.08)


def test_a_note_on_one_side_stands_beside_its_own_pane_only(sample: OpenWindow):
    mark(sample, "zh", 100)
    views = sample.window.area.panes.views
    sample.wait_until(lambda: len(shown(sample, views["zh"])) == 1)

    assert all(not shown(sample, view) for version, view in views.items() if version != "zh")


def test_what_is_removed_stands_there_no_more(sample: OpenWindow):
    view = sample.window.area.panes.views["zh"]
    mark(sample, "zh", 100)
    sample.wait_until(lambda: len(shown(sample, view)) == 1)

    sample.window.actions_by_id["undo"].trigger()

    sample.wait_until(lambda: not shown(sample, view))


def test_hits_stand_on_the_other_side_of_the_bar(sample: OpenWindow):
    view = sample.window.area.panes.views["zh"]

    sample.window.state.show_hits({"zh": [0, 200]})
    sample.wait_until(lambda: len(shown(sample, view)) == 2)

    assert {each.lane for each in shown(sample, view)} == {Lane.HITS}
    picture = view.verticalScrollBar().grab().toImage()
    wanted = view.themes.current.search_hit
    left = [QColor(picture.pixel(1, y)) for y in range(picture.height())]
    right = [QColor(picture.pixel(picture.width() - 2, y)) for y in range(picture.height())]
    assert wanted in left
    assert wanted not in right


def test_rows_show_the_places_of_all_versions(sample: OpenWindow):
    sample.window.state.show_hits({"zh": [0], sample.reading.shown[1]: [0]})
    sample.press(Qt.Key.Key_2, CONTROL)

    sample.wait_until(lambda: len(shown(sample, sample.window.area.rows.view)) == 2)


def test_another_document_begins_without_hits(sample: OpenWindow):
    sample.window.state.show_hits({"zh": [0]})

    sample.window.actions_by_id["next_document"].trigger()
    sample.settle()

    assert not sample.window.state.hit_places


def test_the_places_of_a_term_stand_between_those_of_hits_and_notes(sample: OpenWindow):
    view = sample.window.area.panes.views["zh"]

    sample.window.state.show_term_places({"zh": [0, 200]})
    sample.wait_until(lambda: len(shown(sample, view)) == 2)

    assert {each.lane for each in shown(sample, view)} == {Lane.TERMS}
    picture = view.verticalScrollBar().grab().toImage()
    wanted = view.themes.current.accent
    middle = [QColor(picture.pixel(picture.width() // 2, y)) for y in range(picture.height())]
    edges = [QColor(picture.pixel(x, y)) for x in (1, picture.width() - 2) for y in range(picture.height())]
    assert wanted in middle
    assert wanted not in edges
