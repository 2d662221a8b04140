"""A hand-out that is to be written as PDF: the command line asks, the window's room for printing draws."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from parallelreader.core.progress import Progress
from parallelreader.core.values import dataclass

if TYPE_CHECKING:
    # Every start of the program asks whether this is wanted; what it holds is another matter.
    from parallelreader.core.handout import Handout


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """``open`` holds what the hand-out is made of as long as it is written to ``out``."""

    out: Path
    open: "Callable[[], AbstractContextManager[Handout]]"
    progress: Progress
