"""Looks up whatever a person typed or pointed at: Chinese in either script, pinyin, or English."""

from dataclasses import dataclass

from parallelreader.app.words.dictionaries import Dictionaries, Found
from parallelreader.core.language.script import has_han, is_han

MOST_TYPED = 200
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What there is for ``typed``: entries of that very headword, of the longest words it can be cut into
    (of Chinese that is no headword itself), by how it sounds, and by what it means."""

    typed: str
    entries: tuple[Found, ...] = ()
    parts: tuple[Found, ...] = ()
    by_pinyin: tuple[Found, ...] = ()
    by_english: tuple[Found, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.entries or self.parts or self.by_pinyin or self.by_english)


def look_up(dictionaries: Dictionaries, typed: str, limit: int) -> LookedUp:
    """Everything that answers to ``typed``, at most ``limit`` of what is not its own headword."""
    typed = " ".join(typed.split())[:MOST_TYPED]
    if not typed:
        return LookedUp(typed)
    entries = dictionaries.entries(typed)
    if has_han(typed):
        return LookedUp(typed, entries, () if entries else _parts(dictionaries, typed, limit))
    return LookedUp(
        typed,
        entries,
        by_pinyin=dictionaries.by_pinyin(typed, limit),
        by_english=dictionaries.by_english(typed, limit),
    )


def _parts(dictionaries: Dictionaries, typed: str, limit: int) -> tuple[Found, ...]:
    """The entries of the longest words from the left, each word once."""
    words: dict[str, None] = {}
    at = 0
    while at < len(typed) and len(words) < _MOST_PARTS:
        prefixes = dictionaries.prefixes(typed, at) if is_han(typed[at]) or typed[at].isalnum() else ()
        if prefixes:
            words[prefixes[0]] = None
        at += len(prefixes[0]) if prefixes else 1
    return tuple(found for word in words for found in dictionaries.entries(word))[:limit]
