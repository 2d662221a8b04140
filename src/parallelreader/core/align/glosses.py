"""How strongly the dictionary says that an English word renders a Chinese one.

Cuts glosses into counted words; what of it matters for a given text is decided by ``links``.
"""

import re

from parallelreader.core.align.word_tables import ENGLISH_DROPPED
from parallelreader.core.align.words import plain, stem
from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.language.pinyin import toneless

_LONGEST_GLOSS = 7
_LONGEST_PART = 4
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\S*\|\S*")
_POINTERS = re.compile(
    r"^(CL:|(old |archaic |erhua |Japanese |erroneous )?variant of|see |same as |also written|surname "
    r"|abbr\. for |used in|Kangxi radical|Taiwan pr\.|also pr\.|classifier for)"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_GRAMMAR = frozenset(
    ("sb", "sth", "etc", "esp", "fig", "lit", "one's", "oneself", "one", "somebody", "something")
)


class Glosses:
    """The weights of English stems for Chinese words; each word is looked up once."""

    def __init__(self, dictionary: Dictionary) -> None:
        self._dictionary = dictionary
        self._weights: dict[str, dict[str, float]] = {}

    def weights(self, word: str) -> dict[str, float]:
        """The shares of English stems in a headword's glosses, one in all; nothing for an unknown word."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._read(word)
        return known

    def with_parts(self, word: str) -> dict[str, float]:
        """The weights of a word and, more faintly, of the shorter words it is made of."""
        own = self.weights(word)
        parts = self._parts(word)
        if not parts:
            return own
        total = dict(own)
        factor = (0.5 if own else 1.0) / len(parts)
        for part in parts:
            for form, weight in self.weights(part).items():
                total[form] = total.get(form, 0.0) + factor * weight
        return total

    def readings(self, word: str) -> set[tuple[str, ...]]:
        """The pinyin syllables of a word, without tones, in every reading the dictionary has."""
        return {toneless(entry.pinyin) for entry in self._dictionary.entries(word)}

    def _parts(self, word: str) -> list[str]:
        """Shorter dictionary words, at most four characters each, that cover the word from the left."""
        if len(word) < 2:
            return []
        parts, at = [], 0
        longest = min(_LONGEST_PART, len(word) - 1)
        while at < len(word):
            size = next((s for s in range(longest, 1, -1) if word[at : at + s] in self._dictionary), 1)
            parts.append(word[at : at + size])
            at += size
        return parts

    def _read(self, word: str) -> dict[str, float]:
        total: dict[str, float] = {}
        for entry in self._dictionary.entries(word):
            for gloss in entry.glosses:
                for sense in gloss.split(";"):
                    stems = _stems(sense)
                    for form in stems:
                        total[form] = total.get(form, 0.0) + 1 / len(stems)
        whole = sum(total.values())
        return {form: weight / whole for form, weight in total.items()}


def _stems(sense: str) -> list[str]:
    sense = sense.strip()
    if _POINTERS.match(sense):
        return []
    words = _WORD.findall(plain(_BRACKETS.sub(" ", sense)))
    if len(words) > _LONGEST_GLOSS:
        return []
    bare = [word.partition("'")[0] for word in words if word not in _GRAMMAR]
    return [stem(word) for word in bare if word and word not in ENGLISH_DROPPED]
