"""The widget that shows a column of items: scrolling, pointing and selecting by mouse.

What the items are comes from outside, keys are in ``keys``; how a pane follows another is the link's.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from parallelreader.app.reading.words import Words
from parallelreader.ui.reader.ahead import Ahead
from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.items import Item, Items
from parallelreader.ui.reader.keys import Keys
from parallelreader.ui.reader.landmarks import landmarks_of
from parallelreader.ui.reader.marked_scroll_bar import MarkedScrollBar
from parallelreader.ui.reader.mouse import Mouse
from parallelreader.ui.reader.painting import Brush, marker_rects, paint_edges, paint_item, paint_markers
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.term_painting import find_terms
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.reader.text_surface import TextSurface
from parallelreader.ui.theme.source import ThemeSource

_NOTCH = 120.0
_LINES_A_NOTCH = 3
# What stands beside the scroll bar comes when there is nothing more urgent to do.
_LANDMARKS_AFTER_MS = 80
_ALL = QRectF()


class ReadingView(TextSurface):
    """One column of text. Subclasses say what it is made of by :meth:`build_items`.

    ``menu_requested`` and ``selected_by_mouse`` carry points of the screen; ``pointed`` this view and a point
    of its viewport, None where the pointer has left it; ``clicked`` the view and a character (version, code
    point), None for a click beside all text.
    """

    scrolled = Signal()
    laid_out_anew = Signal()
    zoom_requested = Signal(int)
    note_requested = Signal(str)
    menu_requested = Signal(QPoint)
    selected_by_mouse = Signal(QPoint)
    pointed = Signal(object, object)
    clicked = Signal(object, object)

    def __init__(
        self, state: ReadingState, themes: ThemeSource, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(state, parent)
        self.themes = themes
        self.words = words
        self.caret: tuple[str, int] | None = None
        self._mouse = Mouse(self)
        self._keys = Keys(self)
        self._ahead = Ahead(self, self)
        self._is_outdated = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._scroll_bar = MarkedScrollBar(themes)
        self.setVerticalScrollBar(self._scroll_bar)
        self._landmarks = QTimer(self, singleShot=True, interval=_LANDMARKS_AFTER_MS)
        self._landmarks.timeout.connect(self._show_landmarks)
        state.landmarks_changed.connect(self._landmarks.start)
        self.laid_out_anew.connect(self._landmarks.start)
        self.verticalScrollBar().actionTriggered.connect(self._on_scroll_bar_used)
        state.changed.connect(self.viewport().update)
        state.lights.changed.connect(self._on_lights_changed)
        state.lettering.changed.connect(self.viewport().update)
        state.lettering.reset.connect(self._on_lettering_reset)
        themes.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    # What a subclass says

    def build_items(self) -> Items | None:
        """The items for the present width, or None where nothing is open."""
        raise NotImplementedError

    def style_of(self, version: str) -> TextStyle:
        """How a version shown here is set."""
        raise NotImplementedError

    def margin(self) -> float:
        """The x of the markers of notes, in pixels of the viewport."""
        return 12.0

    def paint_background(self, painter: QPainter, index: int, top: float, item: Item) -> None:
        """Paint what lies under an item; nothing by default."""

    def paint_above(self, painter: QPainter) -> None:
        """Paint what lies over all items; nothing by default."""

    def opacity_of(self, index: int) -> float:
        """How strongly an item is painted, from 0 to 1."""
        return 1.0

    def places_shown(self, version: str) -> tuple[float, float] | None:
        """The places of a version between which it is there to be read; None where it is not on screen."""
        top = self.place_at(0, version)
        bottom = self.place_at(self.viewport().height(), version)
        return None if top is None or bottom is None else (top, bottom)

    def tints_low(self) -> bool:
        """Whether pairs of low confidence are tinted under their words."""
        return False

    # Places

    def untinted_row(self) -> int | None:
        """The row that is painted as chosen and so takes no tint."""
        return None

    def line_height(self) -> float:
        """The height of a line of the first version, in pixels."""
        versions = self.versions
        return self.style_of(versions[0]).line_height if versions else 24.0

    def rebuild(self) -> None:
        """Lay out anew (other text, width or size), keeping what stands at the top where it stands."""
        self._is_outdated = False
        keep, is_at_top = self._top_place(), self.column is not None and self.column.top == 0
        items = self.build_items()
        self.column = Column(items, self.viewport().height()) if items is not None else None
        # At the very top the room above the first line may have changed.
        if self.column and keep and not is_at_top:
            version, place, y = keep
            if version in self.column.items.versions:
                self.column.bring(version, place, y, bounded=False)
        self._refresh()
        self.laid_out_anew.emit()

    def bring(self, version: str, place: float, y: float, *, bounded: bool = True) -> None:
        """Scroll so that a place (fractional code points) is at height ``y`` of the viewport."""
        if self.column:
            self.column.bring(version, place, y, bounded=bounded)
            self._refresh()

    def scroll_by(self, distance: float) -> None:
        """Scroll as the reader does by wheel or keys: ``scrolled`` is emitted."""
        if self.column and self.column.scroll_by(distance):
            self._refresh()
            self.scrolled.emit()

    def reveal(self, version: str, position: int) -> None:
        """Scroll no further than is needed to have a place on screen."""
        rect, height = self.rect_of(version, position), self.viewport().height()
        if rect is None and self.column:
            self.bring(version, position, height / 3)
            self.scrolled.emit()
        elif rect is not None and rect.top() < 0:
            self.scroll_by(rect.top())
        elif rect is not None and rect.bottom() > height:
            self.scroll_by(rect.bottom() - height)

    def scroll_to_end(self, *, top: bool) -> None:
        """Scroll to one end of the text."""
        if self.column:
            last = len(self.column.items) - 1
            self.column.scroll_to(0.0 if top else self.column.heights.top_of(last + 1))
            self._refresh()
            self.scrolled.emit()

    def tell_pointed(self, point: QPointF | None) -> None:
        """Tell that the pointer is over a point, or over none."""
        self.pointed.emit(self, point)

    def tell_clicked(self, place: tuple[str, int] | None) -> None:
        """Tell that a character, or none, has been clicked once, and nothing was dragged."""
        self.clicked.emit(self, place)

    def marker_at(self, point: QPointF) -> str | None:
        """The note whose marker is under a point."""
        if not self.column:
            return None
        found = self.column.item_at(point.y())
        if found is None:
            return None
        _, top, item = found
        for rect, mark in marker_rects(self._brush(), item, top):
            if rect.adjusted(-8, -8, 8, 8).contains(point):
                return mark.note
        return None

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.themes.current
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.bg)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.column:
            brush = self._brush(QRectF(event.rect()))
            for index, top, item in self.column.visible():
                if top <= event.rect().bottom() and top + item.height >= event.rect().top():
                    painter.setOpacity(self.opacity_of(index))
                    self.paint_background(painter, index, top, item)
                    paint_item(painter, brush, item, top)
                    paint_markers(painter, brush, item, top)
            painter.setOpacity(1.0)
            self.paint_above(painter)
            # At its ends a text is not cut.
            paint_edges(painter, self.viewport().rect(), theme.bg, cuts_top=self.column.top > 0)
            self._ahead.begin()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.column and event.size().width() == event.oldSize().width():
            self.column.height = self.viewport().height()
            self._refresh()
        else:
            self.rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_outdated:
            self.rebuild()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if delta > 0 else -1)
        elif not event.pixelDelta().isNull():
            self.scroll_by(-event.pixelDelta().y())
        else:
            self.scroll_by(-delta / _NOTCH * _LINES_A_NOTCH * self.line_height())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.state.point(None)
        self.state.lights.point(None)
        self.tell_pointed(None)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._mouse.mean(QPointF(event.pos()))
        self.menu_requested.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.state.lights.leave_caret()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Not the base class: it would take the arrow keys for its scroll bar.
        event.setAccepted(self._keys.press(event))

    # Slots

    @Slot(int)
    def _on_scroll_bar_used(self, action: int) -> None:
        if self.column:
            self.column.scroll_to(self.verticalScrollBar().sliderPosition())
            self.viewport().update()
            self.scrolled.emit()

    @Slot()
    def _show_landmarks(self) -> None:
        # A page that does not show may still stand on the document before.
        if self.isVisible():
            self._scroll_bar.show_landmarks(landmarks_of(self.column, self.state) if self.column else ())

    @Slot()
    def _on_lights_changed(self) -> None:
        if self.isVisible():
            for rect in self.light_rects():
                self.viewport().update(rect)

    @Slot()
    def _on_lettering_reset(self) -> None:
        # What does not show is laid out when it does.
        if self.isVisible():
            self.rebuild()
        else:
            self._is_outdated = True

    @Slot()
    def _on_theme_changed(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self.themes.current.bg)
        self.setPalette(palette)
        self.viewport().update()

    # The rest

    def _refresh(self) -> None:
        """Bring the scroll bar up to the column and repaint."""
        self.show_place()
        self.viewport().update()

    def show_place(self) -> None:
        """Bring the scroll bar up to what is known of the column."""
        bar = self.verticalScrollBar()
        if self.column:
            # Measuring what is on screen first, so that the range is right for short texts.
            for _ in self.column.visible():
                pass
            bar.setPageStep(max(self.viewport().height(), 1))
            bar.setSingleStep(int(self.line_height()))
            bar.setRange(0, int(self.column.limit))
            if not bar.isSliderDown():
                bar.setValue(int(self.column.top))
        else:
            bar.setRange(0, 0)

    def shown_column(self) -> Column | None:
        """The column, while it is on screen."""
        return self.column if self.isVisible() else None

    def finish(self, item: Item) -> bool:
        """Find out what painting an item would have to; False where it is known."""
        terms = self.state.terms
        found = [find_terms(terms, fragment) for fragment in item.fragments] if terms is not None else []
        return any(found)

    def _top_place(self) -> tuple[str, float, float] | None:
        if not self.column:
            return None
        version = self.column.items.versions[0]
        place = self.column.place_at(0.0, version)
        y = None if place is None else self.column.locate(version, place)
        return None if place is None or y is None else (version, place, y)

    def _brush(self, seen: QRectF = _ALL) -> Brush:
        glyphs = {v: QFontMetricsF(self.style_of(v).font).height() for v in self.versions}
        caret = self.caret if self.hasFocus() else None
        theme, caps = self.themes.current, self.state.covering.caps
        row, low = self.untinted_row(), self.tints_low()
        height = float(self.viewport().height())
        return Brush(theme, self.state, glyphs, self.margin(), caret, row, low, caps, height, seen)
