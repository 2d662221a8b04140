"""The dictionary's entries as senses and glosses of counted lemmas, ready for the tables.

Knows how CC-CEDICT words its glosses; what is counted from them is the business of ``building``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from parallelreader.core.language.dictionary import Dictionary, Entry
from parallelreader.core.language.pinyin import toneless
from parallelreader.core.links.lemmas import STOP, gloss_lemmas
from parallelreader.core.progress import Progress

_SURNAME_WEIGHT = 0.5
_LONGEST_GLOSS = 12
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_GRAMMAR = re.compile(r"\b(?:sb|sth|one's|oneself|somebody|something|etc|esp)\b\.?")
_SKIPPED = ("CL:", "Taiwan pr.", "also pr.", "classifier for", "Kangxi radical", "used in")
_POINTER = re.compile(
    r"(?:variant of|see also|see|same as|also written|abbr\. (?:for|to|of)|equivalent to|short for"
    r"|contraction of) ([^\s\[,;|]+)(?:\|([^\s\[,;]+))?"
)
_HAN = re.compile(r"[\u3400-\u9fff]")

Gloss = tuple[tuple[str, ...], float]
"""The lemmas of a gloss, and its weight."""


@dataclass(slots=True)
class Readings:
    """What the dictionary holds, entry by entry: senses of simplified words, and characters' readings."""

    words: dict[str, list[Gloss]] = field(default_factory=dict)
    senses: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    syllables: dict[str, dict[str, int]] = field(default_factory=dict)
    scripts: dict[str, dict[str, int]] = field(default_factory=dict)


def read_glosses(dictionary: Dictionary, progress: Progress, total: int) -> Readings:
    """Cut every entry apart; ``total`` is what the progress of all building counts to."""
    found = Readings()
    pointers: list[tuple[str, str]] = []
    known: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(dictionary.all_entries()):
        if number % 2000 == 0:
            progress.step(number * total // (3 * len(dictionary)), total, "Reading the dictionary")
        _read_entry(entry, found, pointers, known)
    _follow(pointers, found.words)
    return found


def _read_entry(
    entry: Entry, found: Readings, pointers: list[tuple[str, str]], known: dict[str, tuple[str, ...]]
) -> None:
    word = entry.simplified
    glosses = found.words.setdefault(word, [])
    for sense in entry.glosses:
        if sense.startswith(_SKIPPED):
            continue
        pointer = _POINTER.search(sense)
        if pointer:
            pointers.append((word, pointer[2] or pointer[1]))
        own: list[str] = []
        weight = _SURNAME_WEIGHT if sense.startswith("surname ") else 1.0
        for gloss in re.split("[;,]", _BRACKETS.sub(" ", sense)):
            if _HAN.search(gloss):
                continue
            lemmas = known.get(gloss)
            if lemmas is None:
                lemmas = known[gloss] = _lemmas(gloss)
            if lemmas and len(lemmas) <= _LONGEST_GLOSS:
                glosses.append((lemmas, weight))
                own.extend(lemmas)
        content = tuple(dict.fromkeys(lemma for lemma in own if lemma not in STOP))
        if content:
            found.senses.append((word, content))
    _count_characters(entry, found)


def _lemmas(gloss: str) -> tuple[str, ...]:
    bare = _GRAMMAR.sub(" ", gloss).strip()
    for opening in ("to be ", "to "):
        if bare.startswith(opening) and len(bare) > len(opening):
            bare = bare[len(opening) :]
            break
    if bare.startswith("surname "):
        bare = bare.removeprefix("surname ")
    return tuple(gloss_lemmas(bare))


def _count_characters(entry: Entry, found: Readings) -> None:
    syllables = toneless(entry.pinyin)
    if len(entry.simplified) == len(syllables):
        for character, syllable in zip(entry.simplified, syllables, strict=True):
            counts = found.syllables.setdefault(character, {})
            counts[syllable] = counts.get(syllable, 0) + 1
    if len(entry.traditional) == len(entry.simplified):
        for old, new in zip(entry.traditional, entry.simplified, strict=True):
            counts = found.scripts.setdefault(old, {})
            counts[new] = counts.get(new, 0) + 1


def _follow(pointers: Iterable[tuple[str, str]], words: dict[str, list[Gloss]]) -> None:
    """Give words that only point to another that one's glosses too, one step far."""
    taken = [(word, tuple(words.get(other, ()))) for word, other in pointers if other != word]
    for word, glosses in taken:
        known = {lemmas for lemmas, _ in words[word]}
        words[word].extend((lemmas, weight) for lemmas, weight in glosses if lemmas not in known)
