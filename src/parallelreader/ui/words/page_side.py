"""What the words are filtered by, at the left: by status and by text, each with its count."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import EVERYWHERE, Group, Shelf
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.widgets.single_keys import takes_letter
from parallelreader.ui.words.list_status import draw_ground
from parallelreader.ui.words.page_words import group_words

Index = QModelIndex | QPersistentModelIndex
_COUNT = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 28
_BAR = 2
_SWATCH = 12.0
_MARKS = {
    Group.NEW: Status.NEW,
    Group.BEGUN: Status.LEARNING_2,
    Group.FAMILIAR: Status.LEARNING_4,
    Group.NEARLY: Status.LEARNING_5,
}
NEEDED = "needed"
"""Stands among the groups for the sentences whose English was asked for."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text by its title, with the number of words in it."""

    text: Shelf
    title: str
    count: int


class FilterList(QListWidget):
    """Rows of one height with a count at the right; the chosen one has a bar at its left.

    ``chosen`` comes with the value of another row.
    """

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        # Kept here: Qt would give an enumeration back as a mere string.
        self._values: list[object] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setItemDelegate(_FilterDelegate(self, themes))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.currentRowChanged.connect(self._on_row_changed)
        themes.changed.connect(self.viewport().update)

    @property
    def value(self) -> object:
        """What is chosen."""
        row = self.currentRow()
        return self._values[row] if row >= 0 else None

    def value_at(self, row: int) -> object:
        """What a row stands for."""
        return self._values[row]

    def show_rows(self, rows: Sequence[tuple[object, str, int | None]]) -> None:
        """Show (value, name, count) row by row; what was chosen stays, or else the first is."""
        kept = self.value
        self.blockSignals(True)
        values = [value for value, _, _ in rows]
        if values != self._values:
            self.clear()
            self._values = values
            for _ in rows:
                QListWidgetItem(self)
        for number, (_, name, count) in enumerate(rows):
            item = self.item(number)
            item.setText(name)
            item.setToolTip(plain_tip(name))
            item.setData(_COUNT, "" if count is None else f"{count:,}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name if count is None else f"{name}, {count:,}")
        was_found = self.choose(kept)
        if not was_found and rows:
            self.choose(rows[0][0])
        self.blockSignals(False)
        if rows and kept is not None and not was_found:
            self.chosen.emit(self.value)

    def choose(self, value: object) -> bool:
        """Choose the row of a value; False where there is none."""
        if value not in self._values:
            return False
        self.setCurrentRow(self._values.index(value))
        return True

    def sizeHint(self) -> QSize:
        return QSize(180, self.count() * _ROW_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._values[row])


class WordsSide(Ground):
    """``top`` stands above the filters; the button at the foot asks for a file of known words.

    ``left`` comes with Escape.
    """

    group_chosen = Signal(object)
    text_chosen = Signal(object)
    file_requested = Signal()
    left = Signal()

    def __init__(self, themes: ThemeSource, top: QWidget | None = None) -> None:
        super().__init__(themes, "surface")
        self.groups = FilterList(themes, self.tr("Status"))
        self.texts = FilterList(themes, self.tr("Text"))
        self.file_button = QToolButton()
        self.file_button.setText(self.tr("Known words from file…"))
        self.file_button.setIcon(icon("import"))
        self.file_button.setToolTip(self.tr("Bring in a list of words you already know"))
        self.file_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.file_button.setFixedHeight(_ROW_HEIGHT)
        self.file_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.file_button.clicked.connect(self.file_requested)
        self.groups.chosen.connect(self.group_chosen)
        self.texts.chosen.connect(self.text_chosen)
        self.groups.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(2)
        if top is not None:
            layout.addWidget(top)
        layout.addWidget(_title(themes, self.tr("Status")))
        layout.addWidget(self.groups)
        layout.addWidget(_title(themes, self.tr("Text")))
        layout.addWidget(self.texts, 1)
        layout.addWidget(self.file_button)
        self.setFocusProxy(self.groups)

    def event(self, event: QEvent) -> bool:
        return takes_letter(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_groups(self, counts: Sequence[tuple[Group, int]], needed: int) -> None:
        """Show how many words each group has, and how many sentences needed their English."""
        rows: list[tuple[object, str, int | None]] = [
            (group, group_words(group), count) for group, count in counts
        ]
        self.groups.show_rows([*rows, (NEEDED, self.tr("Needed English"), needed)])
        self.groups.setFixedHeight(self.groups.sizeHint().height())

    def show_texts(self, rows: Sequence[TextRow], everything: int) -> None:
        """List the texts in which words stand."""
        found: list[tuple[object, str, int | None]] = [(row.text, row.title, row.count) for row in rows]
        self.texts.show_rows([(EVERYWHERE, self.tr("All texts"), everything), *found])


class _FilterDelegate(QStyledItemDelegate):
    def __init__(self, rows: FilterList, themes: ThemeSource) -> None:
        super().__init__(rows)
        self._rows, self._themes = rows, themes
        self._font, self._count_font = interface_font(13), interface_font(12, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._themes.current, option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(rect), 5, 5)
        if is_chosen:
            painter.fillRect(rect.left(), rect.top() + 5, _BAR, rect.height() - 10, theme.accent)
        if option.state & QStyle.StateFlag.State_HasFocus and is_chosen:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        value = self._rows.value_at(index.row())
        left = rect.left() + 8
        if isinstance(value, Group) or value == NEEDED:
            _draw_mark(painter, theme, value, QRectF(left, rect.center().y() - 5.5, _SWATCH, _SWATCH))
            left += 20
        count = str(index.data(_COUNT) or "")
        painter.setFont(self._count_font)
        painter.setPen(theme.secondary)
        across = QFontMetrics(self._count_font).horizontalAdvance(count)
        right = rect.right() - 8
        middle = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(right - across, rect.top(), across + 2, rect.height(), middle, count)
        font = QFont(self._font)
        font.setWeight(QFont.Weight.Medium if is_chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.text)
        box = QRect(left, rect.top(), right - across - 8 - left, rect.height())
        name = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle, name)
        painter.restore()


def _draw_mark(painter: QPainter, theme: Theme, value: object, area: QRectF) -> None:
    if value is Group.DUE:
        painter.setPen(QPen(theme.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    elif isinstance(value, Group) and value in _MARKS:
        draw_ground(painter, theme, _MARKS[value], area)
        if value in (Group.NEW, Group.BEGUN):
            painter.setPen(QPen(theme.control, 1))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _title(themes: ThemeSource, text: str) -> QLabel:
    label = PaleLabel(themes)
    label.setText(text)
    label.setContentsMargins(6, 8, 0, 4)
    label.setFixedHeight(30)
    return label
