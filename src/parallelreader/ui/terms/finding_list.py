"""Findings below each other: what each says, where it is, and both sides with the words it is about.

What a key asks for is done by whoever owns the list.
"""

from collections.abc import Collection, Sequence

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
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parallelreader.app.terms.sheet import Passage
from parallelreader.app.terms.shown_findings import ShownFinding
from parallelreader.ui.terms.cell_text import Face, Line, set_in_context, set_lines
from parallelreader.ui.terms.finding_words import kind_name, told
from parallelreader.ui.theme.fonts import interface_font, reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_LEFT, _KIND, _RIGHT, _GAP = 20, 150, 20, 20
_TOP, _SAID, _LINE, _BOTTOM = 9, 22, 24, 9
ROW_HEIGHT, SHORT_HEIGHT = _TOP + _SAID + 2 * _LINE + _BOTTOM, _TOP + _SAID + _BOTTOM
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_CHINESE, _ENGLISH = 15, 15
_MOST_BEFORE = 200
_LETTERS = {
    _Key.Key_X: "dismiss",
    _Key.Key_Delete: "dismiss",
    _Key.Key_Backspace: "dismiss",
    _Key.Key_Return: "open",
    _Key.Key_Enter: "open",
    _Key.Key_T: "term",
    _Key.Key_R: "again",
}


