"""The lower half of the sidebar: the contents of the document that is open."""

from bisect import bisect_right

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTreeWidgetItem

from parallelreader.app.reading.reading import Reading
from parallelreader.ui.library.tree import VALUE, SideTree, add_row

# The rows are made at once when a document is opened; no table of contents is that long.
_MOST_HEADINGS = 1000


class ContentsTree(SideTree):
    """The headings of the first version shown; everything opens by click, ``Enter`` or its first letters."""

    heading_chosen = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Contents"))
        self._starts: list[int] = []
        self.itemActivated.connect(self._on_item_activated)
        self.itemClicked.connect(self._on_item_activated)

    def show_contents(self, reading: Reading | None) -> bool:
        """List the headings; nothing, and False, where there are fewer than two."""
        self.clear()
        headings: list[tuple[str, str, int]] = []
        if reading is not None and reading.shown:
            version = reading.shown[0]
            content = reading.texts[version].content
            headings = [
                (content[block.start : block.end], version, block.start)
                for block in reading.blocks(version).headings[:_MOST_HEADINGS]
            ]
        if len(headings) < 2:
            headings = []
        self._starts = [start for _, _, start in headings]
        for title, version, start in headings:
            add_row(self, title, (version, start)).setFirstColumnSpanned(True)
        return bool(headings)

    def show_place(self, position: int) -> None:
        """Mark the heading under which a place of the first version stands."""
        number = bisect_right(self._starts, position) - 1
        chosen = self.topLevelItem(number) if number >= 0 else None
        if chosen is not None and chosen is not self.currentItem():
            self.setCurrentItem(chosen)

    @Slot(QTreeWidgetItem)
    def _on_item_activated(self, item: QTreeWidgetItem) -> None:
        self.heading_chosen.emit(*item.data(0, VALUE))
