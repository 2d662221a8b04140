"""Paints an entry of the library: title, what it is, and a strip that shows what of it was read.

Everything it paints is in the entry; no text is opened for it.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from parallelreader.app.holding.listing import Entry
from parallelreader.app.holding.stretches import WHOLE
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.ui.library.model import EntryModel
from parallelreader.ui.library.words import known_words, opened_words, read_words, size_words, versions_words
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 62
_MARGIN = 14
_STRIP_WIDTH, _STRIP_HEIGHT = 150, 6
_RIGHT = 176
_TITLE, _SMALL = 15, 12
_FADED = 0.4


class EntryDelegate(QStyledItemDelegate):
    """For a list over an EntryModel."""

    def __init__(self, model: EntryModel, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = themes
        self._title_font, self._small_font = interface_font(_TITLE), interface_font(_SMALL, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = self._model.entry(index.row()), self._themes.current
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(option.rect, theme.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.hover)
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, theme.line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))
        inner = option.rect.adjusted(_MARGIN, 9, -_MARGIN, -9)
        if entry.corpus.away:
            painter.setOpacity(_FADED)
        self._paint_words(painter, inner, entry, theme, selected)
        self._paint_right(painter, inner, entry, theme, selected)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFont(self._title_font)
        editor.setAccessibleName(self.tr("Title"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        editor.setGeometry(rect.left() + _MARGIN - 6, rect.top() + 5, rect.width() - _RIGHT - 2 * _MARGIN, 28)

    def _paint_words(
        self, painter: QPainter, inner: QRect, entry: Entry, theme: Theme, selected: bool
    ) -> None:
        width = inner.width() - _RIGHT
        painter.setFont(self._title_font)
        painter.setPen(theme.text)
        title = f"{entry.title}   {entry.second_title}".rstrip()
        _elided(painter, QRect(inner.left(), inner.top(), width, 22), title)
        painter.setFont(self._small_font)
        painter.setPen(theme.text if selected else theme.secondary)
        tags = "  ".join(f"#{tag}" for tag in entry.tags)
        away = self.tr("not there now") if entry.corpus.away else ""
        known = known_words(entry)
        parts = (entry.corpus.title, versions_words(entry), size_words(entry), known, tags, away)
        line = "   ·   ".join(part for part in parts if part)
        _elided(painter, QRect(inner.left(), inner.top() + 25, width, 18), line)

    def _paint_right(
        self, painter: QPainter, inner: QRect, entry: Entry, theme: Theme, selected: bool
    ) -> None:
        right = QRect(inner.right() - _STRIP_WIDTH, inner.top(), _STRIP_WIDTH, 20)
        painter.setFont(self._small_font)
        painter.setPen(theme.text if selected else theme.secondary)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight), opened_words(entry, now_in_milliseconds()))
        painter.drawText(right, int(Qt.AlignmentFlag.AlignLeft), read_words(entry))
        strip = QRectF(right.left(), inner.top() + 30, _STRIP_WIDTH, _STRIP_HEIGHT)
        paint_strip(painter, strip, entry, theme)


def paint_strip(painter: QPainter, strip: QRectF, entry: Entry, theme: Theme) -> None:
    """The document from its beginning at the left to its end: what was read is dark, notes are ticks."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.line)
    painter.drawRoundedRect(strip, 2, 2)
    for first, last in entry.read.spans:
        left = strip.left() + strip.width() * first / WHOLE
        width = max(strip.width() * (last - first) / WHOLE, 1.5)
        painter.fillRect(QRectF(left, strip.top(), width, strip.height()), theme.secondary)
    for tick in entry.ticks:
        at = strip.left() + (strip.width() - 2) * tick
        painter.fillRect(QRectF(at, strip.top() - 3, 2, strip.height() + 6), QColor(theme.accent))


def _elided(painter: QPainter, rect: QRect, text: str) -> None:
    words = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), words)
