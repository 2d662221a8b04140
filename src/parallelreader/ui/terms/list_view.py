"""The list of terms: one row each with its reading, how many forms it has and how often it is found."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parallelreader.ui.terms.entries import TermEntry
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.theme.source import ThemeSource

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 44
COLUMN, EDGE = 44, 16
"""How wide the two columns of figures are, and how far the last stands from the edge."""
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class TermModel(QStringListModel):
    """One row a term. Qt itself knows how many rows there are: a list asks for that very often."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[TermEntry] = []
        self._rows: dict[str, int] = {}

    @property
    def entries(self) -> Sequence[TermEntry]:
        """What is listed, in order."""
        return self._entries

    def show(self, entries: Sequence[TermEntry]) -> None:
        """List these; where they are the same terms, the rows stay what they are."""
        same = [each.id for each in entries] == [each.id for each in self._entries]
        self._entries = list(entries)
        self._rows = {each.id: row for row, each in enumerate(self._entries)}
        if same:
            if self._entries:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, 0))
        else:
            self.setStringList(list(self._rows))

    def row_of(self, concept: str) -> int:
        """The row of a term by the id of its concept; -1 where it is not listed."""
        return self._rows.get(concept, -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.concept.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def _words(self, entry: TermEntry) -> str:
        words = [entry.concept.name, entry.reading, "; ".join(term.text for term in entry.concept.english)]
        if entry.found is not None:
            words.append(self.tr("found {count} times").format(count=f"{entry.found:,}"))
        if entry.figures is not None:
            words.append(self.tr("{count} forms").format(count=entry.figures.forms))
            if entry.figures.gaps:
                words.append(self.tr("{count} gaps").format(count=entry.figures.gaps))
        return ", ".join(filter(None, words))


class TermList(QListView):
    """``chosen`` has the TermEntry at the cursor, ``entered`` comes for Enter, ``removal_requested`` for
    Delete."""

    chosen = Signal(object)
    entered = Signal()
    removal_requested = Signal(object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.rows = TermModel()
        self.setModel(self.rows)
        self.setItemDelegate(_TermDelegate(self.rows, themes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Terms"))
        self._shown_id = ""
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        themes.changed.connect(self.viewport().update)

    @property
    def current(self) -> TermEntry | None:
        """The term at the cursor."""
        row = self.currentIndex().row()
        return self.rows.entries[row] if 0 <= row < len(self.rows.entries) else None

    def show_entries(self, entries: Sequence[TermEntry]) -> None:
        """List these; the term at the cursor stays, or else the one that now stands there is taken."""
        kept, row = self._shown_id, self.currentIndex().row()
        model = self.selectionModel()
        model.blockSignals(True)
        self.rows.show(entries)
        here = self.rows.row_of(kept)
        if here < 0 and entries:
            here = min(max(row, 0), len(entries) - 1)
        if here >= 0 and here != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(here, 0))
        model.blockSignals(False)
        self.viewport().update()
        self._tell()

    def choose(self, concept: str) -> bool:
        """Go to a term by the id of its concept; False where it is not listed."""
        row = self.rows.row_of(concept)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))
            self.scrollTo(self.rows.index(row, 0))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.removal_requested.emit(self.current)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Slash) or (
            key in (Qt.Key.Key_M, Qt.Key.Key_E, Qt.Key.Key_Backslash)
            and event.modifiers() != Qt.KeyboardModifier.NoModifier
        ):
            # Keys of the whole room.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._tell()

    def _tell(self) -> None:
        entry = self.current
        name = entry.id if entry is not None else ""
        if name != self._shown_id:
            self._shown_id = name
            self.chosen.emit(entry)


class _TermDelegate(QStyledItemDelegate):
    def __init__(self, model: TermModel, themes: ThemeSource, parent: QListView) -> None:
        super().__init__(parent)
        self._model, self._themes = model, themes
        self._word, self._reading = headword_font(17), interface_font(11)
        self._figures = interface_font(12, tabular=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._themes.current, QRect(option.rect)
        entry = self._model.entries[index.row()]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect).adjusted(4, 1, -4, -1)
        if is_chosen or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selected if is_chosen else theme.hover)
            painter.drawRoundedRect(area, 5, 5)
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        right = rect.right() - EDGE
        figures = entry.figures
        found = "" if entry.found is None else f"{entry.found:,}"
        forms = "" if figures is None else f"{figures.forms:,}"
        painter.setFont(self._figures)
        painter.setPen(theme.text)
        painter.drawText(QRect(right - COLUMN, rect.top(), COLUMN, ROW_HEIGHT), _RIGHT, found)
        painter.setPen(theme.text if is_chosen else theme.secondary)
        painter.drawText(QRect(right - 2 * COLUMN, rect.top(), COLUMN, ROW_HEIGHT), _RIGHT, forms)
        left, width = rect.left() + EDGE, right - 2 * COLUMN - rect.left() - EDGE
        below = entry.reading or "; ".join(term.text for term in entry.concept.english)
        painter.setFont(self._reading)
        box = QRect(left, rect.top() + 25, width, 15)
        painter.drawText(box, _FLAGS, _elided(QFontMetrics(self._reading), below, width))
        painter.setFont(self._word)
        painter.setPen(theme.text)
        box = QRect(left, rect.top() + 3, width, 24)
        painter.drawText(box, _FLAGS, _elided(QFontMetrics(self._word), entry.concept.name, width))
        painter.restore()


def _elided(metrics: QFontMetrics, text: str, width: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
