"""What a version mostly writes for a term, learnt from some of very many places, that not all need be linked.

A place is known by the phrases that stand there of those that were ever chosen. Where the same phrases stood
before, and nearly always the same of them was it, that one is taken without a closer look; how much of it,
most of those places say. All else is looked at.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.core.renderings.passages import Token
from parallelreader.core.renderings.phrases import ARTICLES, LONGEST, Key

_LEAST_TIMES = 8
_LEAST_SHARE = 0.95

_Chosen = tuple[int, int] | None
_Signs = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A phrase from token ``first`` to ``last``, both of it."""

    first: int
    last: int
    key: Key


@dataclass(slots=True)
class Habits:
    """Of one column: the places that were looked at closely, and what was chosen there."""

    _places: list[tuple[Sequence[Token], _Chosen]] = field(default_factory=list)

    def note(self, tokens: Sequence[Token], chosen: _Chosen) -> None:
        """Learn from a place: the first and last of its tokens that were chosen, None for a gap."""
        self._places.append((tokens, chosen))

    def usual(self, terms: Iterable[Key] = ()) -> "Usual":
        """What they come to; ``terms`` are phrases that are looked out for though they were not chosen."""
        phrases = _Phrases({*terms, *(key_of(tokens, at) for tokens, at in self._places if at is not None)})
        told: dict[_Signs, Counter[tuple[Key, Key]]] = {}
        for tokens, at in self._places:
            standing = phrases.standing_in(tokens)
            outcome: tuple[Key, Key] = (), ()
            for each in standing:
                if at is not None and each.first <= at[0] and at[1] <= each.last:
                    outcome = each.key, key_of(tokens, at)
            told.setdefault(_signs(standing), Counter())[outcome] += 1
        return Usual(phrases, {signs: found for signs, counts in told.items() if (found := _surest(counts))})


@dataclass(frozen=True, slots=True)
class Usual:
    """What stands for the term in a column: by the phrases of a place which of them, how much of that, and
    how surely."""

    phrases: "_Phrases"
    chosen: Mapping[_Signs, tuple[Key, Key, float]]

    def rendering(
        self, tokens: Sequence[Token], others: Sequence[Token] = ()
    ) -> tuple[Standing, float] | None:
        """Where it stands and how sure that is; None where only a closer look can tell. ``others`` are of
        sentences next to the place."""
        standing = self.phrases.standing_in(tokens)
        found = self.chosen.get(_signs(standing))
        if found is None or self.phrases.standing_in(others):
            return None
        whole, part, share = found
        around = [each for each in standing if each.key == whole]
        if len(around) != 1:
            return None
        inside = [
            each
            for each in _Phrases({part}).standing_in(tokens)
            if around[0].first <= each.first and each.last <= around[0].last
        ]
        return (inside[0], share) if len(inside) == 1 else None


class _Phrases:
    """Phrases that are looked for in places."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = frozenset(keys) - {()}
        self._beginnings = {key[:size] for key in self._keys for size in range(1, len(key) + 1)}

    def standing_in(self, tokens: Sequence[Token]) -> list[Standing]:
        """Those that stand there within no other, in order; within a sentence, over no mark."""
        found: list[Standing] = []
        for first, token in enumerate(tokens):
            if token.is_mark or token.key in ARTICLES:
                continue
            key: Key = ()
            longest: Standing | None = None
            for last in range(first, min(first + LONGEST, len(tokens))):
                each = tokens[last]
                if each.is_break or each.sentence != token.sentence:
                    break
                if each.is_mark or each.key in ARTICLES:
                    continue
                key = (*key, each.key)
                if key not in self._beginnings:
                    break
                if key in self._keys:
                    longest = Standing(first, last, key)
            if longest is not None and (not found or longest.last > found[-1].last):
                found.append(longest)
        return found


def key_of(tokens: Sequence[Token], at: tuple[int, int]) -> Key:
    """What the tokens from the first to the last are counted under."""
    inside = tokens[at[0] : at[1] + 1]
    return tuple(each.key for each in inside if not each.is_mark and each.key not in ARTICLES)


def _signs(standing: Iterable[Standing]) -> _Signs:
    return tuple(sorted(each.key for each in standing))


def _surest(counts: Mapping[tuple[Key, Key], int]) -> tuple[Key, Key, float] | None:
    """The phrase that nearly always was it, how much of it most often, and its share; None for none such."""
    places = sum(counts.values())
    wholes: Counter[Key] = Counter()
    for (whole, _), count in counts.items():
        wholes[whole] += count
    whole, count = wholes.most_common(1)[0]
    if not whole or count < max(_LEAST_TIMES, _LEAST_SHARE * places):
        return None
    part = max((each for each in counts if each[0] == whole), key=lambda each: counts[each])[1]
    return whole, part, count / places
