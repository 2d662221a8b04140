"""How the cells of the matrix are painted; only what is seen is set, and kept for when it is seen again."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from parallelreader.app.terms.sheet import Passage
from parallelreader.core.renderings.matrix import Cell
from parallelreader.core.renderings.rendering import CellState, Found
from parallelreader.ui.terms.cell_text import Face, Line, set_in_context, set_lines
from parallelreader.ui.terms.matrix_model import CHINESE, PAIR, MatrixModel
from parallelreader.ui.terms.variant_ink import COLOURED, draw_dashed, draw_tint, edge_of
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

Index = QModelIndex | QPersistentModelIndex
_Setting = Callable[[Passage], tuple[Line, ...]]
ROW_HEIGHT = 49
PAIR_LEFT = 20
_CHINESE_LEFT, _CHINESE_RIGHT = 6, 12
# Where the term begins in its column, as a share of that: beside one another terms are seen at a glance.
TERM_AT = 0.42
_BAR = QRectF(8, 6, 4, 36)
_TEXT_LEFT, _TEXT_RIGHT = 21, 12
_LINE = 19
_ENGLISH, _ENGLISH_IN_GAP, _CHINESE_SIZE = 15.0, 14.0, 15.0
_MARK = 14
_MOST_KEPT = 4000
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class MatrixDelegate(QStyledItemDelegate):
    """Paints the pair, the Chinese in its context, and of each version the sentence with its rendering."""

    def __init__(self, model: MatrixModel, themes: ThemeSource, parent: QTableView) -> None:
        super().__init__(parent)
        self._model, self._themes, self._view = model, themes, parent
        self._small, self._caption = interface_font(12, tabular=True), interface_font(11)
        self._english = Face(reading_font("en", _ENGLISH), QFont.Weight.Medium)
        self._in_gap = Face(reading_font("en", _ENGLISH_IN_GAP), QFont.Weight.Medium)
        self._chinese: dict[str, Face] = {}
        self._kept: dict[tuple[object, ...], tuple[Line, ...]] = {}

    def forget(self) -> None:
        """Other words are shown: set them anew."""
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._themes.current, QRectF(option.rect)
        current = self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == current.row():
            painter.fillRect(area, theme.partner)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.hover)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme.line)
        if index.column() > CHINESE:
            painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), theme.line)
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        size = QRectF(0, 0, area.width(), area.height() - 1)
        if index.column() == PAIR:
            self._paint_pair(painter, index, size, theme)
        elif index.column() == CHINESE:
            self._paint_chinese(painter, index, size, theme)
        else:
            self._paint_cell(painter, index, size, theme)
        if index == current and index.column() != PAIR:
            is_focused = self._view.hasFocus()
            painter.setPen(QPen(theme.accent if is_focused else theme.control, 2 if is_focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(size.adjusted(2, 1, -1, -1), 3, 3)
        painter.restore()

    def _paint_pair(self, painter: QPainter, index: Index, size: QRectF, theme: Theme) -> None:
        painter.setFont(self._small)
        painter.setPen(theme.text if index.row() == self._view.currentIndex().row() else theme.secondary)
        painter.drawText(size.adjusted(PAIR_LEFT, 0, 0, 0), _FLAGS, self._model.row(index.row()).segment)

    def _paint_chinese(self, painter: QPainter, index: Index, size: QRectF, theme: Theme) -> None:
        row = self._model.row(index.row())
        face = self._face_of(self._model.language_of(row))
        width = size.width() - _CHINESE_LEFT - _CHINESE_RIGHT

        def set_it(passage: Passage) -> tuple[Line, ...]:
            return (set_in_context(passage, face, width, TERM_AT * width),)

        lines = self._lines(index, (row.key, width), set_it)
        box = QRectF(_CHINESE_LEFT, 0, width, size.height())
        for piece in lines[0]:
            painter.setFont(face.heavy if piece.is_marked else face.plain)
            painter.setPen(theme.accent if piece.is_marked else theme.text)
            painter.drawText(
                QRectF(box.left() + piece.left, 0, piece.width + 4, box.height()), _FLAGS, piece.text
            )

    def _paint_cell(self, painter: QPainter, index: Index, size: QRectF, theme: Theme) -> None:
        cell = self._model.cell(index)
        if cell is None:
            painter.setFont(self._small)
            painter.setPen(theme.secondary)
            painter.drawText(size.adjusted(_TEXT_LEFT, 0, 0, 0), _FLAGS, "–")
        elif cell.rendering is None:
            self._paint_gap(painter, index, cell, size, theme)
        else:
            self._paint_rendering(painter, index, cell, size, theme)

    def _paint_gap(self, painter: QPainter, index: Index, cell: Cell, size: QRectF, theme: Theme) -> None:
        area = size.adjusted(5.5, 4.5, -5.5, -4.5)
        is_told = cell.state is CellState.REJECTED
        is_open = bool(cell.segments) and not is_told and self._model.is_whole
        if self._model.is_whole or not cell.segments:
            ground = theme.low if is_open else None
            draw_dashed(painter, theme.low_text if is_open else theme.control, area, ground)
        width = area.width() - 20
        painter.setFont(self._caption)
        painter.setPen(theme.low_text if is_open else theme.secondary)
        said = QFontMetricsF(self._caption).elidedText(
            self._model.state_words(cell), Qt.TextElideMode.ElideRight, width
        )
        if not cell.segments:
            painter.drawText(area.adjusted(10, 0, -10, 0), _FLAGS, said)
            return
        painter.drawText(QRectF(area.left() + 10, area.top() + 2, width, 16), _FLAGS, said)

        def set_it(passage: Passage) -> tuple[Line, ...]:
            return set_lines(passage, self._in_gap, width, 1)

        row = self._model.row(index.row())
        lines = self._lines(index, (row.key, cell.version, cell, width), set_it)
        painter.setPen(theme.text)
        for piece in lines[0]:
            painter.setFont(self._in_gap.plain)
            box = QRectF(area.left() + 10 + piece.left, area.top() + 18, piece.width + 4, _LINE)
            painter.drawText(box, _FLAGS, piece.text)

    def _paint_rendering(
        self, painter: QPainter, index: Index, cell: Cell, size: QRectF, theme: Theme
    ) -> None:
        rendering, sheet = cell.rendering, self._model.sheet
        assert rendering is not None
        assert sheet is not None
        place = sheet.place_of(rendering.variant)
        is_likely = rendering.found is Found.LIKELY and cell.state is CellState.OPEN
        bar = QRectF(_BAR)
        if is_likely:
            # What is only likely has an open edge.
            painter.setPen(QPen(edge_of(theme, place), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        else:
            draw_tint(painter, theme, place, bar, edged=True)
        is_own = cell.state in (CellState.CORRECTED, CellState.ACCEPTED)
        width = size.width() - _TEXT_LEFT - _TEXT_RIGHT - (_MARK if is_own else 0)

        def set_it(passage: Passage) -> tuple[Line, ...]:
            return set_lines(passage, self._english, width)

        row = self._model.row(index.row())
        lines = self._lines(index, (row.key, cell.version, cell, width), set_it)
        top = (size.height() - len(lines) * _LINE) / 2
        for number, line in enumerate(lines):
            y = top + number * _LINE
            for piece in line:
                box = QRectF(_TEXT_LEFT + piece.left, y, piece.width, _LINE)
                if piece.is_marked:
                    draw_tint(painter, theme, place, box.adjusted(-2.5, 0.5, 2.5, -0.5))
                painter.setFont(self._english.heavy if piece.is_marked else self._english.plain)
                painter.setPen(theme.text)
                painter.drawText(box.adjusted(0, 0, 6, 0), _FLAGS, piece.text)
        if place >= COLOURED:
            self._paint_number(painter, place, theme)
        if is_own:
            mark = QRectF(size.right() - _TEXT_RIGHT - 8, 4, 12, 12)
            draw_icon(painter, "check", mark, theme.secondary)

    def _paint_number(self, painter: QPainter, place: int, theme: Theme) -> None:
        """Variants that share the grey are told apart by their number, across the edge."""
        painter.save()
        font = interface_font(9)
        number = str(place + 1)
        wide = QFontMetricsF(font).horizontalAdvance(number)
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.fillRect(QRectF(_BAR.center().x() - wide / 2 - 1, 18, wide + 2, 12), theme.bg)
        painter.drawText(QRectF(_BAR.center().x() - wide / 2, 18, wide + 2, 12), _FLAGS, number)
        painter.restore()

    def _face_of(self, language: str) -> Face:
        if language not in self._chinese:
            self._chinese[language] = Face(reading_font(language, _CHINESE_SIZE), QFont.Weight.Bold)
        return self._chinese[language]

    def _lines(self, index: Index, key: tuple[object, ...], set_it: _Setting) -> tuple[Line, ...]:
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            known = self._kept[key] = set_it(self._model.passage(index))
        return known
