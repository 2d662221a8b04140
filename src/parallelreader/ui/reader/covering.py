"""Which sentences all views keep covered, so that one reads without their help until one asks for it.

A version can be covered as a whole or a pair at a time. What is uncovered stays so until its version is
covered anew.
"""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.selection import Selection


class Covering(QObject):
    """``changed`` comes whenever others are covered; ``uncovered`` (row, versions) when the reader asked for
    a pair; ``chosen`` when other versions are to be covered as a whole."""

    changed = Signal()
    uncovered = Signal(int, tuple)
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # The keys that uncover a pair, as they are shown to the reader.
        self.caps: tuple[str, ...] = ()
        # Where the pairs themselves are worked on nothing is covered for a while.
        self._is_lifted = False
        self._reading: Reading | None = None
        self._versions: frozenset[str] = frozenset()
        # (version, segment): what shows of versions that are covered, and what is covered of the others.
        self._shown: set[tuple[str, int]] = set()
        self._covered: set[tuple[str, int]] = set()

    @property
    def versions(self) -> frozenset[str]:
        """Those that are covered as a whole."""
        return self._versions

    @property
    def is_on(self) -> bool:
        """Whether anything may be covered."""
        return bool(self._versions or self._covered) and not self._is_lifted

    @property
    def pair_count(self) -> int:
        """How many sentences are covered by themselves, in versions that are not."""
        return len(self._covered)

    def begin(self, reading: Reading | None) -> None:
        """Another document is shown, other versions of it, or the same ones paired otherwise."""
        before, self._reading = self._reading, reading
        if before is None or reading is None or before.document.id != reading.document.id:
            self._shown.clear()
            self._covered.clear()

    def is_covered(self, version: str, segment: int) -> bool:
        """Whether a sentence is covered."""
        if version in self._versions:
            return (version, segment) not in self._shown
        return (version, segment) in self._covered

    def is_covered_at(self, version: str, position: int) -> bool:
        """Whether the sentence at a place is covered."""
        reading = self._reading
        if not self.is_on or reading is None or version not in reading.shown:
            return False
        return self.is_covered(version, reading.texts[version].segment_at(position))

    def covered_in(self, row: int) -> tuple[str, ...]:
        """The versions of which a pair has something that is covered."""
        reading = self._reading
        if not self.is_on or reading is None or not 0 <= row < len(reading.rows):
            return ()
        return tuple(
            version
            for version, cell in zip(reading.shown, reading.rows[row].cells, strict=True)
            if any(self.is_covered(version, segment) for segment in cell)
        )

    def lift(self, lifted: bool) -> None:
        """Show everything for as long as that is wanted, whatever is covered."""
        if lifted != self._is_lifted:
            self._is_lifted = lifted
            self.changed.emit()

    def cover_versions(self, versions: Iterable[str]) -> None:
        """Cover these versions, all of them anew, and no others; nothing is covered by pairs then."""
        self._versions = frozenset(versions)
        self._shown.clear()
        self._covered.clear()
        self.changed.emit()

    def toggle_version(self, version: str) -> None:
        """The reader wants to do without a version, or with it again."""
        self._covered = {each for each in self._covered if each[0] != version}
        self._shown = {each for each in self._shown if each[0] != version}
        self._versions ^= {version}
        self.changed.emit()
        self.chosen.emit()

    def toggle_all(self) -> None:
        """Cover all translations that are shown or, where anything is covered, nothing any more."""
        reading = self._reading
        wanted: frozenset[str] = frozenset()
        if reading is not None and not self.is_on:
            source = reading.document.source.id
            others = frozenset(version for version in reading.shown if version != source)
            wanted = others or frozenset(reading.shown)
        self.cover_versions(wanted)
        self.chosen.emit()

    def toggle_pair(self, row: int) -> None:
        """Uncover a pair or, where all of it shows, cover what renders the source, or what was covered."""
        if not self.covered_in(row):
            self._cover_pair(row)
        else:
            self.uncover(row)

    def uncover(self, row: int, versions: Sequence[str] = ()) -> None:
        """The reader needs a pair; of these versions or, without any, of all that are covered."""
        covered = self.covered_in(row)
        wanted = tuple(version for version in covered if not versions or version in versions)
        if not wanted:
            return
        self._show(row, wanted)
        self.changed.emit()
        self.uncovered.emit(row, wanted)

    def restore(self, rows: Mapping[int, Iterable[str]]) -> None:
        """These were uncovered before, by pairs."""
        for row, versions in rows.items():
            self._show(row, versions)
        if rows:
            self.changed.emit()

    def trimmed(self, selection: Selection) -> Selection | None:
        """As much of a selection, from where it begins, as reaches no covered sentence."""
        reading = self._reading
        if not self.is_on or reading is None or selection.version not in reading.shown:
            return selection
        text, version = reading.texts[selection.version], selection.version
        if version not in self._versions and all(each != version for each, _ in self._covered):
            return selection
        span = selection.span
        anchor, head = selection.anchor, selection.head
        segments = list(text.segments_in(span)) if len(span) else [text.segment_at(anchor)]
        for segment in segments if head >= anchor else reversed(segments):
            if not self.is_covered(version, segment):
                continue
            edge = text.segment(segment)
            head = max(edge.start, anchor) if head >= anchor else min(edge.end, anchor)
            if edge.start <= anchor < edge.end or (head == anchor and len(span)):
                return None
            return Selection(version, anchor, head)
        return selection

    def _cover_pair(self, row: int) -> None:
        reading = self._reading
        if reading is None or not 0 <= row < len(reading.rows):
            return
        source = reading.document.source.id
        wanted = self._versions or {version for version in reading.shown if version != source}
        for version, cell in zip(reading.shown, reading.rows[row].cells, strict=True):
            if version in wanted:
                for segment in cell:
                    if version in self._versions:
                        self._shown.discard((version, segment))
                    else:
                        self._covered.add((version, segment))
        self.changed.emit()

    def _show(self, row: int, versions: Iterable[str]) -> None:
        reading = self._reading
        assert reading is not None
        for version in versions:
            if version in reading.shown:
                for segment in reading.cell(row, version):
                    self._shown.add((version, segment))
                    self._covered.discard((version, segment))
