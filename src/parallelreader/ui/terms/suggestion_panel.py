"""The right of the room of terms: suggested terms, how they come about, and what may be undone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from parallelreader.ui.terms.suggestion_list import Card, SuggestionList
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps
from parallelreader.ui.widgets.labels import PaleLabel, small_button

_HEAD = 46


class SuggestionPanel(Ground):
    """``asked`` comes when suggestions are wanted, for the first time or anew."""

    asked = Signal()
    seen = Signal()
    """It has come into sight."""

    def __init__(self, themes: ThemeSource, undo_caps: Sequence[str] = ()) -> None:
        super().__init__(themes, "surface")
        self.list = SuggestionList(themes)
        self.ask = small_button(self.tr("Suggest terms"), self.tr("Look through all texts for likely terms"))
        self.merge = small_button(
            self.tr("Make one term of these"),
            self.tr("One term with all the words that are chosen (Shift+A)"),
        )
        self._count = PaleLabel(themes)
        self._message = PaleLabel(themes, wraps=True)
        self._foot = _foot(themes, undo_caps, self.merge)
        self.ask.clicked.connect(self.asked)
        self.merge.clicked.connect(self._on_merge_clicked)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.setFocusProxy(self.list)
        self._lay_out(themes)
        self.show_nothing("")

    @property
    def message(self) -> str:
        """What stands in the place of suggestions; empty where there are some."""
        return "" if self._message.isHidden() else self._message.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """List suggestions."""
        self.list.show_cards(cards)
        self._on_chosen()
        self._count.setText(f"{len(cards):,}" if cards else "")
        self._show_message("" if cards else self.tr("No more words of these texts look like terms."))
        self._show_button(self.tr("Again"), self.tr("Look through all texts again"))

    def show_nothing(self, message: str) -> None:
        """Say why there are no suggestions, or with "" how to get some."""
        self.list.show_cards(())
        self._on_chosen()
        self._count.setText("")
        self._show_message(
            message
            or self.tr(
                "Words that are frequent here and rare in general, with what every version has for them."
            )
        )
        self._show_button(self.tr("Suggest terms"), self.tr("Look through all texts for likely terms"))

    def show_waiting(self) -> None:
        """Say that the texts are being looked through."""
        self._show_message(self.tr("Looking through the texts…"))
        self.ask.setEnabled(False)

    @Slot()
    def _on_merge_clicked(self) -> None:
        self.list.merged.emit(self.list.chosen)

    @Slot()
    def _on_chosen(self) -> None:
        """Offer to the mouse what Shift+A does, where there is something to merge."""
        self.merge.setVisible(len(self.list.chosen) > 1)

    def _show_message(self, message: str) -> None:
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.list.setVisible(not message)

    def _show_button(self, text: str, tip: str) -> None:
        self.ask.setText(text)
        self.ask.setToolTip(tip)
        self.ask.setFixedWidth(self.ask.fontMetrics().horizontalAdvance(text) + 18)
        self.ask.setEnabled(True)

    def _lay_out(self, themes: ThemeSource) -> None:
        title = QLabel(self.tr("Suggestions"))
        self._message.setContentsMargins(16, 14, 16, 0)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = Ground(themes, "surface", bottom_line=True)
        head.setFixedHeight(_HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(10)
        line.addWidget(title)
        line.addWidget(self._count, 1)
        line.addWidget(self.ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._message, 1)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._foot)


def _foot(themes: ThemeSource, undo_caps: Sequence[str], merge: QWidget) -> QWidget:
    foot = Ground(themes, "surface", top_line=True)
    words = PaleLabel(themes, wraps=True)
    words.setText(
        foot.tr(
            "Accepting makes a term of the words, with Shift+A one of all that are chosen. "
            "Rejected words are not offered again."
        )
    )
    words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    undo = PaleLabel(themes)
    undo.setText(foot.tr("undoes either."))
    line = QHBoxLayout()
    line.setSpacing(4)
    for cap in undo_caps:
        line.addWidget(KeyCaps(themes, [cap]))
    line.addSpacing(4)
    line.addWidget(undo, 1)
    layout = QVBoxLayout(foot)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.setSpacing(4)
    layout.addWidget(merge)
    layout.addWidget(words)
    layout.addLayout(line)
    return foot
