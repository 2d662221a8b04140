"""When a word is to be reviewed next, by FSRS; loading that takes a moment and is left to the first review.

The state of a card is kept as the scheduler's own JSON, so that nothing of it is lost between two versions.
"""

import math
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from parallelreader.app.words.kept_word import Card, Rating

if TYPE_CHECKING:
    import fsrs

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
USUAL = 90
"""So many of a hundred cards are remembered when they come up, unless others are wanted."""


def reviewed(
    card: Card, rating: Rating, now: int, *, is_exact: bool = False, remembered: int = USUAL
) -> Card:
    """The card after a review at ``now`` (milliseconds since 1970).

    Long intervals vary a little, so that words kept together part, unless ``is_exact``. What is due in a day
    or more is due from the beginning of that day of the user's calendar. It comes again when so many of a
    hundred such cards are still ``remembered``.
    """
    import fsrs

    moment = _moment(now)
    after, _ = _scheduler(not is_exact, remembered).review_card(
        _card(card, now), fsrs.Rating(int(rating)), moment
    )
    due = after.due
    if due - moment >= _DAY:
        due = due.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return Card((due - _EPOCH) // timedelta(milliseconds=1), after.to_json())


def waits(card: Card, now: int, *, remembered: int = USUAL) -> dict[Rating, timedelta]:
    """After how long the word would come again with each rating, for the buttons."""
    import fsrs

    moment, found = _moment(now), {}
    for rating in Rating:
        after, _ = _scheduler(False, remembered).review_card(
            _card(card, now), fsrs.Rating(int(rating)), moment
        )
        found[rating] = after.due - moment
    return found


def chance(card: Card, now: int) -> float | None:
    """How likely the word is to be remembered now, from 0 to 1; None before the first review."""
    if card.is_new:
        return None
    return float(_scheduler(False, USUAL).get_card_retrievability(_card(card, now), _moment(now)))


def is_sound(state: str) -> bool:
    """Whether the scheduler can go on from this state of a card."""
    return not state or _restored(state) is not None


def _card(card: Card, now: int) -> "fsrs.Card":
    import fsrs

    # Of a state that was written by hand nothing can be made: the word begins anew.
    return _restored(card.state) or fsrs.Card(card_id=1, due=_moment(now))


def _restored(state: str) -> "fsrs.Card | None":
    import fsrs

    if not state:
        return None
    try:
        card = fsrs.Card.from_json(state)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    measures = [card.stability, card.difficulty]
    are_good = all(isinstance(each, float) and math.isfinite(each) and each > 0 for each in measures)
    has_step = isinstance(card.step, int) and card.step >= 0
    is_placed = has_step if card.state != fsrs.State.Review else card.step is None
    has_zones = all(moment is not None and moment.tzinfo for moment in (card.due, card.last_review))
    return card if are_good and is_placed and has_zones else None


@lru_cache(maxsize=4)
def _scheduler(varies: bool, remembered: int) -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(desired_retention=remembered / 100, enable_fuzzing=varies)


def _moment(now: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=now)
