"""In which ways a word might be read besides those that dictionaries give for it."""

from collections.abc import Callable, Sequence
from itertools import islice, product

from parallelreader.core.words.table import Numbered

_MOST_TRIED = 200


def possible_readings(key: str, readings_of: Callable[[str], Sequence[Numbered]]) -> list[Numbered]:
    """The readings known of a word, then those its characters make, the most like the first known ones first.

    ``readings_of`` gives the known readings of a word or a character, likelier ones first.
    """
    found = list(readings_of(key))
    if len(key) < 2 or not found or len(found[0]) != len(key):
        return found
    of_characters = [
        # Surnames and places differ in nothing but their capital.
        dict.fromkeys(
            reading[0].lower() for reading in readings_of(character) if len(reading) == 1 and reading[0]
        )
        for character in key
    ]
    seen = {_folded(reading) for reading in found}
    made = [reading for reading in islice(product(*of_characters), _MOST_TRIED) if reading not in seen]
    usual = _folded(found[0])
    return found + sorted(made, key=lambda reading: sum(map(str.__ne__, reading, usual)))


def _folded(reading: Numbered) -> Numbered:
    return tuple(syllable.lower() for syllable in reading)
