"""The card of a word: a small pane over the text that never takes the keyboard of itself.

When it comes and goes is decided elsewhere; what is pressed in it is told by signals.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from parallelreader.app.words.card import Card
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.card_ink import Ink
from parallelreader.ui.words.card_list import CardList
from parallelreader.ui.words.card_parts import (
    CardFoot,
    CardHead,
    CardLine,
    CardStatus,
    asked_words,
    ground_of_reading,
)
from parallelreader.ui.words.card_place import place_card
from parallelreader.ui.words.card_shadow import CardShadow

WIDTH = 376
_TALLEST = 440
_RADIUS = 8.0
_LEAST_LIST = 56
_LIST_SIDE = 8
_BELOW_LIST = 8


class WordCard(QWidget):
    """``status_chosen`` carries a Status, ``match_chosen`` a Match; ``left`` comes with Escape."""

    status_chosen = Signal(object)
    match_chosen = Signal(object)
    dictionaries_wanted = Signal()
    pin_toggled = Signal(bool)
    left = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._shadow = CardShadow(themes, parent, radius=_RADIUS)
        self.card: Card | None = None
        self.ink = Ink()
        self._word = ""
        self.head = CardHead(themes, self.ink)
        self.list = CardList(themes, self.ink)
        self.line = CardLine(themes, self.ink)
        self.status = CardStatus(themes)
        self.foot = CardFoot(themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(_LIST_SIDE, 0, _LIST_SIDE, _BELOW_LIST)
        self._middle.addWidget(self.list)
        column.addLayout(self._middle, 1)
        for part in (self.line, self.status, self.foot):
            column.addWidget(part)
        self.list.match_chosen.connect(self.match_chosen)
        self.list.dictionaries_wanted.connect(self.dictionaries_wanted)
        self.status.chosen.connect(self.status_chosen)
        self.head.pin.toggled.connect(self.pin_toggled)
        self.setAccessibleName(self.tr("Word card"))
        themes.changed.connect(self.update)
        self.hide()

    def offer(
        self, action: QAction, name: str, act: Callable[[], None] | None = None, *, needs_word: bool = True
    ) -> None:
        """Offer an action at the foot under a short name; pressed, it is triggered, or ``act`` called."""
        self.foot.add(action, name, needs_word=needs_word).clicked.connect(act or action.trigger)

    def show_card(self, card: Card, names: Sequence[tuple[str, str]], word: str = "") -> None:
        """Take in what a card says; ``names`` as of :meth:`CardLine.show_card`, ``word`` as the text shows
        it, which may be in another script than it is written in."""
        self.card, self._word = card, word or card.word
        self.head.show_card(card, self._word)
        self.list.show_card(card)
        self.line.show_card(card, names)
        self.status.show_status(card.status)
        self.status.setVisible(bool(card.key))
        self.foot.show_card(card)
        self._describe(card)

    def complete(self, card: Card, names: Sequence[tuple[str, str]]) -> None:
        """Show what has become known since of the same word, in the room there is: nothing moves."""
        self.card = card
        self.list.complete(card)
        self.line.complete(card, names)
        self._describe(card)

    def _describe(self, card: Card) -> None:
        senses = [sense.text for sense in card.senses[card.best : card.best + 1]]
        said = [asked_words(card), self._word, card.written(Notation.MARKS), ground_of_reading(card), *senses]
        self.setAccessibleDescription(". ".join(part for part in (*said, self.line.spoken) if part))

    def renew(self, card: Card) -> None:
        """The word's status has changed, and nothing else."""
        self.card = card
        self.status.show_status(card.status)
        self.head.show_card(card, self._word)

    def stand(self, word: QRect, within: QRect, avoid: Sequence[QRect] = ()) -> None:
        """Show beside the word, if it can be on nothing that is to ``avoid``; all in pixels of the parent."""
        rest = self.head.height() + self.foot.height() + _BELOW_LIST
        rest += self.status.sizeHint().height() if not self.status.isHidden() else 0
        rest += self.line.height() if not self.line.isHidden() else 0
        tall = rest + self.list.height_for(WIDTH - 2 * _LIST_SIDE)
        size = QSize(WIDTH, min(tall, _TALLEST))
        self.setGeometry(place_card(size, word, within, least=rest + _LEAST_LIST, avoid=avoid))
        self._shadow.stand_under(self.geometry())
        self.show()
        self._shadow.raise_()
        self.raise_()

    def stand_at(self, corner: QPoint) -> None:
        """Take its place unseen, with what all cards have alike painted already."""
        self.setGeometry(QRect(corner, QSize(WIDTH, _TALLEST)))
        self._shadow.stand_under(self.geometry())
        self._shadow.grab()

    def set_pinned(self, pinned: bool) -> None:
        """Show whether it stays; says nothing of it."""
        self.head.pin.blockSignals(True)
        self.head.pin.setChecked(pinned)
        self.head.pin.blockSignals(False)

    def enter(self) -> None:
        """Give it the keyboard."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self._shadow.setVisible(visible)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round in the card: whoever has entered it leaves with Escape."""
        parts = [
            part
            for part in self.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        order = sorted(parts, key=self._place_of)
        focused = QApplication.focusWidget()
        at = order.index(focused) if focused in order else -1
        if order:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            order[(at + (1 if forward else -1)) % len(order)].setFocus(reason)
        return bool(order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        foot, round_part = self.foot.geometry(), round(_RADIUS) + 2
        painter.setPen(QPen(theme.line, 1))
        # Only the ends are round: the rest is filled without smoothing, which takes a tenth of the time.
        painter.setBrush(theme.raised)
        painter.setClipRect(0, 0, self.width(), round_part)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.setBrush(theme.surface)
        painter.setClipRect(0, self.height() - round_part, self.width(), round_part)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.setClipping(False)
        middle = self.rect().adjusted(0, round_part, 0, -round_part)
        painter.fillRect(middle, theme.line)
        painter.fillRect(middle.adjusted(1, 0, -1, 0), theme.raised)
        below = QRect(1, foot.top(), self.width() - 2, middle.bottom() + 1 - foot.top())
        painter.fillRect(below, theme.surface)
        painter.fillRect(QRect(1, foot.top(), self.width() - 2, 1), theme.line)
        painter.end()

    def _place_of(self, part: QWidget) -> tuple[int, int]:
        """The list first, then what stands below it, then the pin."""
        at = part.mapTo(self, part.rect().topLeft())
        return (at.y() if at.y() >= self.head.height() else self.height(), at.x())
