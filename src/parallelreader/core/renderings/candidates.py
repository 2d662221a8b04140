"""The stretches of a passage that may render a term, and what speaks for and against each.

What that comes to is said by the weights; choosing is the business of ``finding``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.links.tables import Floats
from parallelreader.core.renderings.passages import Token, Weighed, is_quote
from parallelreader.core.renderings.phrases import ARTICLES, LONGEST, Key, PhraseCounts, phrase_key

FEATURES = (
    "linked",
    "best link",
    "covered",
    "left out",
    "of others",
    "unexplained",
    "function words",
    "edge function words",
    "short",
    "long",
    "share",
    "tie",
    "share of content",
    "torn",
    "loose",
    "next word free",
    "cuts a name",
    "is a name",
    "quoted",
    "neighbour",
    "head left",
    "gloss",
    "glossed",
    "claimed",
    "term",
)
"""What is known of a stretch, in this order."""

_LEAST_LINK, _LEAST_TIE = 0.06, 0.3
_NEVER_AT_EDGES = ARTICLES | frozenset(
    (
        *("'s", "’s", "'", "’", "and", "or", "but", "of", "to", "by", "with", "for", "that", "which", "who"),
        *("is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would"),
    )
)
_EXPLAINED, _CLAIMED = 0.3, 0.6


@dataclass(frozen=True, slots=True)
class KnownPhrases:
    """What is known beforehand: ``terms`` of the concept, and ``glosses`` of a dictionary."""

    terms: frozenset[Key] = frozenset()
    glosses: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens from ``first`` to ``last``, both of it, with the values of ``FEATURES``."""

    first: int
    last: int
    key: Key
    values: tuple[float, ...]


def stretches(weighed: Weighed, counts: PhraseCounts, known: KnownPhrases, column: str) -> list[Stretch]:
    """Every stretch that anything speaks for."""
    terms, glosses = known.terms, known.glosses
    tokens = weighed.tokens
    if not tokens:
        return []
    sums = _Sums(weighed)
    bonds = _Bonds(tokens, counts, column)
    found = []
    for first, token in enumerate(tokens):
        if not _may_edge(token):
            continue
        covered = np.maximum.accumulate(weighed.covering[:, first : first + LONGEST], axis=1)
        for last in range(first, min(first + LONGEST, len(tokens))):
            each = tokens[last]
            if each.is_break or each.sentence != token.sentence:
                break
            if not _may_edge(each):
                continue
            key = phrase_key(tokens[first : last + 1])
            share, tie = counts.tie(column, key)
            is_term = key in terms
            if not (is_term or key in glosses or sums.best(first, last) >= _LEAST_LINK or tie >= _LEAST_TIE):
                continue
            coverage = float(covered[:, last - first] @ weighed.weights)
            torn, loose = bonds.of(first, last, key)
            head = float(covered[weighed.head, last - first])
            told = (coverage, head, share, tie, torn, loose, float(key in glosses), float(is_term))
            values = sums.values(first, last, told)
            found.append(Stretch(first, last, key, values))
    return found


def _may_edge(token: Token) -> bool:
    return not token.is_mark and token.text.lower() not in _NEVER_AT_EDGES


class _Bonds:
    """How much the words at both ends of a stretch belong to it, by what stands beside the term elsewhere."""

    def __init__(self, tokens: Sequence[Token], counts: PhraseCounts, column: str) -> None:
        self._tokens, self._counts, self._column = tokens, counts, column

    def of(self, first: int, last: int, key: Key) -> tuple[float, float]:
        """How surely the next word on either side is a part too, and how surely one at an end is not."""
        torn = loose = 0.0
        for step, at in ((-1, first), (1, last)):
            beyond = self._next(at, step)
            if beyond is not None:
                longer = (beyond.key, *key) if step < 0 else (*key, beyond.key)
                torn = max(torn, self._counts.bond(self._column, key, longer) or 0.0)
            if len(key) > 1 and self._tokens[at].is_content:
                shorter = key[1:] if step < 0 else key[:-1]
                bond = self._counts.bond(self._column, shorter, key)
                loose = max(loose, 1.0 - bond if bond is not None else 0.0)
        return torn, loose

    def _next(self, at: int, step: int) -> Token | None:
        """The word beside one, over an article; None where a mark or the end of the sentence comes first."""
        sentence = self._tokens[at].sentence
        at += step
        while 0 <= at < len(self._tokens) and self._tokens[at].key in ARTICLES:
            at += step
        if not 0 <= at < len(self._tokens):
            return None
        token = self._tokens[at]
        return token if token.is_content and token.sentence == sentence else None


