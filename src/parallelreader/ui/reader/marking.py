"""Copying, highlighting and noting what is selected, or else the pair being read.

Says which places are meant; making and keeping the marks is the business of ``app.annotating``.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from parallelreader.app.annotating import Annotating
from parallelreader.app.reading.reading import Reading
from parallelreader.core.notes.note import Anchor, Colour
from parallelreader.core.text import Span
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.widgets.counting import counted


class Marking(QObject):
    """Acts on the selection of a reading area. ``note_written`` asks for the editor of a new note."""

    note_written = Signal(str)
    said = Signal(str)

    def __init__(self, area: ReadingArea) -> None:
        super().__init__(area)
        self._area = area
        self._state = area.state
        self._notes: Annotating | None = None
        self.colour = Colour.YELLOW

    def use(self, notes: Annotating | None) -> None:
        """From now on marks go there."""
        self._notes = notes

    def copy(self, *, as_shown: bool = False) -> None:
        """Copy the selection, or the sentence being read in the pane that has the keyboard: as it is written,
        or in the characters it is shown in."""
        reading, found = self._area.reading, self._meant()
        if reading is None or found is None:
            return
        version, span = found
        text = reading.texts[version]
        if any(self._is_hidden(version, segment) for segment in text.segments_in(span)):
            self.said.emit(self.tr("This sentence is hidden, so it was not copied."))
            return
        words = text.content[span.start : span.end]
        if as_shown:
            words = self._state.lettering.shown(version, words)
        QGuiApplication.clipboard().setText(words)
        self.said.emit(self.tr("Copied."))

    def copy_both(self) -> None:
        """Copy the sentences of the selection, or of the pair being read, in all versions shown; those that
        are hidden are left out."""
        reading = self._area.reading
        if reading is None:
            return
        cells = self._pair()
        parts = []
        has_hidden = False
        for version in reading.shown:
            cell = cells.get(version, ())
            seen = [segment for segment in cell if not self._is_hidden(version, segment)]
            has_hidden = has_hidden or len(seen) < len(cell)
            joiner = "" if reading.version(version).is_chinese else " "
            words = reading.texts[version].segments_text(seen, joiner)
            if words:
                parts.append(words)
        if parts:
            QGuiApplication.clipboard().setText("\n".join(parts))
        if has_hidden:
            self.said.emit(self.tr("What is hidden was not copied."))
        else:
            self.said.emit(self.tr("Copied both sides."))

    def select_sentence(self) -> None:
        """Select the sentence that is meant."""
        found = self._meant()
        if found is not None:
            self._state.select_span(*found)

    def highlight(self, colour: Colour | None = None) -> None:
        """Mark what is meant; without a colour, in the one used last."""
        self.colour = colour or self.colour
        self._mark(self._one_side(), colour=self.colour)

    def highlight_both(self) -> None:
        """Mark what is selected and what renders it as one."""
        self._mark(self._both_sides(), colour=self.colour)

    def write_note(self, *, both: bool = False) -> None:
        """Begin a note on what is meant, on one side or on both."""
        targets = self._both_sides() if both else self._one_side()
        if self._notes is None or not targets:
            self.said.emit(self.tr("There is nothing here to write a note on."))
            return
        changes = self._notes.write_note(targets, "", colour=self.colour)
        self._state.select(None)
        for note in changes.added:
            self.note_written.emit(note)

    def remove_marks(self) -> None:
        """Delete every mark that what is meant touches."""
        found = self._meant()
        reading = self._area.reading
        if self._notes is None or found is None or reading is None:
            return
        version, span = found
        marks = self._notes.notes.marks_in(reading.document.id, version, span)
        notes = {mark.note for mark in marks}
        if notes:
            self._notes.delete(notes)
            one = self.tr("Removed 1 mark. Undo brings it back.")
            many = self.tr("Removed {count} marks. Undo brings them back.")
            self.said.emit(counted(len(notes), one, many))
        else:
            self.said.emit(self.tr("There is no mark here."))

    def _mark(self, targets: list[Anchor], *, colour: Colour) -> None:
        if self._notes is None or not targets:
            self.said.emit(self.tr("There is nothing here to mark."))
            return
        self._notes.highlight(targets, colour)
        self._state.select(None)

    def _meant(self) -> tuple[str, Span] | None:
        """(version, stretch) that an action is about."""
        selection = self._state.selection
        if selection is not None and not selection.is_empty:
            return selection.version, selection.span
        reading = self._area.reading
        if reading is None or not len(reading.rows):
            return None
        preferred = self._area.focused_version()
        for version in (preferred, *reading.shown):
            cell = reading.cell(self._state.current_row, version) if version in reading.shown else ()
            if cell:
                text = reading.texts[version]
                return version, Span(text.segment(cell[0]).start, text.segment(cell[-1]).end)
        return None

    def _is_hidden(self, version: str, segment: int) -> bool:
        """Whether the reader does without a sentence: what he copies would tell what it says."""
        return self._state.covering.is_covered(version, segment)

    def _pair(self) -> dict[str, tuple[int, ...]]:
        """The segments that are meant and those that render them, by version."""
        reading, found = self._area.reading, self._meant()
        if reading is None or found is None:
            return {}
        version, span = found
        return reading.partners(version, reading.texts[version].segments_in(span))

    def _one_side(self) -> list[Anchor]:
        reading, found = self._area.reading, self._meant()
        if reading is None or found is None:
            return []
        return self._anchors(reading, *found)

    def _both_sides(self) -> list[Anchor]:
        reading, found = self._area.reading, self._meant()
        if reading is None or found is None:
            return []
        version, span = found
        anchors = self._anchors(reading, version, span)
        for other, cell in self._pair().items():
            if other != version and cell:
                text = reading.texts[other]
                whole = Span(text.segment(cell[0]).start, text.segment(cell[-1]).end)
                anchors += self._anchors(reading, other, whole)
        return anchors

    def _anchors(self, reading: Reading, version: str, span: Span) -> list[Anchor]:
        content = reading.texts[version].content[span.start : span.end]
        kept = Span(
            span.start + len(content) - len(content.lstrip()), span.end - len(content) + len(content.rstrip())
        )
        if self._notes is None or kept.start >= kept.end:
            return []
        return [self._notes.notes.anchor(reading.document.id, version, kept)]
