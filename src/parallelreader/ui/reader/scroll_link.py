"""Keeps panes together by meaning: whichever the reader moves leads, the others follow.

The leader's sentence on the reading line decides; its partner is brought to the same height. The
arithmetic is in ``app.reading``.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from parallelreader.app.reading.eye_line import EyeLine
from parallelreader.app.reading.reading import Reading
from parallelreader.ui.reader.view import ReadingView


class ScrollLink(QObject):
    """Links the panes of one document; ``changed`` says that leader, link or anchor is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.eye = EyeLine()
        self.is_linked = True
        # While sentences are being chosen on both sides, neither follows the other.
        self._is_held = False
        self._views: dict[str, ReadingView] = {}
        self._reading: Reading | None = None
        self._lead = ""
        self._top = 0.0
        # What is being read, and how tall its pane was then: what a pane laid out anew is brought back to.
        self._at: tuple[str, float] | None = None
        self._height = 0.0
        # How far each version stands from where meaning would put it, since the reader anchored it.
        self._shifts: dict[str, float] = {}

    @property
    def lead(self) -> str:
        """The version whose pane leads; empty where nothing is open."""
        return self._lead

    @property
    def is_anchored(self) -> bool:
        """Whether the reader has said which places belong together."""
        return bool(self._shifts)

    def begin(self, reading: Reading | None, views: Mapping[str, ReadingView]) -> None:
        """Link these panes, one for each version; the first leads until another is moved."""
        self._views = dict(views)
        self._reading = reading
        self._shifts = {}
        self._at = None
        if self._lead not in self._views:
            self._lead = next(iter(self._views), "")
        self._top = self._position()
        self.changed.emit()

    def renew(self, reading: Reading) -> None:
        """The same versions are paired otherwise; what was anchored by hand is so no longer."""
        self._reading, self._shifts = reading, {}
        self.pull()
        self.changed.emit()

    def follow(self, version: str) -> None:
        """The pane of ``version`` was moved by the reader: it leads, the others follow."""
        view = self._views.get(version)
        if view is None or view.column is None:
            return
        top = view.column.top
        if version != self._lead:
            self._lead = version
            self.changed.emit()
            # How far it has just moved is not known; a line is a fair guess and keeps the eye still.
            self._top = top - view.line_height()
        column = view.column
        scrolled, self._top = top - self._top, top
        if abs(scrolled) > 2 * column.height:
            self.eye.jump(top=top, limit=column.limit, height=column.height)
        else:
            self.eye.move(scrolled=scrolled, top=top, limit=column.limit, height=column.height)
        self._at, self._height = self._place_on_line(), column.height
        self.pull()

    def place(self) -> tuple[str, float] | None:
        """(version, place) of what is being read: the leader's place on the reading line."""
        return self._at or self._place_on_line()

    def pull(self) -> None:
        """Bring the others to the leader's place."""
        found = self.place()
        if not self.is_linked or self._is_held or found is None or self._reading is None:
            return
        lead, place = found
        for version, view in self._views.items():
            if version != lead and self._reading.is_linked(lead, version):
                view.bring(version, self._target(lead, place, version), self.eye.y, bounded=False)

    def go_to(self, version: str, place: float) -> None:
        """Bring a place of one version to the reading line, and its partners beside it.

        A pane that has no size yet is brought there as soon as it is laid out.
        """
        view = self._views.get(version)
        if view is None:
            return
        self._lead = version
        self._at, self._height = (version, place), 0.0
        column = view.column
        if column is None:
            return
        # The line's height depends on where one arrives; going twice settles it.
        for _ in range(2):
            view.bring(version, place, self.eye.y, bounded=True)
            self.eye.jump(top=column.top, limit=column.limit, height=column.height)
        if view.y_of(version, place) is not None:
            self.eye.y = view.y_of(version, place) or 0.0
        self._top, self._height = column.top, column.height
        self.pull()
        self.changed.emit()

    def settle(self) -> None:
        """A pane was laid out anew, in another width or size: what was being read is read on."""
        view = self._views.get(self._lead)
        if self._at is None or view is None or view.column is None:
            self.pull()
            return
        version, place = self._at
        if view.column.height != self._height:
            self.go_to(version, place)
            return
        # At the very top there may be more room above the first line now, which must not slip away.
        if view.column.top:
            view.bring(version, place, self.eye.y, bounded=True)
        y = view.y_of(version, place)
        self.eye.y = self.eye.y if y is None else y
        self._top = view.column.top
        self.pull()

    def hold(self, held: bool) -> None:
        """Let no pane follow another for a while, or have them come to the leader's place again."""
        self._is_held = held
        self.pull()

    def set_linked(self, linked: bool) -> None:
        """Join or part the panes; joining goes by meaning again, whatever was anchored."""
        self.is_linked = linked
        self._shifts = {}
        if linked:
            self.pull()
        self.changed.emit()

    def anchor(self) -> None:
        """From now on the places that stand on the reading line now belong together."""
        found = self.place()
        if found is None or self._reading is None:
            return
        lead, place = found
        self._shifts = {}
        shifts = {}
        for version, view in self._views.items():
            there = view.place_at(self.eye.y, version)
            if version != lead and there is not None and self._reading.is_linked(lead, version):
                shifts[version] = there - self._target(lead, place, version)
        self._shifts = shifts
        self.is_linked = True
        self.changed.emit()

    def _place_on_line(self) -> tuple[str, float] | None:
        view = self._views.get(self._lead)
        place = view.place_at(self.eye.y, self._lead) if view else None
        return None if place is None else (self._lead, place)

    def _target(self, lead: str, place: float, version: str) -> float:
        assert self._reading is not None
        place -= self._shifts.get(lead, 0.0)
        return self._reading.follow(lead, place, version) + self._shifts.get(version, 0.0)

    def _position(self) -> float:
        view = self._views.get(self._lead)
        return view.column.top if view and view.column else 0.0
