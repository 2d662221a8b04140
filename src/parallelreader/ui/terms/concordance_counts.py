"""Beside the hits: what they have in common, and the words that stand near them, each with its counts.

Counting is left to whoever shows it; a row that is chosen narrows the hits.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.concordance.collocations import (
    USUAL_WINDOW,
    Collocate,
    Measure,
    Window,
    in_order,
)
from parallelreader.core.concordance.groups import Group
from parallelreader.core.concordance.neighbours import FARTHEST
from parallelreader.core.concordance.order import Aspect, By
from parallelreader.ui.terms.concordance_model import VersionHead
from parallelreader.ui.terms.count_rows import CountModel, CountRow
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL, PaleLabel
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS

Index = QModelIndex | QPersistentModelIndex
WIDTH = 264
_ROW = 28
_FIGURE = 46
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class ConcordanceCounts(Ground):
    """``wanted`` comes when something is to be counted otherwise; ``narrowed`` has what a row stands for, a
    Group or a Collocate."""

    wanted = Signal()
    narrowed = Signal(object)
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "surface")
        self.setFixedWidth(WIDTH)
        self.groups, self.collocations = _kind_button(), _kind_button()
        self.by = QComboBox()
        self.place = QComboBox()
        self.before, self.after = QSpinBox(), QSpinBox()
        self.measure = QComboBox()
        self.function_words = QCheckBox(self.tr("Function words"))
        self.model = CountModel(self)
        self.list = _CountList(self.model, themes)
        self._said = PaleLabel(themes, wraps=True)
        self._names = PaleLabel(themes)
        self._group_parts = QWidget()
        self._collocation_parts = QWidget()
        self._collocates: Sequence[Collocate] = ()
        self._fill(themes)
        self._is_by_chosen = False
        self.show_columns(())
        self._on_kind_changed()

    @property
    def shows_collocations(self) -> bool:
        return self.collocations.isChecked()

    @property
    def aspect(self) -> Aspect:
        """By what hits are grouped."""
        found = self.by.currentData()
        return found if isinstance(found, Aspect) else Aspect(By.RIGHT, 1)

    @property
    def column(self) -> str:
        """In which version words are counted, "" for those near the hits themselves."""
        return str(self.place.currentData() or "")

    @property
    def window_of_words(self) -> Window:
        """How far from hits words count."""
        return Window(self.before.value(), self.after.value())

    @property
    def chosen_measure(self) -> Measure:
        return Measure(self.measure.currentData())

    def show_columns(self, columns: Sequence[VersionHead]) -> None:
        """Offer groups by what renders hits in these versions."""
        self._show_places(columns)
        chosen = self.by.currentData() if self._is_by_chosen else None
        blocker = QSignalBlocker(self.by)
        self.by.clear()
        offered = [
            *(
                (self.tr("Rendering in {name}").format(name=each.name), Aspect(By.RENDERING, 0, each.id))
                for each in columns
            ),
            (self.tr("Hit"), Aspect(By.HIT)),
            (self.tr("1st word to the left"), Aspect(By.LEFT, 1)),
            (self.tr("2nd word to the left"), Aspect(By.LEFT, 2)),
            (self.tr("1st word to the right"), Aspect(By.RIGHT, 1)),
            (self.tr("2nd word to the right"), Aspect(By.RIGHT, 2)),
            (self.tr("Document"), Aspect(By.DOCUMENT)),
            (self.tr("Version"), Aspect(By.VERSION)),
        ]
        for name, aspect in offered:
            self.by.addItem(name, aspect)
        found = next((n for n in range(self.by.count()) if self.by.itemData(n) == chosen), 0)
        self.by.setCurrentIndex(found)
        blocker.unblock()

    def _show_places(self, columns: Sequence[VersionHead]) -> None:
        kept = self.column
        blocker = QSignalBlocker(self.place)
        self.place.clear()
        self.place.addItem(self.tr("Near the hits"), "")
        for each in columns:
            self.place.addItem(self.tr("Beside them in {name}").format(name=each.name), each.id)
        self.place.setCurrentIndex(max(self.place.findData(kept), 0))
        blocker.unblock()
        self._on_place_changed()

    def _on_place_changed(self) -> None:
        self.before.setEnabled(not self.column)
        self.after.setEnabled(not self.column)

    def show_aspect(self, aspect: Aspect) -> None:
        """Group by that, without telling."""
        found = next((n for n in range(self.by.count()) if self.by.itemData(n) == aspect), -1)
        if found >= 0:
            blocker = QSignalBlocker(self.by)
            self.by.setCurrentIndex(found)
            blocker.unblock()
            self._is_by_chosen = True

    def show_message(self, text: str) -> None:
        """Say something in the place of counts."""
        self.model.show(())
        self._say(text)

    def show_groups(self, groups: Sequence[Group], nothing: str) -> None:
        """Show groups; ``nothing`` is what hits without such a thing are called."""
        self._say("" if groups else self.tr("There are no hits."))
        most = max((group.count for group in groups), default=1)
        self.model.show(
            [
                CountRow(
                    group,
                    group.written or nothing,
                    (f"{group.share:.0%}", f"{group.count:,}"),
                    group.count / most,
                    is_pale=not group.value,
                )
                for group in groups
            ]
        )

    def show_collocates(self, found: Sequence[Collocate]) -> None:
        """Show the words near hits in the order that is chosen."""
        self._collocates = found
        self._say("" if found else self.tr("No word stands near two of the hits."))
        ordered = in_order(found, self.chosen_measure)
        most = max((each.log_dice for each in found), default=1.0)
        self.model.show(
            [
                CountRow(
                    each,
                    each.word,
                    (f"{each.count:,}", f"{each.log_dice:.1f}", f"{each.log_likelihood:,.0f}"),
                    max(each.log_dice / most, 0.0),
                    tip=self._tip(each),
                )
                for each in ordered
            ]
        )

    def _tip(self, each: Collocate) -> str:
        if self.column:
            text = self.tr("Beside {count} hits; in {all} sentences of all")
        else:
            text = self.tr(
                "Near {count} hits, {left} times before and {right} times after; {all} in all texts"
            )
        return text.format(
            count=f"{each.count:,}",
            left=f"{each.left:,}",
            right=f"{each.right:,}",
            all=f"{each.frequency:,}",
        )

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.list.setVisible(not text)

    def _on_kind_changed(self) -> None:
        self._group_parts.setVisible(not self.shows_collocations)
        self._collocation_parts.setVisible(self.shows_collocations)
        names = self.tr("near   logDice   G²") if self.shows_collocations else self.tr("share   hits")
        self._names.setText(names)
        self.wanted.emit()

    def _on_by_activated(self) -> None:
        self._is_by_chosen = True

    def _on_measure_changed(self) -> None:
        if self.shows_collocations:
            self.show_collocates(self._collocates)

    def _fill(self, themes: ThemeSource) -> None:
        self.groups.setText(self.tr("Groups"))
        self.collocations.setText(self.tr("Collocations"))
        self.groups.setChecked(True)
        self.by.setAccessibleName(self.tr("Group hits by"))
        for box, name in (
            (self.before, self.tr("Words to the left")),
            (self.after, self.tr("Words to the right")),
        ):
            box.setRange(0, FARTHEST)
            box.setAccessibleName(name)
            box.setToolTip(name)
        self.before.setValue(USUAL_WINDOW.left)
        self.after.setValue(USUAL_WINDOW.right)
        self.measure.addItem("logDice", Measure.LOG_DICE)
        self.measure.addItem(self.tr("Log-likelihood"), Measure.LOG_LIKELIHOOD)
        self.measure.addItem(self.tr("Hits"), Measure.COUNT)
        self.measure.setAccessibleName(self.tr("Order of collocations"))
        self.measure.setToolTip(
            self.tr("logDice: how exclusively a word goes with the hits. Log-likelihood: how sure that is.")
        )
        self.place.setAccessibleName(self.tr("Where words are counted"))
        for widget in (self.by, self.place, self.measure, self.function_words):
            widget.setFont(interface_font(SMALL))
        self._names.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grouping = QHBoxLayout(self._group_parts)
        grouping.setContentsMargins(0, 0, 0, 0)
        grouping.addWidget(self.by, 1)
        near = QVBoxLayout(self._collocation_parts)
        near.setContentsMargins(0, 0, 0, 0)
        near.setSpacing(6)
        window = QHBoxLayout()
        label = PaleLabel(themes)
        label.setText(self.tr("Words left, right"))
        window.addWidget(label)
        window.addWidget(self.before)
        window.addWidget(self.after)
        near.addWidget(self.place)
        near.addLayout(window)
        order = QHBoxLayout()
        order.addWidget(self.measure, 1)
        order.addWidget(self.function_words)
        near.addLayout(order)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 12, 0)
        top.setSpacing(6)
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        kinds.addWidget(self.groups)
        kinds.addWidget(self.collocations)
        kinds.addStretch()
        top.addLayout(kinds)
        for part in (self._group_parts, self._collocation_parts, self._names, self._said):
            top.addWidget(part)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addStretch()
        column.setStretchFactor(self.list, 1000)
        self.collocations.toggled.connect(self._on_kind_changed)
        self.by.activated.connect(self._on_by_activated)
        self.by.currentIndexChanged.connect(self.wanted)
        self.place.currentIndexChanged.connect(self._on_place_changed)
        self.place.currentIndexChanged.connect(self.wanted)
        self.before.valueChanged.connect(self.wanted)
        self.after.valueChanged.connect(self.wanted)
        self.function_words.toggled.connect(self.wanted)
        self.measure.currentIndexChanged.connect(self._on_measure_changed)
        self.list.chosen.connect(self._on_chosen)
        self.list.left.connect(self.left)
        self.setFocusProxy(self.list)

    def _on_chosen(self, row: int) -> None:
        self.narrowed.emit(self.model.row(row).value)


def _kind_button() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setAutoExclusive(True)
    button.setFont(interface_font(SMALL))
    button.setFixedHeight(24)
    return button


class _CountList(QListView):
    """``chosen`` has the row that is clicked or at the cursor with Enter."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, model: CountModel, themes: ThemeSource) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_CountDelegate(model, themes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Counts; Enter shows only these hits"))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        themes.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in NO_MODIFIERS:
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _CountDelegate(QStyledItemDelegate):
    def __init__(self, model: CountModel, themes: ThemeSource, parent: QListView) -> None:
        super().__init__(parent)
        self._model, self._themes, self._view = model, themes, parent
        self._words, self._figures = interface_font(13), interface_font(12, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, row = self._themes.current, QRect(option.rect), self._model.row(index.row())
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, theme.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        width = rect.width() - 14
        bar = QRect(rect.left(), rect.bottom() - 2, round(width * row.share), 2)
        painter.fillRect(bar, theme.accent)
        right = rect.left() + width
        painter.setFont(self._figures)
        for number, figure in enumerate(reversed(row.figures)):
            painter.setPen(theme.text if number == 0 else theme.secondary)
            box = QRect(right - _FIGURE, rect.top(), _FIGURE, _ROW - 2)
            painter.drawText(box, _FLAGS | int(Qt.AlignmentFlag.AlignRight), figure)
            right -= _FIGURE
        painter.setFont(self._words)
        painter.setPen(theme.secondary if row.is_pale else theme.text)
        room = right - rect.left() - 6
        shown = QFontMetrics(self._words).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(rect.left() + 4, rect.top(), room, _ROW - 2), _FLAGS, shown)
        painter.restore()
