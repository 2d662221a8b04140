"""The two fixed edges of the panel: its header with the counts, and the line about unplaced notes.

What they count is left to the panel.
"""

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from parallelreader.ui.notes.item_layout import MARGIN
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button, small_button

_HEADER_HEIGHT = 40
_WARNING = 16


class NotesHeader(QWidget):
    """The name of the panel, how many notes there are, and the way to close it."""

    close_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEADER_HEIGHT)
        title = _strong_label(self.tr("Notes"))
        self.counts = PaleLabel(themes)
        self.close_button = icon_button("close", self.tr("Close the notes"))
        self.close_button.clicked.connect(self._on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.counts, 1)
        layout.addWidget(self.close_button)

    def show_counts(self, here: int | None, total: int) -> None:
        """``here`` is None where no document is open."""
        text = self.tr("{total} in all").format(total=total)
        if here is not None:
            text = self.tr("{here} in this document, {total} in all").format(here=here, total=total)
        self.counts.setText(text)

    @Slot()
    def _on_close_clicked(self) -> None:
        self.close_asked.emit()


class UnplacedFoot(QWidget):
    """Says how many notes have lost their place, and lets only these be listed; hidden where none has."""

    review_toggled = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.count = _strong_label("")
        reason = PaleLabel(themes, wraps=True)
        reason.setText(self.tr("The text they stood on has changed."))
        self.button = small_button(self.tr("Show all"), "")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_button_toggled)
        self._name_button()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.count)
        words.addWidget(reason)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN + _WARNING + 10, 10, MARGIN, 10)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        layout.addWidget(self.button)
        themes.changed.connect(self._on_themes_changed)
        self.hide()

    @property
    def is_reviewing(self) -> bool:
        """Whether only unplaced notes are wanted."""
        return self.button.isChecked()

    def show_count(self, count: int) -> None:
        """With none the line goes, and so does the wish to see only them."""
        one, many = self.tr("1 unplaced note"), self.tr("{count} unplaced notes").format(count=count)
        self.count.setText(one if count == 1 else many)
        if not count:
            self.button.setChecked(False)
        self.setVisible(count > 0)

    def stop_review(self) -> None:
        """Let all notes be listed again."""
        self.button.setChecked(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.line)
        square = QRect(0, 0, _WARNING, _WARNING)
        square.moveCenter(QRect(MARGIN, 0, _WARNING, self.height()).center())
        draw_icon(painter, "warning", square.toRectF(), theme.low_text)
        painter.end()

    @Slot()
    def _on_button_toggled(self) -> None:
        self._name_button()
        self.review_toggled.emit()

    @Slot()
    def _on_themes_changed(self) -> None:
        self.update()

    def _name_button(self) -> None:
        shown = self.button.isChecked()
        self.button.setText(self.tr("Show all") if shown else self.tr("Review"))
        self.button.setToolTip(
            self.tr("Show the other notes again") if shown else self.tr("Show only the unplaced notes")
        )


def _strong_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    font = interface_font()
    font.setWeight(QFont.Weight.Medium)
    label.setFont(font)
    return label
