"""The desks that the first page does without; each is loaded when it is first asked for.

Together they are half of the modules of the window, and whoever only begins to read must not wait for
them. ``Desk`` makes one of them at the first use of its actions, or when the first page has been shown.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.ui.information import show_about, show_keys, show_version
    from parallelreader.ui.pin_desk import PinDesk
    from parallelreader.ui.repair_desk import RepairDesk
    from parallelreader.ui.repair_keeping import RepairKeeping

__all__ = [
    "PinDesk",
    "RepairDesk",
    "RepairKeeping",
    "show_about",
    "show_keys",
    "show_version",
]

_PLACES = {
    "PinDesk": "pin_desk",
    "RepairDesk": "repair_desk",
    "RepairKeeping": "repair_keeping",
    "show_about": "information",
    "show_keys": "information",
    "show_version": "information",
}


def preload() -> None:
    """Load all of them now; may be called from any thread."""
    for module in dict.fromkeys(_PLACES.values()):
        importlib.import_module(f"parallelreader.ui.{module}")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"parallelreader.ui.{_PLACES[name]}"), name)
