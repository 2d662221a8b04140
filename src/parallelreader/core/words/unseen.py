"""Characters inside words that nobody sees: of no width, and those that choose between forms of a character.

They come along from web pages and PDF documents; no word begins, ends or is another for them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from parallelreader.core.patterns import pattern

_FORMS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = pattern(f"[\u200b-\u200d\u2060\ufeff{_FORMS}]")
_FORM = pattern(f"[{_FORMS}]")


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without them. ``places`` says where each of its characters stands in the ``whole``."""

    text: str
    whole: str
    places: Sequence[int]

    def placed(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the bare text that is not empty stands in the whole."""
        last = self.places[end - 1] + 1
        # The sign that chooses its form belongs to a character.
        while last < len(self.whole) and _FORM.match(self.whole[last]):
            last += 1
        return self.places[start], last

    def bared(self, position: int) -> int:
        """How many characters of the bare text stand before a position of the whole."""
        return bisect_left(self.places, position)


def bare(text: str) -> Bare | None:
    """The text without them; None where there are none, as mostly."""
    if _UNSEEN.search(text) is None:
        return None
    places = [at for at, character in enumerate(text) if _UNSEEN.match(character) is None]
    return Bare("".join(map(text.__getitem__, places)), text, places)


def without_unseen(text: str) -> str:
    """The text without them."""
    return _UNSEEN.sub("", text)
