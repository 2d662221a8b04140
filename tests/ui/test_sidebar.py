"""The library makes way for the text where the window has no room for both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


@pytest.fixture
def opened(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    return open_window()


def resize(opened: OpenWindow, width: int) -> None:
    opened.window.resize(width, 700)
    QApplication.processEvents()


def test_the_library_goes_from_a_narrow_window_and_comes_back_to_a_wide_one(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    sidebar, library = opened.window.actions_by_id["sidebar"], opened.window.library
    assert library.isVisible()

    resize(opened, 900)
    assert not library.isVisible()
    assert not sidebar.isChecked()
    assert opened.window.area.width() == opened.window.width()

    resize(opened, 1200)
    assert library.isVisible()
    assert sidebar.isChecked()
    assert opened.window.area.width() < opened.window.width()


def test_in_a_narrow_window_the_library_lies_over_the_text_until_a_choice_is_made(
    opened: OpenWindow, craft: Path
):
    opened.open(craft, "mill")
    resize(opened, 900)

    opened.press(Qt.Key.Key_F9)

    assert opened.window.library.isVisible()
    assert opened.window.area.width() == opened.window.width()
    opened.window.library.document_chosen.emit("ferries")
    opened.settle()
    assert opened.reading.document.id == "ferries"
    assert not opened.window.library.isVisible()


def test_a_narrow_window_does_not_change_what_is_remembered(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    resize(opened, 900)

    opened.open(craft, "mill")
    resize(opened, 1200)

    assert opened.window.library.isVisible()
