"""The list of hits: headings, pairs with the places found, keys and pointer.

Scrolling is left to ``lazy_list``; the words of what comes into sight are asked for by ``words_wanted``.
"""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from parallelreader.ui.search.hit_layout import (
    ABOVE,
    HEADING_HEIGHT,
    LABEL_HEIGHT,
    MARGIN,
    USUAL_HEIGHT,
    HitLayout,
    Snippet,
)
from parallelreader.ui.search.hit_model import Heading, HitListModel, HitWords
from parallelreader.ui.theme.controls import FOCUS_WIDTH, rounded
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL
from parallelreader.ui.widgets.lazy_list import LazyListView

Index = QModelIndex | QPersistentModelIndex
_Cursor = QAbstractItemView.CursorAction
_MOST_KEPT = 300
_GAP = 8
_RADIUS = 2.0
_LINE = 1.5
_ASK_AFTER_MS = 15


class HitListView(LazyListView):
    """The current row is the hit last gone to or chosen by keys; a click or Enter goes to a hit.

    ``words_wanted`` carries the number of the first hit whose words are to be seen, and how many.
    """

    hit_requested = Signal(int)
    words_wanted = Signal(int, int)

    def __init__(self, model: HitListModel, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits, self._themes = model, themes
        self._layouts: dict[tuple[HitWords, int], HitLayout] = {}
        self._hovered = -1
        self._asking = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._asking.timeout.connect(self._ask)
        self.viewport().setMouseTracking(True)
        self.setModel(model)
        self.setAccessibleName(self.tr("What was found"))
        themes.changed.connect(self.viewport().update)

    @property
    def current_hit(self) -> int | None:
        """The number of the hit that is chosen."""
        index = self.currentIndex()
        row = self._hits.row_at(index.row()) if index.isValid() else None
        return row if isinstance(row, int) else None

    def choose(self, number: int) -> None:
        """Make a hit the current one and bring it into sight, with its heading if it is the first there."""
        row = self._hits.row_of_hit(number)
        self.setCurrentIndex(self._hits.index(row))
        if row and isinstance(self._hits.row_at(row - 1), Heading):
            self.scrollTo(self._hits.index(row - 1))
        self.scrollTo(self._hits.index(row))

    def height_of(self, row: int) -> int:
        found = self._hits.row_at(row)
        if isinstance(found, Heading):
            return HEADING_HEIGHT
        words = self._hits.words(found)
        return USUAL_HEIGHT if words is None else self._layout(words).height

    def estimate_of(self, row: int) -> int:
        return HEADING_HEIGHT if isinstance(self._hits.row_at(row), Heading) else USUAL_HEIGHT

    def settled(self) -> None:
        self._asking.start()

    def moveCursor(self, action: _Cursor, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if index.isValid() and isinstance(self._hits.row_at(index.row()), Heading):
            # Headings are passed over; below each there is a hit.
            up = action in (_Cursor.MoveUp, _Cursor.MovePrevious, _Cursor.MoveLeft, _Cursor.MovePageUp)
            return self._hits.index(index.row() - 1 if up and index.row() else index.row() + 1)
        return index

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._themes.current
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), theme.surface)
        for row in self.rows_in_sight():
            rect = self.visualRect(self._hits.index(row))
            if not rect.intersects(event.rect()):
                continue
            found = self._hits.row_at(row)
            if isinstance(found, Heading):
                self._paint_heading(painter, rect, found, self._hits.count_under(row))
            else:
                self._paint_hit(painter, rect, row, self._hits.words(found))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_hit is not None:
                self.hit_requested.emit(self.current_hit)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        found = self._hits.row_at(index.row()) if index.isValid() else None
        if event.button() == Qt.MouseButton.LeftButton and isinstance(found, int):
            self.hit_requested.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QPoint(-1, -1))

    @Slot()
    def _ask(self) -> None:
        """Ask for the words of what is in sight and not known yet."""
        rows = self.rows_in_sight()
        wanted = [row for row in map(self._hits.row_at, rows) if isinstance(row, int)]
        unknown = [number for number in wanted if self._hits.words(number) is None]
        if unknown:
            self.words_wanted.emit(unknown[0], unknown[-1] - unknown[0] + 1)

    def _hover(self, point: QPoint) -> None:
        row = self.indexAt(point).row()
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _layout(self, words: HitWords) -> HitLayout:
        key = (words, self.viewport().width())
        known = self._layouts.get(key)
        if known is None:
            if len(self._layouts) >= _MOST_KEPT:
                self._layouts.clear()
            known = self._layouts[key] = HitLayout(*key)
        return known

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading, count: int) -> None:
        theme = self._themes.current
        inner = rect.adjusted(MARGIN, 6, -MARGIN, 0)
        font = interface_font(SMALL, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.secondary)
        number = f"{count:,}"
        across = QFontMetrics(font).horizontalAdvance(number) + 1
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, middle | int(Qt.AlignmentFlag.AlignRight), number)
        inner.setRight(inner.right() - across - _GAP)
        if heading.note:
            width = QFontMetrics(font).horizontalAdvance(heading.note) + 1
            painter.drawText(inner, middle | int(Qt.AlignmentFlag.AlignRight), heading.note)
            inner.setRight(inner.right() - width - _GAP)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.text)
        title = QFontMetrics(font).elidedText(heading.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, middle | int(Qt.TextFlag.TextSingleLine), title)

    def _paint_hit(self, painter: QPainter, rect: QRect, row: int, words: HitWords | None) -> None:
        theme = self._themes.current
        is_current = row == self.currentIndex().row()
        if is_current or row == self._hovered:
            painter.fillRect(rect, theme.selected if is_current else theme.hover)
        painter.fillRect(QRect(rect.left() + MARGIN, rect.bottom(), rect.width() - 2 * MARGIN, 1), theme.line)
        if words is not None:
            layout = self._layout(words)
            painter.save()
            painter.translate(rect.topLeft())
            label = QRect(MARGIN, ABOVE - 2, rect.width() - 2 * MARGIN, LABEL_HEIGHT)
            font = interface_font(SMALL, tabular=True)
            painter.setFont(font)
            painter.setPen(theme.text if is_current else theme.secondary)
            elided = QFontMetrics(font).elidedText(words.label, Qt.TextElideMode.ElideRight, label.width())
            painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), elided)
            self._paint_snippet(painter, layout.words, is_pale=False)
            if layout.partner is not None:
                self._paint_snippet(painter, layout.partner, is_pale=not is_current)
            painter.restore()
        if is_current and self.hasFocus():
            rounded(painter, rect.adjusted(1, 1, -1, -2), outline=theme.accent, width=FOCUS_WIDTH)

    def _paint_snippet(self, painter: QPainter, snippet: Snippet, *, is_pale: bool) -> None:
        theme = self._themes.current
        painter.setPen(theme.secondary if is_pale else theme.text)
        snippet.layout.draw(painter, snippet.draw_at())
        painter.setPen(QPen(theme.search_hit, _LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in snippet.marks:
            painter.drawRoundedRect(QRectF(mark), _RADIUS, _RADIUS)
