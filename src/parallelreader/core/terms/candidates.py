"""Which units of a text may be terms: frequent here, rare in general, firmly joined, and not only a part.

What they are rendered by is the business of ``counterparts``; both together make suggestions.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.terms.arrays import Flags, Floats, Numbers
from parallelreader.core.terms.token_stream import TokenStream
from parallelreader.core.terms.units import Level, association, covered

_LEAST_TIE = 0.45
_LEAST_TIE_OF_FIRST = 0.75
_LEAST_BITS = 4.0
_JOINED = 0.1
_LEAST_FREE = 0.2


@dataclass(frozen=True, slots=True)
class Habits:
    """What a language's words are good for in terms, by their forms.

    ``common`` words stand in no term; ``links`` only inside; ``first`` only before, and ``last`` only after,
    another word, ``parts`` only with one. ``chance`` says how likely a form is in any text; ``least_bits``
    how much rarer than here it must be there, in bits, to be a term by itself.
    """

    common: Collection[str]
    links: Collection[str]
    first: Collection[str]
    last: Collection[str]
    parts: Callable[[str], bool]
    chance: Callable[[str], float]
    least_bits: Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be a term: of so many words, its number among those, how often it stands in the text,
    how often outside a longer one, and how much speaks for it."""

    size: int
    unit: int
    count: int
    free: int
    score: float


def find_candidates(
    levels: Sequence[Level], stream: TokenStream, habits: Habits, *, least: int
) -> list[Candidate]:
    """The likeliest first; ``least`` is how often one must be there."""
    known = _Known(stream, habits)
    ties = association(levels, stream)
    accepted, scores = [], []
    for level, tie in zip(levels, ties, strict=True):
        words = stream.words[level.sample[:, None] + np.arange(level.size)]
        is_good, score = known.judged(words, level.count)
        # Words with a little word between them are met together by chance oftener.
        rare = level.count < least + known.links[words].any(1)
        accepted.append(is_good & _is_tied(level, tie, words, stream, known) & ~rare)
        scores.append(score)
    inside = covered(levels, accepted, stream)
    found = []
    for level, is_good, score, within in zip(levels, accepted, scores, inside, strict=True):
        free = level.count - within
        for unit in np.flatnonzero(is_good & (free > _LEAST_FREE * level.count)).tolist():
            count, left = int(level.count[unit]), int(free[unit])
            found.append(Candidate(level.size, unit, count, left, float(score[unit]) * (left / count) ** 0.5))
    return sorted(found, key=lambda each: (-each.score, -each.size, each.unit))


def _is_tied(level: Level, tie: Floats, words: Numbers, stream: TokenStream, known: "_Known") -> Flags:
    """Whether the words of each unit are more than met by chance, told by their normalised information."""
    if level.size == 1:
        return np.ones(len(level.count), np.bool_)
    whole = -np.log2(level.count / max(stream.size, 1))
    share = tie / np.maximum(whole, 1e-9)
    return share >= np.where(known.first[words[:, 0]], _LEAST_TIE_OF_FIRST, _LEAST_TIE)


class _Known:
    """What is known of each form of a stream."""

    def __init__(self, stream: TokenStream, habits: Habits) -> None:
        def flags(forms: Collection[str]) -> Flags:
            return np.array([form in forms for form in stream.forms], np.bool_)

        self.common, self.links = flags(habits.common), flags(habits.links)
        self.first, self.last = flags(habits.first), flags(habits.last)
        self.parts = np.array([habits.parts(form) for form in stream.forms], np.bool_)
        self.chance = np.array([habits.chance(form) for form in stream.forms])
        self.least_bits = np.array([habits.least_bits(form) for form in stream.forms])
        self._size = stream.size

    def judged(self, words: Numbers, count: Numbers) -> tuple[Flags, Floats]:
        """Which units are made of fit words, and the log-likelihood of their being so frequent here."""
        head, tail = words[:, 0], words[:, -1]
        fit = ~self.common[words].any(1)
        fit &= ~self.links[head] & ~self.links[tail] & ~self.last[head] & ~self.first[tail]
        chance = self.chance[words].min(1)
        least = np.full(len(words), _LEAST_BITS)
        if words.shape[1] == 1:
            fit &= ~self.first[head] & ~self.last[head] & ~self.parts[head]
            least = self.least_bits[head]
        else:
            # Rarer than the rarest of its words; how much is not known.
            chance = chance * _JOINED
        expected = np.maximum(chance * self._size, 1e-12)
        bits = np.log2(count / expected)
        score = 2 * (count * np.log(count / expected) - (count - expected))
        return fit & (bits >= least), np.where(bits > 0, score, 0.0)
