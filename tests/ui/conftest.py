"""A window for each test that asks for one, and a check that every test leaves the desktop as it was."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reading_window import OpenWindow, look_kept, window_on


@pytest.fixture(autouse=True)
def _nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
        assert not left, f"windows left open: {left}"


@pytest.fixture(autouse=True)
def _nothing_held(request: pytest.FixtureRequest) -> None:
    """Qt takes the keys and buttons that went with the last event of the test before as held until the next
    one of theirs."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
        if QApplication.keyboardModifiers():
            QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
        for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            QTest.mouseRelease(QWidget(), button)


@pytest.fixture
def open_window(tmp_path: Path, _made_dictionary: Path, qtbot, qapp) -> Iterator[Callable[..., OpenWindow]]:
    """Opens windows of one user, one after the other; the dictionary is there, as after the first time."""
    with look_kept(qapp), ExitStack() as stack:

        def open_next(folder: Path | None = None, size: tuple[int, int] | None = (1200, 760)) -> OpenWindow:
            stack.close()
            user = folder or tmp_path / "user-data"
            shutil.copytree(_made_dictionary, user / "cache", copy_function=_link, dirs_exist_ok=True)
            return stack.enter_context(window_on(user, qtbot.waitUntil, size=size))

        yield open_next


def _link(source: str, target: str) -> None:
    """The same file at a second place: it is only ever read, or taken away."""
    if not Path(target).exists():
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
