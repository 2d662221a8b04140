"""The list of doubtful pairs beside the rows of repair, and the keys that walk through them at its foot."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.alignment.low_pairs import MOST_SORTED, LowPair, LowPairs
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps, caps_of
from parallelreader.ui.widgets.labels import PaleLabel, icon_button

_MARGIN = 16
_ROW = 54
_HEADER = 44
_RADIUS = 5
_State = QStyle.StateFlag
Index = QModelIndex | QPersistentModelIndex


class LowList(Ground):
    """``chosen`` carries the row of the document that was chosen here."""

    chosen = Signal(int)

    def __init__(self, themes: ThemeSource, actions: Actions) -> None:
        super().__init__(themes, "surface")
        self._model = LowPairs(self)
        self._by_place = False
        self._reading: Reading | None = None
        self._count = PaleLabel(themes)
        self._none = PaleLabel(themes, wraps=True)
        self._none.setText(self.tr("No pair is doubtful any more."))
        self.view = _LowView(themes)
        self.view.setModel(self._model)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.walked.connect(self._on_view_clicked)
        self._order = icon_button("sort", "")
        self._order.clicked.connect(self._on_order_clicked)
        self.setFocusProxy(self.view)
        self._lay_out(themes, actions)
        self._name_order()

    def fill(self, reading: Reading, row: int | None) -> None:
        """List what is in doubt in this reading, with the row that is chosen."""
        self._reading = reading
        self._fill(row)

    def choose(self, row: int | None) -> None:
        """Show which of them is chosen in the text, if any is."""
        place = self._model.place_of(row) if row is not None else None
        if place is None:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self._model.index(place))

    def beside(self, row: int, step: int) -> int | None:
        """The next pair of the list (1) or the one before (-1), round its ends.

        From a row that is not in it that is the next by place; None where no other is.
        """
        place, count = self._model.place_of(row), self._model.rowCount()
        if self._reading is None or (place is not None and count < 2):
            return None
        if place is None:
            return self._reading.doubtful.beside(row, step)
        return self._model.row_at((place + step) % count)

    def _fill(self, row: int | None) -> None:
        at = self.view.verticalScrollBar().value()
        self._model.show(self._reading, by_place=self._by_place)
        self.view.verticalScrollBar().setValue(at)
        count = self._model.rowCount()
        self._count.setText(f"{count:,}")
        self._none.setVisible(not count)
        self._order.setVisible(count <= MOST_SORTED)
        self.choose(row)

    def _name_order(self) -> None:
        tip = self.tr("Lowest first; press for the order of the text")
        if self._by_place:
            tip = self.tr("In the order of the text; press for the lowest first")
        self._order.setToolTip(tip)
        self._order.setAccessibleName(tip)

    def _lay_out(self, themes: ThemeSource, actions: Actions) -> None:
        title = QLabel(self.tr("Low pairs"))
        font = interface_font()
        font.setWeight(QFont.Weight.Medium)
        title.setFont(font)
        header = QHBoxLayout()
        header.setContentsMargins(_MARGIN, 0, 10, 0)
        header.setSpacing(8)
        header.addWidget(title)
        header.addWidget(self._count, 1)
        header.addWidget(self._order)
        head = QWidget()
        head.setFixedHeight(_HEADER)
        head.setLayout(header)
        self._none.setContentsMargins(_MARGIN, 4, _MARGIN, 0)
        foot = QGridLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 10)
        foot.setVerticalSpacing(6)
        foot.setHorizontalSpacing(8)
        for line, (name, text) in enumerate(
            (("next_doubtful", self.tr("next low pair")), ("previous_doubtful", self.tr("previous")))
        ):
            words = PaleLabel(themes)
            words.setText(text)
            hint = QHBoxLayout()
            hint.setSpacing(8)
            hint.addWidget(KeyCaps(themes, caps_of(actions[name].shortcut())))
            hint.addWidget(words, 1)
            foot.addLayout(hint, line, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._none)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)

    @Slot()
    def _on_order_clicked(self) -> None:
        self._by_place = not self._by_place
        index = self.view.currentIndex()
        row = self._model.row_at(index.row()) if index.isValid() else None
        self._name_order()
        self._fill(row)

    @Slot(QModelIndex)
    def _on_view_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.row_at(index.row()))


class _LowView(QListView):
    """``walked`` tells of the item that the keyboard went to."""

    walked = Signal(QModelIndex)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_LowDelegate(themes, self))
        self.setAccessibleName(self.tr("Low pairs"))
        themes.changed.connect(self.viewport().update)

    def moveCursor(self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if index.isValid() and index != self.currentIndex():
            self.walked.emit(index)
        return index

    def keyboardSearch(self, search: str) -> None:
        """Letters are the keys of repair, not a search in the list."""


class _LowDelegate(QStyledItemDelegate):
    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, pair = self._themes.current, index.data(LowPairs.Role.PAIR)
        assert isinstance(pair, LowPair)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(6, 1, -6, -1)
        chosen = bool(option.state & _State.State_Selected)
        if chosen or option.state & _State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selected if chosen else theme.hover)
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        left, width = area.left() + _MARGIN - 6, area.width() - 2 * (_MARGIN - 6)
        line = QRect(left, area.top() + 6, width, 18)
        font = interface_font(12, tabular=True)
        painter.setFont(font)
        painter.setPen(theme.low_text)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, pair.score)
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.text if chosen else theme.secondary)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, pair.label)
        words = reading_font("zh-Hans" if pair.is_chinese else "en", 15 if pair.is_chinese else 14)
        painter.setFont(words)
        painter.setPen(theme.text)
        below = QRect(left, line.bottom() + 2, width, 24)
        shown = QFontMetrics(words).elidedText(pair.words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
