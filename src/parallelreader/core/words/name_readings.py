"""How characters may be read, and how they are read in a name that English spells."""

from collections.abc import Sequence

from parallelreader.core.language.script import is_han
from parallelreader.core.words.key import word_key
from parallelreader.core.words.pinyin import NEUTRAL, parse_syllable
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.romanised import Syllables
from parallelreader.core.words.table import Numbered


class NameReader:
    """Remembers what it has been asked of single characters."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sounds: dict[str, frozenset[str]] = {}
        self._readings: dict[str, tuple[str, ...]] = {}

    def sounds(self, character: str) -> frozenset[str]:
        """All its syllables without tones, with u for ü; none of what is not Chinese."""
        known = self._sounds.get(character)
        if known is None:
            readings = self._all(character) if is_han(character) else ()
            known = self._sounds[character] = frozenset(map(sound, readings))
        return known

    def usual(self, character: str) -> str:
        """The syllable it mostly has, as :meth:`sounds`."""
        return sound(self._all(character)[0])

    def is_surname(self, character: str) -> bool:
        """Whether the dictionary knows a name of it."""
        return any(each[:1].isupper() for each in self._all(character))

    def is_ordinary(self, word: str) -> bool:
        """Whether a word of the dictionary is anything but a name."""
        return any(not reading[0][:1].isupper() for reading in self._reader.readings_of(word_key(word)))

    def reading(self, written: str, parts: Sequence[Syllables], *, has_surname: bool) -> Numbered:
        """How the characters are read if they say these syllables, with a capital for each part."""
        found: list[str] = []
        for number, part in enumerate(parts):
            stretch = written[len(found) : len(found) + len(part)]
            said = self._of_word(stretch, part)
            if said is None:
                is_surname = has_surname and number == 0 and len(stretch) == 1
                said = [
                    self._of(character, syllable, is_surname=is_surname)
                    for character, syllable in zip(stretch, part, strict=True)
                ]
            found.append(said[0][:1].upper() + said[0][1:])
            found += (each[:1].lower() + each[1:] for each in said[1:])
        return tuple(found)

    def _of_word(self, word: str, syllables: Syllables) -> list[str] | None:
        """The reading that the dictionary gives a word, if it says so."""
        if len(word) < 2:
            return None
        for reading in self._reader.readings_of(word_key(word)):
            if tuple(map(sound, reading)) == syllables and not any(each.endswith("5") for each in reading):
                return list(reading)
        return None

    def _of(self, character: str, syllable: str, *, is_surname: bool) -> str:
        fitting = [each for each in self._all(character) if sound(each) == syllable]
        capital = [each for each in fitting if each[:1].isupper()]
        plain = [each for each in fitting if not each[:1].isupper() and not each.endswith(str(NEUTRAL))]
        if is_surname and capital:
            # One that it has as a surname alone is surer than one that is an abbreviation as well.
            own = [each for each in capital if each.lower() not in plain]
            return (own or capital)[0]
        return (plain or fitting or [f"{syllable}{NEUTRAL}"])[0]

    def _all(self, character: str) -> tuple[str, ...]:
        """Its readings, the usual one first."""
        known = self._readings.get(character)
        if known is None:
            key = word_key(character)
            usual = [
                f"{each.letters}{each.tone}"
                for word in self._reader.read(key, [(0, 1)])
                for each in word.syllables
            ]
            others = [reading[0] for reading in self._reader.readings_of(key) if reading and reading[0]]
            known = self._readings[character] = tuple(dict.fromkeys((*usual, *others)))
        return known


def sound(numbered: str) -> str:
    """A syllable without its tone, in small letters, with u for ü."""
    parsed = parse_syllable(numbered)
    return parsed[0].lower().replace("ü", "u") if parsed is not None else ""
