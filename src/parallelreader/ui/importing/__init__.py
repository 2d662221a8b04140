"""The import dialogs. What stands here is loaded when it is first asked for, or by ``preload``.

The dialogs are a third of all modules of the window; whoever only reads must not wait for them at start.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parallelreader.ui.importing.arriving import Brought, Texts, sort_arrivals
    from parallelreader.ui.importing.batch_dialog import BatchDialog
    from parallelreader.ui.importing.dialog import ImportDialog
    from parallelreader.ui.importing.new_corpus import usual_folder
    from parallelreader.ui.importing.summary import summarise, summarise_units
    from parallelreader.ui.importing.target_bar import CorpusChoice, TargetBar
    from parallelreader.ui.importing.units_dialog import UnitsDialog
    from parallelreader.ui.importing.units_run import UnitsRun

__all__ = [
    "BatchDialog",
    "Brought",
    "CorpusChoice",
    "ImportDialog",
    "TargetBar",
    "Texts",
    "UnitsDialog",
    "UnitsRun",
    "preload",
    "sort_arrivals",
    "summarise",
    "summarise_units",
    "usual_folder",
]

_PLACES = {
    "BatchDialog": "batch_dialog",
    "Brought": "arriving",
    "ImportDialog": "dialog",
    "CorpusChoice": "target_bar",
    "TargetBar": "target_bar",
    "Texts": "arriving",
    "sort_arrivals": "arriving",
    "UnitsDialog": "units_dialog",
    "UnitsRun": "units_run",
    "summarise": "summary",
    "summarise_units": "summary",
    "usual_folder": "new_corpus",
}


def preload() -> None:
    """Load the modules of the dialog now; may be called from any thread."""
    for module in ("dialog", "units_dialog", "batch_dialog", "arriving"):
        importlib.import_module(f"{__name__}.{module}")


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)
