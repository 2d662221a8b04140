"""The import dialog. What stands here is loaded when it is first asked for, or by ``preload``.

The dialog is a third of all modules of the window; whoever only reads must not wait for them at start.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.ui.importing.dialog import ImportDialog
    from parallelreader.ui.importing.summary import summarise
    from parallelreader.ui.importing.target_bar import CorpusChoice

__all__ = ["CorpusChoice", "ImportDialog", "preload", "summarise"]

_PLACES = {"ImportDialog": "dialog", "CorpusChoice": "target_bar", "summarise": "summary"}


def preload() -> None:
    """Load the modules of the dialog now; may be called from any thread."""
    importlib.import_module(f"{__name__}.dialog")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
