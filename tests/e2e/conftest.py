"""The same window and the same check for what is left open as in the tests of the window."""

from ui.conftest import _nothing_left_open, open_window

__all__ = ["_nothing_left_open", "open_window"]
