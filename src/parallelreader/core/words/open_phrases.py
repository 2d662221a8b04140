"""Headwords that are phrases of which the parts say all: 基本原则 is what 基本 and 原则 are.

Whoever reads is better served by their parts, which are met elsewhere too. A phrase tells all by its parts
where each word of its first gloss that says something is in a gloss of a part; and where it is but a word
with a little one, 没办法 or 不见了.
"""

import re
from collections.abc import Callable, Sequence

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.stemming import stem_of

_LEAST_GLUED, _LEAST = 3, 4
# With these a word is not begun, nor ended, but they stand before and behind words of all kinds.
_BEFORE, _BEHIND = ("没有", *"在没再还很也从都给"), ("了", "没", "也")
_WORD = re.compile(r"[a-z]+")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LISTED = """
    a an the of to in on at by for with from and or as is be one s sb sth etc it that this into up out
    oneself person thing something very
"""
_LITTLE = frozenset(_LISTED.split())


def is_open(entries: Sequence[Entry], entries_of: Callable[[str], Sequence[Entry]]) -> bool:
    """Whether all that the entries of one headword mean can be had from words it can be parted into."""
    word = entries[0].simplified
    if len(word) < _LEAST_GLUED or any(entry.pinyin[:1].isupper() for entry in entries):
        return False
    if _is_glued(word, entries_of):
        return True
    if len(word) < _LEAST:
        return False
    glosses = [entry.glosses[0] for entry in entries]
    wanted = [_stems(gloss) for gloss in glosses]
    if not all(wanted):
        return False
    for at in range(2, len(word) - 1):
        parts = [entries_of(part) for part in (word[:at], word[at:])]
        if not all(parts):
            continue
        shares = [
            set().union(*(_stems(gloss) for entry in part for gloss in entry.glosses)) for part in parts
        ]
        if all(stems <= shares[0] | shares[1] and all(stems & share for share in shares) for stems in wanted):
            return True
    return False


def _is_glued(word: str, entries_of: Callable[[str], Sequence[Entry]]) -> bool:
    """Whether it is a word with a little one before or behind it."""
    for little in _BEFORE:
        rest = word.removeprefix(little)
        if 2 <= len(rest) < len(word) and entries_of(rest) and not entries_of(little + rest[:1]):
            return True
    return any(2 <= len(rest) < len(word) and entries_of(rest) for rest in map(word.removesuffix, _BEHIND))


def _stems(gloss: str) -> set[str]:
    words = _WORD.findall(_BRACKETS.sub(" ", gloss).lower())
    return {stem_of(word) for word in words if word not in _LITTLE}
