"""The differences that finding terms passes over: script, case and width in Chinese, inflection in English.

Every code point stays in its place, so that what is found in folded text stands there in the original.
"""

import re
from functools import lru_cache

from parallelreader.core.language.radicals import as_meant
from parallelreader.core.language.script import is_han
from parallelreader.core.language.spelling import american
from parallelreader.core.search.folding import HAN_CLASS, fold
from parallelreader.core.search.inflections import lemmas

_PARTICLE = "着"
_LETTERS = rf"[^\W_{HAN_CLASS}]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
# Nouns that do not form their plural with -s; other irregular forms may be words of their own (left, found).
_PLURALS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "halves": "half",
    "selves": "self",
    "wolves": "wolf",
    "thieves": "thief",
    "shelves": "shelf",
    "loaves": "loaf",
    "calves": "calf",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bases": "basis",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "axes": "axis",
}


def fold_chinese(text: str) -> str:
    """``text`` in simplified characters, lower case and half width; each code point stays in its place."""
    return text.translate(_FOLDING)


def english_tokens(text: str) -> list[tuple[int, int, str]]:
    """The words of ``text``: where each starts and ends, in code points, and its :func:`english_key`.

    The ’s of a possessive belongs to no word.
    """
    return [(start, end, english_key(text[start:end])) for start, end in english_words(text)]


def english_words(text: str) -> list[tuple[int, int]]:
    """Where the words of ``text`` start and end, as :func:`english_tokens` cuts them."""
    places = [match.span() for match in _TOKEN.finditer(text)]
    if "'" in text or "’" in text:
        return [
            (start, end - 2 if end - start > 2 and text.endswith(_POSSESSIVE, start, end) else end)
            for start, end in places
        ]
    return places


@lru_cache(maxsize=100_000)
def english_key(word: str) -> str:
    """What all inflections of a word have in common: unions and Union are "union", went is "go".

    It is for counting words together. Whether a term stands somewhere is asked more strictly, by
    :func:`english_bases`: there a landing is no land.
    """
    key, shorter = "", american(fold(word))
    while shorter != key:
        key = shorter
        shorter = min(lemmas(key), key=lambda each: (len(each), each != key, each))
    # Whether an -ing or -ed took the place of an -e cannot be seen: organizing, organize.
    return key[:-1] if len(key) > 4 and key.endswith("e") else key


@lru_cache(maxsize=100_000)
def english_forms_of(word: str) -> frozenset[str]:
    """The words, folded, that a word of a text may be a form of, itself among them: saw is "saw" and "see".

    One spelled as in Britain has the American spelling besides.
    """
    folded = fold(word)
    spelled = american(folded)
    return lemmas(folded) if spelled == folded else lemmas(folded) | lemmas(spelled)


@lru_cache(maxsize=50_000)
def english_bases(word: str) -> frozenset[str]:
    """What a word of a text may be a form of for a term with ``word`` to stand there: the word, folded and in
    American spelling, and where it is a plural the singular of it."""
    folded = fold(word)
    found = {folded, american(folded)}
    if folded.endswith("s"):
        found |= {each for each in english_forms_of(word) if _is_singular(each, folded)}
    if folded in _PLURALS:
        found.add(_PLURALS[folded])
    return frozenset(found)


def _is_singular(word: str, plural: str) -> bool:
    return american(plural) in (word + "s", word + "es") or plural in (
        word + "s",
        word + "es",
        f"{word[:-1]}ies" if word.endswith("y") else "",
    )


class _Folding(dict[int, int]):
    """Code point to code point, worked out when a character is first met."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        if is_han(character):
            # Radicals and compatibility characters look like the characters that they are written for.
            character = as_meant(character)
        folded = fold(character)
        if folded == "著":
            # One character in traditional texts for the particle, for the verb and for writing.
            folded = _PARTICLE
        self[code] = ord(folded)
        return self[code]


_FOLDING = _Folding()
