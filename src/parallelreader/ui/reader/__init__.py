"""The reading area. The pages that are seldom wanted are loaded when they are first asked for."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.ui.reader.line import LinePage
    from parallelreader.ui.reader.repair_page import RepairPage
    from parallelreader.ui.reader.repair_view import RepairView

__all__ = ["LinePage", "RepairPage", "RepairView"]

_PLACES = {"LinePage": "line", "RepairPage": "repair_page", "RepairView": "repair_view"}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
