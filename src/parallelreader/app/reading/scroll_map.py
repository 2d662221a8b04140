"""From a place in one version to the place in another that means the same.

Places are fractional code points ("flow positions"): a place inside a sentence maps to the same share of
its partner, so that a pane that follows moves evenly. Pixels are left to the views.
"""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parallelreader.core.alignment import Alignment
from parallelreader.core.bead_sequences import LazyBeads, has_gap
from parallelreader.core.text import Text

# A passage that only the follower has is crossed while the leader reads the last and the first tenth of
# the sentences beside it: short enough to stay with the meaning, long enough not to be a jerk.
_CROSSING = 0.1
# Beyond about a screen of text, a crossing would show nothing but a blur: there the follower jumps.
_LONGEST_CROSSING = 600
# Gaps of a few code points are the spaces and newlines between sentences.
_SPACE = 3
_MOMENT = 1e-3
_JUST_BEFORE = 1e-6

# So many sentences of the leader are mapped at once, with so many pairs before and after them: what a knot
# is depends on its neighbours.
_CHUNK = 32
_AROUND = 3
_MOST_CHUNKS = 200
_LONG_WALK = 200


class ScrollMap:
    """Maps places of a leading text to places of a following one, continuously."""

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


class AlignedMap:
    """The :class:`ScrollMap` of two aligned texts, made piece by piece where it is asked.

    Inside a bead the share read is kept. Where only the leader has text the follower waits; where only
    the follower has text it is passed quickly on the way from one bead to the next.
    """

    def __init__(self, lead: "_Side", follow: "_Side", gapped: Iterable[tuple[int, int]]) -> None:
        """``gapped``: the first and the last segment in the leader of pairs with others among them."""
        self._lead = lead
        self._follow = follow
        self._gapped = sorted(gapped)
        self._chunks: dict[int, ScrollMap] = {}

    def __call__(self, place: float) -> float:
        """The follower's place for the leader's; beyond the ends, the nearest end."""
        text = self._lead.text
        number = text.segment_at(int(place)) // _CHUNK if text.segment_count else 0
        chunk = self._chunks.get(number)
        if chunk is None:
            if len(self._chunks) >= _MOST_CHUNKS:
                self._chunks.clear()
            chunk = self._chunks[number] = ScrollMap(self._knots(number * _CHUNK))
        return chunk(place)

    def _knots(self, first: int) -> Iterator[tuple[float, float]]:
        """Those round the sentences from ``first`` on that make up a chunk."""
        pairs = self._pairs_round(first)
        before, following = pairs[0], pairs[1:]
        if before.number < 0:
            yield 0.0, 0.0
        for here, after in pairwise(following):
            enter, leave = self._crossing(before, here), self._crossing(here, after)
            yield from self._wait(before, here)
            yield here.lead_start + enter * here.lead_length, here.follow_start + enter * here.follow_length
            yield here.lead_end - leave * here.lead_length, here.follow_end - leave * here.follow_length
            before = here
        if following[-1].is_end:
            if before.number >= 0:
                yield from self._wait(before, following[-1])
            yield float(following[-1].lead_start), float(following[-1].follow_start)

    def _pairs_round(self, first: int) -> list["_Pair"]:
        """The pairs of a chunk with some before and after, the ends of the texts among them where they are
        reached; before the second of them no pair ends that began earlier."""
        begin = first
        for _ in range(_AROUND):
            begin = self._lead.before(begin)
        while begin > 0:
            around = [start for start, end in self._gapped if start < begin <= end]
            if not around:
                break
            begin = min(around)
        found = [self._pair(self._lead.before(begin))]
        number, reach, beyond = begin if begin >= 0 else self._lead.after(-1), first + _CHUNK - 1, 0
        while beyond < _AROUND:
            found.append(self._pair(number))
            if found[-1].is_end:
                break
            # Nor does any that began earlier end behind the last but these.
            beyond += number > reach
            reach = max(reach, self._lead.segments(number)[0][-1])
            number = self._lead.after(number)
        return found

    def _pair(self, number: int) -> "_Pair":
        """The pair that begins with that sentence of the leader; the beginning or the end of the texts where
        it is none of theirs."""
        lead, follow = self._lead.text, self._follow.text
        if number < 0:
            return _Pair(-1, -1, 0, 0, 0, 0, False)
        if number >= lead.segment_count:
            ends = len(lead.content), len(follow.content)
            return _Pair(number, follow.segment_count, ends[0], ends[0], ends[1], ends[1], True)
        ours, theirs = self._lead.segments(number)
        return _Pair(
            number,
            theirs[0],
            lead.starts[ours[0]],
            lead.ends[ours[-1]],
            follow.starts[theirs[0]],
            follow.ends[theirs[-1]],
            False,
        )

    def _is_jump(self, before: "_Pair", after: "_Pair") -> bool:
        """Whether the follower jumps: over more than about a screen, or over what belongs elsewhere."""
        is_far = after.follow_start - before.follow_end > _LONGEST_CROSSING
        return is_far or self._follow.after(before.follow_number) != after.follow_number

    def _wait(self, before: "_Pair", after: "_Pair") -> Iterator[tuple[float, float]]:
        """Where the follower jumps, it waits to the last moment rather than sweep over other text."""
        if self._is_jump(before, after):
            yield after.lead_start - _MOMENT, float(before.follow_end)

    def _crossing(self, before: "_Pair", after: "_Pair") -> float:
        """The share of both beads given to a passage between them that only the follower has."""
        is_passage = after.follow_start - before.follow_end > _SPACE
        has_own = after.number > 0 and self._lead.text.ends[after.number - 1] > before.lead_end
        return _CROSSING if is_passage and not has_own and not self._is_jump(before, after) else 0.0


