"""What all views of one document share: the pair pointed at, the pair held, the selection.

Views change it and repaint when it changes; it knows nothing of pixels. Single words are the lights'.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.selection import Selection
from parallelreader.core.alignment import Bead
from parallelreader.core.notes.marks import Mark
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.covering import Covering
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.word_lights import WordLights


@dataclass(frozen=True, slots=True)
class PinChoice:
    """The sentences about to be pinned together, by version; keys go to that of ``active``."""

    segments: Mapping[str, int]
    active: str


class MarkSource(Protocol):
    """Whoever knows the marks and pins of the open document."""

    def marks_in(self, version_id: str, span: Span) -> Sequence[Mark]:
        """The marks that share a code point with a stretch of a version, in reading order."""
        ...

    def is_pinned(self, version_id: str, bead: Bead) -> bool:
        """Whether the user has said that the sides of this bead of a translation belong together."""
        ...

    def has_pins(self, version_id: str) -> bool:
        """Whether the user may have said so of any bead of a translation; False is sure."""
        ...


class HitSource(Protocol):
    """Whoever knows what was searched for in the open document."""

    def spans_in(self, version: str, span: Span) -> Sequence[tuple[Span, bool]]:
        """The places that share a code point with a stretch of a version, and whether each is of the hit
        last gone to."""
        ...


class TermSource(Protocol):
    """Whoever knows the terms in the texts that are open.

    As long as it is in the same ``edition``, they stay where they are.
    """

    @property
    def edition(self) -> int: ...

    def spans_in(self, version: str, span: Span) -> list[Span]:
        """Where terms share a code point with a stretch of a version, in order."""
        ...


class ReadingState(QObject):
    """The pair is the unit: pointing and holding are of rows, so both sides light up."""

    changed = Signal()
    current_changed = Signal(int)
    selection_changed = Signal()
    landmarks_changed = Signal()

    def __init__(self, marks: MarkSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks = marks
        self.lights = WordLights(self)
        self.lettering = Lettering(self)
        self.covering = Covering(self)
        self.reading: Reading | None = None
        self.selection: Selection | None = None
        self.current_row = 0
        self.pin: PinChoice | None = None
        self.hits: HitSource | None = None
        self.hit_places: Mapping[str, Sequence[int]] = {}
        self.terms: TermSource | None = None
        self.term_places: Mapping[str, Sequence[int]] = {}
        self._pointed: int | None = None
        self._held: int | None = None
        self.changed.connect(self._on_changed)
        self.covering.changed.connect(self._on_covered)

    @property
    def held_row(self) -> int | None:
        return self._held

    def begin(self, reading: Reading | None) -> None:
        """Start on another document, or on other versions of it; nothing is held or selected."""
        self.reading = reading
        self.selection = self.pin = None
        self.hits, self.hit_places = None, {}
        self.terms, self.term_places = None, {}
        self._pointed = self._held = None
        self.current_row = 0
        self.lights.begin(reading)
        self.covering.begin(reading)
        self.changed.emit()
        self.selection_changed.emit()

    def renew(self, reading: Reading) -> None:
        """The same versions are paired otherwise: what is being read is read on, and stays selected."""
        before, self.reading = self.reading, reading
        self.covering.begin(reading)
        self._pointed = self._held = None
        if before is not None and len(before.rows):
            self.current_row = self._row_now(before, reading)
            self.current_changed.emit(self.current_row)
        self.changed.emit()

    def point(self, row: int | None) -> None:
        """The pointer is over a pair, or over none."""
        if row != self._pointed:
            self._pointed = row
            self.changed.emit()

    def hold(self, row: int | None) -> None:
        """Keep a pair tinted until another is held."""
        if row != self._held:
            self._held = row
            self.changed.emit()

    def read(self, row: int) -> None:
        """This pair is now the one being read."""
        if row != self.current_row:
            self.current_row = row
            self.current_changed.emit(row)

    def choose_pin(self, choice: PinChoice | None) -> None:
        """These sentences are about to be pinned together, or none."""
        self.pin = choice
        self.changed.emit()

    def show_hits(self, places: Mapping[str, Sequence[int]]) -> None:
        """Show beside the scroll bars where what was searched for stands: code points by version."""
        self.hit_places = places
        self.landmarks_changed.emit()

    def outline(self, hits: HitSource | None) -> None:
        """Outline in the text what was searched for, or nothing; call it again where that has changed."""
        self.hits = hits
        self.changed.emit()

    def light_terms(self, terms: TermSource | None) -> None:
        """Light these terms in the text, or none; call it again where they have changed."""
        self.terms = terms
        self.changed.emit()

    def show_term_places(self, places: Mapping[str, Sequence[int]]) -> None:
        """Show beside the scroll bars where one term stands: code points by version."""
        if places != self.term_places:
            self.term_places = places
            self.landmarks_changed.emit()

    def select(self, selection: Selection | None) -> None:
        """Select something, or nothing; nothing that is covered is selected."""
        if selection is not None:
            selection = self.covering.trimmed(selection)
        if selection != self.selection:
            self.selection = selection
            span = selection.span if selection is not None else Span(0, 0)
            self.lights.follow_selection(selection.version if selection is not None else "", span)
            self.selection_changed.emit()
            self.changed.emit()

    def select_span(self, version: str, span: Span) -> None:
        """Select a stretch of a version."""
        self.select(Selection(version, span.start, span.end))

    def _row_now(self, before: Reading, reading: Reading) -> int:
        """The row that now holds the first sentence of the pair being read."""
        cells = zip(before.shown, before.rows[self.current_row].cells, strict=True)
        version, cell = next((version, cell) for version, cell in cells if cell)
        return reading.row_of(version, cell[0])

    def tinted(self, version: str, *, but_not: int | None = None) -> tuple[int, ...]:
        """The segments of a version that show the partner tint, leaving out those of one row."""
        if self.reading is None or version not in self.reading.shown:
            return ()
        rows = {row for row in (self._pointed, self._held) if row not in (None, but_not)}
        return tuple(s for row in sorted(rows) for s in self.reading.cell(row, version))

    def _on_changed(self) -> None:
        self.lights.renew(self.reading)

    def _on_covered(self) -> None:
        # What is selected may be among it.
        self.select(self.selection)
        self.changed.emit()
