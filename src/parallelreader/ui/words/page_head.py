"""The line above the list: the search, how many words there are, their order, and what is done with all."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from parallelreader.app.words.word_list import Order
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, icon_button
from parallelreader.ui.words.page_words import order_words

_SEARCH_WIDTH, _LEAST_SEARCH_WIDTH, _LEAST_ORDER_WIDTH = 280, 120, 90
_LEFT, _RIGHT, _BETWEEN = 20, 12, 8
# In a narrower line the button is its icon alone.
_ROOM_FOR_EXPORT = 640


class PageHead(QWidget):
    """``entered`` comes when the keyboard is to go from the search into the list.

    :attr:`review` goes through what is due, :attr:`right` shows the right of the page or hides it.
    """

    changed = Signal()
    entered = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.order = QComboBox()
        self.review = QPushButton()
        self.export = QPushButton(self.tr("Export…"))
        self.right = icon_button("right-panel", self.tr("The chosen word and the figures"))
        self._close = icon_button("close", self.tr("Back to the text (Esc)"))
        self._count = PaleLabel(themes)
        self._fill()
        # What is shown before it is laid out would be a window of its own.
        self._lay_out()
        self.show_due(0)

    @property
    def wanted_order(self) -> Order:
        """In which order words are to be listed."""
        return Order(self.order.currentData())

    def say_count(self, text: str) -> None:
        """Say how many words there are."""
        self._count.setText(text)
        self._fit()

    def show_due(self, due: int) -> None:
        """Offer to review so many cards."""
        several = self.tr("Review {count} due").format(count=f"{due:,}")
        self.review.setText(several if due else self.tr("Review"))
        self.review.setEnabled(bool(due))
        self.review.setToolTip(
            self.tr("Go through the cards that are due (Ctrl+R)") if due else self.tr("No card is due now")
        )
        self._fit()

    def seek(self, text: str) -> None:
        """Give the keyboard to the search, with a beginning where there is one."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        if text:
            self.search.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.search.isUndoAvailable()
        ):
            # The keyboard comes here when the last row is gone: what is to be taken back is that.
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.search:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Leave out what there is no room for: how many words there are is said at the left too."""
        is_wide = self.width() >= _ROOM_FOR_EXPORT
        self.export.setText(self.tr("Export…") if is_wide else "")
        parts = (self.search, self._count, self.order, self.export, self.review, self.right, self._close)
        needed = sum(part.sizeHint().width() + _BETWEEN for part in parts) - _BETWEEN
        self._count.setVisible(self.width() >= _LEFT + needed + _RIGHT)

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    def _fill(self) -> None:
        self.search.setPlaceholderText(self.tr("Hanzi, pinyin or English"))
        self.search.setAccessibleName(self.tr("Find in the words"))
        self.search.setToolTip(self.tr("Find in the words (/)"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.search.setMinimumWidth(_LEAST_SEARCH_WIDTH)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        for order in Order:
            self.order.addItem(order_words(order), order.value)
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setMinimumWidth(_LEAST_ORDER_WIDTH)
        self.order.setToolTip(self.tr("In which order"))
        self.review.setDefault(True)
        self.right.setCheckable(True)
        self.search.textChanged.connect(self._on_changed)
        self.order.currentIndexChanged.connect(self._on_changed)

    def _lay_out(self) -> None:
        self.export.setIcon(icon("export"))
        self.export.setAccessibleName(self.tr("Export…"))
        self.export.setToolTip(self.tr("Write the words for Anki, or as a table (Ctrl+Shift+E)"))
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_LEFT, 12, _RIGHT, 8)
        layout.setSpacing(_BETWEEN)
        layout.addWidget(self.search, 100)
        layout.addWidget(self._count)
        layout.addStretch(1)
        for widget in (self.order, self.export, self.review, self.right, self._close):
            layout.addWidget(widget)
