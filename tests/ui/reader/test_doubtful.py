"""Pairs of low confidence while reading: a tint, a word beside it, and a key from one to the next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from factories import MILL_LITERAL, MILL_LITERAL_BEADS, MILL_ZH, write_corpus, write_document
from parallelreader.ui.reader.view import ReadingView
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def doubting(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    """The mill, its third and seventh pair in doubt."""
    folder = tmp_path / "doubts"
    versions = {"zh": ("zh-Hans", MILL_ZH), "en": ("en", MILL_LITERAL)}
    written = write_document(
        folder, "mill", versions, beads={"en": MILL_LITERAL_BEADS}, confidences={2: 0.4, 6: 0.25}
    )
    opened = open_window()
    opened.open(write_corpus(folder, "Doubts", [written]))
    return opened


def status_of(opened: OpenWindow) -> str:
    return " ".join(
        label.text() for label in opened.window.status.findChildren(object) if hasattr(label, "text")
    )


def colours_under(view: ReadingView, version: str, segment: int) -> set[str]:
    """The colours in and between the first letters of a sentence."""
    assert view.state.reading is not None
    rect = view.rect_of(version, view.state.reading.texts[version].segment(segment).start)
    assert rect is not None
    picture = view.viewport().grab(rect.adjusted(0, 8, 30, -8).toRect()).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize("layout", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_a_key_goes_round_the_doubtful_pairs(doubting: OpenWindow, layout: Qt.Key):
    doubting.press(layout, CONTROL)
    visited = []

    for _ in range(3):
        doubting.press(Qt.Key.Key_F8)
        visited.append(doubting.window.state.current_row)

    assert visited == [2, 6, 2]
    assert "round the end" in status_of(doubting)
    doubting.press(Qt.Key.Key_F8, SHIFT)
    assert doubting.window.state.current_row == 6


def test_the_foot_says_that_a_pair_is_low(doubting: OpenWindow):
    doubting.press(Qt.Key.Key_F8)

    assert "Alignment low, 40 %" in status_of(doubting)


def test_in_panes_a_low_pair_stands_on_a_ground_of_its_own(doubting: OpenWindow):
    low = doubting.window.area.panes.views["zh"].themes.current.low.name()

    colours = [colours_under(doubting.pane("en"), "en", segment) for segment in (1, 2, 6)]

    assert [low in each for each in colours] == [False, True, True]


def test_where_nothing_is_doubtful_the_foot_says_so(doubting: OpenWindow, tmp_path: Path):
    versions = {"zh": ("zh-Hans", MILL_ZH), "en": ("en", MILL_LITERAL)}
    written = write_document(tmp_path / "sure", "mill", versions, beads={"en": MILL_LITERAL_BEADS})
    doubting.open(write_corpus(tmp_path / "sure", "Sure", [written]))

    doubting.press(Qt.Key.Key_F8)

    assert doubting.window.state.current_row == 0
    assert "No pair here is doubtful" in status_of(doubting)
