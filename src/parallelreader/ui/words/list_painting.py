"""Paints a word in the list: the word, how it is read, what it means here, its status, pair and day.

All it needs is in the word; no text is opened for it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parallelreader.app.words.word_list import Place, WordEntry
from parallelreader.ui.theme.fonts import headword_font, interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.words.list_model import WordModel
from parallelreader.ui.words.list_snippet import Faces, Piece, draw_line, one_line
from parallelreader.ui.words.list_status import draw_chip
from parallelreader.ui.words.page_words import due_words, is_today, times_words

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 52
SCRIPTS = ("zh-Hans", "zh-Hant")
MARGIN = 20
# In a narrower list the word stands over its pinyin, the meaning over the status.
ROOM_FOR_ALL = 740
_WORD, _PINYIN, _MEANING, _STATUS, _DUE = 96, 132, 168, 96, 84
_GAP = 12
_MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Columns:
    """From where to where each column goes, in pixels from the left of the list."""

    is_wide: bool
    word: tuple[int, int]
    pinyin: tuple[int, int]
    meaning: tuple[int, int]
    status: tuple[int, int]
    pair: tuple[int, int]
    due: tuple[int, int]

    @classmethod
    def within(cls, width: int) -> "Columns":
        is_wide = width >= ROOM_FOR_ALL
        extra = max(width - 900, 0)
        meaning = _MEANING + min(extra // 4, 100) - (30 if width < 840 else 0)
        left = MARGIN
        spans = []
        widths = (_WORD, _PINYIN - (20 if width < 840 else 0), meaning, _STATUS) if is_wide else (116, 150)
        for wide in widths:
            spans.append((left, left + wide - _GAP))
            left += wide
        right = width - MARGIN
        due = (right - _DUE + _GAP, right)
        pair = (left, due[0] - _GAP)
        if is_wide:
            written, spoken, meant, state = spans
            return cls(True, written, spoken, meant, state, pair, due)
        return cls(False, spans[0], spans[0], spans[1], spans[1], pair, due)


@dataclass(frozen=True, slots=True)
class _Lines:
    faces: Faces
    chinese: tuple[Piece, ...]
    english: tuple[Piece, ...]


class WordDelegate(QStyledItemDelegate):
    """For a list over a WordModel; the lines of the last rows shown are kept."""

    def __init__(self, model: WordModel, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._themes = model, themes
        self._word_fonts = {tag: headword_font(19, tag) for tag in SCRIPTS}
        self._pinyin_font = interface_font(12)
        self._usual_font = interface_font(13)
        self._small_font = interface_font(12, tabular=True)
        self._chinese = {tag: Faces.of(reading_font(tag, 15)) for tag in SCRIPTS}
        self._english = Faces.of(reading_font("en", 13.5))
        self._kept: dict[tuple[Place, int], _Lines] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, state = self._themes.current, option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, theme.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        word, place = self._model.word(index.row()), self._model.place(index.row())
        columns = Columns.within(rect.width())
        pale = theme.text if selected else theme.secondary
        painter.translate(rect.topLeft())
        self._paint_word(painter, word, columns, theme)
        painter.setPen(pale)
        self._paint_due(painter, word, columns, theme)
        if place is not None:
            lines = self._lines(place, columns.pair[1] - columns.pair[0])
            left, width = columns.pair[0], columns.pair[1] - columns.pair[0]
            painter.setPen(theme.text)
            draw_line(painter, lines.chinese, lines.faces, QRectF(left, 5, width, 23))
            painter.setPen(pale)
            draw_line(painter, lines.english, self._english, QRectF(left, 27, width, 19))
        painter.restore()

    def _paint_word(self, painter: QPainter, word: WordEntry, columns: Columns, theme: Theme) -> None:
        pen = painter.pen()
        selected_pale = theme.secondary
        tall = ROW_HEIGHT - 1
        if columns.is_wide:
            boxes = tuple(_box(each, 0, tall) for each in (columns.word, columns.pinyin, columns.meaning))
            middle = tall / 2
        else:
            boxes = (_box(columns.word, 3, 27), _box(columns.pinyin, 30, 17), _box(columns.meaning, 4, 20))
            middle = 36.0
        painter.setPen(theme.text)
        _elided(painter, boxes[0], word.written, self._word_fonts[word.language])
        _elided(painter, boxes[2], word.meaning, self._usual_font)
        painter.setPen(selected_pale)
        _elided(painter, boxes[1], word.reading, self._pinyin_font)
        draw_chip(painter, theme, word.status, columns.status[0], middle)
        painter.setPen(pen)

    def _paint_due(self, painter: QPainter, word: WordEntry, columns: Columns, theme: Theme) -> None:
        font, area = self._small_font, _box(columns.due, 0, ROW_HEIGHT - 1)
        if self._model.shows_times:
            _elided(painter, area, times_words(word.times), font)
            return
        if is_today(word, self._model.days):
            font = QFont(font)
            font.setWeight(QFont.Weight.Bold)
            painter.setPen(theme.text)
        _elided(painter, area, due_words(word, self._model.days), font)

    def _lines(self, place: Place, width: int) -> _Lines:
        known = self._kept.get((place, width))
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            faces = self._chinese[place.language]
            known = self._kept[place, width] = _Lines(
                faces,
                one_line(place.chinese, [place.word], faces, width),
                one_line(place.english, place.rendering, self._english, width),
            )
        return known


def _box(column: tuple[int, int], top: int, height: int) -> QRect:
    return QRect(column[0], top, column[1] - column[0], height)


def _elided(painter: QPainter, box: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), shown)
