"""The window: everything that knows of Qt."""

import builtins

import PySide6.QtCore  # noqa: F401 - only once it is there can what it does to imports be undone

# PySide reads the source of every module imported after it, to see whether that asks for other names of
# Qt's (``from __feature__ import snake_case``). Nothing here does, and the reading is a tenth of the time
# to the first page. What Python itself imports with stands beside it, if this PySide does so at all.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
