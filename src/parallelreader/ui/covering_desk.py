"""Reading without a side: what is hidden is remembered, and what had to be revealed is noted."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from parallelreader.app.reading.reading import Reading
from parallelreader.core.progress import Progress
from parallelreader.ui import later
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.session import Session
from parallelreader.ui.widgets.key_caps import caps_of
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.app.words.reveals import Reveals


class CoveringDesk(QObject):
    """Acts on the covering that all views share; ``reveals`` gives where it is noted what was revealed."""

    def __init__(
        self, jobs: JobRunner, session: Session, window: Window, reveals: "Callable[[], Reveals]"
    ) -> None:
        super().__init__(window)
        self._jobs, self._session, self._window, self._reveals = jobs, session, window, reveals
        self._covering = window.state.covering
        self._actions = window.actions_by_id
        self._covering.caps = tuple(caps_of(self._actions["reveal"].shortcut()))
        self._covering.uncovered.connect(self._on_uncovered)
        self._covering.changed.connect(self._show_choice)
        self._covering.chosen.connect(self._leave_hidden)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The versions that are hidden, to be remembered."""
        return tuple(sorted(self._covering.versions))

    def begin(self, hidden: Iterable[str]) -> None:
        """A corpus was opened that was left with these versions hidden."""
        self._covering.cover_versions(hidden)

    def begin_document(self, *, restores: bool) -> None:
        """A document was opened, or other versions of it; with ``restores`` what was revealed of it shows."""
        self._show_choice()
        reading, notes = self._window.area.reading, self._session.notes
        if not restores or reading is None or notes is None or not self._covering.versions:
            return
        reveals, key = self._reveals(), notes.corpus_key

        def work(_: Progress) -> dict[int, frozenset[str]]:
            return reveals.rows_revealed(key, reading)

        def done(rows: dict[int, frozenset[str]]) -> None:
            if self._window.area.reading is reading:
                self._covering.restore(rows)

        self._jobs.run(work, Job(self.tr("Looking at what was revealed"), on_done=done, is_quiet=True))

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        return {"reveal": self._reveal, "hide_translations": self._covering.toggle_all}

    def _reveal(self) -> None:
        self._covering.toggle_pair(self._window.state.current_row)

    @Slot()
    def _leave_hidden(self) -> None:
        """Where the cursor is in what has just been hidden, it goes to the same pair of what still shows."""
        area, hidden = self._window.area, self._covering.versions
        caret = next((view.caret for view in area.views() if view.hasFocus()), None)
        if area.reading is None or caret is None or caret[0] not in hidden:
            return
        row = area.reading.row_at(*caret)
        for version in area.reading.shown:
            cell = area.reading.cell(row, version) if version not in hidden else ()
            if cell:
                area.put_caret(version, area.reading.texts[version].segment(cell[0]).start)
                return

    @Slot(int, tuple)
    def _on_uncovered(self, row: int, versions: tuple[str, ...]) -> None:
        """Note that the reader could not do without these."""
        reading, notes = self._window.area.reading, self._session.notes
        pair = later.anchor_of_pair(reading, row) if reading is not None else None
        if reading is None or pair is None or notes is None:
            return
        self._announce(reading, row, versions)
        for version in versions:
            self._reveals().note_reveal(notes.corpus_key, version, pair)

    def _announce(self, reading: Reading, row: int, versions: tuple[str, ...]) -> None:
        """Have a screen reader say what was hidden from it."""
        if not QAccessible.isActive():
            return
        joiners = {version: "" if reading.version(version).is_chinese else " " for version in versions}
        words = [
            reading.texts[version].segments_text(reading.cell(row, version), joiner)
            for version, joiner in joiners.items()
        ]
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window.area, ". ".join(words)))

    @Slot()
    def _show_choice(self) -> None:
        self._actions["hide_translations"].setChecked(self._covering.is_on)
        self._window.status.show_hidden(self._hidden_words())

    def _hidden_words(self) -> str:
        reading, covering = self._window.area.reading, self._covering
        if reading is None or not covering.is_on:
            return ""
        versions = [reading.version(version) for version in reading.shown if version in covering.versions]
        names = ", ".join(version_name(reading.document, version) for version in versions)
        if names:
            return self.tr("{names} hidden").format(names=names)
        count = covering.pair_count
        return self.tr("{count} hidden").format(count=f"{count:,}") if count else ""
