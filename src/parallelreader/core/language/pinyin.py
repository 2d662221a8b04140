"""Pinyin as dictionaries number it, turned into the bare letters that English texts write.

Knows nothing of words: which reading a word has is the dictionary's business.
"""

from functools import lru_cache

from parallelreader.core.patterns import pattern

_SYLLABLE = pattern(r"([A-Za-z:üÜ]+)[1-5]?")


def toneless(numbered: str) -> tuple[str, ...]:
    """The syllables of ``"Lu:3 Xun4"`` in lower case without tones, ``("lu", "xun")``.

    Latin letters inside a word ("san1 C") stay as they are, in lower case; other marks are dropped.
    """
    parts = numbered.lower().split()
    return tuple(syllable for part in parts for syllable in _bare(part))


@lru_cache(maxsize=4096)
def _bare(part: str) -> tuple[str, ...]:
    return tuple(found.replace("u:", "u").replace("ü", "u") for found in _SYLLABLE.findall(part))
