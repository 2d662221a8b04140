"""The layout of one pair at a time: it stands in the middle of the window, all versions one below the other,
and what is before and after it is dimmed.
"""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent, QWheelEvent

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.core.text import Span
from parallelreader.ui.reader.items import Fragment, Item, Items
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.row_items import BLANK_HEIGHT, Cell, blank_text, stretches
from parallelreader.ui.reader.rows import RowsPage, RowView
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource

_MARGIN = 36
_LABEL_WIDTH, _BESIDE = 72.0, 20.0
_AROUND, _BETWEEN = 18.0, 10.0
_DIMMED = 0.3
_NOTCH = 120


class LineItems:
    """The pairs of a document, each with its versions one below the other; ``cells`` say how they are set."""

    def __init__(self, reading: Reading, cells: Mapping[str, Cell], lettering: Lettering) -> None:
        self._reading, self._cells, self._lettering = reading, cells, lettering
        self._usual_height = self._mean_height()

    @property
    def versions(self) -> tuple[str, ...]:
        return self._reading.shown

    def __len__(self) -> int:
        return len(self._reading.rows)

    def estimate(self, index: int) -> float:
        return self._usual_height

    def estimate_range(self, first: int, after: int) -> float:
        return (after - first) * self._usual_height

    def lay_out(self, index: int) -> Item:
        fragments: list[Fragment] = []
        blanks: list[tuple[str, QRectF]] = []
        top = _AROUND
        for version, segments in zip(self._reading.shown, self._reading.rows[index].cells, strict=True):
            cell, text = self._cells[version], self._reading.texts[version]
            if not segments:
                blanks.append((blank_text(cell), QRectF(cell.left, top, cell.width, BLANK_HEIGHT)))
                top += BLANK_HEIGHT
            for start, end in stretches(text, segments):
                layout, words = self._lettering.lay_out(
                    version, text, Span(start, end), cell.style, cell.width
                )
                fragments.append(Fragment(version, layout, cell.left, top, words))
                top += layout.height
            top += _BETWEEN
        return Item(top - _BETWEEN + _AROUND, fragments, blanks, index)

    def item_of(self, version: str, place: float) -> int:
        return self._reading.row_at(version, place)

    def _mean_height(self) -> float:
        count, height = max(len(self), 1), 2 * _AROUND
        for version, cell in self._cells.items():
            length = len(self._reading.texts[version].content) / count
            lines = length * (1.0 if cell.is_chinese else 0.5) * cell.style.font.pixelSize() / cell.width
            height += (lines + 0.5) * cell.style.line_height + _BETWEEN
        return height


class LineView(RowView):
    """Walked by keys and wheel from pair to pair; the pair being read is the one in the middle."""

    def __init__(self, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words) -> None:
        super().__init__(styles, state, themes, words)
        self._turned = 0
        self.setAccessibleName(self.tr("One pair at a time"))

    def choose(self, row: int) -> None:
        """Have a pair in the middle; the beginning of one that is taller than the window at its top."""
        if self.column is not None and 0 <= row < len(self.column.items):
            self.column.centre(row)
            self._refresh()

    def rebuild(self) -> None:
        super().rebuild()
        self.choose(self.state.current_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.choose(self.state.current_row)

    def build_items(self) -> Items | None:
        reading, lettering = self.state.reading, self.state.lettering
        if reading is None:
            return None
        room = max(self.viewport().width() - 2 * (_MARGIN + _LABEL_WIDTH), 80.0)
        width = min(room, max(self._styles.measure(reading.version(version)) for version in reading.shown))
        left = (self.viewport().width() - width) / 2
        self._cells = {}
        for version_id in reading.shown:
            version = reading.version(version_id)
            style = lettering.style(self._styles, version, Setting.ROWS)
            self._cells[version_id] = Cell(left, width, style, version.is_chinese)
        return LineItems(reading, self._cells, lettering)

    def opacity_of(self, index: int) -> float:
        return 1.0 if index == self.state.current_row else _DIMMED

    def places_shown(self, version: str) -> tuple[float, float] | None:
        reading = self.state.reading
        cell = reading.cell(self.state.current_row, version) if reading is not None else ()
        if reading is None or not cell:
            return None
        text = reading.texts[version]
        return float(text.segment(cell[0]).start), float(text.segment(cell[-1]).end)

    def rows_on_screen(self) -> list[int]:
        return [self.state.current_row] if self.column is not None and len(self.column.items) else []

    def margin(self) -> float:
        cell = next(iter(self._cells.values()), None)
        return cell.left + cell.width + _BESIDE if cell is not None else 0.0

    def paint_background(self, painter: QPainter, index: int, top: float, item: Item) -> None:
        reading, theme = self.state.reading, self.themes.current
        cell = next(iter(self._cells.values()), None)
        if reading is None or cell is None or index != self.state.current_row:
            return
        row = reading.rows[index]
        painter.setFont(interface_font(12))
        painter.setPen(theme.secondary)
        line = QRectF(cell.left - _LABEL_WIDTH - _BESIDE, top + _AROUND, _LABEL_WIDTH, 20)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line.translate(0, cell.style.middle - line.height() / 2)
        painter.drawText(line, align, reading.label(index))
        if row.is_low:
            painter.setPen(theme.low_text)
            low = self.tr("Low {percent} %").format(percent=round(row.confidence * 100))
            painter.drawText(line.translated(0, line.height()), align, low)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, shift = Qt.Key(event.key()), modifiers == Qt.KeyboardModifier.ShiftModifier
        count = len(self.column.items) if self.column is not None else 0
        if key == Qt.Key.Key_Space and (shift or not modifiers):
            self._walk(-1 if shift else 1)
        elif not modifiers and key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._walk(1)
        elif not modifiers and key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self._walk(-1)
        elif not modifiers and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stepped.emit(-count if key == Qt.Key.Key_Home else count)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned -= event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            way = 1 if self._turned > 0 else -1
            self._turned -= way * _NOTCH
            self._walk(way)
        event.accept()

    @Slot(int)
    def _on_scroll_bar_used(self, action: int) -> None:
        """Read the pair that comes nearest to the middle."""
        super()._on_scroll_bar_used(action)
        middle = self.viewport().height() / 2
        shown = [
            (abs(top + item.height / 2 - middle), index)
            for index, top, item in (self.column.visible() if self.column is not None else ())
        ]
        if shown:
            self.state.read(min(shown)[1])

    def _walk(self, way: int) -> None:
        """Go to the next pair (1) or the one before (-1), or on in one that is taller than the window."""
        shown = self.column.visible() if self.column is not None else ()
        height = self.viewport().height()
        for index, top, item in shown:
            if index == self.state.current_row and item.height > height:
                rest = top + item.height - height if way > 0 else -top
                if rest > 1:
                    self.scroll_by(way * min(rest, height - self.line_height()))
                    return
        self.stepped.emit(way)


class LinePage(RowsPage):
    """One pair at a time, under the headers of its versions."""

    view: LineView

    def make_view(self, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words) -> LineView:
        return LineView(styles, state, themes, words)

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        self.view.choose(row)
