"""Which colour a tone has, in the orders that learners know from elsewhere."""

from PySide6.QtGui import QColor

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.ui.theme.tokens import Theme

_RED, _ORANGE, _GREEN, _BLUE, _VIOLET = "tone-1", "tone-2", "tone-3", "tone-4", "tone-violet"
_GREY = "tone-neutral"

_ORDERS = {
    ToneColours.CLASSIC: (_RED, _ORANGE, _GREEN, _BLUE, _GREY),
    ToneColours.PLECO: (_RED, _GREEN, _BLUE, _VIOLET, _GREY),
    ToneColours.HANPING: (_BLUE, _GREEN, _ORANGE, _RED, _GREY),
}


def tone_colour(theme: Theme, order: ToneColours, tone: int) -> QColor:
    """The colour of a tone from 1 to 5; where tones have none, that of all readings."""
    if order is ToneColours.OFF or not 1 <= tone <= 5:
        return theme.secondary
    return theme.color(_ORDERS[order][tone - 1])
