"""Repair in the window: the list of doubtful pairs, the rows, and coming from reading and going back to it.

What is done to a pair is left to ``repairing``, what is proposed to ``proposal_desk``.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parallelreader.app.reading.reading import Reading
from parallelreader.app.repairing import RepairChanges
from parallelreader.core.repair.operations import Side
from parallelreader.core.repair.repair import Repair
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.repair_actions import ONLY_REPAIRING
from parallelreader.ui.alignment.low_list import LowList
from parallelreader.ui.alignment.proposal_banner import ProposalBanner
from parallelreader.ui.alignment.repair_bar import RepairBar
from parallelreader.ui.alignment.repair_hints import RepairHints
from parallelreader.ui.alignment.score_strip import ScoreStrip
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.proposal_desk import ProposalDesk
from parallelreader.ui.repairing import Repairs
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window

_LIST_WIDTH = 228
_ONLY_READING = (
    "panes",
    "rows",
    "line",
    "next_version",
    "add_version",
    "close_version",
    "link",
    "anchor",
    "hide_translations",
)


@dataclass(frozen=True, slots=True)
class _CameFrom:
    """How reading was when repair began."""

    document: str
    shown: tuple[str, ...]
    at: tuple[str, float] | None
    sidebar_width: int
    shows_notes: bool


class RepairDesk(QObject):
    """What the user does to the alignment, from the rows, the list and the bars around them."""

    def __init__(
        self,
        session: Session,
        window: Window,
        themes: ThemeSource,
        jobs: JobRunner,
        travel: Travel,
        toast: ActToast,
    ) -> None:
        """``toast`` is where is said what was done."""
        super().__init__(window)
        self._session, self._window, self._travel = session, window, travel
        self._area = window.area
        self._actions = window.actions_by_id
        self._came_from: _CameFrom | None = None
        self.repairs = Repairs(session, window.area)
        self._banner = ProposalBanner(themes)
        self.proposals = ProposalDesk(session, window.area, jobs, self.repairs, self._banner)
        self.bar = RepairBar(themes, self._actions)
        self.strip = ScoreStrip(themes)
        self.list = LowList(themes, self._actions)
        self._above = _stacked(self._banner, self.bar)
        window.frame_text(self._above, self.strip)
        self._hints = RepairHints(themes, self._actions)
        self.list.hide()
        self.toast = toast
        self._connect()

    @property
    def is_on(self) -> bool:
        """Whether the rows of repair show."""
        return self._came_from is not None

    @property
    def hides_notes(self) -> bool:
        """Whether the notes only make room for repair and come back after it."""
        return self._came_from is not None and self._came_from.shows_notes

    def toggle(self) -> None:
        """Begin to repair, or go back to where one was reading."""
        if self.is_on:
            self.leave()
        else:
            self.enter()
        self._actions["repair"].setChecked(self.is_on)

    def enter(self) -> None:
        """Show the source and the translation meant in the rows of repair."""
        reading = self._area.reading
        version = self._version_meant(reading) if reading is not None else None
        if reading is None or version is None:
            self._window.status.say(self.tr("There is no aligned translation here to repair."))
            return
        at = self._area.place()
        self._came_from = _CameFrom(
            reading.document.id,
            reading.shown,
            at,
            self._window.set_sidebar_width(_LIST_WIDTH),
            not self._window.side.isHidden(),
        )
        self._show(True)
        pair = (reading.document.source.id, version)
        if reading.shown == pair:
            self._area.set_repairing(True)
            self._begin(reading)
        else:
            self._area.set_repairing(True)
            self._session.show_versions(pair, at)

    def leave(self) -> None:
        """Go back to the layout and place where one was reading."""
        came_from, reading = self._came_from, self._area.reading
        if came_from is None:
            return
        self._travel.mark()
        self._end()
        if reading is not None and reading.shown != came_from.shown:
            self._session.show_versions(came_from.shown, came_from.at)
        elif came_from.at is not None:
            self._area.go_to(*came_from.at)
        self._area.focus_text()

    def begin_document(self, reading: Reading) -> None:
        """A document was opened, or other versions of it: of another one nothing is being repaired."""
        if self._came_from is None:
            return
        source = reading.document.source.id
        if (
            reading.document.id == self._came_from.document
            and len(reading.shown) == 2
            and reading.shown[0] == source
        ):
            self._begin(reading)
        else:
            self._end()

    def walk(self, step: int) -> None:
        """Choose the next pair of the list (1) or the one before (-1)."""
        reading = self._area.reading
        row = self.list.beside(self._window.state.current_row, step)
        if row is not None:
            self._area.repair.view.jump(row)
        elif reading is not None:
            only = self._window.state.current_row in reading.doubtful
            text = self.tr("This is the only low pair.") if only else self.tr("No pair is doubtful any more.")
            self._window.status.say(text)

    def handlers(self) -> dict[str, Handler]:
        """What the actions of repair do, by their ids."""
        repairs = self.repairs
        return {
            "repair": self.toggle,
            "merge_next": partial(repairs.merge, 1),
            "merge_previous": partial(repairs.merge, -1),
            "split": repairs.split,
            "shift_down": partial(repairs.shift, Side.TARGET, 1),
            "shift_up": partial(repairs.shift, Side.TARGET, -1),
            "shift_source_down": partial(repairs.shift, Side.SOURCE, 1),
            "shift_source_up": partial(repairs.shift, Side.SOURCE, -1),
            "detach": repairs.detach,
            "check": repairs.check,
            "skip_proposal": self.proposals.skip,
            "realign": self.proposals.realign_here,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Keys that nothing inside the window had a use for.
        if self.is_on and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() == Qt.Key.Key_Escape:
                self.toggle()
                return True
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.proposals.apply()
                return True
        return False

    def _version_meant(self, reading: Reading) -> str | None:
        """The translation whose pane has the keyboard, else the first shown, that is aligned."""
        document = self._session.document
        aligned = document.opened.alignments if document is not None else {}
        wanted = (
            self._area.focused_version(),
            *reading.shown,
            *(v.id for v in reading.document.translations),
        )
        source = reading.document.source.id
        return next((version for version in wanted if version != source and version in aligned), None)

    def _begin(self, reading: Reading) -> None:
        self._refresh(reading)
        self.proposals.begin(reading)
        self._area.focus_text()

    def _end(self) -> None:
        came_from, self._came_from = self._came_from, None
        assert came_from is not None
        self.proposals.end()
        self.toast.hide()
        self._area.set_repairing(False)
        self._show(False)
        self._window.set_sidebar_width(came_from.sidebar_width)
        self._window.side.setVisible(came_from.shows_notes)
        self._actions["repair"].setChecked(False)

    def _show(self, shown: bool) -> None:
        """Show what belongs to repair in place of what belongs to reading, or the other way."""
        window = self._window
        for part in (self._above, self.strip):
            part.setVisible(shown)
        if shown:
            window.sidebar.lend(self.list)
            window.side.hide()
        else:
            window.sidebar.take_back()
        window.toolbar.show_repair(shown)
        window.status.show_hints(self._hints, shown)
        window.selection_bar.hide()
        self._actions.follow_repair(shown)
        for name in ONLY_REPAIRING:
            self._actions[name].setEnabled(shown)
        for name in _ONLY_READING:
            self._actions[name].setEnabled(not shown)
        window.let_read(not shown)

    def _refresh(self, reading: Reading) -> None:
        row = self._window.state.current_row
        self.list.fill(reading, row)
        self.strip.show_reading(reading)
        self._show_chosen(reading, row)
        self._show_window()

    def _show_chosen(self, reading: Reading, row: int) -> None:
        if row < len(reading.rows):
            self.bar.show_pair(reading.label(row), is_checked=reading.rows[row].is_checked)

    def _show_window(self) -> None:
        rows = self._area.repair.view.rows_on_screen() if self.is_on else []
        self.strip.show_window(range(rows[0], rows[-1] + 1) if rows else range(0))

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        reading = self._area.reading
        if self.is_on and reading is not None and row < len(reading.rows):
            self.list.choose(row)
            self._show_chosen(reading, row)
            self.proposals.turn_to(row)

    @Slot(object, object)
    def _on_realigned(self, reading: Reading, changes: RepairChanges) -> None:
        if self.is_on:
            is_own = changes.initiator is not self.repairs
            if is_own and changes.repair is not None and changes.version in reading.shown:
                self._choose_first(reading, changes.repair)
            self._refresh(reading)
            if is_own:
                self.proposals.look_again(reading)

    def _choose_first(self, reading: Reading, repair: Repair) -> None:
        """Choose the first of the rows that a repair has made."""
        rows = [
            reading.row_of(version, segment)
            for version, segments in zip(reading.shown, repair.segments, strict=True)
            for segment in segments
        ]
        if rows:
            self._area.repair.view.choose(min(rows))

    @Slot(str)
    def _on_done(self, text: str) -> None:
        self.toast.tell(text)

    def _connect(self) -> None:
        view, area = self._area.repair.view, self._area
        view.merge_requested.connect(self.repairs.merge)
        view.split_requested.connect(self.repairs.split)
        view.shift_requested.connect(self.repairs.shift_of)
        view.scrolled.connect(self._show_window)
        view.laid_out_anew.connect(self._show_window)
        self.repairs.done.connect(self._on_done)
        self.repairs.refused.connect(self.toast.say)
        self.list.chosen.connect(view.jump)
        self.strip.row_chosen.connect(view.jump)
        area.state.current_changed.connect(self._on_current_changed)
        self._session.realigned.connect(self._on_realigned)
        self._window.installEventFilter(self)


def _stacked(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return whole
