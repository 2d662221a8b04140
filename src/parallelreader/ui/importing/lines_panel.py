"""The left side of the dialog: the lines of a source, how many have each tag, and what changes them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from parallelreader.core.page import LineTag
from parallelreader.ui.importing.drafting import Drafting
from parallelreader.ui.importing.grounds import HEADER_HEIGHT, MARGIN
from parallelreader.ui.importing.lines_model import LinesModel
from parallelreader.ui.importing.lines_view import LinesView
from parallelreader.ui.importing.split_dialog import SplitDialog
from parallelreader.ui.importing.tag_menu import TagMenu
from parallelreader.ui.importing.tags import SWATCH, draw_swatch, tag_name
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource

_ORDER = (
    LineTag.CHINESE,
    LineTag.ENGLISH,
    LineTag.METADATA,
    LineTag.CAPTION,
    LineTag.SKIP,
    LineTag.UNDECIDED,
)
_SMALL = 12
_GAP, _SWATCH_GAP = 14, 6


class TagCounts(QWidget):
    """How many lines have each tag, right-aligned; tags without lines go first where the place is short."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.counts: dict[LineTag, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(60)
        self.setAccessibleName(self.tr("Lines by tag"))
        themes.changed.connect(self.update)

    def show_counts(self, counts: dict[LineTag, int]) -> None:
        self.counts = counts
        self.setAccessibleDescription(", ".join(f"{tag_name(tag)} {counts[tag]}" for tag in _ORDER))
        self.setToolTip(self.accessibleDescription())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, HEADER_HEIGHT - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._themes.current
        painter.setFont(interface_font(_SMALL, tabular=True))
        metrics = QFontMetrics(painter.font())
        right = self.width()
        for tag, text in reversed(self._parts(metrics)):
            width = metrics.horizontalAdvance(text)
            left = right - width - _SWATCH_GAP - SWATCH
            painter.setPen(theme.low_text if tag is LineTag.UNDECIDED else theme.secondary)
            painter.drawText(QRect(right - width, 0, width + 2, self.height()), _VCENTRE, text)
            draw_swatch(painter, QRect(left, (self.height() - SWATCH) // 2, SWATCH, SWATCH), theme, tag)
            right = left - _GAP
        painter.end()

    def _parts(self, metrics: QFontMetrics) -> list[tuple[LineTag, str]]:
        """What is written: with names where they fit, else with numbers beside the swatches."""
        present = [tag for tag in _ORDER if self.counts.get(tag)]
        named = [(tag, f"{tag_name(tag)} {self.counts[tag]}") for tag in present]
        whole = sum(metrics.horizontalAdvance(text) + _SWATCH_GAP + SWATCH + _GAP for _, text in named) - _GAP
        return named if whole <= self.width() else [(tag, str(self.counts[tag])) for tag in present]


class LinesPanel(Ground):
    """Works on one source of the draft at a time; every change goes through ``drafting``."""

    def __init__(self, themes: ThemeSource, drafting: Drafting, parent: QWidget | None = None) -> None:
        super().__init__(themes, "bg", parent)
        self._drafting = drafting
        self._index = 0
        self.model = LinesModel(self)
        self.list = LinesView(self.model, themes)
        self.counts = TagCounts(themes)
        header = Ground(themes, "bg", bottom_line=True)
        header.setFixedHeight(HEADER_HEIGHT)
        row = QHBoxLayout(header)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addWidget(QLabel(self.tr("Source lines")))
        row.addWidget(self.counts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.list, 1)
        self.list.tag_requested.connect(self.tag_chosen_lines)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.list.split_requested.connect(self.split_current_line)
        self.list.same_requested.connect(self.tag_lines_like_current)
        self.list.level_requested.connect(self.change_level)
        drafting.lines_changed.connect(self._on_lines_changed)
        drafting.line_split.connect(self._on_line_split)

    def show_source(self, index: int) -> None:
        """Show the lines of a source of the draft."""
        self._index = index
        source = self._drafting.draft.sources[index]
        self.model.show(source)
        self.counts.show_counts(source.counts())
        if self.model.rowCount():
            self.list.choose(0)
        self.list.scrollToTop()

    @Slot(object)
    def tag_chosen_lines(self, tag: LineTag) -> None:
        """Give the chosen lines a tag."""
        numbers = self.list.chosen_numbers()
        if numbers:
            self._drafting.retag(self._index, numbers, tag)

    @Slot()
    def tag_lines_like_current(self) -> None:
        """Give all lines of the kind of the current one its tag."""
        current = self.list.currentIndex()
        if current.isValid():
            self._drafting.retag_lines_like(self._index, current.row() + 1)

    @Slot()
    def change_level(self) -> None:
        """Make the chosen lines headings, then headings inside others, then text again."""
        numbers = self.list.chosen_numbers()
        if numbers:
            self._drafting.change_level(self._index, numbers)

    @Slot()
    def split_current_line(self) -> None:
        """Ask where to cut the current line in two."""
        current = self.list.currentIndex()
        if not current.isValid():
            return
        line = self.model.line(current.row())
        dialog = SplitDialog(line.text, self)
        index = self._index
        dialog.accepted.connect(
            lambda: self._drafting.split(index, line.number, dialog.position, text=line.text)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def make_menu(self) -> TagMenu:
        """The menu of the current line."""
        line = self.model.line(self.list.currentIndex().row())
        can_split = len(line.text) > 1
        menu = TagMenu(
            self._themes.current, current=line.tag, level=line.level, can_split=can_split, parent=self
        )
        menu.tag_chosen.connect(self.tag_chosen_lines)
        menu.level_chosen.connect(self.change_level)
        menu.split_chosen.connect(self.split_current_line)
        menu.same_chosen.connect(self.tag_lines_like_current)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        if self.list.currentIndex().isValid():
            self.make_menu().popup(place)

    @Slot(int, tuple)
    def _on_lines_changed(self, index: int, numbers: tuple[int, ...]) -> None:
        if index == self._index:
            self.model.refresh(numbers)
            self.counts.show_counts(self._drafting.draft.sources[index].counts())

    @Slot(int, int)
    def _on_line_split(self, index: int, number: int) -> None:
        if index == self._index:
            self.model.follow_split(number)
            self.counts.show_counts(self._drafting.draft.sources[index].counts())


_VCENTRE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
