"""What the tables of the room have in common: rows of one height, and versions gone through sideways.

Which columns are seen, and what a key leads to, is said by each.
"""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView


class RoomTable(QTableView):
    """Shows cells that are painted, by pixels up and down and by whole versions sideways."""

    def __init__(self, model: QAbstractItemModel, row_height: int) -> None:
        super().__init__()
        self._first = 0
        self.setModel(model)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(row_height)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)

    def lay_out_columns(self) -> None:
        """Give the columns their widths, and show those of the versions for which there is room."""
        raise NotImplementedError

    def show_versions(self, before: int, count: int, seen: int, room: int) -> None:
        """Show so many of ``count`` versions, which stand behind the columns ``before`` them, in ``room``
        pixels; as far as can be those from the first one on that one went to."""
        self._first = min(max(self._first, 0), max(count - seen, 0))
        for number in range(count):
            is_seen = self._first <= number < self._first + seen
            self.setColumnHidden(before + number, not is_seen)
            if is_seen:
                width = room // (self._first + seen - number)
                self.setColumnWidth(before + number, width)
                room -= width

    def move_sideways(self, first: int) -> None:
        """Have another version be the first one seen."""
        if first != self._first:
            self._first = first
            self.lay_out_columns()

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.angleDelta().x() or (
            event.angleDelta().y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if sideways:
            self.move_sideways(self._first + (-1 if sideways > 0 else 1))
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out_columns()
