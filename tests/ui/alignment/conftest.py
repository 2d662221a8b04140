"""The faulty chapter in the rows of repair."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from faulty_chapter import write_faulty
from reading_window import OpenWindow

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def reading(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    """The faulty chapter in panes."""
    opened = open_window()
    opened.open(write_faulty(tmp_path / "lighthouse"))
    return opened


@pytest.fixture
def repairing(reading: OpenWindow) -> OpenWindow:
    """The faulty chapter in repair, nothing being looked for any more."""
    reading.press(Qt.Key.Key_4, ALT)
    reading.settle()
    return reading
