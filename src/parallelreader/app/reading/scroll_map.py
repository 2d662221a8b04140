"""From a place in one version to the place in another that means the same.

Places are fractional code points ("flow positions"): a place inside a sentence maps to the same share of
its partner, so that a pane that follows moves evenly. Pixels are left to the views.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from parallelreader.core.alignment import Alignment
from parallelreader.core.text import Text

# A passage that only the follower has is crossed while the leader reads the last and the first tenth of
# the sentences beside it: short enough to stay with the meaning, long enough not to be a jerk.
_CROSSING = 0.1
# Beyond about a screen of text, a crossing would show nothing but a blur: there the follower jumps.
_LONGEST_CROSSING = 600
# Gaps of a few code points are the spaces and newlines between sentences.
_SPACE = 3
_MOMENT = 1e-3

_Pair = tuple[int, int, int, int]
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


def map_versions(source: Text, target: Text, alignment: Alignment) -> tuple[ScrollMap, ScrollMap]:
    """The maps between two aligned texts: from the source to the target, and back."""
    pairs = _pairs(source, target, alignment)
    lengths = len(source.content), len(target.content)
    there = ScrollMap(_knots(sorted(pairs), *lengths))
    back = ScrollMap(_knots(sorted((c, d, a, b) for a, b, c, d in pairs), *reversed(lengths)))
    return there, back


def _pairs(source: Text, target: Text, alignment: Alignment) -> list[_Pair]:
    """Where the two sides of every pair stand: (from, to) in the source, then in the target."""
    starts, ends = source.starts, source.ends
    far_starts, far_ends = target.starts, target.ends
    return [
        (starts[ours[0]], ends[ours[-1]], far_starts[theirs[0]], far_ends[theirs[-1]])
        for ours, theirs in ((bead.source, bead.target) for bead in alignment.beads)
        if ours and theirs
    ]


def _knots(pairs: Sequence[_Pair], lead_length: int, follow_length: int) -> Iterable[tuple[float, float]]:
    beginning: _Pair = (0, 0, 0, 0)
    end: _Pair = (lead_length, lead_length, follow_length, follow_length)
    told = sorted((beginning, *pairs, end), key=lambda pair: pair[2:])
    after_in_follower = dict(pairwise(told))

    def is_jump(before: _Pair, after: _Pair) -> bool:
        """Whether the follower jumps: over more than about a screen, or over what belongs elsewhere."""
        return after[2] - before[3] > _LONGEST_CROSSING or after_in_follower.get(before) != after

    def wait(before: _Pair, after: _Pair) -> Iterable[tuple[float, float]]:
        """Where the follower jumps, it waits to the last moment rather than sweep over other text."""
        if is_jump(before, after):
            yield after[0] - _MOMENT, float(before[3])

    def crossing(before: _Pair, after: _Pair) -> float:
        """The share of both beads given to a passage between them that only the follower has."""
        is_passage = after[2] - before[3] > _SPACE and after[0] - before[1] <= _SPACE
        return _CROSSING if is_passage and not is_jump(before, after) else 0.0

    yield 0.0, 0.0
    for before, here, after in zip((beginning, *pairs), pairs, (*pairs[1:], end), strict=False):
        a, b, c, d = here
        enter, leave = crossing(before, here), crossing(here, after)
        yield from wait(before, here)
        yield a + enter * (b - a), c + enter * (d - c)
        yield b - leave * (b - a), d - leave * (d - c)
    if pairs:
        yield from wait(pairs[-1], end)
    yield float(lead_length), float(follow_length)
