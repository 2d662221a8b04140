"""The terms as the list at the left has them, and what it is filtered by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parallelreader.app.terms.shown_matrix import TermFigures
from parallelreader.core.search.folding import fold
from parallelreader.core.terms.concept import Concept


class TermGroup(StrEnum):
    """Which terms are listed: all, those that some version leaves out, those put in several ways."""

    MARKED = "marked"
    GAPS = "gaps"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class TermEntry:
    """A row: ``found`` occurrences; None while that, or how it is put, is not known yet."""

    concept: Concept
    reading: str = ""
    found: int | None = None
    figures: TermFigures | None = None
    sought: str = ""

    @property
    def id(self) -> str:
        return self.concept.id

    def is_in(self, group: TermGroup) -> bool:
        """Whether it belongs to a group; one that is not looked at yet only to the first."""
        if group is TermGroup.MARKED:
            return True
        if self.figures is None:
            return False
        return bool(self.figures.gaps) if group is TermGroup.GAPS else self.figures.is_mixed


def entry_of(concept: Concept, reading: str) -> TermEntry:
    """The row of a concept. The first call takes half a second, for the tables of both scripts."""
    names = (name for term in concept.terms for name in (term.text, *term.forms))
    sought = "\n".join(_folded(each) for each in (*names, reading, reading.replace(" ", "")))
    return TermEntry(concept, reading, sought=sought)


def shown_entries(entries: Iterable[TermEntry], group: TermGroup, sought: str) -> list[TermEntry]:
    """Those that a group and what is typed leave, in their order."""
    wanted = _folded(sought.strip())
    return [entry for entry in entries if entry.is_in(group) and wanted in entry.sought]


def group_counts(entries: Sequence[TermEntry]) -> dict[TermGroup, int]:
    """How many terms each group has."""
    return {group: sum(entry.is_in(group) for entry in entries) for group in TermGroup}


def _folded(text: str) -> str:
    return fold(text).replace("'", "").replace("·", "")
