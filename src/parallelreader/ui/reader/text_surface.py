"""Where the text of a column stands on screen: from points to characters and back.

Only questions; scrolling, painting and events are the view's.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from parallelreader.core.text import Span
from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.cover_painting import cover_at, covers_of, is_cell
from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.widgets.viewport import give_viewport

# How far what lights a word may reach beyond its characters, in pixels.
_LIGHT = 3.0


class TextSurface(QAbstractScrollArea):
    """A column of text in a viewport; points and heights are pixels of the viewport."""

    def __init__(self, state: ReadingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.state = state
        self.column: Column | None = None

    @property
    def versions(self) -> tuple[str, ...]:
        return self.column.items.versions if self.column else ()

    def place_at(self, y: float, version: str) -> float | None:
        """How far the reading of a version has come at height ``y`` of the viewport."""
        return self.column.place_at(y, version) if self.column else None

    def y_of(self, version: str, place: float) -> float | None:
        """The height at which a place is shown, None where it is not on screen."""
        return self.column.locate(version, place) if self.column else None

    def line_beside(self, version: str, position: int, direction: int) -> int:
        """The place at the same x one line down (1) or up (-1)."""
        return self.column.beside(version, position, direction) if self.column else position

    def character_at(self, point: QPointF) -> tuple[str, int] | None:
        """(version, code point) of the character under a point of the viewport; none where it is covered."""
        found = self._any_character_at(point)
        return None if found is None or self.state.covering.is_covered_at(*found) else found

    def covered_at(self, point: QPointF) -> tuple[int, str] | None:
        """(row, version) of what is covered under a point of the viewport."""
        reading, covering = self.state.reading, self.state.covering
        found = self.column.item_at(point.y()) if self.column and covering.is_on else None
        if found is None or reading is None:
            return None
        _, top, item = found
        for fragment in item.fragments:
            covers = covers_of(covering, reading, fragment)
            cover = cover_at(covers, fragment, point - QPointF(0, top), is_cell=is_cell(item))
            if cover is not None:
                return reading.row_of(cover.version, cover.segment), cover.version
        return None

    def _any_character_at(self, point: QPointF) -> tuple[str, int] | None:
        found = self.column.fragment_at(point.x(), point.y()) if self.column else None
        if found is None:
            return None
        fragment, top = found
        position = fragment.layout.character_at(point.x() - fragment.x, point.y() - top)
        return None if position is None else (fragment.version, position)

    def position_at(self, point: QPointF, version: str | None = None) -> tuple[str, int] | None:
        """(version, place between characters) nearest to a point; of one version only, if given."""
        if not self.column:
            return None
        y = min(max(point.y(), 0.0), self.viewport().height() - 1.0)
        found = self.column.item_at(y)
        if found is None:
            return None
        _, top, item = found
        fragments = [f for f in item.fragments if version in (None, f.version)]
        fragment = Item(item.height, fragments).nearest(point.x(), y - top)
        if fragment is None:
            return None
        position = fragment.layout.position_at(point.x() - fragment.x, y - top - fragment.y)
        return fragment.version, position

    def rect_of(self, version: str, position: int) -> QRectF | None:
        """Where a place between characters is on screen."""
        if not self.column:
            return None
        for _, top, item in self.column.visible():
            for fragment in item.fragments:
                layout = fragment.layout
                if fragment.version == version and layout.start <= position <= layout.end:
                    return layout.caret(position).translated(fragment.x, top + fragment.y)
        return None

    def span_rects(self, version: str, span: Span) -> list[QRectF]:
        """Where a stretch of a version is on screen, a rectangle for each of its lines."""
        return [
            rect.translated(fragment.x, top + fragment.y)
            for _, top, item in (self.column.visible() if self.column else ())
            for fragment in item.fragments
            if fragment.version == version
            for rect in fragment.layout.rects(span.start, span.end)
        ]

    def selection_rect(self) -> QRectF | None:
        """The rectangle around what is selected and on screen."""
        selection, around = self.state.selection, QRectF()
        if self.column and selection is not None:
            for _, top, item in self.column.visible():
                for fragment in item.fragments:
                    if fragment.version == selection.version:
                        for rect in fragment.layout.rects(selection.span.start, selection.span.end):
                            around = around.united(rect.translated(fragment.x, top + fragment.y))
        return None if around.isNull() else around

    def light_rects(self) -> Iterator[QRect]:
        """The rectangles of the viewport that lit words take, with their lines and outlines."""
        if self.column is None:
            return
        lit = list(self.state.lights.spans())
        for _, top, item in self.column.visible() if lit else ():
            for fragment in item.fragments:
                for each in lit:
                    if each.version == fragment.version:
                        for rect in fragment.layout.rects(each.span.start, each.span.end):
                            area = rect.translated(fragment.x, top + fragment.y)
                            yield area.adjusted(-_LIGHT, -_LIGHT, _LIGHT, _LIGHT).toAlignedRect()

    def stretches_on_screen(self) -> list[tuple[str, Span]]:
        """The stretches of the versions that are to be seen, from the top; each as a view was laid out."""
        found = []
        for _, top, item in self.column.visible() if self.column else ():
            for fragment in item.fragments:
                first, last = self._places_on_screen(fragment, top + fragment.y)
                found.append((fragment.version, Span(max(first, 0), last)))
        return found

    def rows_on_screen(self) -> list[int]:
        """The rows of the sentences on screen, from the top, each once."""
        reading = self.state.reading
        rows: dict[int, None] = {}
        if self.column is None or reading is None:
            return []
        for _, top, item in self.column.visible():
            if item.row is not None:
                rows[item.row] = None
                continue
            for fragment in item.fragments:
                first, last = self._places_on_screen(fragment, top + fragment.y)
                text = reading.texts[fragment.version]
                for segment in text.segments_in(Span(first, last)):
                    rows[reading.row_of(fragment.version, segment)] = None
        return list(rows)

    def row_rect(self, row: int) -> QRect:
        """The rectangle of the screen around the sentences of a row that show here."""
        around, reading = QRectF(), self.state.reading
        if self.column is None or reading is None:
            return QRect()
        for _, top, item in self.column.visible():
            for fragment in item.fragments:
                text = reading.texts[fragment.version]
                for segment in reading.cell(row, fragment.version):
                    span = text.segment(segment)
                    for rect in fragment.layout.rects(span.start, span.end):
                        around = around.united(rect.translated(fragment.x, top + fragment.y))
        return around.toRect().translated(self.viewport().mapToGlobal(QPoint(0, 0)))

    def row_at(self, point: QPointF) -> int | None:
        """The row of the sentence under a point, covered or not."""
        covered = self.covered_at(point)
        if covered is not None:
            return covered[0]
        found = self._any_character_at(point)
        if found is None or self.state.reading is None:
            return None
        return self.state.reading.row_at(*found)

    def _places_on_screen(self, fragment: Fragment, top: float) -> tuple[int, int]:
        """The places of a fragment, whose upper edge is at ``top``, between which it shows."""
        layout = fragment.layout
        return int(layout.place_at(-top)), int(layout.place_at(self.viewport().height() - top))
