"""Paints notes in a list, laying out only those it is asked for.

Which row is under the pointer or chosen is for the view to say.
"""

from PySide6.QtCore import QLine, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parallelreader.ui.notes.entry import NoteEntry
from parallelreader.ui.notes.item_layout import Line, NoteLayout
from parallelreader.ui.notes.model import NoteListModel
from parallelreader.ui.notes.swatches import draw_swatch
from parallelreader.ui.theme.controls import FOCUS_WIDTH, rounded
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag
_MOST_KEPT = 200


class NoteDelegate(QStyledItemDelegate):
    """Draws a row of a NoteListModel; layouts of the last rows shown are kept."""

    def __init__(self, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._layouts: dict[tuple[NoteEntry, int], NoteLayout] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._layout(index, option.rect.width()).size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, layout = self._themes.current, self._layout(index, option.rect.width())
        selected = bool(option.state & _State.State_Selected)
        self._paint_ground(painter, option, theme)
        painter.save()
        painter.translate(option.rect.topLeft())
        model = index.model()
        assert isinstance(model, NoteListModel)
        draw_swatch(painter, layout.swatch, theme, model.note(index.row()).colour)
        for line in layout.lines:
            painter.setFont(line.font)
            painter.setPen(_ink(theme, line, selected))
            painter.drawText(line.rect, int(Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE, line.text)
        painter.setPen(theme.text)
        for body, position in layout.body:
            body.draw(painter, position)
        painter.restore()
        if option.state & _State.State_HasFocus:
            rounded(painter, option.rect.adjusted(1, 1, -1, -2), outline=theme.accent, width=FOCUS_WIDTH)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        if option.state & _State.State_Selected:
            painter.fillRect(option.rect, theme.selected)
        elif option.state & _State.State_MouseOver:
            painter.fillRect(option.rect, theme.hover)
        painter.setPen(theme.line)
        painter.drawLine(QLine(option.rect.bottomLeft(), option.rect.bottomRight()))

    def _layout(self, index: Index, width: int) -> NoteLayout:
        model = index.model()
        assert isinstance(model, NoteListModel)
        key = (model.entry(index.row()), width)
        known = self._layouts.get(key)
        if known is None:
            if len(self._layouts) >= _MOST_KEPT:
                self._layouts.clear()
            known = self._layouts[key] = NoteLayout(*key)
        return known


_ONE_LINE = int(Qt.TextFlag.TextSingleLine)


def _ink(theme: Theme, line: Line, selected: bool) -> QColor:
    if line.is_warning:
        return theme.low_text
    return theme.secondary if line.is_small and not selected else theme.text
