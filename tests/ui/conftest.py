"""A window for each test that asks for one, and a check that every test leaves the desktop as it was."""

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
def _no_key_held(request: pytest.FixtureRequest) -> None:
    """Qt takes the keys that went with the last event of the test before as held until the next event."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp")
        if QApplication.keyboardModifiers():
            QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def open_window(tmp_path: Path, qtbot, qapp) -> Iterator[Callable[..., OpenWindow]]:
    """Opens windows of one user, one after the other."""
    with look_kept(qapp), ExitStack() as stack:

        def open_next(folder: Path | None = None, size: tuple[int, int] | None = (1200, 760)) -> OpenWindow:
            stack.close()
            return stack.enter_context(
                window_on(folder or tmp_path / "user-data", qtbot.waitUntil, size=size)
            )

        yield open_next
