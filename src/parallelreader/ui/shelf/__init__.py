"""Aligning everything in a corpus. What stands here is loaded when it is first asked for, or by ``preload``.

Whoever only reads must not wait for it, and for what writes corpora, at start.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.ui.shelf.dialog import ShelfDialog
    from parallelreader.ui.shelf.model import Row
    from parallelreader.ui.shelf.run import ShelfRun
    from parallelreader.ui.shelf.words import summary

__all__ = ["Row", "ShelfDialog", "ShelfRun", "preload", "summary"]

_PLACES = {"ShelfDialog": "dialog", "Row": "model", "ShelfRun": "run", "summary": "words"}


def preload() -> None:
    """Load the modules of the dialog now; may be called from any thread."""
    importlib.import_module(f"{__name__}.dialog")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
