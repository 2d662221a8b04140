"""What a version mostly writes for a term, learnt from some of very many places, that not all need be linked.

Only where exactly one of the usual phrases stands beside the term, and stood for it wherever it was looked at
closely, it is taken without a closer look; all else is looked at.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parallelreader.core.renderings.passages import Token
from parallelreader.core.renderings.phrases import ARTICLES, LONGEST, Key, phrase_key

_LEAST_TIMES = 8
_LEAST_SHARE = 0.95


@dataclass(slots=True)
class Habits:
    """How often each phrase was ``chosen`` in a column, and how often it was ``seen`` beside the term."""

    chosen: dict[str, Counter[Key]] = field(default_factory=dict)
    seen: dict[str, Counter[Key]] = field(default_factory=dict)

    def note(self, column: str, tokens: Sequence[Token], chosen: Key) -> None:
        """Learn from a place that was looked at closely; ``chosen`` is empty for a gap."""
        if chosen:
            self.chosen.setdefault(column, Counter())[chosen] += 1
        seen = self.seen.setdefault(column, Counter())
        seen.update({phrase_key(tokens[first : last + 1]) for first, last in _stretches(tokens)})

    def usual(self, column: str) -> dict[Key, float]:
        """The phrases that nearly always stand for the term where they stand, with the share."""
        seen = self.seen.get(column, Counter())
        shares = {key: count / max(seen[key], 1) for key, count in self.chosen.get(column, Counter()).items()}
        counts = self.chosen.get(column, Counter())
        return {
            key: min(share, 1.0)
            for key, share in shares.items()
            if counts[key] >= _LEAST_TIMES and share >= _LEAST_SHARE
        }

    def rendering(
        self, column: str, tokens: Sequence[Token], usual: dict[Key, float]
    ) -> tuple[int, int, float] | None:
        """The only stretch of these tokens with a usual phrase and how sure that is; None where there is
        none, or several, or anything else that was chosen somewhere."""
        chosen = self.chosen.get(column, Counter())
        found: list[tuple[int, int, Key]] = []
        for first, last in _stretches(tokens):
            key = phrase_key(tokens[first : last + 1])
            if key in chosen:
                found.append((first, last, key))
        longest = [
            each
            for each in found
            if not any(other is not each and other[0] <= each[0] and each[1] <= other[1] for other in found)
        ]
        if len(longest) != 1 or longest[0][2] not in usual:
            return None
        first, last, key = longest[0]
        return first, last, usual[key]


def _stretches(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where phrases may begin and end: with words that mean something, within a sentence, over no mark."""
    found = []
    for first, token in enumerate(tokens):
        if not token.is_content or token.key in ARTICLES:
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            each = tokens[last]
            if each.is_break or each.sentence != token.sentence:
                break
            if each.is_content:
                found.append((first, last))
    return found
