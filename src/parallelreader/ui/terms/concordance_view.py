"""The concordance as it is seen: what is asked for over the hits, counts at their right when wanted."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parallelreader.app.terms.concordance import HitLines
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.ui.terms.concordance_counts import ConcordanceCounts
from parallelreader.ui.terms.concordance_head import ConcordanceHead
from parallelreader.ui.terms.concordance_model import ConcordanceModel, VersionHead
from parallelreader.ui.terms.concordance_table import ConcordanceTable
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.widgets.single_keys import takes_letter

_EM = 16


class ConcordanceView(Ground):
    """Finding, ordering and counting is left to whoever shows it."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "bg")
        self.model = ConcordanceModel(self)
        self.head = ConcordanceHead(themes)
        self.table = ConcordanceTable(self.model, themes)
        self.counts = ConcordanceCounts(themes)
        self._message = PaleLabel(themes, wraps=True)
        self._middle = QStackedWidget()
        self._lay_out()
        self.head.width_changed.connect(self._on_width_changed)
        self.head.counts_toggled.connect(self.counts.setVisible)
        self.head.left.connect(self.focus_hits)
        self.counts.left.connect(self.focus_hits)
        self.table.width_asked.connect(self._on_width_asked)
        self.table.query_requested.connect(self.head.focus_field)
        self.table.left.connect(self.head.focus_field)
        self.counts.hide()
        self._on_width_changed()
        self.setFocusProxy(self.table)

    @property
    def width_of_contexts(self) -> int:
        """How many code points stand to each side of a hit: of letters twice as many as of characters."""
        lines = self.model.lines
        width = self.head.width_box.value()
        if lines is not None and lines.hits and not is_chinese_tag(self.model.language(0)):
            return 2 * width
        return width

    @property
    def current(self) -> int | None:
        """The number of the hit at the cursor."""
        row = self.table.currentIndex().row()
        return self.model.number(row) if 0 <= row < self.model.rowCount() else None

    def show_lines(
        self, lines: HitLines | None, heads: Sequence[VersionHead], titles: dict[str, str]
    ) -> None:
        """Show other hits, the first of them chosen."""
        self.model.show(lines, heads, titles)
        if lines is not None and lines.hits:
            self.show_message("")
            self.table.choose(0)

    def arrange(self, numbers: Sequence[int]) -> None:
        """Show these hits in this order; the one at the cursor stays at the cursor, if it is among them."""
        kept = self.current
        self.model.arrange(numbers)
        at = self._row_of(kept, numbers) if kept is not None else 0
        self.table.choose(at)

    def show_message(self, text: str) -> None:
        """Say something in the place of hits, or with "" show these."""
        self._message.setText(text)
        self._middle.setCurrentIndex(1 if text else 0)
        self.setFocusProxy(self.head.field if text else self.table)

    @Slot()
    def focus_hits(self) -> None:
        """Give the keyboard to the hits, or where there are none to the field."""
        target = self.focusProxy()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        return takes_letter(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.head.focus_field()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.focus_hits()

    def _row_of(self, number: int, numbers: Sequence[int]) -> int:
        try:
            return numbers.index(number)
        except ValueError:
            return 0

    @Slot()
    def _on_width_changed(self) -> None:
        characters = self.head.width_box.value()
        # The hit stands in the middle, and is itself of two or three characters mostly.
        wide = QFontMetrics(reading_font("zh-Hans", _EM)).horizontalAdvance("永")
        self.table.set_context((2 * characters + 3) * max(wide, 1))

    @Slot(int)
    def _on_width_asked(self, step: int) -> None:
        self.head.width_box.setValue(self.head.width_box.value() + step)

    def _lay_out(self) -> None:
        self._message.setContentsMargins(20, 24, 20, 0)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self._message)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._middle, 1)
        below.addWidget(self.counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        holder = QWidget()
        holder.setLayout(below)
        column.addWidget(holder, 1)
        self.show_message(self.tr("Look for a word, a phrase or a pattern, or choose a term in the list."))
