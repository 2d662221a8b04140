"""The lower half of the sidebar: the contents of the document that is open."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem

from parallelreader.app.holding.stretches import WHOLE, Stretches
from parallelreader.app.reading.chapters import ChapterEntries
from parallelreader.app.reading.reading import Reading
from parallelreader.ui.library.tree import VALUE, SideTree, add_row

# The rows are made at once when a document is opened; no table of contents is that long.
_MOST_HEADINGS = 1000
# Of a longer one only the uppermost headings show until they are opened.
_MOST_OPEN = 200
_GROOVE = QPalette.ColorRole.Mid
_SHARE = VALUE + 1
_BAR_WIDTH, _BAR_HEIGHT = 28.0, 3.0
_BAR_MARGIN = 6


class ContentsTree(SideTree):
    """The headings of the first version shown; everything opens by click, ``Enter`` or its first letters."""

    heading_chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Contents"))
        self.chapters = ChapterEntries(None, most=_MOST_HEADINGS)
        self._rows: list[QTreeWidgetItem] = []
        self._end = 0
        self.setItemDelegateForColumn(1, _BarDelegate(self))
        # The bars need less room than counts do.
        self.header().setMinimumSectionSize(int(_BAR_WIDTH) + 2 * _BAR_MARGIN)
        self.header().resizeSection(1, int(_BAR_WIDTH) + 2 * _BAR_MARGIN)
        self.itemActivated.connect(self._on_item_activated)
        self.itemClicked.connect(self._on_item_activated)

    def show_contents(self, reading: Reading | None) -> bool:
        """List the headings, those inside others below them; nothing, and False, where there are fewer than
        two."""
        self.clear()
        self._rows = []
        self.chapters = ChapterEntries(reading, most=_MOST_HEADINGS)
        if reading is None or not self.chapters.entries:
            return False
        version = reading.shown[0]
        self._end = len(reading.texts[version].content)
        above: list[tuple[int, QTreeWidgetItem]] = []
        for entry in self.chapters.entries:
            while above and above[-1][0] >= entry.level:
                above.pop()
            parent = above[-1][1] if above else self
            row = add_row(parent, entry.title, (version, entry.start))
            # Where nothing was read there is no bar to make room for.
            row.setFirstColumnSpanned(True)
            above.append((entry.level, row))
            self._rows.append(row)
        is_deep = any(row.parent() is not None for row in self._rows)
        self.setRootIsDecorated(is_deep)
        if is_deep and len(self._rows) <= _MOST_OPEN:
            self.expandAll()
        return True

    def show_read(self, read: Stretches) -> None:
        """Show how much of each chapter was read; ``read`` is in millionths of the document."""
        starts = [entry.start for entry in self.chapters.entries]
        for item, start, end in zip(self._rows, starts, [*starts[1:], self._end], strict=False):
            share = read.share_of(round(WHOLE * start / self._end), round(WHOLE * end / self._end))
            if item.data(1, _SHARE) != share:
                item.setData(1, _SHARE, share)
                item.setFirstColumnSpanned(not share)
                percent = self.tr("{percent} % read").format(percent=round(100 * share))
                item.setData(1, Qt.ItemDataRole.AccessibleTextRole, percent)
                item.setToolTip(1, percent)

    def show_place(self, position: int) -> None:
        """Mark the heading under which a place of the first version stands."""
        number = self.chapters.at(position)
        chosen = self._rows[number] if number >= 0 else None
        # What somebody has closed stays closed: the part is marked that the chapter is in.
        while chosen is not None and (parent := chosen.parent()) is not None and not parent.isExpanded():
            chosen = parent
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
        left, top = rect.right() - _BAR_WIDTH - _BAR_MARGIN, rect.center().y() - _BAR_HEIGHT / 2
        painter.fillRect(QRectF(left, top, _BAR_WIDTH, _BAR_HEIGHT), option.palette.color(_GROOVE))
        painter.fillRect(
            QRectF(left, top, _BAR_WIDTH * share, _BAR_HEIGHT),
            option.palette.color(QPalette.ColorRole.PlaceholderText),
        )
