"""What a screen reader is told of a reading view: a list of the pairs on screen, each with both sides.

The text is painted, so nothing of it would be known otherwise. Interfaces hold no text and no view
longer than the view lives: the binding keeps them until the program ends.
"""

import weakref

from PySide6.QtCore import QCoreApplication, QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.reader.covering import Covering
from parallelreader.ui.reader.view import ReadingView


def make_views_accessible() -> None:
    """Have every reading view made from now on speak to assistive programs."""
    QAccessible.installFactory(_make_interface)


def pair_text(reading: Reading, row: int, covering: Covering | None = None) -> str:
    """A pair as it is read out: every version in order, then its shape, whether it stands out of order,
    and its score where that is low; of what is covered only that it is."""
    parts = []
    covered = covering.covered_in(row) if covering is not None else ()
    for version_id, cell in zip(reading.shown, reading.rows[row].cells, strict=True):
        if version_id in covered:
            parts.append(QCoreApplication.translate("accessibility", "hidden"))
            continue
        joiner = "" if reading.version(version_id).is_chinese else " "
        words = reading.texts[version_id].segments_text(cell, joiner)
        parts.append(words or QCoreApplication.translate("accessibility", "not translated"))
    found = reading.rows[row]
    if len(reading.shown) > 1 and not found.is_plain:
        parts.append(found.shape)
    if found.is_moved:
        parts.append(QCoreApplication.translate("accessibility", "moved"))
    if found.is_pair and found.is_checked:
        parts.append(QCoreApplication.translate("accessibility", "checked"))
    elif found.is_low and not found.is_rated:
        parts.append(QCoreApplication.translate("accessibility", "alignment not rated"))
    elif found.is_low:
        low = QCoreApplication.translate("accessibility", "alignment {percent} percent")
        parts.append(low.format(percent=round(100 * found.confidence)))
    return "\n".join(parts)


class AccessibleView(QAccessibleWidget):
    """A reading view as a list; its children are the pairs on screen, from the top."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = weakref.ref(view)
        self._items: dict[int, AccessiblePair] = {}

    def text(self, kind: QAccessible.Text) -> str:
        view = self._view()
        if view is not None and kind == QAccessible.Text.Name:
            return view.accessibleName()
        return super().text(kind)

    def childCount(self) -> int:
        return len(self._rows())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        rows = self._rows()
        if not 0 <= index < len(rows):
            return None
        return self._items.setdefault(index, AccessiblePair(self, index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, AccessiblePair) else -1

    def row(self, index: int) -> int | None:
        """The row of the child with that number; None where it is no longer on screen."""
        rows = self._rows()
        return rows[index] if 0 <= index < len(rows) else None

    def view(self) -> ReadingView | None:
        """The view, as long as it lives."""
        return self._view()

    def _rows(self) -> list[int]:
        view = self._view()
        return view.rows_on_screen() if view is not None else []


class AccessiblePair(QAccessibleInterface):
    """One pair on screen."""

    def __init__(self, parent: AccessibleView, index: int) -> None:
        super().__init__()
        self._parent = parent
        self.index = index

    def isValid(self) -> bool:
        return self._parent.row(self.index) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        state.selectable = True
        view, row = self._parent.view(), self._parent.row(self.index)
        if view is not None and row is not None:
            state.selected = row == view.state.current_row
        return state

    def rect(self) -> QRect:
        view, row = self._parent.view(), self._parent.row(self.index)
        if view is None or row is None:
            return QRect()
        return view.row_rect(row)

    def text(self, kind: QAccessible.Text) -> str:
        view, row = self._parent.view(), self._parent.row(self.index)
        if view is None or row is None or view.state.reading is None:
            return ""
        if kind != QAccessible.Text.Name:
            return ""
        return pair_text(view.state.reading, row, view.state.covering)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing here can be changed through the interface."""

    def window(self) -> QWindow | None:  # type: ignore[override]
        view = self._parent.view()
        return view.window().windowHandle() if view is not None else None

    def backgroundColor(self) -> QColor:
        return QColor()

    def foregroundColor(self) -> QColor:
        return QColor()


def _make_interface(name: str, thing: QObject) -> QAccessibleInterface | None:
    return AccessibleView(thing) if isinstance(thing, ReadingView) else None
