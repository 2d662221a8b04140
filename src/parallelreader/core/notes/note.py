"""What a note is: a colour, perhaps words, and the places of the texts it is about.

Values only: where a note stands in a changed text is the business of ``placement``, keeping it that
of ``store``.
"""

import os
import threading
import time
from enum import StrEnum

from parallelreader.core.patterns import pattern
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

# NUL would end the text for many readers of an export; lone surrogates cannot be written as UTF-8 at all.
_UNWRITABLE = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

_MOST_FIRST = 24
_id_lock = threading.Lock()
_last_id = [-1, 0]


class Colour(StrEnum):
    """The six colours of a highlight, in the order in which they are offered."""

    YELLOW = "yellow"
    ORANGE = "orange"
    ROSE = "rose"
    VIOLET = "violet"
    BLUE = "blue"
    GREEN = "green"


class Review(StrEnum):
    """Whether somebody is to look at a note: the queue of a review holds those that wait."""

    NONE = ""
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in one version, as it was when the note was made; no change of the text changes it.

    Only the user gives a note another place: then ``former`` is the one it was made on; or says that it
    belongs nowhere in a changed text: then it ``is_detached``. ``start`` and ``end`` are code points of the
    normalised text whose :func:`text digest <parallelreader.core.notes.anchor.text_digest>` is ``digest``;
    ``exact`` is the quote, ``prefix`` and ``suffix`` are up to 32 code points around it; ``segment`` is the
    label of the sentence it begins in.
    """

    document: str
    version: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    segment: str = ""
    digest: str = ""
    is_detached: bool = False
    former: "Anchor | None" = None

    @property
    def first_words(self) -> str:
        """Enough of the quote to know it by."""
        words = " ".join(self.exact.split())
        return words if len(words) <= _MOST_FIRST else words[:_MOST_FIRST].rstrip() + "…"

    @property
    def original(self) -> "Anchor":
        """The place the note was made on, whatever place it was given since."""
        return self if self.former is None else self.former

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Note:
    """A mark on one or more places of a corpus; with an empty ``body`` it is a mere highlight.

    ``corpus`` is the store's key of the corpus; ``created`` and ``changed`` are milliseconds since 1970
    (UTC). ``targets`` has at least one place, and several where the mark covers both sides of a pair.
    What ``tags`` are is known to the module of that name.
    """

    id: str
    corpus: str
    colour: Colour
    body: str
    targets: tuple[Anchor, ...]
    created: int
    changed: int
    tags: tuple[str, ...] = ()
    review: Review = Review.NONE

    @property
    def is_highlight(self) -> bool:
        """Whether it has a colour only."""
        return not self.body

    def contains(self, query: str) -> bool:
        """Whether body, tag or quote holds ``query``, regardless of case; an empty query is in all."""
        folded = query.casefold()
        said = (self.body, *self.tags, *(target.exact for target in self.targets))
        return any(folded in words.casefold() for words in said)


def new_id(now: int) -> str:
    """A new UUID (version 7) that sorts by ``now``, in milliseconds since 1970; of several of one moment, the
    one asked for first sorts first."""
    with _id_lock:
        moment, count = _last_id
        # So much room is left above that nobody counts to the end of it within a moment.
        count = count + 1 if moment == now else int.from_bytes(os.urandom(2))
        _last_id[:] = now, count
    high, low = count >> 14 & 0xFFF, count & 0x3FFF
    value = (now & (1 << 48) - 1) << 80 | 0x7 << 76 | high << 64
    value |= 0x2 << 62 | low << 48 | int.from_bytes(os.urandom(6))
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def now_in_milliseconds() -> int:
    """The clock that notes are dated by."""
    return time.time_ns() // 1_000_000


def clean_body(body: str) -> str:
    """What is kept of typed or pasted words: any newline becomes ``\\n``, control characters go."""
    return _UNWRITABLE.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
