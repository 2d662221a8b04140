"""Which of many Chinese words somebody means who looks up an English one."""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

from parallelreader.core.language.dictionary import Entry

T = TypeVar("T")

_WORD = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SMALL_WORDS = frozenset(("to", "be", "a", "an", "the", "of", "sb", "sth", "one", "s"))
# What is no meaning of the word, or one that hardly anybody has in mind.
_RARE = re.compile(
    r"\b(?:variant of|surname|old|archaic|dialect|literary|abbr|used in|see also|classifier|radical|coll"
    r"|slang|bound form|county|district|prefecture|town(?:ship)? in)\b"
)
_MOST = 8


def rank_by_gloss(
    found: Iterable[T],
    entry_of: Callable[[T], Entry],
    words: Sequence[AbstractSet[str]],
    commonness: Callable[[str], float],
) -> list[T]:
    """``found`` with the likeliest first; each set of ``words`` has the forms of one English word, small.
    ``commonness`` says of a Chinese word, from 0 to 1, how everyday it is."""

    # Hundreds are ranked while somebody waits for a card: what is the same for all is worked out once.
    unasked = _SMALL_WORDS.union(*words)

    def rank(each: T) -> float:
        entry = entry_of(each)
        return _rank(entry, words, unasked) - commonness(entry.simplified)

    return sorted(found, key=rank)


def is_aside(entry: Entry) -> bool:
    """Whether an entry only points to another one, or is of a word that few people have in mind."""
    return _RARE.search(entry.glosses[0].lower()) is not None


def _rank(entry: Entry, words: Sequence[AbstractSet[str]], unasked: AbstractSet[str]) -> float:
    """Small for a word whose early glosses are just these words, and that is no longer than most; what is
    ``unasked`` besides counts for nothing."""
    best = 99.0
    for place, gloss in enumerate(entry.glosses[:_MOST]):
        small = gloss.lower()
        for part in small.split(";"):
            told = _WORD.findall(_IN_BRACKETS.sub(" ", part) if "(" in part or "[" in part else part)
            if any(forms.isdisjoint(told) for forms in words):
                continue
            others = sum(each not in unasked for each in told)
            rank = min(others, _MOST) + 0.5 * min(place, _MOST)
            if rank < best:
                best = min(best, rank + (4 if _RARE.search(small) else 0))
    # A single character is often of the written language only; a word of two is what people say.
    return best + 0.3 * abs(len(entry.simplified) - 2)
