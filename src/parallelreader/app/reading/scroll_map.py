"""From a place in one version to the place in another that means the same.

Places are fractional code points ("flow positions"): a place inside a sentence maps to the same share of
its partner, so that a pane that follows moves evenly. Pixels are left to the views.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable

from parallelreader.core.alignment import Alignment
from parallelreader.core.text import Text

# A passage that only the follower has is crossed while the leader reads the last and the first fifth of
# the sentences beside it: short enough to stay with the meaning, long enough not to be a jerk.
_CROSSING = 0.2
_JUST_BEFORE = 1e-6


class ScrollMap:
    """Maps places of a leading text to places of a following one, continuously.

    Inside a bead the share read is kept. Where only the leader has text the follower waits; where only
    the follower has text it is passed quickly on the way from one bead to the next.
    """

    def __init__(self, knots: Iterable[tuple[float, float]]) -> None:
        """``knots``: (leader, follower) places, ascending by leader; between them is interpolated."""
        self._from = array("d")
        self._to = array("d")
        for lead, follow in knots:
            if self._from and lead <= self._from[-1]:
                if lead < self._from[-1]:
                    continue
                # The beginning of a sentence is also the end of the one before, and goes with its own.
                self._from[-1] = lead - _JUST_BEFORE
                if len(self._from) > 1 and self._from[-1] <= self._from[-2]:
                    self._from.pop()
                    self._to.pop()
            self._from.append(lead)
            self._to.append(follow)

    def __call__(self, place: float) -> float:
        """The follower's place for the leader's; beyond the ends, the nearest end."""
        places, targets = self._from, self._to
        if not places:
            return 0.0
        after = bisect_right(places, place)
        if after == 0:
            return targets[0]
        if after == len(places):
            return targets[-1]
        before = after - 1
        share = (place - places[before]) / (places[after] - places[before])
        return targets[before] + share * (targets[after] - targets[before])


def map_versions(lead: Text, follow: Text, alignment: Alignment, *, lead_is_source: bool) -> ScrollMap:
    """The map between two aligned texts, in the direction asked for."""
    pairs = []
    for bead in alignment.beads:
        if bead.is_pair:
            near, far = (bead.source, bead.target) if lead_is_source else (bead.target, bead.source)
            pairs.append((_extent(lead, near), _extent(follow, far)))
    pairs.sort()
    return ScrollMap(_knots(pairs, len(lead.content), len(follow.content)))


def _extent(text: Text, segments: tuple[int, ...]) -> tuple[int, int]:
    return text.segment(segments[0]).start, text.segment(segments[-1]).end


def _knots(
    pairs: list[tuple[tuple[int, int], tuple[int, int]]], lead_length: int, follow_length: int
) -> Iterable[tuple[float, float]]:
    yield 0.0, 0.0
    for number, ((a, b), (c, d)) in enumerate(pairs):
        before = pairs[number - 1] if number else ((0, 0), (0, 0))
        after = (
            pairs[number + 1]
            if number + 1 < len(pairs)
            else ((lead_length, lead_length), (follow_length, follow_length))
        )
        enter = _crossing(a - before[0][1], c - before[1][1])
        leave = _crossing(after[0][0] - b, after[1][0] - d)
        yield a + enter * (b - a), c + enter * (d - c)
        yield b - leave * (b - a), d - leave * (d - c)
    yield float(lead_length), float(follow_length)


def _crossing(lead_gap: int, follow_gap: int) -> float:
    """The share of a bead given to reaching it when the follower must pass a passage of its own."""
    # Gaps of a few code points are the spaces and newlines between sentences.
    return _CROSSING if abs(follow_gap) > 3 and lead_gap <= 3 else 0.0
