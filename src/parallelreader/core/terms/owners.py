"""Whose term a way of writing is, and which of the terms in a sentence count where they overlap."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.values import dataclass

_RANK = {status: number for number, status in enumerate(TermStatus)}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose term a way of writing is, and what decides between several."""

    rank: int
    created: int
    concept: str
    term: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        return self.rank, self.created, self.concept, self.term


def owner_of(concept: Concept, term: Term) -> Owner:
    return Owner(_RANK[term.status], concept.created, concept.id, term.id)


class Owners:
    """All whose term a way of writing is, the best first; made once for the many places where it stands."""

    __slots__ = ("all", "by_concept", "concepts", "first", "others")

    def __init__(self, owners: Iterable[Owner]) -> None:
        self.all = tuple(sorted(owners, key=lambda each: each.order))
        pairs = tuple((each.concept, each.term) for each in self.all)
        self.first, self.others = pairs[0], pairs[1:]
        self.by_concept = dict(reversed(pairs))
        self.concepts = tuple(dict.fromkeys(concept for concept, _ in pairs))

    def with_one(self, owner: Owner) -> "Owners":
        return self if owner in self.all else Owners((*self.all, owner))

    def without(self, owner: Owner) -> "Owners | None":
        left = [each for each in self.all if each != owner]
        return Owners(left) if left else None


Match = tuple[int, int, Owners]
"""Start and end, in code points, and whose it is."""

_Placed = TypeVar("_Placed", bound=tuple[int, int, Any])


def longest(matches: Sequence[_Placed]) -> Sequence[_Placed]:
    """Of matches in order of their starts those that are left where longer ones win; what a match has besides
    its start and its end is not looked at."""
    last_end, overlap = 0, False
    for start, end, _ in matches:
        overlap = overlap or start < last_end
        last_end = max(last_end, end)
    if not overlap:
        return matches
    chosen: list[_Placed] = []
    for cluster in _clusters(matches):
        if len(cluster) == 1:
            chosen += cluster
            continue
        taken: list[_Placed] = []
        for match in sorted(cluster, key=lambda each: (each[0] - each[1], each[0])):
            at = bisect(taken, match[0], key=itemgetter(0))
            if (at == 0 or taken[at - 1][1] <= match[0]) and (at == len(taken) or match[1] <= taken[at][0]):
                taken.insert(at, match)
        chosen += taken
    return chosen


def _clusters(matches: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Runs of matches each of which overlaps one before it."""
    cluster: list[_Placed] = []
    end = 0
    for match in matches:
        if cluster and match[0] >= end:
            yield cluster
            cluster, end = [], 0
        cluster.append(match)
        end = max(end, match[1])
    if cluster:
        yield cluster
