"""One round of review: which card comes next, and which came before; what an answer means is not known."""

from collections.abc import Callable, Iterable


class Round:
    """The cards that were due when it began; one that comes up again at once is put behind the others."""

    def __init__(self, cards: Iterable[str]) -> None:
        self._waiting = list(cards)
        self._done: list[tuple[str, bool]] = []
        self._aside: list[str] = []

    @property
    def current(self) -> str | None:
        """The card that is asked; None at the end."""
        return self._waiting[0] if self._waiting else None

    @property
    def answered(self) -> int:
        """How many answers were given and not taken back."""
        return len(self._done)

    @property
    def remaining(self) -> int:
        """How many cards are still to come, the current one included."""
        return len(self._waiting)

    def answer(self, *, comes_again: bool) -> None:
        """Go on to the next card."""
        card = self._waiting.pop(0)
        self._done.append((card, comes_again))
        if comes_again:
            self._waiting.append(card)

    def take_back(self) -> str | None:
        """Go back to the card answered last, and ask it again; None where there was none."""
        if not self._done:
            return None
        card, came_again = self._done.pop()
        if came_again:
            # It stands behind all that was there; the last of its kind is the one that was put there.
            del self._waiting[len(self._waiting) - 1 - self._waiting[::-1].index(card)]
        self._waiting.insert(0, card)
        return card

    def set_aside(self, is_aside: Callable[[str], bool]) -> bool:
        """Leave out the cards that need not be asked, and ask those first that were left out and need to be
        again; whether that changed anything."""
        back = [card for card in self._aside if not is_aside(card)]
        waiting = [card for card in self._waiting if not is_aside(card)]
        gone = [card for card in self._waiting if is_aside(card)]
        self._aside = [card for card in self._aside if is_aside(card)] + gone
        self._waiting = back + waiting
        return bool(back or gone)

    def drop(self, card: str) -> None:
        """A card is no more, or nobody wants it asked: leave it out."""
        self._waiting = [each for each in self._waiting if each != card]
        self._done = [each for each in self._done if each[0] != card]
