"""The layout of rows: a bead a row, a visible blank where a side has nothing."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.ui.reader.columns import ColumnsPage
from parallelreader.ui.reader.items import Item, Items
from parallelreader.ui.reader.row_items import ABOVE, NOTE_HEIGHT, Cell, RowItems
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.layouts import empty_layout

_LEFT, _RIGHT, _BETWEEN = 92, 44, 64
_BRACKET = 6.0
# How far the middle of a label's letters is below the top of its line.
_LABEL_MIDDLE = 9.0


class RowView(ReadingView):
    """All versions shown, in rows; the arrow keys up and down go from row to row."""

    stepped = Signal(int)

    def __init__(self, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words) -> None:
        super().__init__(state, themes, words)
        self._styles = styles
        self._cells: dict[str, Cell] = {}
        self.setAccessibleName(self.tr("Pairs in rows"))

    def build_items(self) -> Items | None:
        reading = self.state.reading
        if reading is None:
            return None
        count = len(reading.shown)
        room = self.viewport().width() - _LEFT - _RIGHT - _BETWEEN * (count - 1)
        width = max(room / count, 80.0)
        self._cells, lettering = {}, self.state.lettering
        for number, version_id in enumerate(reading.shown):
            version = reading.version(version_id)
            style = lettering.style(self._styles, version, Setting.ROWS)
            measured = min(width, self._styles.measure(version))
            self._cells[version_id] = Cell(
                _LEFT + number * (width + _BETWEEN), measured, style, version.is_chinese
            )
        return RowItems(reading, self._cells, lettering)

    def style_of(self, version: str) -> TextStyle:
        return self._cells[version].style

    def untinted_row(self) -> int | None:
        return self.state.current_row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if steps and plain:
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)

    def margin(self) -> float:
        return self.viewport().width() - _RIGHT + 12.0

    def paint_background(self, painter: QPainter, index: int, top: float, item: Item) -> None:
        reading, theme = self.state.reading, self.themes.current
        if reading is None:
            return
        row = reading.rows[index]
        area = QRectF(0, top, self.viewport().width(), item.height)
        is_low = row.is_low
        if is_low:
            painter.fillRect(area, theme.low)
        if index == self.state.current_row:
            painter.fillRect(area, theme.selected)
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), theme.line)
        painter.setFont(interface_font(12))
        painter.setPen(theme.secondary)
        # On the line of the first words.
        middle = max(cell.style.middle for cell in self._cells.values())
        line = QRectF(20, top + ABOVE + middle - _LABEL_MIDDLE, _LEFT - 28, NOTE_HEIGHT)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, reading.label(index))
        notes: list[tuple[str, QColor]] = []
        if row.is_moved:
            notes.append((self.tr("Moved"), theme.accent))
        if is_low:
            share = round(row.confidence * 100)
            notes.append((self.tr("Low {percent} %").format(percent=share), theme.low_text))
        elif row.is_pair and not row.is_plain:
            notes.append((row.shape, theme.accent))
        for number, (note, color) in enumerate(notes, 1):
            painter.setPen(color)
            painter.drawText(line.translated(0, number * NOTE_HEIGHT), Qt.AlignmentFlag.AlignLeft, note)
        self._paint_brackets(painter, index, top, item)

    def _paint_brackets(self, painter: QPainter, index: int, top: float, item: Item) -> None:
        """A bracket beside every cell that has several sentences."""
        reading = self.state.reading
        if reading is None or not reading.rows[index].is_pair:
            return
        painter.setPen(QPen(self.themes.current.accent, 1.5))
        for number, version in enumerate(reading.shown):
            if len(reading.cell(index, version)) < 2:
                continue
            parts = [f for f in item.fragments if f.version == version]
            high, low = top + parts[0].y + 6, top + parts[-1].bottom - 4
            opens_right = number == 0 and len(reading.shown) > 1
            cell = self._cells[version]
            x = cell.left + cell.width + 20 if opens_right else cell.left - 20
            turn = -_BRACKET if opens_right else _BRACKET
            painter.drawPolyline(
                [QPointF(x + turn, high), QPointF(x, high), QPointF(x, low), QPointF(x + turn, low)]
            )


class RowsPage(ColumnsPage):
    """The rows with a header over each column."""

    def __init__(self, state: ReadingState, styles: Styles, themes: ThemeSource, words: Words) -> None:
        super().__init__(state, themes)
        self.view = self.make_view(styles, state, themes, words)
        header = Ground(themes)
        self._header_layout = QHBoxLayout(header)
        self._header_layout.setContentsMargins(_LEFT - 28, 0, _RIGHT, 0)
        self._header_layout.setSpacing(_BETWEEN - 46)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.view, 1)
        self.view.scrolled.connect(self.moved)
        self.view.zoom_requested.connect(self._on_zoom_requested)
        state.current_changed.connect(self._on_current_changed)

    def make_view(self, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words) -> RowView:
        """The view that the page shows."""
        return RowView(styles, state, themes, words)

    def begin(self, reading: Reading) -> None:
        """Show a document, or other versions of it."""
        empty_layout(self._header_layout)
        for version in reading.shown:
            self._header_layout.addWidget(self.make_header(reading, version), 1)
        self.view.rebuild()

    def end(self) -> None:
        """Show nothing."""
        empty_layout(self._header_layout)
        self.view.rebuild()

    def _on_zoom_requested(self, steps: int) -> None:
        # The wheel over rows zooms the version under the pointer.
        point = QPointF(self.view.viewport().mapFromGlobal(QCursor.pos()))
        found = self.view.position_at(point)
        if found is not None:
            self.zoom_requested.emit(found[0], steps)

    def _on_current_changed(self, row: int) -> None:
        self.view.viewport().update()
