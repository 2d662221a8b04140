"""Suggested terms as cards: the words, what versions have for them, and what can be done with them.

Accepting and rejecting is left to whoever owns the list.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parallelreader.core.terms.suggestion import Suggestion
from parallelreader.core.values import dataclass
from parallelreader.ui.theme.fonts import headword_font, interface_font, reading_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_LEFT, _RIGHT = 16, 14
_TOP, _TITLE, _LINE, _BUTTON, _BOTTOM = 10, 28, 20, 24, 12
_LABEL_WIDTH, _GAP = 66, 8
_MOST_VERSIONS = 3
_LEFT_IN_LINE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_RIGHT_IN_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion as it is shown: with its pinyin and, by what versions are called, what they have."""

    suggestion: Suggestion
    reading: str
    renderings: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The renderings for which there is room."""
        return self.renderings[:_MOST_VERSIONS]


class SuggestionModel(QStringListModel):
    """One row a suggestion."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []

    @property
    def cards(self) -> Sequence[Card]:
        """What is listed, in order."""
        return self._cards

    def show(self, cards: Sequence[Card]) -> None:
        """List these."""
        self._cards = list(cards)
        self.setStringList([card.suggestion.name for card in self._cards])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.suggestion.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.tr("{count} times").format(count=f"{card.suggestion.count:,}")
            told = (f"{label}: {text}" for label, text in card.renderings)
            return ", ".join(filter(None, (card.suggestion.name, card.reading, count, *told)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class SuggestionList(QListView):
    """``accepted``, ``merged`` and ``rejected`` have the suggestions that are chosen, ``opened`` the one at
    the cursor; ``left`` comes with Escape."""

    accepted = Signal(object)
    merged = Signal(object)
    rejected = Signal(object)
    opened = Signal(object)
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.rows = SuggestionModel()
        self.setModel(self.rows)
        self._delegate = _CardDelegate(self.rows, themes, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Suggested terms"))
        themes.changed.connect(self.viewport().update)

    @property
    def chosen(self) -> list[Suggestion]:
        """The suggestions that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows.cards[row].suggestion for row in rows if row < len(self.rows.cards)]

    def show_cards(self, cards: Sequence[Card]) -> None:
        """List these; the cursor stays where it is, or goes to what follows."""
        row = self.currentIndex().row()
        kept = self.rows.cards[row].suggestion.key if 0 <= row < len(self.rows.cards) else ""
        place = self.verticalScrollBar().value()
        self.rows.show(cards)
        here = next((n for n, card in enumerate(cards) if card.suggestion.key == kept), row)
        if cards:
            self.setCurrentIndex(self.rows.index(min(max(here, 0), len(cards) - 1), 0))
        self.verticalScrollBar().setValue(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, chosen = event.key(), self.chosen
        if key == _Key.Key_Escape:
            self.left.emit()
        elif key == _Key.Key_Slash:
            event.ignore()
        elif key == _Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ShiftModifier and chosen:
            self.merged.emit(chosen)
        elif key == _Key.Key_A and event.modifiers() in NO_MODIFIERS and chosen:
            self.accepted.emit(chosen)
        elif key in (_Key.Key_X, _Key.Key_Delete) and event.modifiers() in NO_MODIFIERS and chosen:
            self.rejected.emit(chosen)
        elif key in (_Key.Key_Return, _Key.Key_Enter) and chosen:
            self.opened.emit(chosen[0])
        elif event.text().isprintable() and event.text().strip() and event.modifiers() in NO_MODIFIERS:
            # Qt would look for a card that begins so.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        asked = (
            self._delegate.asked_at(self.visualRect(index), index, event.position())
            if index.isValid()
            else ""
        )
        super().mouseReleaseEvent(event)
        if asked and event.button() == Qt.MouseButton.LeftButton:
            suggestion = self.rows.cards[index.row()].suggestion
            several = self.chosen if suggestion in self.chosen else [suggestion]
            (self.accepted if asked == "accept" else self.rejected).emit(several)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._delegate.asked_at(self.visualRect(index), index, event.position()):
            self.opened.emit(self.rows.cards[index.row()].suggestion)


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, model: SuggestionModel, themes: ThemeSource, parent: SuggestionList) -> None:
        super().__init__(parent)
        self._model, self._themes, self._view = model, themes, parent
        self._word, self._small = headword_font(19), interface_font(12, tabular=True)
        self._caption, self._english = interface_font(11), reading_font("en", 15)
        self._title = reading_font("en", 17)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = len(self._model.cards[index.row()].lines) if index.row() < len(self._model.cards) else 0
        return QSize(0, _TOP + _TITLE + lines * _LINE + 6 + _BUTTON + _BOTTOM)

    def asked_at(self, rect: QRect, index: Index, point: QPointF) -> str:
        """What the button at a point asks for; "" where there is none."""
        accept, reject = self._buttons(rect, index)
        return "accept" if accept.contains(point) else "reject" if reject.contains(point) else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._themes.current, QRect(option.rect)
        card = self._model.cards[index.row()]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.selected if is_chosen else theme.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        self._paint_title(painter, card, rect, theme)
        top = rect.top() + _TOP + _TITLE
        for label, text in card.lines:
            self._paint_line(painter, QRect(rect.left() + _LEFT, top, rect.width() - _LEFT - _RIGHT, _LINE),
                             label, text, theme, is_chosen)  # fmt: skip
            top += _LINE
        for area, name, words, key in zip(
            self._buttons(rect, index),
            ("check", "close"),
            (self.tr("Accept"), self.tr("Reject")),
            ("A", "X"),
            strict=True,
        ):
            self._paint_button(painter, area, name, words, key if is_current else "", theme)
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 5, 5)
        painter.restore()

    def _paint_title(self, painter: QPainter, card: Card, rect: QRect, theme: Theme) -> None:
        suggestion = card.suggestion
        count = f"{suggestion.count:,}×"
        painter.setFont(self._small)
        painter.setPen(theme.text)
        width = QFontMetrics(self._small).horizontalAdvance(count)
        area = QRect(rect.left() + _LEFT, rect.top() + _TOP, rect.width() - _LEFT - _RIGHT, _TITLE - 2)
        painter.drawText(area, _RIGHT_IN_LINE, count)
        font = self._word if suggestion.chinese else self._title
        metrics = QFontMetrics(font)
        name = metrics.elidedText(suggestion.name, Qt.TextElideMode.ElideRight, area.width() - width - _GAP)
        painter.setFont(font)
        painter.drawText(area, _LEFT_IN_LINE, name)
        left = metrics.horizontalAdvance(name) + _GAP
        room = area.width() - left - width - _GAP
        if card.reading and room > 0:
            painter.setFont(self._caption)
            painter.setPen(theme.secondary)
            reading = QFontMetrics(self._caption).elidedText(card.reading, Qt.TextElideMode.ElideRight, room)
            painter.drawText(area.adjusted(left, 3, 0, 0), _LEFT_IN_LINE, reading)

    def _paint_line(
        self, painter: QPainter, area: QRect, label: str, text: str, theme: Theme, is_chosen: bool
    ) -> None:
        painter.setFont(self._small)
        painter.setPen(theme.text if is_chosen else theme.secondary)
        said = QFontMetrics(self._small).elidedText(label, Qt.TextElideMode.ElideRight, _LABEL_WIDTH - _GAP)
        painter.drawText(area, _LEFT_IN_LINE, said)
        painter.setFont(self._english)
        painter.setPen(theme.text)
        words = area.adjusted(_LABEL_WIDTH, 0, 0, 0)
        elided = QFontMetrics(self._english).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _LEFT_IN_LINE, elided)

    def _paint_button(
        self, painter: QPainter, area: QRectF, icon: str, words: str, key: str, theme: Theme
    ) -> None:
        painter.setPen(QPen(theme.control if key else theme.line, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        draw_icon(painter, icon, QRectF(area.left() + 7, area.center().y() - 6, 12, 12), theme.text)
        painter.setFont(self._small)
        painter.setPen(theme.text)
        left = area.left() + 25
        painter.drawText(area.adjusted(25, 0, 0, 0), _LEFT_IN_LINE, words)
        if key:
            left += QFontMetrics(self._small).horizontalAdvance(words) + 6
            painter.setFont(self._caption)
            painter.setPen(theme.secondary)
            painter.drawText(QRectF(left, area.top(), 16, area.height()), _LEFT_IN_LINE, key)

    def _buttons(self, rect: QRect, index: Index) -> tuple[QRectF, QRectF]:
        lines = len(self._model.cards[index.row()].lines)
        top = rect.top() + _TOP + _TITLE + lines * _LINE + 6
        is_current = index == self._view.currentIndex()
        areas, left = [], float(rect.left() + _LEFT)
        for words in (self.tr("Accept"), self.tr("Reject")):
            width = 25 + QFontMetrics(self._small).horizontalAdvance(words) + (20 if is_current else 10)
            areas.append(QRectF(left, top, width, _BUTTON))
            left += width + _GAP
        return areas[0], areas[1]
