"""A hand-out that is to be written as PDF: the command line asks, the window's room for printing draws."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.handout import Handout
from parallelreader.core.progress import Progress


@dataclass(frozen=True, slots=True)
class PdfRequest:
    """``open`` holds what the hand-out is made of as long as it is written to ``out``."""

    out: Path
    open: Callable[[], AbstractContextManager[Handout]]
    progress: Progress
