"""What a view of the room of terms is, and what the room does for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.text import Span

Subject = Concept | str | None
"""What a view shows: a concept, words that are none yet, or nothing."""

Writer = Callable[[Path, Progress], object]
"""Writes what a view shows to a file; called off the main thread. Raises UserError."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file: ``suffix`` without its dot, ``name`` as a dialog lists it."""

    suffix: str
    name: str


class TermsView(Protocol):
    """One of the views in the middle of the room; the widget belongs to it."""

    @property
    def title(self) -> str:
        """What its button is called."""

    @property
    def icon(self) -> str:
        """The name of its icon."""

    @property
    def has_head(self) -> bool:
        """Whether it is about one term, which then stands over it."""

    @property
    def export_formats(self) -> Sequence[ExportFormat]:
        """In which kinds of files what it shows can be written now, the usual one first; none where it
        shows nothing."""

    def widget(self) -> QWidget:
        """What is to be seen; two views may share one. Single keys that it wants it takes itself."""

    def show_term(self, subject: Subject) -> None:
        """Show another term. Called for the view that is to be seen, and when it comes to be."""

    def writer(self, suffix: str) -> Writer | None:
        """What writes all that is shown now; None where that is nothing. Called on the main thread."""


class TermsRoom(Protocol):
    """The room as its views and panels know it."""

    @property
    def subject(self) -> Subject:
        """What is shown now."""

    def add_view(self, view: TermsView) -> None:
        """Offer a view beside those there are."""

    def set_right(self, panel: QWidget) -> None:
        """Put a panel at the right; it shows where there is room, or when asked for."""

    def show_count(self, view: TermsView, text: str) -> None:
        """Say beside the name of a view how much it has; "" for nothing."""

    def say(self, parts: Sequence[str]) -> None:
        """Say in the line at the foot what the view that is to be seen shows; the first part stands out."""

    def show_subject(self, subject: Concept | str) -> None:
        """Show a term in the view that is to be seen, and choose it in the list where it is there."""

    def open_view(self, title: str) -> None:
        """Have the view of that title be the one that is seen."""

    def open_place(self, document: str, version: str, span: Span, beside: str = "") -> None:
        """Leave the room for a place in a text, with another version to be seen beside it; coming back, one
        finds the room as it was."""
