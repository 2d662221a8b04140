"""The rows in which an alignment is mended: one is chosen, and its edges can be taken hold of.

What a handle asks for is signalled; doing it is the business of the desk.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip

from parallelreader.app.reading.eye_line import LAST_LINE
from parallelreader.app.reading.words import Words
from parallelreader.ui.reader.items import Fragment, Item, Items
from parallelreader.ui.reader.repair_handles import (
    Edge,
    Handle,
    HandleKind,
    Stop,
    handle_at,
    handles_of,
    nearest_stop,
    stops_of,
)
from parallelreader.ui.reader.repair_items import Frame, RepairItems, frame_of
from parallelreader.ui.reader.repair_painting import (
    ProposedLinks,
    RepairBrush,
    paint_chosen,
    paint_drag,
    paint_proposed,
    paint_row,
)
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource

_MARKER_X = 6.0
# Kept free above and below the chosen row; at the foot a message may lie over the text.
_ABOVE, _BELOW = 24.0, 64.0
# Down to this share of the height a row has enough below it to be judged by.
_HIGH = 0.6


class RepairView(ReadingView):
    """The source and one translation, a bead a row. The row being read is the chosen one.

    ``merge_requested`` carries 1 for the next row and -1 for the one before, ``split_requested`` a version
    and how many of its sentences stay above, ``shift_requested`` a version, the edge (``"start"``,
    ``"end"``) and by how many sentences its boundary moves, up if negative.
    """

    stepped = Signal(int)
    merge_requested = Signal(int)
    split_requested = Signal(str, int)
    shift_requested = Signal(str, str, int)

    def __init__(self, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words) -> None:
        super().__init__(state, themes, words)
        self._styles = styles
        self._frame: Frame | None = None
        self._links = ProposedLinks()
        self._hovered: Handle | None = None
        self._dragged: Handle | None = None
        self._stop: Stop | None = None
        self.setAccessibleName(self.tr("Pairs to repair"))

    @property
    def frame_of_columns(self) -> Frame | None:
        """Where the columns stand; None before anything is shown."""
        return self._frame

    @property
    def handles(self) -> list[Handle]:
        """The handles of the chosen row, where it is on screen."""
        placed = self._placed(self.state.current_row)
        reading = self.state.reading
        if placed is None or self._frame is None or reading is None:
            return []
        row, last = self.state.current_row, len(reading.rows) - 1
        return handles_of(placed[1], placed[0], self._frame, has_row_above=row > 0, has_row_below=row < last)

    def propose(self, links: ProposedLinks) -> None:
        """Show these pairs as proposed, in place of those before."""
        self._links = links
        self.viewport().update()

    def jump(self, row: int) -> None:
        """Choose a row far off, a third down the screen unless it stands high enough for what follows it."""
        placed, height = self._placed(row), self.viewport().height()
        if placed is not None and placed[0] >= _ABOVE and placed[0] + placed[1].height <= _HIGH * height:
            self.choose(row)
        else:
            self.state.read(row)
            self._hold(row)

    def choose(self, row: int) -> None:
        """Choose a row and bring all of it on screen, scrolling no further than that takes."""
        self.state.read(row)
        placed, height = self._placed(row), self.viewport().height()
        if placed is None:
            self._hold(row)
        else:
            top, item = placed
            over = top + item.height + _BELOW - height
            under = top - _ABOVE
            self.scroll_by(under if under < 0 else max(min(over, under), 0.0))
        self.viewport().update()

    # What a reading view asks for

    def build_items(self) -> Items | None:
        reading = self.state.reading
        if reading is None or len(reading.shown) != 2:
            return None
        lettering = self.state.lettering
        self._frame = frame_of(reading, self._styles, float(self.viewport().width()), lettering)
        return RepairItems(reading, self._frame, lettering)

    def style_of(self, version: str) -> TextStyle:
        assert self.state.reading is not None
        return self._styles.style(self.state.reading.version(version), Setting.REPAIR)

    def untinted_row(self) -> int | None:
        return self.state.current_row

    def margin(self) -> float:
        return _MARKER_X

    def row_at(self, point: QPointF) -> int | None:
        found = self.column.item_at(point.y()) if self.column else None
        return found[0] if found is not None else None

    def paint_background(self, painter: QPainter, index: int, top: float, item: Item) -> None:
        brush = self._repair_brush()
        if brush is not None:
            paint_row(painter, brush, index, top, item)

    def paint_above(self, painter: QPainter) -> None:
        brush = self._repair_brush()
        if brush is None or self.column is None:
            return
        shown = {index: (top, item) for index, top, item in self.column.visible()}
        paint_proposed(painter, brush, shown)
        if self.state.current_row in shown:
            top, item = shown[self.state.current_row]
            is_last = self.state.current_row == len(brush.reading.rows) - 1
            area = QRectF(0, top, brush.frame.width, item.height - (LAST_LINE if is_last else 0))
            paint_chosen(painter, brush, area, self.handles, self._dragged or self._hovered)
        if self._dragged is not None and self._stop is not None and self._dragged.kind is HandleKind.GRIP:
            paint_drag(painter, brush, self._dragged.version, self._stop.y)

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if steps and plain:
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = handle_at(self.handles, event.position())
        if handle is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._dragged = handle
        self._stop = Stop(0, handle.area.center().y())
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press of a quick pair on a handle is a press, and selects no word under it.
        if handle_at(self.handles, event.position()) is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._drag_to(event.position().y())
            return
        handle = None if event.buttons() else handle_at(self.handles, event.position())
        if handle != self._hovered:
            self._hovered = handle
            QToolTip.showText(event.globalPosition().toPoint(), _tip(self, handle), self)
            self.viewport().update()
        if handle is None:
            super().mouseMoveEvent(event)
        else:
            is_grip = handle.kind is HandleKind.GRIP
            shape = Qt.CursorShape.SplitVCursor if is_grip else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            super().mouseReleaseEvent(event)
            return
        handle, stop = self._dragged, self._stop
        self._dragged = self._stop = self._hovered = None
        self.viewport().update()
        if handle.kind is HandleKind.GRIP:
            if stop is not None and stop.by:
                self.shift_requested.emit(handle.version, str(handle.edge), stop.by)
        elif handle.area.contains(event.position()):
            self._press(handle)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        super().leaveEvent(event)

    # The rest

    def _hold(self, row: int) -> None:
        if self.column is not None:
            self.column.hold(row, self.viewport().height() / 3)
            self._refresh()
            self.scrolled.emit()

    def _press(self, handle: Handle) -> None:
        if handle.kind is HandleKind.MERGE:
            self.merge_requested.emit(1 if handle.edge is Edge.END else -1)
        else:
            self.split_requested.emit(handle.version, handle.at)

    def _drag_to(self, y: float) -> None:
        handle, row = self._dragged, self.state.current_row
        own, across = self._placed(row), None
        if handle is None or own is None or handle.kind is not HandleKind.GRIP:
            return
        across = self._placed(row + (1 if handle.edge is Edge.END else -1))
        edge_y = own[0] + (own[1].height if handle.edge is Edge.END else 0.0)
        beside = _parts(across[1], handle.version) if across is not None else []
        beside_top = across[0] if across is not None else 0.0
        stops = stops_of(handle.edge, _parts(own[1], handle.version), own[0], beside, beside_top, edge_y)
        self._stop = nearest_stop(stops, y)
        self.viewport().update()

    def _placed(self, row: int) -> tuple[float, Item] | None:
        """(top, item) of a row on screen."""
        for index, top, item in self.column.visible() if self.column else ():
            if index == row:
                return top, item
        return None

    def _repair_brush(self) -> RepairBrush | None:
        reading = self.state.reading
        if reading is None or self._frame is None or len(reading.shown) != 2:
            return None
        return RepairBrush(self.themes.current, reading, self._frame, self._links, self.state.current_row)


def _parts(item: Item, version: str) -> list[Fragment]:
    return [fragment for fragment in item.fragments if fragment.version == version]


def _tip(view: RepairView, handle: Handle | None) -> str:
    if handle is None:
        return ""
    return {
        HandleKind.GRIP: view.tr("Drag to move the boundary of this side by sentences"),
        HandleKind.MERGE: view.tr("Merge the two pairs"),
        HandleKind.SPLIT: view.tr("Split the pair here"),
    }[handle.kind]
