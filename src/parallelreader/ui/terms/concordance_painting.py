"""How a row of the concordance is painted: the hit in the middle of its context, each version beside it.

Only what is seen is set, and kept for when it is seen again.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from parallelreader.app.terms.sheet import Passage
from parallelreader.core.concordance.hits import Rendering
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.text import Span
from parallelreader.ui.terms.cell_text import ELLIPSIS, Face, Line, Piece, set_in_context, set_lines
from parallelreader.ui.terms.concordance_model import CONTEXT, FIRST, PLACE, ConcordanceModel, Index
from parallelreader.ui.terms.variant_ink import draw_dashed, draw_tint, edge_of
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

ROW_HEIGHT = 49
HIT_AT = 0.5
"""Where the hit begins, as a share of its column: below one another hits are seen at a glance."""

_CHINESE, _ENGLISH = 16.0, 15.0
_LEFT, _RIGHT = 8, 10
_TEXT_LEFT = 21
_BAR = QRectF(8, 6, 4, 36)
_LINE = 19
_MOST_KEPT = 3000
# No line of Chinese begins with these.
_NOT_FIRST = frozenset("，。、；：！？”’」』）》…—,.;:!?)")
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class ConcordanceDelegate(QStyledItemDelegate):
    """Paints place, context and versions."""

    def __init__(self, model: ConcordanceModel, themes: ThemeSource, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._themes, self._view = model, themes, parent
        self._small, self._caption = interface_font(12, tabular=True), interface_font(11)
        self._faces: dict[tuple[str, bool], Face] = {}
        self._kept: dict[tuple[object, ...], tuple[Line, ...]] = {}

    def forget(self) -> None:
        """Other hits are shown: set their words anew."""
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._themes.current, QRectF(option.rect)
        is_current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.fillRect(area, theme.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.hover)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.line)
        if index.column() >= FIRST:
            painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), theme.line)
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        size = QRectF(0, 0, area.width(), area.height() - 1)
        number = self._model.number(index.row())
        if index.column() == PLACE:
            self._paint_place(painter, number, size, theme, is_current=is_current)
        elif index.column() == CONTEXT:
            self._paint_context(painter, number, size, theme)
        else:
            self._paint_version(painter, number, index.column(), size, theme)
        if is_current and self._view.hasFocus():
            # One ring round the row, of which each cell paints its part.
            painter.setPen(QPen(theme.accent, 2))
            painter.drawLine(0, 1, int(size.right()), 1)
            painter.drawLine(0, int(size.bottom()) - 1, int(size.right()), int(size.bottom()) - 1)
        painter.restore()

    def _paint_place(
        self, painter: QPainter, number: int, size: QRectF, theme: Theme, *, is_current: bool
    ) -> None:
        label, title = self._model.place_words(number)
        width = size.width() - 20 - 4
        painter.setPen(theme.text if is_current else theme.secondary)
        for font, text, top in ((self._small, label, 7), (self._caption, title, 25)):
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setFont(font)
            painter.drawText(QRectF(20, top, width + 4, 17), _FLAGS, shown)

    def _paint_context(self, painter: QPainter, number: int, size: QRectF, theme: Theme) -> None:
        face = self._face(self._model.language(number), is_hit=True)
        width = size.width() - _LEFT - _RIGHT

        def set_it() -> tuple[Line, ...]:
            return (set_in_context(self._model.context(number), face, width, HIT_AT * width),)

        for piece in self._lines((number, CONTEXT, width), set_it)[0]:
            painter.setFont(face.heavy if piece.is_marked else face.plain)
            painter.setPen(theme.accent if piece.is_marked else theme.text)
            box = QRectF(_LEFT + piece.left, 0, piece.width + 4, size.height())
            painter.drawText(box, _FLAGS, piece.text)

    def _paint_version(self, painter: QPainter, number: int, column: int, size: QRectF, theme: Theme) -> None:
        head = self._model.heads[column - FIRST]
        found = self._model.rendering(number, head.id)
        if found is None:
            painter.setFont(self._small)
            painter.setPen(theme.secondary)
            painter.drawText(size.adjusted(_TEXT_LEFT, 0, 0, 0), _FLAGS, "–")
            return
        if not found.text or (not found.spans and self._model.is_known(number)):
            self._paint_gap(painter, number, column, found, size, theme)
            return
        place = self._model.place_of(found.variant, head) if found.variant else -1
        if place >= 0:
            bar = QRectF(_BAR)
            if found.is_likely:
                painter.setPen(QPen(edge_of(theme, place), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            else:
                draw_tint(painter, theme, place, bar, edged=True)
        width = size.width() - _TEXT_LEFT - _RIGHT
        face = self._face(head.language, is_hit=False)
        lines = self._passage_lines(number, column, found, face, width, 2)
        top = (size.height() - len(lines) * _LINE) / 2
        for at, line in enumerate(lines):
            for piece in line:
                box = QRectF(_TEXT_LEFT + piece.left, top + at * _LINE, piece.width, _LINE)
                if piece.is_marked:
                    draw_tint(painter, theme, place, box.adjusted(-2.5, 0.5, 2.5, -0.5))
                painter.setFont(face.heavy if piece.is_marked else face.plain)
                painter.setPen(theme.text)
                painter.drawText(box.adjusted(0, 0, 6, 0), _FLAGS, piece.text)

    def _paint_gap(
        self, painter: QPainter, number: int, column: int, found: Rendering, size: QRectF, theme: Theme
    ) -> None:
        area = size.adjusted(5.5, 4.5, -5.5, -4.5)
        is_open = bool(found.text)
        draw_dashed(
            painter, theme.low_text if is_open else theme.control, area, theme.low if is_open else None
        )
        width = area.width() - 20
        painter.setFont(self._caption)
        painter.setPen(theme.low_text if is_open else theme.secondary)
        if not is_open:
            painter.drawText(area.adjusted(10, 0, -10, 0), _FLAGS, self.tr("Not translated"))
            return
        said = self.tr("No rendering found")
        painter.drawText(QRectF(area.left() + 10, area.top() + 2, width, 16), _FLAGS, said)
        face = self._face(self._model.heads[column - FIRST].language, is_hit=False)
        painter.setPen(theme.text)
        painter.setFont(face.plain)
        for piece in self._passage_lines(number, column, found, face, width, 1)[0]:
            box = QRectF(area.left() + 10 + piece.left, area.top() + 18, piece.width + 4, _LINE)
            painter.drawText(box, _FLAGS, piece.text)

    def _passage_lines(
        self, number: int, column: int, found: Rendering, face: Face, width: float, most: int
    ) -> tuple[Line, ...]:
        passage = Passage(found.text, found.spans)
        is_chinese = is_chinese_tag(self._model.heads[column - FIRST].language)

        def set_it() -> tuple[Line, ...]:
            if is_chinese:
                return set_characters(passage, face, width, most)
            return set_lines(passage, face, width, most)

        return self._lines((number, column, found, width, most), set_it)

    def _face(self, language: str, *, is_hit: bool) -> Face:
        key = (language, is_hit)
        if key not in self._faces:
            is_chinese = is_chinese_tag(language)
            font = reading_font(language, _CHINESE if is_chinese else _ENGLISH)
            heavy = QFont.Weight.Bold if is_chinese or is_hit else QFont.Weight.Medium
            self._faces[key] = Face(font, heavy)
        return self._faces[key]

    def _lines(self, key: tuple[object, ...], set_it: Callable[[], tuple[Line, ...]]) -> tuple[Line, ...]:
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[key] = set_it()
        return known


def set_characters(passage: Passage, face: Face, width: float, most: int) -> tuple[Line, ...]:
    """A passage without spaces in at most so many lines, what is marked first among them."""
    text = passage.text.replace("\n", " ")
    wide = max(face.width("永", False), 1.0)
    room = max(int(most * width / wide) - 2, 1)
    first = passage.marked[0] if passage.marked else Span(0, 0)
    start = max(min(first.start - room // 3, len(text) - room), 0) if first.end > room else 0
    shown = (ELLIPSIS if start else "") + text[start:]
    moved = [
        Span(span.start - start + bool(start), span.end - start + bool(start)) for span in passage.marked
    ]
    lines: list[Line] = []
    at = 0
    while at < len(shown) and len(lines) < most:
        line, at = _set_line(shown, moved, at, face, width, is_last=len(lines) + 1 == most)
        lines.append(line)
    return tuple(lines) or ((),)


def _set_line(
    text: str, marked: Sequence[Span], at: int, face: Face, width: float, *, is_last: bool
) -> tuple[Line, int]:
    """A line from ``at`` on, and where the next one begins."""
    left, end = 0.0, at
    dots = face.width(ELLIPSIS, False)
    while end < len(text):
        wide = face.width(text[end], _is_in(marked, end))
        if left + wide > width - (dots if is_last and end + 1 < len(text) else 0):
            break
        left += wide
        end += 1
    while not is_last and at + 1 < end < len(text) and text[end] in _NOT_FIRST:
        end -= 1
    end = max(end, at + 1)
    pieces: list[Piece] = []
    left = 0.0
    for is_marked, run in groupby(range(at, end), key=lambda place: _is_in(marked, place)):
        places = list(run)
        words = text[places[0] : places[-1] + 1]
        wide = sum(face.width(each, is_marked) for each in words)
        pieces.append(Piece(words, left, wide, is_marked))
        left += wide
    if is_last and end < len(text):
        pieces.append(Piece(ELLIPSIS, left, dots, False))
    return tuple(pieces), end


def _is_in(spans: Sequence[Span], place: int) -> bool:
    return any(span.start <= place < span.end for span in spans)
