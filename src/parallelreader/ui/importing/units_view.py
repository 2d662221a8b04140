"""The first units of a file as they would stand beside each other, a column for each version."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QLine, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QWidget

from parallelreader.core.language.lines import one_line
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.ui.importing.wrapping import wrap
from parallelreader.ui.theme.controls import CONTROL_RADIUS
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.lazy_list import LazyListView

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()

_TOP, _MARGIN, _GAP, _NUMBER = 9, 20, 24, 40
_CHINESE_SIZE, _ENGLISH_SIZE = 16, 15
_CHINESE_LEADING, _ENGLISH_LEADING = 24, 20
_BLANK = 24
_MOST_LINES = 12
_SMALL = 12
_ONE_LINE = int(Qt.TextFlag.TextSingleLine)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE


@dataclass(frozen=True, slots=True)
class ShownUnit:
    """A unit by its number from one, with the cells of the columns that are shown."""

    number: int
    cells: tuple[str, ...]


class UnitsModel(QAbstractListModel):
    """The units that are shown, as far as they have words in a column that is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ShownUnit] = []
        self.languages: tuple[str, ...] = ()

    def show_units(self, cells: Sequence[Sequence[str]], columns: Sequence[tuple[int, str]]) -> None:
        """Show these columns, each with its language, of the units with these cells."""
        self.beginResetModel()
        self.languages = tuple(language for _, language in columns)
        numbers = [number for number, _ in columns]
        found = (
            ShownUnit(count, tuple(one_line(row[n]) if n < len(row) else "" for n in numbers))
            for count, row in enumerate(cells, 1)
        )
        self._rows = [row for row in found if any(row.cells)]
        self.endResetModel()

    def unit(self, row: int) -> ShownUnit:
        return self._rows[row]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            missing = self.tr("nothing here")
            return ". ".join(cell or missing for cell in self._rows[index.row()].cells)
        return None


class UnitsView(LazyListView):
    """Nothing in it can be chosen; it scrolls by keys and wheel."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.units = UnitsModel(self)
        self._themes = themes
        self._known: dict[tuple[int, int], list[list[str]]] = {}
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setModel(self.units)
        self.setAccessibleName(self.tr("The first units of the file"))
        self.units.modelReset.connect(self._known.clear)
        themes.changed.connect(self.viewport().update)

    def height_of(self, row: int) -> int:
        heights = [
            len(lines) * _leading(language) if lines else _BLANK + 4
            for lines, language in zip(self._lines(row), self.units.languages, strict=True)
        ]
        return 2 * _TOP + max(heights, default=_BLANK)

    def estimate_of(self, row: int) -> int:
        across = max(self._across(), 40)
        cells = zip(self.units.unit(row).cells, self.units.languages, strict=True)
        size = {True: _CHINESE_SIZE, False: _ENGLISH_SIZE // 2}
        lines = [(len(cell) * size[is_chinese_tag(tag)] // across + 1) * _leading(tag) for cell, tag in cells]
        return 2 * _TOP + max(lines, default=_BLANK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._themes.current.bg)
        for number in self.rows_in_sight():
            rect = self.visualRect(self.units.index(number))
            if rect.intersects(event.rect()):
                self._paint(painter, rect, number)
        painter.end()

    def column_edges(self, width: int) -> list[tuple[int, int]]:
        """Left edge and width of each column, in a view so wide."""
        count = max(len(self.units.languages), 1)
        across = (width - _MARGIN * 2 - _NUMBER - _GAP * (count - 1)) // count
        return [(_MARGIN + _NUMBER + at * (across + _GAP), across) for at in range(count)]

    def _paint(self, painter: QPainter, rect: QRect, number: int) -> None:
        theme = self._themes.current
        painter.setPen(theme.line)
        painter.drawLine(QLine(rect.bottomLeft(), rect.bottomRight()))
        painter.setFont(interface_font(_SMALL, tabular=True))
        painter.setPen(theme.secondary)
        top = rect.top() + _TOP
        place = QRect(_MARGIN, top, _NUMBER, _CHINESE_LEADING)
        painter.drawText(place, _LEFT, str(self.units.unit(number).number))
        columns = zip(self._lines(number), self.units.languages, self.column_edges(rect.width()), strict=True)
        for lines, language, (left, across) in columns:
            if not lines:
                self._paint_blank(painter, QRect(left, top, min(across, 120), _BLANK))
                continue
            painter.setFont(_font(language))
            painter.setPen(theme.text)
            leading = _leading(language)
            for at, line in enumerate(lines):
                painter.drawText(QRect(left, top + at * leading, across, leading), _LEFT, line)

    def _paint_blank(self, painter: QPainter, box: QRect) -> None:
        theme = self._themes.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.control, 1.0, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS)
        painter.restore()
        painter.setFont(interface_font(_SMALL))
        painter.setPen(theme.secondary)
        painter.drawText(box.adjusted(10, 0, 0, 0), _LEFT, self.tr("nothing here"))

    def _across(self) -> int:
        return self.column_edges(self.viewport().width())[0][1]

    def _lines(self, row: int) -> list[list[str]]:
        across = max(self._across(), 40)
        key = (row, across)
        if key not in self._known:
            cells = zip(self.units.unit(row).cells, self.units.languages, strict=True)
            self._known[key] = [
                list(wrap(cell, _font(language), across, most_lines=_MOST_LINES)) if cell else []
                for cell, language in cells
            ]
        return self._known[key]


def _font(language: str) -> QFont:
    return reading_font(language, _CHINESE_SIZE if is_chinese_tag(language) else _ENGLISH_SIZE)


def _leading(language: str) -> int:
    return _CHINESE_LEADING if is_chinese_tag(language) else _ENGLISH_LEADING
