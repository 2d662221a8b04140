"""The list inside a card: a sense a row, and under them the other words that stand in the same place.

It scrolls where a word has dozens of senses; the arrows go through it once it has the keyboard.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from parallelreader.app.words.card import Card
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.card_ink import Ink
from parallelreader.ui.words.card_rows import (
    LEFT,
    RIGHT,
    TEXT_LEFT,
    Kind,
    Row,
    RowLayout,
    match_font,
    rows_of,
    small_font,
)

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SCROLLING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)
_RADIUS = 5.0
_GAP = 8.0


class CardRows(QAbstractListModel):
    """The rows of one card."""

    def __init__(self, ink: Ink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ink = ink
        self.rows: Sequence[Row] = ()
        self._layouts: dict[tuple[int, int], RowLayout] = {}

    def layout_of(self, number: int, width: int) -> RowLayout:
        """What stands where in a row so many pixels wide; kept as long as the card is shown."""
        known = self._layouts.get((number, width))
        if known is None:
            known = self._layouts[number, width] = RowLayout(self.rows[number], width, self.ink)
        return known

    def show(self, card: Card) -> None:
        """Show another card."""
        self.beginResetModel()
        self.rows = rows_of(card)
        self._layouts.clear()
        self.endResetModel()

    def complete(self, card: Card) -> None:
        """The rows say more now, each in the room it has."""
        self.rows = rows_of(card)
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row.text if role == Qt.ItemDataRole.DisplayRole else None


class CardList(QListView):
    """``match_chosen`` carries the word that is to have a card of its own; ``dictionaries_wanted`` comes
    where there are none."""

    match_chosen = Signal(object)
    dictionaries_wanted = Signal()

    def __init__(self, themes: ThemeSource, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.model_rows = CardRows(ink, self)
        self.setModel(self.model_rows)
        self.setItemDelegate(_Delegate(themes, ink, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        # As tall as the card has room for: of itself a list asks for more than one row, at the word's cost.
        self.setMinimumHeight(1)
        self.setAccessibleName(self.tr("Senses"))
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        themes.changed.connect(self._recolour)
        self._recolour()

    def show_card(self, card: Card) -> None:
        """Show the senses of another word, from the first."""
        self.model_rows.show(card)
        self.scrollToTop()
        self.setCurrentIndex(self.model_rows.index(0))

    def complete(self, card: Card) -> None:
        """Show what has become known of the same senses; nothing moves."""
        is_untouched = self.currentIndex().row() <= 0
        self.model_rows.complete(card)
        if is_untouched and card.best:
            # Where it is out of sight the list is not scrolled under the reader's eyes either.
            self.setAutoScroll(False)
            self.setCurrentIndex(self.model_rows.index(card.best))
            self.setAutoScroll(True)
        self.viewport().update()

    @property
    def sense(self) -> int:
        """Which of the card's senses is chosen; the first unless the reader has gone to another."""
        row = self.currentIndex().row()
        is_sense = 0 <= row < len(self.model_rows.rows) and self.model_rows.rows[row].kind is Kind.SENSE
        return row if is_sense else 0

    def height_for(self, width: int) -> int:
        """How tall it is with everything in sight."""
        rows = range(len(self.model_rows.rows))
        return sum(self.model_rows.layout_of(number, width).height for number in rows)

    def event(self, event: QEvent) -> bool:
        # What goes up and down in the list is no key of the window.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.text()
            and not event.modifiers()
            and event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            # Letters are keys of the window, not the beginning of a row.
            event.ignore()
            return
        super().keyPressEvent(event)

    def _on_chosen(self, index: QModelIndex) -> None:
        row = self.model_rows.rows[index.row()]
        if row.match is not None:
            self.match_chosen.emit(row.match)
        elif row.leads_on:
            self.dictionaries_wanted.emit()

    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, self._themes.current.raised)
        self.setPalette(palette)
        self.viewport().update()


