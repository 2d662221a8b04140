"""The keys of the list of words and of the review, for the line at the foot of the window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps
from parallelreader.ui.widgets.labels import PaleLabel

_BETWEEN = 12


class WordHints(QWidget):
    """Each key as a cap with a word of what it does."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._list = _row(
            themes,
            (["1", "…", "5"], self.tr("status")),
            (["W"], self.tr("known")),
            (["I"], self.tr("ignore")),
            (["Enter"], self.tr("open pair")),
        )
        self._review = _row(
            themes,
            (["Space"], self.tr("show")),
            (["1", "…", "4"], self.tr("answer")),
            (["Z"], self.tr("take back")),
            (["Esc"], self.tr("leave")),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_BETWEEN, 0, 0, 0)
        layout.addWidget(self._list)
        layout.addWidget(self._review)
        self.show_for(reviewing=False)

    def show_for(self, *, reviewing: bool) -> None:
        """Show the keys of the list, or those of the review."""
        self._list.setVisible(not reviewing)
        self._review.setVisible(reviewing)


def _row(themes: ThemeSource, *hints: tuple[list[str], str]) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for number, (caps, text) in enumerate(hints):
        if number:
            layout.addSpacing(_BETWEEN)
        words = PaleLabel(themes)
        words.setText(text)
        words.setMinimumWidth(words.fontMetrics().horizontalAdvance(text) + 1)
        for cap in caps:
            layout.addWidget(KeyCaps(themes, [cap]))
        layout.addWidget(words)
    return row
