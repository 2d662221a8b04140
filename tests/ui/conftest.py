"""A window for each test that asks for one, and a check that every test leaves the desktop as it was."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from reading_window import OpenWindow, look_kept, window_on


@pytest.fixture(autouse=True)
def _nothing_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "qapp" in request.fixturenames:
        app = request.getfixturevalue("qapp")
        left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
        assert not left, f"windows left open: {left}"


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
