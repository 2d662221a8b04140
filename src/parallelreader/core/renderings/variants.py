"""Which renderings are the same but for inflection, case, articles and hyphens."""

import re
from functools import lru_cache

from parallelreader.core.search.inflections import lemmas

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")
_ARTICLES = frozenset(("a", "an", "the"))


@lru_cache(maxsize=20_000)
def variant_key(text: str) -> str:
    """The key that renderings of one kind share; empty for what holds no word."""
    words = [match[0] for match in _WORD.finditer(_POSSESSIVE.sub("", text.casefold()))]
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join(_base(word) for word in kept)


@lru_cache(maxsize=50_000)
def _base(word: str) -> str:
    # Step by step: landings, landing, land.
    base = min(lemmas(word.replace("’", "'")), key=lambda lemma: (len(lemma), lemma))
    return base if base == word else _base(base)
