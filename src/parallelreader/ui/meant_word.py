"""Which word of the text is meant: the one pointed at or gone to by key, and the card that it has."""

from collections.abc import Callable

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.card import Card, Cards
from parallelreader.app.words.card_awaited import awaited_card
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.text import Span
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.words.card_pointer import PointedWord

Needed = Callable[[str, TextWord], bool]
"""Asked of a version and a word of it."""


class MeantWord:
    """Finds words and makes their cards. ``needed`` says which have a card unasked."""

    def __init__(self, area: ReadingArea, cards: Cards, *, needed: Needed) -> None:
        self._area, self._cards, self._needed = area, cards, needed

    def pointed(self, version: str, position: int) -> tuple[PointedWord, bool] | None:
        """The word at a place, and whether it has a card only when that is asked for; None where there is
        none. So it is with words that are known, and with all English ones."""
        reading = self._area.reading
        if reading is None or version not in reading.shown or self._is_covered(version, position):
            return None
        if not reading.version(version).is_chinese:
            return PointedWord(version, Span(position, position + 1)), True
        word = self._cards.word_at(reading, version, position)
        if word is None:
            return None
        return PointedWord(version, word.span), not self._needed(version, word)

    def place(self) -> tuple[str, int] | None:
        """Where the word stands that the pointer is over or the cursor is at, whichever was moved last."""
        asked = self._area.state.lights.asked
        if asked is not None:
            return asked
        views = [view for view in self._area.views() if view.caret is not None]
        view = next((view for view in views if view.hasFocus()), views[0] if views else None)
        return view.caret if view is not None else None

    def card_at(self, version: str, position: int, *, is_asked: bool = False) -> Card | None:
        """The card of the word at a place; of an English one, that of the word behind it. Whoever has asked
        for it by a click or a key is told where it has to be waited for."""
        reading = self._area.reading
        if reading is None or version not in reading.shown or self._is_covered(version, position):
            return None
        if reading.version(version).is_chinese:
            card = self._cards.at(reading, version, position)
        else:
            card = self._cards.behind(reading, version, position)
        return card or (self._awaited(reading, version, position) if is_asked else None)

    def _awaited(self, reading: Reading, version: str, position: int) -> Card | None:
        """Where nothing is known of words yet, a card that says so and waits for that; else None."""
        why = self._cards.awaits
        return awaited_card(reading, version, position, why) if why else None

    def card(self) -> Card | None:
        """The card of the word that is meant, which need not be shown for that."""
        place = self.place()
        return self.card_at(*place) if place is not None else None

    def made_again(self, reading: Reading, card: Card) -> Card | None:
        """A card as it would be made now."""
        version, span = card.asked_span or (card.version, card.span)
        if card.asked_span is not None:
            again = self._cards.behind(reading, version, span.start)
        else:
            again = self._cards.at(reading, version, span.start)
        return again or self._awaited(reading, version, span.start)

    def _is_covered(self, version: str, position: int) -> bool:
        return self._area.state.covering.is_covered_at(version, position)

    def view_of(self, version: str) -> ReadingView | None:
        """The view that shows a version."""
        return next((view for view in self._area.views() if version in view.versions), None)