class FindingModel(QStringListModel):
    """One row a finding."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[ShownFinding] = []
        self.dismissed: Collection[str] = ()

    @property
    def found(self) -> Sequence[ShownFinding]:
        """What is listed, in order."""
        return self._found

    def show(self, found: Sequence[ShownFinding], dismissed: Collection[str]) -> None:
        """List these; those whose keys are ``dismissed`` are shown as such."""
        self._found, self.dismissed = list(found), dismissed
        self.setStringList([each.finding.key for each in self._found])

    def add(self, found: Sequence[ShownFinding]) -> None:
        """List these, too."""
        first = len(self._found)
        self._found += found
        self.insertRows(first, len(found))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._found):
            return None
        each = self._found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            place = (each.title, each.finding.segment, each.label) if each.finding.document else ()
            said = (
                kind_name(each.finding.kind),
                told(each.finding),
                *place,
                each.chinese.text,
                each.english.text,
            )
            return ", ".join(filter(None, said))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


class FindingList(QListView):
    """``asked`` has what a key or the mouse asks for the findings chosen: ``dismiss``, ``open``, ``term`` or
    ``again``; ``left`` comes with Escape."""

    asked = Signal(str)
    moved = Signal()
    left = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.rows = FindingModel()
        self.setModel(self.rows)
        self.setItemDelegate(_FindingDelegate(self.rows, themes, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Findings"))
        self.selectionModel().currentChanged.connect(self.moved)
        themes.changed.connect(self.viewport().update)

    @property
    def current(self) -> ShownFinding | None:
        """The finding at the cursor."""
        row = self.currentIndex().row()
        return self.rows.found[row] if 0 <= row < len(self.rows.found) else None

    @property
    def chosen(self) -> list[ShownFinding]:
        """Those that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows.found[row] for row in rows if row < len(self.rows.found)]

    def show_found(self, found: Sequence[ShownFinding], dismissed: Collection[str]) -> None:
        """List these; the cursor stays at its finding, or goes to what follows."""
        current, row = self.current, self.currentIndex().row()
        place = self.verticalScrollBar().value()
        # Otherwise each of very many is asked how high it is.
        self.setUniformItemSizes(all(each.finding.document for each in found))
        self.rows.show(found, dismissed)
        kept = current.finding.key if current is not None else ""
        here = next((number for number, each in enumerate(found) if each.finding.key == kept), row)
        if found:
            self.setCurrentIndex(self.rows.index(min(max(here, 0), len(found) - 1), 0))
        self.verticalScrollBar().setValue(place)
        self.moved.emit()

    def add_found(self, found: Sequence[ShownFinding]) -> None:
        """List these below the others, which stay as they are."""
        is_first = not self.rows.found
        if is_first or self.uniformItemSizes():
            self.setUniformItemSizes(all(each.finding.document for each in found))
        self.rows.add(found)
        if is_first and found:
            self.setCurrentIndex(self.rows.index(0, 0))
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == _Key.Key_Escape:
            self.left.emit()
        elif key in _LETTERS and event.modifiers() in NO_MODIFIERS:
            self.asked.emit(_LETTERS[_Key(key)])
        elif event.text().isprintable() and event.text().strip() and event.modifiers() in NO_MODIFIERS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.asked.emit("open")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current is not None:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the findings chosen, with the keys for it."""
        menu, chosen = QMenu(self), self.chosen
        are_dismissed = all(each.finding.key in self.rows.dismissed for each in chosen)
        dismiss = self.tr("List again\tX") if are_dismissed else self.tr("Dismiss\tX")
        asked = (
            (self.tr("Open the pair\tEnter"), "open"),
            (dismiss, "dismiss"),
            (self.tr("Show the term\tT"), "term"),
        )
        for text, what in asked:
            menu.addAction(text).triggered.connect(lambda _=False, what=what: self.asked.emit(what))
        return menu


class _FindingDelegate(QStyledItemDelegate):
    def __init__(self, model: FindingModel, themes: ThemeSource, parent: FindingList) -> None:
        super().__init__(parent)
        self._model, self._themes, self._view = model, themes, parent
        self._said, self._small = interface_font(), interface_font(12, tabular=True)
        self._chinese = Face(reading_font("zh-Hans", _CHINESE), QFont.Weight.DemiBold)
        self._english = Face(reading_font("en", _ENGLISH), QFont.Weight.Medium)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        each = self._model.found[index.row()] if index.row() < len(self._model.found) else None
        is_long = each is not None and bool(each.finding.document)
        return QSize(0, ROW_HEIGHT if is_long else SHORT_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._themes.current, QRect(option.rect)
        each = self._model.found[index.row()]
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.partner if is_chosen else theme.hover)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line)
        if each.finding.key in self._model.dismissed:
            painter.setOpacity(0.5)
        self._paint_kind(painter, each, rect, theme)
        left = rect.left() + _LEFT + _KIND + _GAP
        width = rect.right() - _RIGHT - left
        painter.setFont(self._said)
        painter.setPen(theme.text)
        metrics = QFontMetrics(self._said)
        said = metrics.elidedText(told(each.finding), Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, rect.top() + _TOP, width, _SAID - 2), _FLAGS, said)
        if each.finding.document:
            top = rect.top() + _TOP + _SAID
            self._paint_line(
                painter, self._chinese_line(each.chinese, width), self._chinese, left, top, theme
            )
            if each.english.text:
                lines = set_lines(each.english, self._english, width, 1)
                line = lines[0] if lines else ()
                self._paint_line(painter, line, self._english, left, top + _LINE, theme)
            else:
                self._paint_blank(painter, left, top + _LINE, theme)
        painter.setOpacity(1.0)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 5, 5)
        painter.restore()

    def _paint_kind(self, painter: QPainter, each: ShownFinding, rect: QRect, theme: Theme) -> None:
        left, top = rect.left() + _LEFT, rect.top() + _TOP
        metrics = QFontMetrics(self._small)
        lines = [kind_name(each.finding.kind)]
        if each.finding.document:
            lines += [f"{each.finding.segment} · {each.label}", each.title]
        painter.setFont(self._small)
        for number, line in enumerate(lines):
            painter.setPen(theme.low_text if number == 0 else theme.secondary)
            elided = metrics.elidedText(line, Qt.TextElideMode.ElideRight, _KIND)
            area = QRect(left, top + (_SAID if number else 0) + max(number - 1, 0) * _LINE, _KIND, _SAID - 2)
            painter.drawText(area, _FLAGS, elided)

    def _chinese_line(self, passage: Passage, width: int) -> Line:
        """The sentence from its beginning or, where what it is about comes late, from shortly before that."""
        start = passage.marked[0].start if passage.marked else 0
        before = self._chinese.width(passage.text[: min(start, _MOST_BEFORE)], False)
        return set_in_context(passage, self._chinese, width, min(before, width / 2))

    def _paint_line(
        self, painter: QPainter, line: Line, face: Face, left: int, top: int, theme: Theme
    ) -> None:
        for piece in line:
            area = QRectF(left + piece.left, top, piece.width + 2, _LINE)
            if piece.is_marked:
                ground = QRectF(area.left() - 2, area.top() + 2, piece.width + 4, _LINE - 4)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.hl_orange)
                painter.drawRoundedRect(ground, 2, 2)
            painter.setFont(face.heavy if piece.is_marked else face.plain)
            painter.setPen(theme.text)
            painter.drawText(area, _FLAGS, piece.text)

    def _paint_blank(self, painter: QPainter, left: int, top: int, theme: Theme) -> None:
        words = self.tr("Nothing beside it")
        painter.setFont(self._small)
        width = QFontMetrics(self._small).horizontalAdvance(words) + 16
        area = QRectF(left + 0.5, top + 2.5, width, _LINE - 5)
        pen = QPen(theme.control, 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(theme.secondary)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
