"""How far two annotators agree, and where they do not.

Places are compared by F1: neither of the two is right, and there are no places that both would have to have
marked, so that agreement by chance, which needs them, cannot be worked out. Categories of what both marked
are compared by Cohen's kappa: there are two annotators, each has judged the same things, and the categories
have no order. Where both use one category only, chance alone agrees wholly and kappa says nothing.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from parallelreader.core.text import Span

Place = tuple[str, str]
"""(document id, version id)."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing that an annotator has marked: where, with what category and tags, and what was written;
    ``quote`` are the words of the text that stand there, ``label`` is the sentence, as "3.2"."""

    key: Hashable
    place: Place
    span: Span
    category: str
    tags: frozenset[str] = frozenset()
    words: str = ""
    quote: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many things two annotators have, and how many of them both."""

    mine: int
    theirs: int
    both: int

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the shares that both have; None where there is nothing."""
        all_of_them = self.mine + self.theirs
        return 2 * self.both / all_of_them if all_of_them else None


@dataclass(frozen=True, slots=True)
class Kappa:
    """How far two agree on the categories of so many things: the share observed, and Cohen's kappa, which is
    None where only one category was used or there is nothing."""

    count: int
    observed: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """``exact`` and ``overlapping`` are of places; ``categories`` are those of places that overlap, ``tags``
    of each tag on those: whether both or neither have given it."""

    exact: Shared
    overlapping: Shared
    categories: Kappa
    tags: Mapping[str, Kappa]


class Differs(StrEnum):
    """In what two annotators differ."""

    ONLY_MINE = "only mine"
    ONLY_THEIRS = "only theirs"
    PLACE = "other bounds"
    CATEGORY = "other category"
    TAGS = "other tags"
    WORDS = "other words"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which they differ; at least one of ``mine`` and ``theirs`` is there."""

    differs: tuple[Differs, ...]
    mine: Marked | None
    theirs: Marked | None

    @property
    def any(self) -> Marked:
        found = self.mine if self.mine is not None else self.theirs
        assert found is not None
        return found


Pair = tuple[Marked, Marked]


def pair_up(mine: Sequence[Marked], theirs: Sequence[Marked]) -> list[Pair]:
    """What both have marked: each thing with that of the other which it shares most with, those with the same
    bounds first. Nothing is in two pairs."""
    shared = []
    by_place: dict[Place, list[Marked]] = {}
    for each in sorted(theirs, key=lambda marked: marked.span.start):
        by_place.setdefault(each.place, []).append(each)
    longest = max((len(each.span) for each in theirs), default=0)
    for own in mine:
        there = by_place.get(own.place, [])
        first = bisect_left(there, own.span.start - longest, key=lambda marked: marked.span.start)
        for other in islice(there, first, None):
            if other.span.start >= own.span.end:
                break
            common = min(own.span.end, other.span.end) - max(own.span.start, other.span.start)
            if common > 0:
                whole = max(own.span.end, other.span.end) - min(own.span.start, other.span.start)
                same = own.category == other.category
                shared.append(((common / whole, same, own.words == other.words), own, other))
    taken: set[int] = set()
    pairs = []
    for _, own, other in sorted(shared, key=lambda found: found[0], reverse=True):
        if id(own) not in taken and id(other) not in taken:
            taken |= {id(own), id(other)}
            pairs.append((own, other))
    return sorted(pairs, key=lambda pair: _order(pair[0]))


def agreement_of(mine: Sequence[Marked], theirs: Sequence[Marked]) -> Agreement:
    """The figures of two annotators."""
    pairs = pair_up(mine, theirs)
    exact = sum(own.span == other.span for own, other in pairs)
    tags = sorted({tag for pair in pairs for each in pair for tag in each.tags})
    return Agreement(
        Shared(len(mine), len(theirs), exact),
        Shared(len(mine), len(theirs), len(pairs)),
        kappa_of((own.category, other.category) for own, other in pairs),
        {tag: kappa_of((tag in own.tags, tag in other.tags) for own, other in pairs) for tag in tags},
    )


def differences_of(mine: Sequence[Marked], theirs: Sequence[Marked]) -> tuple[Difference, ...]:
    """Where they differ, in the order of the texts."""
    pairs = pair_up(mine, theirs)
    paired = {id(each) for pair in pairs for each in pair}
    found = [Difference((Differs.ONLY_MINE,), each, None) for each in mine if id(each) not in paired]
    found += [Difference((Differs.ONLY_THEIRS,), None, each) for each in theirs if id(each) not in paired]
    for own, other in pairs:
        differs = tuple(_differs(own, other))
        if differs:
            found.append(Difference(differs, own, other))
    return tuple(sorted(found, key=lambda difference: _order(difference.any)))


def kappa_of(judged: Iterable[tuple[Hashable, Hashable]]) -> Kappa:
    """The agreement of two on the categories of the same things, each judged by both."""
    pairs = list(judged)
    count = len(pairs)
    if not count:
        return Kappa(0, 0.0, None)
    observed = sum(own == other for own, other in pairs) / count
    ours, theirs = Counter(own for own, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ours[category] * theirs[category] for category in ours) / count**2
    return Kappa(count, observed, (observed - expected) / (1 - expected) if expected < 1 else None)


def _differs(own: Marked, other: Marked) -> Iterable[Differs]:
    if own.span != other.span:
        yield Differs.PLACE
    if own.category != other.category:
        yield Differs.CATEGORY
    if own.tags != other.tags:
        yield Differs.TAGS
    if own.words != other.words:
        yield Differs.WORDS


def _order(marked: Marked) -> tuple[Place, int, int]:
    return marked.place, marked.span.start, marked.span.end
