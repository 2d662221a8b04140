"""What of a document has been before the reader's eyes long enough to count as read.

It is told what is in view and when; how places become millionths of the document is left to the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parallelreader.app.holding.stretches import Stretches

# Whoever turns pages faster than that is looking for something.
SECONDS_TO_READ = 2.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch in view, and since when (seconds of any clock)."""

    first: int
    last: int
    since: float


class Dwelling:
    """Follows what is in view and adds to :attr:`read` what has been so for two seconds."""

    def __init__(self, read: Stretches) -> None:
        self.read = read
        self._pieces: Sequence[_Piece] = ()

    def look(self, first: int, last: int, now: float) -> bool:
        """From ``first`` to ``last`` (millionths) is in view ``now``; whether more has come to be read.

        Call it after every movement and from time to time; ``first`` not before ``last`` means nothing
        is in view.
        """
        before = self.read
        kept: list[_Piece] = []
        for piece in self._pieces:
            if now - piece.since >= SECONDS_TO_READ:
                self.read = self.read.including(piece.first, piece.last)
            start, end = max(piece.first, first), min(piece.last, last)
            if start < end:
                kept.append(_Piece(start, end, piece.since))
        at = first
        for piece in sorted(kept, key=lambda each: each.first):
            if at < piece.first:
                kept.append(_Piece(at, piece.first, now))
            at = max(at, piece.last)
        if at < last:
            kept.append(_Piece(at, last, now))
        self._pieces = kept
        return self.read != before
