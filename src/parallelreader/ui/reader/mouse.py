"""Pointing, clicking and dragging in a reading view.

One click holds a pair, two select the word, three the sentence; dragging after two goes by words.
"""

import weakref

from PySide6.QtCore import QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtWidgets import QApplication

from parallelreader.app.reading.selection import Selection
from parallelreader.core.text import Span
from parallelreader.ui.reader.surface import Surface

_DRAG_DISTANCE = 4
_EDGE_SCROLL_MS = 30


class Mouse(QObject):
    """Turns the mouse events of one view into pointing, holding and selecting."""

    def __init__(self, view: Surface) -> None:
        super().__init__()
        # The view owns this; a reference back would keep its texts until the collector comes, which is rare.
        self._view: Surface = weakref.proxy(view)
        self._pressed: QPointF | None = None
        self._clicks = 0
        self._first_word = Span(0, 0)
        self._double_clicked_at = 0
        self._dragging = False
        self._edge_timer = QTimer(self)
        self._edge_timer.setInterval(_EDGE_SCROLL_MS)
        self._edge_timer.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        point = event.position()
        if event.button() != Qt.MouseButton.LeftButton or self._view.marker_at(point) is not None:
            return
        self._pressed = point
        self._dragging = False
        soon = event.timestamp() - self._double_clicked_at < QApplication.doubleClickInterval()
        self._clicks = 3 if self._clicks == 2 and soon else 1
        state, caret = self._view.state, self._view.caret
        if self._clicks == 3:
            self._select(self._sentence(point))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and (state.selection or caret):
            if state.selection is None and caret is not None:
                state.select(Selection(caret[0], caret[1], caret[1]))
            self._dragging = True
            self._drag_to(point)

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        self._dragging = False
        self._clicks = 2
        self._double_clicked_at = event.timestamp()
        found = self._view.character_at(event.position())
        if found is not None:
            self._first_word = self._word(*found)
            self._select((found[0], self._first_word))
        else:
            self._view.state.select(None)

    def move(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(point)
            return
        if not self._dragging:
            self._dragging = (point - self._pressed).manhattanLength() >= _DRAG_DISTANCE
            if not self._dragging:
                return
            if self._clicks == 1:
                self._begin_selection(self._pressed)
        self._drag_to(point)
        self._scroll_near_edge(point)

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._edge_timer.stop()
        pressed, self._pressed = self._pressed, None
        view = self._view
        if pressed is None:
            marker = view.marker_at(event.position())
            if marker is not None:
                view.note_requested.emit(marker)
        elif self._clicks == 1 and not self._dragging:
            self._click(event.position())
        elif view.state.selection is not None and not view.state.selection.is_empty:
            view.selected_by_mouse.emit(event.globalPosition().toPoint())

    def mean(self, point: QPointF) -> None:
        """A menu is asked for at a point: without a selection it is about the sentence there."""
        view = self._view
        row = view.row_at(point)
        if view.state.selection is None and row is not None:
            view.state.read(row)
            # What the menu says about a word is about the one under the pointer, not the one after it.
            view.caret = view.character_at(point) or view.position_at(point)
            view.viewport().update()

    def _point(self, point: QPointF) -> None:
        view = self._view
        view.state.point(view.row_at(point))
        view.state.lights.point(view.character_at(point))
        view.tell_pointed(point)
        is_button = view.marker_at(point) is not None or view.covered_at(point) is not None
        shape = Qt.CursorShape.PointingHandCursor if is_button else Qt.CursorShape.IBeamCursor
        if view.viewport().cursor().shape() != shape:
            view.viewport().setCursor(shape)

    def _click(self, point: QPointF) -> None:
        view = self._view
        view.state.select(None)
        view.state.lights.leave_caret()
        covered = view.covered_at(point)
        if covered is not None:
            view.state.read(covered[0])
            view.state.covering.uncover(covered[0], (covered[1],))
            return
        row, place = view.row_at(point), view.character_at(point)
        view.caret = view.position_at(point)
        view.state.hold(None if row == view.state.held_row else row)
        if row is not None:
            # From here on something else may be at the point: one sentence at a time goes to its pair.
            view.state.read(row)
        view.viewport().update()
        view.tell_clicked(place)

    def _begin_selection(self, point: QPointF) -> None:
        found = self._view.position_at(point)
        if found is not None:
            self._view.state.select(Selection(found[0], found[1], found[1]))

    def _drag_to(self, point: QPointF) -> None:
        view = self._view
        selection = view.state.selection
        found = view.position_at(point, selection.version) if selection else None
        if selection is None or found is None:
            return
        if self._clicks == 2:
            moved = Selection.by_words(selection.version, self._first_word, self._word(*found))
        else:
            moved = selection.to(found[1])
        view.state.select(moved)
        view.caret = (moved.version, moved.head)

    def _scroll_near_edge(self, point: QPointF) -> None:
        if 0 <= point.y() <= self._view.viewport().height():
            self._edge_timer.stop()
        elif not self._edge_timer.isActive():
            self._edge_timer.start()

    def _scroll_on(self) -> None:
        viewport = self._view.viewport()
        point = QPointF(viewport.mapFromGlobal(QCursor.pos()))
        over = min(point.y(), 0.0) or max(point.y() - viewport.height(), 0.0)
        self._view.scroll_by(over)
        self._drag_to(point)

    def _select(self, found: tuple[str, Span] | None) -> None:
        if found is not None and len(found[1]):
            version, span = found
            self._view.state.select(Selection(version, span.start, span.end))
            self._view.caret = (version, span.end)

    def _sentence(self, point: QPointF) -> tuple[str, Span] | None:
        found = self._view.character_at(point)
        reading = self._view.state.reading
        if found is None or reading is None:
            return None
        text = reading.texts[found[0]]
        return found[0], text.segment(text.segment_at(found[1]))

    def _word(self, version: str, position: int) -> Span:
        reading = self._view.state.reading
        if reading is None:
            return Span(position, position)
        is_chinese = reading.version(version).is_chinese
        return self._view.words.at(reading.texts[version], position, is_chinese=is_chinese)
