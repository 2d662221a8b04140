"""The panel of the search at the right of the window: puts its head and the list of hits together."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parallelreader.ui.search.head import SearchHead
from parallelreader.ui.search.hit_layout import MARGIN
from parallelreader.ui.search.hit_model import HitListModel
from parallelreader.ui.search.hit_view import HitListView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

LEAST_WIDTH, MOST_WIDTH = 240, 440


class SearchPanel(QWidget):
    """``left`` comes with Escape: the keys are to go back to the text."""

    left = Signal()

    def __init__(
        self, themes: ThemeSource, ways: tuple[QAction, QAction], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.head = SearchHead(themes, ways)
        self.model = HitListModel(self)
        self.list = HitListView(self.model, themes)
        self.hint = PaleLabel(themes, wraps=True)
        self.hint.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.hint)
        layout.addWidget(self.list, 1)
        layout.addStretch(0)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.setAccessibleName(self.tr("Search"))
        self.setFocusProxy(self.head.field)
        self.head.left.connect(self._on_field_left)

    def explain(self, text: str) -> None:
        """Say why nothing is listed, or with "" show the list."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def explain_use(self) -> None:
        """Say what can be typed."""
        meant = self.tr("Chinese in either script, English in any form of a word, or pinyin: {example}.")
        marks = self.tr(
            "Several words are found in one sentence, Chinese and English in one pair."
            " “…” finds a phrase, * and ? stand for letters, /…/ is a regular expression."
        )
        self.explain(f"{meant.format(example='xuexi, xué xí, xue2xi2')}\n\n{marks}")

    def show_unread(self, count: int, *, is_empty: bool) -> None:
        """Say why the rest takes longer, where so many long documents have to be read for it."""
        text = self.tr("{count} long documents are read for the first time.") if count > 1 else ""
        text = self.tr("A long document is read for the first time.") if count == 1 else text
        self.head.count.setToolTip(text.format(count=f"{count:,}"))
        if count and is_empty:
            self.explain(text.format(count=f"{count:,}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_field_left(self) -> None:
        if self.model.hit_count:
            if self.list.current_hit is None:
                self.list.choose(0)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
