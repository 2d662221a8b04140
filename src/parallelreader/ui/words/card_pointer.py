"""When a card comes and goes under the pointer; what it shows and where is left to others.

It comes when the pointer rests on a word and goes when that has left both word and card for a moment, unless
it is pinned.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from parallelreader.app.words.card_when import CardWhen
from parallelreader.core.text import Span

REST_MS = 300
# Long enough to come from the word into the card.
_GRACE_MS = 350


@dataclass(frozen=True, slots=True)
class PointedWord:
    """A word under the pointer."""

    version: str
    span: Span

    def holds(self, version: str, position: int) -> bool:
        """Whether a character of a version belongs to it."""
        return version == self.version and self.span.start <= position < self.span.end


class CardPointer(QObject):
    """``due`` carries the PointedWord whose card is to come; ``over`` says that the card is to go."""

    due = Signal(object)
    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.when = CardWhen.DELAYED
        self.shown: PointedWord | None = None
        self.is_pinned = False
        self._pointed: PointedWord | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._on_rested)
        self._grace = QTimer(self, singleShot=True, interval=_GRACE_MS)
        self._grace.timeout.connect(self._on_left)

    @property
    def pointed(self) -> PointedWord | None:
        """The word under the pointer."""
        return self._pointed

    def point(self, word: PointedWord | None, *, is_quiet: bool = False, with_key: bool = False) -> None:
        """The pointer is over a word or over none; ``with_key``: the key is held, without which a word that
        ``is_quiet`` has no card."""
        self._pointed = word
        needs_key = is_quiet or self.when is CardWhen.WITH_KEY
        if self.is_pinned:
            self._stop()
        elif word is None or word == self.shown:
            self._rest.stop()
            if word is not None:
                self._grace.stop()
            elif self.shown is not None and not self._grace.isActive():
                self._grace.start()
        elif needs_key and not with_key:
            self._rest.stop()
            if self.shown is not None and not self._grace.isActive():
                self._grace.start()
        elif self.when is CardWhen.DELAYED and not with_key:
            self._rest.start()
        else:
            self._on_rested()

    def press_key(self) -> None:
        """The key is pressed while the pointer rests."""
        if not self.is_pinned and self._pointed is not None and self._pointed != self.shown:
            self._on_rested()

    def enter_card(self) -> None:
        """The pointer is in the card."""
        self._pointed = None
        self._stop()

    def leave_card(self) -> None:
        """It is in it no longer."""
        if not self.is_pinned and self.shown is not None:
            self._grace.start()

    def show(self, word: PointedWord, *, pinned: bool) -> None:
        """The card of this word is there now."""
        self.shown, self.is_pinned = word, pinned
        self._stop()

    def hide(self) -> None:
        """There is no card any more."""
        self.shown, self.is_pinned = None, False
        self._stop()

    def _stop(self) -> None:
        self._rest.stop()
        self._grace.stop()

    def _on_rested(self) -> None:
        if self._pointed is not None:
            self.due.emit(self._pointed)

    def _on_left(self) -> None:
        if not self.is_pinned:
            self.over.emit()
