"""Over the concordance: what is asked for, in which order, with how much context, and what is kept.

Asking is left to whoever shows it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
)

from parallelreader.app.searching import Side
from parallelreader.app.terms.saved_queries import SavedQuery
from parallelreader.core.concordance.neighbours import Unit
from parallelreader.core.concordance.order import BY_PLACE, Aspect, By
from parallelreader.ui.terms.concordance_model import VersionHead
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL, PaleLabel, icon_button, small_button

USUAL_WIDTH = 14
_LEAST_WIDTH, _MOST_WIDTH = 4, 80
_LONGEST_NAME = 40
_SPIN = 62


class ConcordanceHead(Ground):
    """``asked`` comes with Enter or another language, ``ordered`` with another order, ``unit_changed`` when
    other neighbours count, ``width_changed`` with another width; ``left`` when the keys go to the hits.

    ``narrowing_ended`` has the number of a narrowing that is taken away.
    """

    asked = Signal()
    ordered = Signal()
    unit_changed = Signal()
    width_changed = Signal(int)
    counts_toggled = Signal(bool)
    save_requested = Signal()
    saved_chosen = Signal(str)
    removal_requested = Signal(str)
    narrowing_ended = Signal(int)
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "bg", bottom_line=True)
        self.field = QLineEdit()
        self.side = _choice(self.tr("In which language to look"))
        self.first, self.then = _choice(self.tr("Sort by")), _choice(self.tr("Then by"))
        self.unit = _choice(self.tr("What counts as a neighbour in Chinese"))
        self.width_box = QSpinBox()
        self.counts = QToolButton()
        self.saved = QToolButton()
        self.menu = QMenu(self.saved)
        self.said = PaleLabel(themes)
        self._chips = QHBoxLayout()
        self._columns: Sequence[VersionHead] = ()
        self._fill()
        self._lay_out(themes)
        self.show_columns(())

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """By what hits are to be put in order."""
        chosen = [self.first.currentData(), self.then.currentData()]
        return tuple(each for each in chosen if isinstance(each, Aspect) and each != BY_PLACE)

    @property
    def chosen_unit(self) -> Unit:
        return Unit(self.unit.currentData())

    @property
    def chosen_side(self) -> Side:
        return Side(self.side.currentData())

    def show_columns(self, columns: Sequence[VersionHead]) -> None:
        """Offer the order by what renders hits in these versions."""
        self._columns = columns
        for box in (self.first, self.then):
            chosen = box.currentData()
            blocker = QSignalBlocker(box)
            box.clear()
            for name, aspect in self._orders():
                is_last = box is self.then and aspect == BY_PLACE
                box.addItem(self.tr("by place") if is_last else name, aspect)
            found = next((n for n in range(box.count()) if box.itemData(n) == chosen), 0)
            box.setCurrentIndex(found)
            blocker.unblock()

    def show_aspects(self, aspects: Sequence[Aspect]) -> None:
        """Show another order, without telling."""
        for box, aspect in zip((self.first, self.then), [*aspects, BY_PLACE, BY_PLACE], strict=False):
            blocker = QSignalBlocker(box)
            found = next((n for n in range(box.count()) if box.itemData(n) == aspect), 0)
            box.setCurrentIndex(found)
            blocker.unblock()

    def show_query(self, typed: str, side: Side, unit: Unit) -> None:
        """Show what is asked for, without telling."""
        for box, value in ((self.side, side), (self.unit, unit)):
            blocker = QSignalBlocker(box)
            box.setCurrentIndex(max(box.findData(value), 0))
            blocker.unblock()
        self.field.setText(typed)

    def show_saved(self, queries: Sequence[SavedQuery], *, can_save: bool) -> None:
        """Offer the queries that are kept."""
        self.menu.clear()
        keep = self.menu.addAction(self.tr("Keep this query…"))
        keep.setEnabled(can_save)
        keep.triggered.connect(self.save_requested)
        if queries:
            self.menu.addSeparator()
        for query in queries:
            action = self.menu.addAction(_shown(query.name))
            action.setData(query.id)
            action.triggered.connect(self._on_saved_chosen)
        if queries:
            removing = self.menu.addMenu(self.tr("Remove"))
            for query in queries:
                action = removing.addAction(_shown(query.name))
                action.setData(query.id)
                action.triggered.connect(self._on_removal_chosen)

    def show_narrowings(self, names: Sequence[str]) -> None:
        """Show by what hits are narrowed, each to be taken away again."""
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, name in enumerate(names):
            text = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
            chip = small_button(f"{text}  ×", self.tr("Show all hits again, not only these"))
            chip.setAccessibleName(self.tr("No longer only {name}").format(name=name))
            chip.clicked.connect(lambda _=False, at=number: self.narrowing_ended.emit(at))
            self._chips.addWidget(chip)

    def focus_field(self) -> None:
        """Let what is typed next take the place of what is there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.asked.emit()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_saved_chosen(self) -> None:
        self.saved_chosen.emit(self._chosen_id())

    @Slot()
    def _on_removal_chosen(self) -> None:
        self.removal_requested.emit(self._chosen_id())

    def _chosen_id(self) -> str:
        sender = self.sender()
        return str(sender.data()) if sender is not None and hasattr(sender, "data") else ""

    def _orders(self) -> list[tuple[str, Aspect]]:
        return [
            (self.tr("Place"), BY_PLACE),
            (self.tr("1st word to the left"), Aspect(By.LEFT, 1)),
            (self.tr("2nd word to the left"), Aspect(By.LEFT, 2)),
            (self.tr("3rd word to the left"), Aspect(By.LEFT, 3)),
            (self.tr("1st word to the right"), Aspect(By.RIGHT, 1)),
            (self.tr("2nd word to the right"), Aspect(By.RIGHT, 2)),
            (self.tr("3rd word to the right"), Aspect(By.RIGHT, 3)),
            (self.tr("Hit"), Aspect(By.HIT)),
            *(
                (self.tr("Rendering in {name}").format(name=each.name), Aspect(By.RENDERING, 0, each.id))
                for each in self._columns
            ),
        ]

    def _fill(self) -> None:
        self.field.setPlaceholderText(self.tr("Chinese, English, pinyin, “phrase”, wild*card or /pattern/"))
        self.field.setAccessibleName(self.tr("What to show in context"))
        self.field.setToolTip(self.tr("Enter looks for it (/)"))
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        for side, name in (
            (Side.BOTH, self.tr("Both languages")),
            (Side.CHINESE, self.tr("Chinese")),
            (Side.OTHER, self.tr("English")),
        ):
            self.side.addItem(name, side)
        self.unit.addItem(self.tr("By word"), Unit.WORD)
        self.unit.addItem(self.tr("By character"), Unit.CHARACTER)
        self.width_box.setRange(_LEAST_WIDTH, _MOST_WIDTH)
        self.width_box.setSingleStep(2)
        self.width_box.setValue(USUAL_WIDTH)
        self.width_box.setMinimumWidth(_SPIN)
        self.width_box.setAccessibleName(self.tr("Width of contexts"))
        self.width_box.setToolTip(
            self.tr("Chinese characters to each side, or twice as many letters (+ and −)")
        )
        self.counts.setText(self.tr("Counts"))
        self.counts.setIcon(icon("filter"))
        self.counts.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.counts.setCheckable(True)
        self.counts.setToolTip(self.tr("Groups and collocations"))
        self.saved.setText(self.tr("Kept"))
        self.saved.setIcon(icon("bookmark"))
        self.saved.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.saved.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.saved.setMenu(self.menu)
        self.saved.setToolTip(self.tr("Queries that are kept"))
        self.side.currentIndexChanged.connect(self.asked)
        for box in (self.first, self.then):
            box.currentIndexChanged.connect(self.ordered)
        self.unit.currentIndexChanged.connect(self.unit_changed)
        self.width_box.valueChanged.connect(self.width_changed)
        self.counts.toggled.connect(self.counts_toggled)

    def _lay_out(self, themes: ThemeSource) -> None:
        asking, showing = QHBoxLayout(), QHBoxLayout()
        go = icon_button("search", self.tr("Look for it (Enter)"))
        go.clicked.connect(self.asked)
        asking.addWidget(self.field, 1)
        asking.addWidget(go)
        asking.addWidget(self.side)
        asking.addWidget(self.saved)
        asking.addWidget(self.counts)
        for text, parts in (
            (self.tr("Sort by"), (self.first,)),
            (self.tr("then"), (self.then, self.unit)),
            (self.tr("Context"), (self.width_box,)),
        ):
            label = PaleLabel(themes)
            label.setText(text)
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(text) + 2)
            showing.addWidget(label)
            for part in parts:
                showing.addWidget(part)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._chips.setSpacing(6)
        showing.addLayout(self._chips)
        showing.addWidget(self.said, 1)
        for row in (asking, showing):
            row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(asking)
        column.addLayout(showing)


def _choice(name: str) -> QComboBox:
    box = QComboBox()
    box.setFont(interface_font(SMALL))
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def _shown(name: str) -> str:
    return name.replace("&", "&&")
