"""English words brought to the form under which the link tables count them, whatever their spelling.

Works on words that are cut already; cutting sentences is left to ``tokens``.
"""

import re
from functools import lru_cache

from parallelreader.core.align.words import plain, stem
from parallelreader.core.language.irregular_forms import IRREGULAR_FORMS
from parallelreader.core.language.spelling import american
from parallelreader.core.language.stemming import stem_of
from parallelreader.core.links.word_lists import ENGLISH_FUNCTION_WORDS

STOP_WEIGHT = 0.5
"""What a function word counts in a gloss; a content word counts by how rare it is."""


_PART_WEIGHT = 0.8
_STATES = "usa"

STOP = frozenset(stem(word) for word in ENGLISH_FUNCTION_WORDS)

_SAME = {
    "percent": "%",
    "per cent": "%",
    "km": "kilomet",
    "kms": "kilomet",
    "kg": "kilogram",
    "kgs": "kilogram",
    "cm": "centimet",
    "mm": "millimet",
    "uk": "britain",
    "british": "britain",
    "u.s.": _STATES,
    "u.s": _STATES,
    "usa": _STATES,
    "american": "america",
    "french": "franc",
    "dutch": "netherland",
    "mr.": "mr",
    "mrs.": "mrs",
    "dr.": "doctor",
    "dr": "doctor",
    "jan": "januari",
    "feb": "februari",
    "aug": "august",
    "sept": "septemb",
    "sep": "septemb",
    "oct": "octob",
    "nov": "novemb",
    "dec": "decemb",
    "n't": "not",
    "ca": "can",
    "wo": "will",
}
_WORD = re.compile(r"[^\W_]")
_PUNCTUATION = re.compile(r"[^\w%$]+")


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The form of one word without hyphens: lower case, American spelling, irregular forms led back, stem."""
    if word in ("US", "U.S.", "U.S", "USA"):
        return _STATES
    low = plain(word)
    if low in _SAME:
        return _SAME[low]
    return stem(american(low)) if low.isalpha() else low


@lru_cache(maxsize=20_000)
def variants(token: str) -> tuple[tuple[str, float], ...]:
    """The lemmas a token may stand for, each with its weight: its own, and those of its hyphened parts.

    The token ``us`` in a text without capitals may be the country, and leaves not only those of a tree.
    """
    low = plain(token)
    own = lemma(token)
    found = {own: 1.0}
    if low == "us" and token != "US":
        found[_STATES] = 1.0
    if low in IRREGULAR_FORMS:
        # A form may be another word's too: leaves, left, found, saw.
        found.setdefault(stem_of(low), 1.0)
    parts = [part for part in re.split(r"[-/‑–]", low) if part]
    if len(parts) > 1:
        found.setdefault(lemma("".join(parts)), 1.0)
        for part in parts:
            found.setdefault(lemma(part), _PART_WEIGHT)
    if low.endswith((".", "'")) and len(low) > 2:
        found.setdefault(lemma(low.rstrip(".'")), 1.0)
    return tuple(found.items())


def is_function_word(token: str) -> bool:
    """Whether an English token says little by itself: a function word or a mark."""
    return _WORD.search(token) is None or lemma(token) in STOP or token == "'s"


def gloss_lemmas(gloss: str) -> list[str]:
    """The lemmas of a dictionary gloss in order, without repeats; hyphened words give their parts too."""
    found: dict[str, None] = {}
    for word in gloss.replace("/", " ").split():
        bare = word.strip(".,!?\"':;()[]…~“”‘’") if word not in ("U.S.", "'s") else word
        if not bare:
            continue
        if bare.endswith(("'s", "’s")):
            bare = bare[:-2]
        if "-" in bare:
            for part in bare.split("-"):
                if part:
                    found[lemma(part)] = None
        else:
            found[lemma(bare)] = None
    return list(found)
