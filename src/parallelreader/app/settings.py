"""What a reader can set once for everything: one schema for window, command line and preferences.

What is remembered for each corpus is in ``places``.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from parallelreader.app.reading.lettering import NewWords, ToneColours
from parallelreader.app.speech_pace import Pace
from parallelreader.app.stored_values import (
    check_fields,
    checked_by,
    from_json,
    one_of,
    row_of,
    to_json,
    truth,
    whole,
    words,
)
from parallelreader.app.themes import ThemeChoice
from parallelreader.app.words.card_when import CardWhen
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import Colour
from parallelreader.core.words.pinyin import Notation
from parallelreader.store.database import Store
from parallelreader.store.settings import all_settings, write_settings

logger = logging.getLogger(__name__)

MOST_NEW_A_DAY = 1000
LEAST_REMEMBERED, MOST_REMEMBERED = 70, 97
"""Below, cards come so seldom that most are forgotten; above, they come nearly every day."""


class ReviewFront(StrEnum):
    """What of a card comes first: the sentence, the word alone, or the English with a gap for the word."""

    SENTENCE = "sentence"
    WORD = "word"
    ENGLISH = "english"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set, with what holds where nothing was. Raises ValueError for a bad value.

    ``annotator`` is whose work bundles are said to be. ``new_words_a_day`` is how many kept words may be
    reviewed for the first time on one day, ``remembered`` how many of a hundred cards are to be known when
    they come up, ``spoken_tones`` whether tones stand over the text as they change in speech,
    ``counts_days`` whether days of reading in a row are shown;
    ``anki_exported`` is when words were written for Anki last, in milliseconds since 1970, 0 for never.
    ``window_geometry`` and ``window_state`` are whatever the window wants to get back.
    """

    theme: ThemeChoice = field(default=ThemeChoice.SYSTEM, metadata=checked_by(one_of(ThemeChoice)))
    highlight_colour: Colour = field(default=Colour.YELLOW, metadata=checked_by(one_of(Colour)))
    annotator: str = field(default="", metadata=checked_by(words))
    reopens_last_corpus: bool = field(default=True, metadata=checked_by(truth))
    notation: Notation = field(default=Notation.MARKS, metadata=checked_by(one_of(Notation)))
    tone_colours: ToneColours = field(default=ToneColours.OFF, metadata=checked_by(one_of(ToneColours)))
    spoken_tones: bool = field(default=False, metadata=checked_by(truth))
    word_colours: bool = field(default=True, metadata=checked_by(truth))
    new_words: NewWords = field(default=NewWords.LATER, metadata=checked_by(one_of(NewWords)))
    lights_words: bool = field(default=True, metadata=checked_by(truth))
    lights_terms: bool = field(default=True, metadata=checked_by(truth))
    new_words_a_day: int = field(default=10, metadata=checked_by(whole(0, MOST_NEW_A_DAY)))
    review_front: ReviewFront = field(default=ReviewFront.SENTENCE, metadata=checked_by(one_of(ReviewFront)))
    remembered: int = field(default=90, metadata=checked_by(whole(LEAST_REMEMBERED, MOST_REMEMBERED)))
    anki_deck: str = field(default="", metadata=checked_by(words))
    anki_exported: int = field(default=0, metadata=checked_by(whole(0, 1 << 53)))
    speech_pace: Pace = field(default=Pace.USUAL, metadata=checked_by(one_of(Pace)))
    counts_days: bool = field(default=False, metadata=checked_by(truth))
    shows_cards: CardWhen = field(default=CardWhen.DELAYED, metadata=checked_by(one_of(CardWhen)))
    dictionary_order: tuple[str, ...] = field(default=(), metadata=checked_by(row_of(words)))
    dictionaries_off: tuple[str, ...] = field(default=(), metadata=checked_by(row_of(words)))
    window_geometry: str = field(default="", metadata=checked_by(words))
    window_state: str = field(default="", metadata=checked_by(words))

    def __post_init__(self) -> None:
        check_fields(self)


class CurrentSettings:
    """The settings in force, kept in the store; each change is written in the background."""

    def __init__(self, store: Store, *, waits: bool = False) -> None:
        """``waits`` is for a command, which is done only when its change is on disk."""
        self._store = store
        self._waits = waits
        self._listeners: list[Callable[[Settings], None]] = []
        self._value = from_json(Settings, store.read(all_settings))

    @property
    def value(self) -> Settings:
        """What holds now."""
        return self._value

    def listen(self, listener: Callable[[Settings], None]) -> None:
        """Have ``listener`` called with the new settings after each change."""
        self._listeners.append(listener)

    def change(self, **values: Any) -> Settings:
        """Set some of the fields of :class:`Settings`. Raises ValueError or TypeError, and where it waits
        UserError."""
        before, self._value = to_json(self._value), replace(self._value, **values)
        changed = {name: text for name, text in to_json(self._value).items() if text != before[name]}
        if changed:
            written = self._store.submit(write_settings, changed)
            if self._waits:
                written.result()
            else:
                written.add_done_callback(log_failure)
            for listener in list(self._listeners):
                listener(self._value)
        return self._value


def log_failure(done: Future[None]) -> None:
    """Log why something that is only remembered could not be written: no reason to bother the reader."""
    try:
        done.result()
    except UserError as problem:
        logger.warning("not remembered: %s", problem)