class _Pair(NamedTuple):
    """Where the two sides of a pair stand, and the segments that they begin with."""

    number: int
    follow_number: int
    lead_start: int
    lead_end: int
    follow_start: int
    follow_end: int
    is_end: bool

    @property
    def lead_length(self) -> int:
        return self.lead_end - self.lead_start

    @property
    def follow_length(self) -> int:
        return self.follow_end - self.follow_start


Sides = tuple[Sequence[int], Sequence[int]]


class _Side:
    """One text of two: the way along it from pair to pair, by the segments that these begin with."""

    def __init__(self, text: Text, segments: Callable[[int], Sides]) -> None:
        """``segments``: both sides, this one first, of the bead that holds a segment."""
        self.text = text
        self.segments = segments
        # Long stretches in which no pair begins: their first segments, and the last.
        self._bare: list[tuple[int, int]] = []

    def begins(self, segment: int) -> bool:
        """Whether a pair begins with this segment."""
        ours, theirs = self.segments(segment)
        return bool(theirs) and ours[0] == segment

    def after(self, segment: int) -> int:
        """The next segment that a pair begins with; one beyond all where none does."""
        at = start = segment + 1
        while at < self.text.segment_count:
            place = bisect_right(self._bare, (at, self.text.segment_count)) - 1
            if place >= 0 and self._bare[place][1] >= at:
                at = self._bare[place][1] + 1
            elif self.begins(at):
                break
            else:
                at += 1
        self._remember(start, at - 1)
        return at

    def before(self, segment: int) -> int:
        """The segment before that a pair begins with; -1 where none does."""
        at = start = min(segment, self.text.segment_count) - 1
        while at >= 0:
            place = bisect_right(self._bare, (at, self.text.segment_count)) - 1
            if place >= 0 and self._bare[place][1] >= at:
                at = self._bare[place][0] - 1
            elif self.begins(at):
                break
            else:
                at -= 1
        self._remember(at + 1, start)
        return at if at >= 0 else -1

    def _remember(self, first: int, last: int) -> None:
        if last - first >= _LONG_WALK:
            place = bisect_left(self._bare, (first, last))
            inside = [each for each in self._bare[place:] if each[0] <= last]
            if (first, last) not in inside:
                self._bare = [each for each in self._bare if each not in inside]
                insort(self._bare, (first, last))


def map_versions(source: Text, target: Text, alignment: Alignment) -> tuple[AlignedMap, AlignedMap]:
    """The maps between two aligned texts: from the source to the target, and back."""
    beads = alignment.beads

    def of_source(segment: int) -> Sides:
        bead = beads[alignment.bead_of_source(segment)]
        return bead.source, bead.target

    def of_target(segment: int) -> Sides:
        bead = beads[alignment.bead_of_target(segment)]
        return bead.target, bead.source

    ours, theirs = _Side(source, of_source), _Side(target, of_target)
    if isinstance(beads, LazyBeads):
        gapped = [beads[number] for number in beads.gapped()]
    else:
        gapped = [bead for bead in beads if has_gap(bead)]
    pairs = [bead for bead in gapped if bead.is_pair]
    there = AlignedMap(ours, theirs, ((bead.source[0], bead.source[-1]) for bead in pairs))
    back = AlignedMap(theirs, ours, ((bead.target[0], bead.target[-1]) for bead in pairs))
    return there, back