class _Delegate(QStyledItemDelegate):
    def __init__(self, themes: ThemeSource, ink: Ink, parent: QListView) -> None:
        super().__init__(parent)
        self._themes, self._ink = themes, ink
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._list.viewport().width()
        return QSize(width, _layout(index, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme, rect = _row(index), self._themes.current, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.begins_part:
            painter.fillRect(QRect(rect.left(), rect.top() + 4, rect.width(), 1), theme.line)
            rect = rect.adjusted(0, 9, 0, 0)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_likely = row.is_likely
        if is_likely or (is_current and index.row() > 0):
            painter.setBrush(theme.selected)
            painter.drawRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
        elif row.kind is Kind.MATCH and is_hovered:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
        if row.kind is Kind.MATCH:
            self._paint_match(painter, row, rect)
        else:
            self._paint_text(painter, row, rect, _layout(index, option.rect.width()))
        if is_current and self._list.hasFocus():
            painter.setPen(QPen(theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.restore()

    def _paint_text(self, painter: QPainter, row: Row, rect: QRect, layout: RowLayout) -> None:
        theme = self._themes.current
        origin = QPointF(rect.topLeft())
        wraps = int(Qt.TextFlag.TextWordWrap)
        ascent = QFontMetricsF(layout.font).ascent()
        if row.number:
            painter.setFont(small_font())
            painter.setPen(theme.secondary)
            painter.drawText(
                QPointF(rect.left() + LEFT, rect.top() + layout.text.top() + ascent), str(row.number)
            )
        if row.sense is not None and row.sense.syllables:
            at = QPointF(rect.left() + TEXT_LEFT, rect.top() + layout.text.top() + ascent)
            self._ink.draw(painter, theme, row.sense.syllables, at, small_font())
        painter.setFont(layout.font)
        painter.setPen(theme.secondary if row.kind is Kind.NOTHING else theme.text)
        painter.drawText(layout.text.translated(origin), wraps, row.text)
        is_likely = row.sense is not None and row.sense.is_likely
        if row.small and not layout.small.isEmpty():
            painter.setFont(small_font())
            painter.setPen(theme.accent if row.leads_on or is_likely else theme.secondary)
            painter.drawText(layout.small.translated(origin), wraps, row.small)
        elif is_likely:
            self._paint_likely(painter, row, layout, origin)

    def _paint_likely(self, painter: QPainter, row: Row, layout: RowLayout, origin: QPointF) -> None:
        """Say it behind the sense, which has no line of its own for that, if there is room."""
        said = self._list.tr("Likely here")
        used = QFontMetricsF(layout.font).horizontalAdvance(row.text)
        if used + 2 * _GAP + QFontMetricsF(small_font()).horizontalAdvance(said) <= layout.text.width():
            painter.setFont(small_font())
            painter.setPen(self._themes.current.accent)
            ascent = QFontMetricsF(layout.font).ascent()
            painter.drawText(origin + layout.text.topLeft() + QPointF(used + 2 * _GAP, ascent), said)

    def _paint_match(self, painter: QPainter, row: Row, rect: QRect) -> None:
        theme, match = self._themes.current, row.match
        assert match is not None
        word, small = match_font(), small_font()
        metrics = QFontMetricsF(word)
        baseline = rect.center().y() + metrics.ascent() / 2 - metrics.descent() / 2 + 1
        x = rect.left() + float(LEFT)
        painter.setFont(word)
        painter.setPen(theme.text)
        painter.drawText(QPointF(x, baseline), match.word)
        x += metrics.horizontalAdvance(match.word) + _GAP
        if match.syllables:
            x += self._ink.draw(painter, theme, match.syllables, QPointF(x, baseline), small) + _GAP
        gloss = QFontMetricsF(small).elidedText(
            row.text, Qt.TextElideMode.ElideRight, max(rect.right() - RIGHT - x, 0.0)
        )
        painter.setFont(small)
        painter.setPen(theme.secondary)
        painter.drawText(QPointF(x, baseline), gloss)


def _layout(index: _Index, width: int) -> RowLayout:
    model = index.model()
    assert isinstance(model, CardRows)
    return model.layout_of(index.row(), width)


def _row(index: _Index) -> Row:
    model = index.model()
    assert isinstance(model, CardRows)
    return model.rows[index.row()]
