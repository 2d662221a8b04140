"""Pairs cues of one clock by how long they are shown together, with no look at their words.

Finding out how two clocks differ is left to ``clocks``; this needs no numpy.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from parallelreader.core.incoming import Link

Interval = tuple[float, float]
_Edge = tuple[int, int, float]

_LARGEST_GROUP = 8
# How much of the shorter cue the longer one must cover; more of it where too many cues would hang together.
_THRESHOLDS = (0.5, 0.65, 0.8, 0.95)
_STRAY = 900.0
_STRAY_CONFIDENCE = 0.3


def pair_overlapping(source: Sequence[Interval], target: Sequence[Interval]) -> tuple[Link, ...]:
    """Links between cues, in milliseconds and in the order they begin, each cue in exactly one link.

    The confidence is the share of the time a link's cues cover that both sides cover; cues that meet no
    other but begin within a second of one get little, and a cue alone none.
    """
    return tuple(_with_strays(_groups(source, target), source, target))


def _groups(source: Sequence[Interval], target: Sequence[Interval]) -> list[Link]:
    """Cues joined where one covers at least half of the other, with whatever else they are joined to."""
    links = []
    pending = [(edges, 0) for edges in _components(_overlaps(source, target))]
    while pending:
        edges, level = pending.pop()
        lefts, rights = sorted({i for i, _, _ in edges}), sorted({j for _, j, _ in edges})
        if len(lefts) + len(rights) > _LARGEST_GROUP and level + 1 < len(_THRESHOLDS):
            kept = [edge for edge in edges if edge[2] >= _THRESHOLDS[level + 1]]
            pending.extend((part, level + 1) for part in _components(kept))
            continue
        confidence = _shared([source[i] for i in lefts], [target[j] for j in rights])
        links.append(Link(tuple(lefts), tuple(rights), round(confidence, 3)))
    return links


def _overlaps(source: Sequence[Interval], target: Sequence[Interval]) -> list[_Edge]:
    """Pairs of cues with the share of the shorter one that the longer one covers."""
    found: list[_Edge] = []
    shown: list[int] = []
    coming = 0
    for i, (start, end) in enumerate(source):
        shown = [j for j in shown if target[j][1] > start]
        while coming < len(target) and target[coming][0] < end:
            if target[coming][1] > start:
                shown.append(coming)
            coming += 1
        for j in shown:
            begin, stop = target[j]
            shorter = min(end - start, stop - begin)
            share = (min(end, stop) - max(start, begin)) / shorter if shorter > 0 else 0.0
            if share >= _THRESHOLDS[0]:
                found.append((i, j, share))
    return found


def _components(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """The edges by which cues hang together, directly or through others."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j, _ in edges:
        parent[root((0, i))] = root((1, j))
    parts: dict[tuple[int, int], list[_Edge]] = {}
    for edge in edges:
        parts.setdefault(root((0, edge[0])), []).append(edge)
    return list(parts.values())


def _shared(left: Sequence[Interval], right: Sequence[Interval]) -> float:
    """How long both sides are shown, as a share of how long either is."""
    moments = sorted({moment for cue in (*left, *right) for moment in cue})
    both = either = 0.0
    for begin, end in pairwise(moments):
        on_left = any(cue[0] <= begin and cue[1] >= end for cue in left)
        on_right = any(cue[0] <= begin and cue[1] >= end for cue in right)
        both += (end - begin) * (on_left and on_right)
        either += (end - begin) * (on_left or on_right)
    return both / either if either else 0.0


def _with_strays(links: list[Link], source: Sequence[Interval], target: Sequence[Interval]) -> list[Link]:
    lefts = sorted(set(range(len(source))) - {i for link in links for i in link.source})
    rights = sorted(set(range(len(target))) - {j for link in links for j in link.target})
    starts = [target[j][0] for j in rights]
    taken: set[int] = set()
    for i in lefts:
        place = bisect_left(starts, source[i][0])
        near = [each for each in (place - 1, place) if 0 <= each < len(starts) and each not in taken]
        best = min(near, key=lambda each: abs(starts[each] - source[i][0]), default=-1)
        if best >= 0 and abs(starts[best] - source[i][0]) < _STRAY:
            taken.add(best)
            links.append(Link((i,), (rights[best],), _STRAY_CONFIDENCE))
        else:
            links.append(Link((i,), (), None))
    links.extend(Link((), (j,), None) for place, j in enumerate(rights) if place not in taken)

    def moment(link: Link) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
        times = [source[i][0] for i in link.source] + [target[j][0] for j in link.target]
        return min(times), link.source, link.target

    return sorted(links, key=moment)