class _Sums:
    """What stretches of one passage share, summed once."""

    def __init__(self, weighed: Weighed) -> None:
        self._weighed = weighed
        tokens = weighed.tokens
        content = np.array([token.is_content for token in tokens], float)
        function = np.array([token.is_function for token in tokens], float)
        inside, outside = weighed.inside, weighed.outside
        self._mine = np.where(inside >= outside, inside, 0.0) * content
        self._content = _running(content)
        self._function = _running(function)
        self._linked = _running(inside * content)
        self._glossed = _running(weighed.glossed)
        self._claimed_sum = _running(weighed.claimed)
        self._mine_sum = _running(self._mine)
        self._others = _running(np.maximum(outside - inside, 0.0) * content)
        free = content * (inside < _EXPLAINED) * (outside < _EXPLAINED)
        self._free = free
        self._free_sum = _running(free)
        # A capital at the beginning of a sentence says nothing.
        self._names = [token.is_capital and token.is_content and not token.starts for token in tokens]
        self._expected = max(1.0, weighed.size / 2)

    def best(self, first: int, last: int) -> float:
        return float(self._weighed.inside[first : last + 1].max())

    def values(self, first: int, last: int, told: tuple[float, ...]) -> tuple[float, ...]:
        """The values of the features; ``told`` are coverage, that of the head, share, tie, torn, loose, and
        whether it is a gloss and a term."""
        coverage, head, share, tie, torn, loose, gloss, term = told
        content = self._between(self._content, first, last)
        function = self._between(self._function, first, last)
        linked = self._between(self._linked, first, last)
        tokens = self._weighed.tokens
        edges = tokens[first].is_function + tokens[last].is_function
        size = max(content, 1.0)
        others = self._between(self._others, first, last)
        tie *= max(0.0, 1.0 - others / size)
        return (
            linked / size,
            self.best(first, last),
            coverage,
            float(self._mine_sum[-1]) - self._between(self._mine_sum, first, last),
            others,
            self._between(self._free_sum, first, last),
            function - edges,
            edges,
            max(0.0, float(np.log(self._expected / size))),
            max(0.0, float(np.log(size / self._expected))),
            share,
            tie,
            tie * min(content, 4.0),
            torn,
            loose,
            self._is_free(last + 1, tokens[last]) + self._is_free(first - 1, tokens[first]),
            self._cuts(first - 1, first) + self._cuts(last, last + 1),
            float(
                content > 1 and all(self._names[at] for at in range(first, last + 1) if tokens[at].is_content)
            ),
            float(self._weighed.is_quoted and self._stands_in_quotes(first, last)),
            1.0 - float(self._weighed.own[first]),
            self._head_before(first) if head < _EXPLAINED else 0.0,
            gloss,
            self._between(self._glossed, first, last) / size,
            self._between(self._claimed_sum, first, last) / size,
            term,
        )

    def _between(self, sums: Floats, first: int, last: int) -> float:
        return float(sums[last + 1] - sums[first])

    def _is_free(self, at: int, beside: Token) -> float:
        """Whether a token next to a stretch goes on with it as far as anybody knows."""
        tokens = self._weighed.tokens
        if not 0 <= at < len(tokens) or tokens[at].sentence != beside.sentence:
            return 0.0
        return float(self._free[at])

    def _cuts(self, left: int, right: int) -> float:
        """Whether a name goes on over an end of a stretch."""
        tokens = self._weighed.tokens
        if left < 0 or right >= len(tokens) or tokens[left].sentence != tokens[right].sentence:
            return 0.0
        return float(self._names[left] and self._names[right])

    def _head_before(self, first: int) -> float:
        """Whether a word nobody else claims stands before with "of": spirit of, when the head of the term is
        a word for spirit."""
        tokens = self._weighed.tokens
        if (
            first < 2
            or tokens[first - 1].text != "of"
            or tokens[first - 2].sentence != tokens[first].sentence
        ):
            return 0.0
        return float(tokens[first - 2].is_content and self._weighed.outside[first - 2] < _CLAIMED)

    def _stands_in_quotes(self, first: int, last: int) -> bool:
        tokens = self._weighed.tokens
        before = first - 1
        while before >= 0 and tokens[before].text.lower() in ARTICLES:
            before -= 1
        after = last + 1
        while after < len(tokens) and tokens[after].text in (",", "."):
            after += 1
        return before >= 0 and after < len(tokens) and is_quote(tokens[before]) and is_quote(tokens[after])


def _running(values: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(values)])


def as_mapping(stretch: Stretch) -> Mapping[str, float]:
    """The values by name, for whoever looks into it."""
    return dict(zip(FEATURES, stretch.values, strict=True))
