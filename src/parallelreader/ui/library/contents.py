"""The lower half of the sidebar: the contents of the document that is open."""

from bisect import bisect_right

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem

from parallelreader.app.holding.stretches import WHOLE, Stretches
from parallelreader.app.reading.reading import Reading
from parallelreader.ui.library.tree import VALUE, SideTree, add_row

# The rows are made at once when a document is opened; no table of contents is that long.
_MOST_HEADINGS = 1000
_GROOVE = QPalette.ColorRole.Mid
_SHARE = VALUE + 1
_BAR_WIDTH, _BAR_HEIGHT = 28.0, 3.0


class ContentsTree(SideTree):
    """The headings of the first version shown; everything opens by click, ``Enter`` or its first letters."""

    heading_chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Contents"))
        self._starts: list[int] = []
        self._end = 0
        self.setItemDelegateForColumn(1, _BarDelegate(self))
        self.itemActivated.connect(self._on_item_activated)
        self.itemClicked.connect(self._on_item_activated)

    def show_contents(self, reading: Reading | None) -> bool:
        """List the headings; nothing, and False, where there are fewer than two."""
        self.clear()
        headings: list[tuple[str, str, int]] = []
        if reading is not None and reading.shown:
            version = reading.shown[0]
            content = reading.texts[version].content
            self._end = len(content)
            headings = [
                (content[block.start : block.end], version, block.start)
                for block in reading.blocks(version).headings[:_MOST_HEADINGS]
            ]
        if len(headings) < 2:
            headings = []
        self._starts = [start for _, _, start in headings]
        for title, version, start in headings:
            add_row(self, title, (version, start))
        return bool(headings)

    def show_read(self, read: Stretches) -> None:
        """Show how much of each chapter was read; ``read`` is in millionths of the document."""
        ends = [*self._starts[1:], self._end]
        for number, (start, end) in enumerate(zip(self._starts, ends, strict=False)):
            share = read.share_of(round(WHOLE * start / self._end), round(WHOLE * end / self._end))
            item = self.topLevelItem(number)
            if item is not None and item.data(1, _SHARE) != share:
                item.setData(1, _SHARE, share)
                percent = self.tr("{percent} % read").format(percent=round(100 * share))
                item.setData(1, Qt.ItemDataRole.AccessibleTextRole, percent)
                item.setToolTip(1, percent)

    def show_place(self, position: int) -> None:
        """Mark the heading under which a place of the first version stands."""
        number = bisect_right(self._starts, position) - 1
        chosen = self.topLevelItem(number) if number >= 0 else None
        if chosen is not None and chosen is not self.currentItem():
            self.setCurrentItem(chosen)

    @Slot(QTreeWidgetItem)
    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(*item.data(0, VALUE))


class _BarDelegate(QStyledItemDelegate):
    """A short bar at the right: how much was read."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(_SHARE)
        if share is None:
            return
        rect = option.rect
        left, top = rect.right() - _BAR_WIDTH - 6, rect.center().y() - _BAR_HEIGHT / 2
        painter.fillRect(QRectF(left, top, _BAR_WIDTH, _BAR_HEIGHT), option.palette.color(_GROOVE))
        painter.fillRect(
            QRectF(left, top, _BAR_WIDTH * share, _BAR_HEIGHT),
            option.palette.color(QPalette.ColorRole.PlaceholderText),
        )
