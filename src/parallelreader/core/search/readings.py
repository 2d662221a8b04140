"""How characters are read: every reading the dictionary has for each, and those that fit where it stands.

Folded, simplified text goes in; what a reader asked for comes from ``pinyin``.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.errors import FileProblem
from parallelreader.core.language.dictionary import Dictionary, load_dictionary
from parallelreader.core.search.folding import fold
from parallelreader.core.search.pinyin import SYLLABLES, Syllable

_NUMBERED = re.compile(r"([a-zü]+)([1-5])")
_NEUTRAL = 5
_UNREAD = frozenset[tuple[str, int]]()

Reading = tuple[str, int]
"""Letters without tone, and the tone from 1 to 5."""


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What the dictionary knows. ``of`` has every reading of a character, ``main`` the letters it is
    mostly read with; ``characters`` and ``mains`` are by letters: who can be read so, and how these are
    mostly read."""

    dictionary: Dictionary
    of: dict[str, frozenset[Reading]]
    main: dict[str, str]
    characters: dict[str, str]
    mains: dict[str, frozenset[str]]

    def readable_as(self, syllable: Syllable) -> str:
        """Every character with such a reading, one after the other."""
        found = self.characters.get(syllable.letters, "")
        if not syllable.tone:
            return found
        return "".join(character for character in found if _fits(self.of[character], syllable))

    def fits(self, folded: str, start: int, syllables: tuple[Syllable, ...]) -> bool:
        """Whether the characters from ``start`` on are read so where they stand in their sentence.

        Each has a reading that the dictionary gives for the longest word it is found in, going from the
        left; a character that stands alone may be read in any way.
        """
        end = start + len(syllables)
        at = 0
        while at < end:
            size = self.dictionary.longest_at(folded, at) or 1
            if at + size > start:
                for place in range(max(at, start), min(at + size, end)):
                    readings = self._in_word(folded[at : at + size], place - at)
                    if not _fits(
                        readings, syllables[place - start], all_of=self.of.get(folded[place], _UNREAD)
                    ):
                        return False
            at += size
        return True

    def _in_word(self, word: str, place: int) -> frozenset[Reading]:
        own = self.of.get(word[place], _UNREAD)
        if len(word) == 1:
            return own
        return _readings_in(self, word)[place] or own


def _fits(readings: frozenset[Reading], syllable: Syllable, *, all_of: frozenset[Reading] = _UNREAD) -> bool:
    for letters, tone in readings:
        if letters == syllable.letters and syllable.tone in (0, tone):
            return True
        if letters == syllable.letters and tone == _NEUTRAL and (letters, syllable.tone) in all_of:
            # Words lose tones that people still write: xuésheng is typed xue2sheng1.
            return True
    return False


@lru_cache(maxsize=20_000)
def _readings_in(readings: Readings, word: str) -> tuple[frozenset[Reading], ...]:
    found: list[set[Reading]] = [set() for _ in word]
    for entry in readings.dictionary.entries(word):
        told = parse_numbered(entry.pinyin)
        if len(told) == len(word):
            for place, reading in enumerate(told):
                if reading is not None:
                    found[place].add(reading)
    return tuple(map(frozenset, found))


def parse_numbered(pinyin: str) -> list[Reading | None]:
    """The readings of ``"Lu:3 Xun4"``, None for what is no syllable."""
    return [_numbered(part) for part in pinyin.split()]


@lru_cache(maxsize=8192)
def _numbered(part: str) -> Reading | None:
    match = _NUMBERED.fullmatch(part.lower().replace("u:", "ü"))
    if match is None or (match[1] not in SYLLABLES and match[1] != "r"):
        return None
    return match[1], int(match[2])


@lru_cache(maxsize=1)
def load_readings() -> Readings | None:
    """The readings of the installed dictionary, gathered once; None without one. Takes half a second."""
    try:
        dictionary = load_dictionary()
    except FileProblem:
        return None
    counted: dict[str, Counter[Reading]] = {}
    for entry in dictionary.all_entries():
        told = parse_numbered(entry.pinyin)
        # Both columns: what one script writes with one character may be two in the other.
        for word in {entry.simplified, fold(entry.traditional)}:
            if len(word) == len(told):
                for character, reading in zip(word, told, strict=True):
                    if reading is not None:
                        counted.setdefault(character, Counter())[reading] += 1
    return gathered(dictionary, counted)


def gathered(dictionary: Dictionary, counted: dict[str, Counter[Reading]]) -> Readings:
    """Readings, of which ``counted`` says how often each character has them."""
    main: dict[str, str] = {}
    characters: dict[str, list[str]] = {}
    mains: dict[str, set[str]] = {}
    for character, readings in counted.items():
        by_letters: Counter[str] = Counter()
        for (letters, _), count in readings.items():
            by_letters[letters] += count
        main[character] = by_letters.most_common(1)[0][0]
        for letters in by_letters:
            characters.setdefault(letters, []).append(character)
            mains.setdefault(letters, set()).add(main[character])
    return Readings(
        dictionary,
        {character: frozenset(readings) for character, readings in counted.items()},
        main,
        {letters: "".join(found) for letters, found in characters.items()},
        {letters: frozenset(found) for letters, found in mains.items()},
    )
