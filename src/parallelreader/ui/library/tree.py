"""The trees of the sidebar: how one looks, and how a row of it is made.

What the rows stand for is known to ``corpora`` and ``contents``.
"""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.viewport import give_viewport

VALUE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 28
# Five figures.
_COUNT_WIDTH = 46
_INDENTATION = 14


class SideTree(QTreeWidget):
    """Rows with a wide text and a narrow count at the right, without a header."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(_INDENTATION)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        give_viewport(self).setAutoFillBackground(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, header.ResizeMode.Stretch)
        header.setSectionResizeMode(1, header.ResizeMode.Fixed)
        header.setMinimumSectionSize(_COUNT_WIDTH)
        header.resizeSection(1, _COUNT_WIDTH)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            and event.text().isprintable()
            and event.text().strip()
        ):
            # Single letters are commands in the text; here they find a row by its beginning.
            event.accept()
            return True
        return super().event(event)


def add_row(parent: QTreeWidget | QTreeWidgetItem, text: str, value: object) -> QTreeWidgetItem:
    """A row at the end of ``parent`` that stands for ``value``; its whole text is its tip."""
    item = QTreeWidgetItem(parent, [text, ""])
    item.setSizeHint(0, QSize(0, ROW_HEIGHT))
    item.setData(0, VALUE, value)
    item.setToolTip(0, plain_tip(text))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
