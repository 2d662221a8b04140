"""Choosing two sentences that belong together: one here, one in another version, by keys or by mouse.

What is then made of the pair is the business of the desk.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.reader.state import PinChoice
from parallelreader.ui.reader.view import ReadingView

_MOUSE = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
)
# The question which two are meant lies over the foot of the text.
_FOOT = 64.0
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_TURNS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences that belong together, ``source`` being one of the source version."""

    version: str
    source: int
    target: int


class Pinning(QObject):
    """While it is on, keys and clicks in the text choose sentences; the panes stand still meanwhile.

    ``chosen`` carries the pair that was agreed to, ``changed`` says that other sentences are chosen and
    ``ended`` that none is any more.
    """

    chosen = Signal(object)
    changed = Signal()
    ended = Signal()

    def __init__(self, area: ReadingArea) -> None:
        super().__init__(area)
        self._area = area
        area.page_changed.connect(self.end)
        self._watched: list[QObject] = []

    @property
    def choice(self) -> PinChoice | None:
        """What is chosen on both sides; None while this is off."""
        return self._area.state.pin

    def begin(self) -> bool:
        """Choose a partner for the sentence being read; False where no other version stands beside it."""
        reading = self._area.reading
        version = self._area.focused_version()
        other = self._other(reading, version) if reading is not None else None
        if reading is None or other is None or not len(reading.rows):
            return False
        segment = self._sentence(reading, version)
        row = reading.row_of(version, segment)
        partners = reading.cell(row, other)
        place = reading.texts[version].segment(segment).start
        there = reading.texts[other].segment_at(int(reading.follow(version, place, other)))
        partner = partners[0] if partners else there
        self._watch()
        self._area.panes.link.hold(True)
        self._choose(PinChoice({version: segment, other: partner}, other))
        return True

    def end(self) -> None:
        """Leave the choice; nothing is pinned."""
        if not self._watched:
            return
        for each in self._watched:
            each.removeEventFilter(self)
        self._watched = []
        self._area.panes.link.hold(False)
        self._area.state.choose_pin(None)
        self.ended.emit()

    def agree(self) -> None:
        """These two belong together."""
        choice, reading = self.choice, self._area.reading
        if choice is None or reading is None:
            return
        source = reading.document.source.id
        version = next(each for each in choice.segments if each != source)
        pair = Pair(version, choice.segments[source], choice.segments[version])
        self.end()
        self.chosen.emit(pair)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Escape and the arrows belong to the choice, whatever else they are for.
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() in _MOUSE and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._click(watched, event)
            return True
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key, choice = Qt.Key(event.key()), self.choice
        if choice is None:
            return False
        if key in _STEPS:
            self._step(choice, _STEPS[key])
        elif key in _TURNS:
            versions = list(choice.segments)
            following = versions[(versions.index(choice.active) + 1) % len(versions)]
            self._choose(PinChoice(choice.segments, following))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.agree()
        elif key == Qt.Key.Key_Escape:
            self.end()
        return True

    def _step(self, choice: PinChoice, by: int) -> None:
        reading = self._area.reading
        assert reading is not None
        last = reading.texts[choice.active].segment_count - 1
        segment = min(max(choice.segments[choice.active] + by, 0), last)
        self._choose(PinChoice({**choice.segments, choice.active: segment}, choice.active))

    def _click(self, watched: QObject, event: QMouseEvent) -> None:
        view = next((view for view in self._area.views() if watched in (view, view.viewport())), None)
        found = view.position_at(event.position()) if view is not None else None
        reading, choice = self._area.reading, self.choice
        if found is None or reading is None or choice is None:
            return
        version, position = found
        segments = {**choice.segments, version: reading.texts[version].segment_at(position)}
        source = reading.document.source.id
        if len(segments) > 2:
            # Another translation was meant than the one chosen first.
            segments = {each: segments[each] for each in (source, version)}
        self._choose(PinChoice(segments, version))

    def _choose(self, choice: PinChoice) -> None:
        self._area.state.choose_pin(choice)
        reading = self._area.reading
        assert reading is not None
        for view in self._area.views():
            if choice.active in view.versions:
                view.setFocus()
            for version in view.versions:
                if version in choice.segments:
                    _show(view, reading, version, choice.segments[version])
        self.changed.emit()

    def _watch(self) -> None:
        for view in self._area.views():
            self._watched += [view, view.viewport()]
        for each in self._watched:
            each.installEventFilter(self)

    def _other(self, reading: Reading, version: str) -> str | None:
        """The version to look for a partner in: the source, or from there the first translation aligned."""
        source = reading.document.source.id
        wanted = [source] if version != source else [each for each in reading.shown if each != source]
        return next((each for each in wanted if reading.is_linked(version, each)), None)

    def _sentence(self, reading: Reading, version: str) -> int:
        """The sentence meant: that of the selection or the caret, where they are in the pair being read."""
        cell = reading.cell(self._area.state.current_row, version)
        selection = self._area.state.selection
        positions = [selection.span.start] if selection is not None and selection.version == version else []
        carets = [view.caret for view in self._area.views() if view.caret is not None]
        positions += [position for caret_version, position in carets if caret_version == version]
        meant = [reading.texts[version].segment_at(position) for position in positions]
        found = next((segment for segment in meant if segment in cell), None)
        if found is not None:
            return found
        if cell:
            return cell[0]
        at = self._area.place()
        place = int(at[1]) if at is not None and at[0] == version else 0
        return reading.texts[version].segment_at(place)


def _show(view: ReadingView, reading: Reading, version: str, segment: int) -> None:
    """Scroll no further than brings a sentence on screen, and not under the question at its foot."""
    span = reading.texts[version].segment(segment)
    for position in (span.end, span.start):
        view.reveal(version, position)
    rect = view.rect_of(version, span.start)
    if rect is not None:
        view.scroll_by(max(rect.bottom() + _FOOT - view.viewport().height(), 0.0))
