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

    def rank(each: T) -> float:
        entry = entry_of(each)
        return _rank(entry, words) - commonness(entry.simplified)

    return sorted(found, key=rank)


def is_aside(entry: Entry) -> bool:
    """Whether an entry only points to another one, or is of a word that few people have in mind."""
    return _RARE.search(entry.glosses[0].lower()) is not None


def _rank(entry: Entry, words: Sequence[AbstractSet[str]]) -> float:
    """Small for a word whose early glosses are just these words, and that is no longer than most."""
    best = 99.0
    for place, gloss in enumerate(entry.glosses[:_MOST]):
        small = gloss.lower()
        if not all(any(form in small for form in forms) for forms in words):
            continue
        for part in small.split(";"):
            told = _WORD.findall(_IN_BRACKETS.sub(" ", part))
            if not all(any(each in forms for each in told) for forms in words):
                continue
            others = [each for each in told if each not in _SMALL_WORDS and not _is_asked(each, words)]
            rank = min(len(others), _MOST) + 0.5 * min(place, _MOST)
            best = min(best, rank + (4 if _RARE.search(small) else 0))
    # A single character is often of the written language only; a word of two is what people say.
    return best + 0.3 * abs(len(entry.simplified) - 2)


def _is_asked(word: str, words: Sequence[AbstractSet[str]]) -> bool:
    return any(word in forms for forms in words)
