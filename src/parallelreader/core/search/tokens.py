"""Sentences as an index keeps them: lines of tokens with spaces between, made many at a time.

A line of characters or of sounds has a break wherever anything else stands between characters, so that
what is side by side there is side by side in the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from parallelreader.core.search.folding import HAN_CLASS, WORD, fold
from parallelreader.core.search.pinyin import Syllables
from parallelreader.core.search.readings import Readings

BREAK = "¦"
"""Stands where characters are parted; no text is asked for it."""

_NOT_HAN = re.compile(rf"[^{HAN_CLASS}\n]+")
_NOT_WORDS = re.compile(rf"[\W_{HAN_CLASS}]+")
_MOST_PHRASES = 200


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of some sentences, a line for each, empty where it has none of that kind."""

    han: list[str]
    sounds: list[str]
    words: list[str]


def index_lines(sentences: Sequence[str], mains: Mapping[int, str]) -> Lines:
    """What the index keeps of sentences; ``mains`` is what :func:`main_sounds` gives."""
    folded = fold("\n".join(sentences))
    han = _NOT_HAN.sub(BREAK, folded)
    sounds = han.translate(_Sounds(mains)) if mains else "\n" * (len(sentences) - 1)
    words = [_NOT_WORDS.sub(" ", line).strip() for line in folded.split("\n")]
    return Lines(
        [" ".join(line.strip(BREAK)) for line in han.split("\n")],
        [line.strip(f"{BREAK} ") for line in sounds.split("\n")],
        words,
    )


def main_sounds(readings: Readings | None) -> dict[int, str]:
    """The token of each character by its code: how it is mostly read, whatever it is read here."""
    known = readings.main.items() if readings is not None else ()
    return {ord(character): f"{letters} " for character, letters in known}


def sound_phrases(readings: Readings, ways: Sequence[Syllables]) -> list[str]:
    """Runs of tokens of which a sentence holds at least one where anything in it is read in such a way."""
    found = dict.fromkeys(phrase for way in ways for phrase in _phrases(readings, way))
    return list(found)


def _phrases(readings: Readings, way: Syllables) -> Iterator[str]:
    choices: list[frozenset[str]] = []
    count = 1
    for syllable in way:
        mains = readings.mains.get(syllable.letters, frozenset())
        count *= len(mains)
        if choices and count > _MOST_PHRASES:
            # The beginning is enough to find it by; the rest is seen in the text.
            break
        choices.append(mains)
    return (" ".join(tokens) for tokens in product(*map(sorted, choices)))


def forms_in(lines: Sequence[str]) -> set[str]:
    """Every word that stands in lines of words."""
    return set(" ".join(lines).split())


def is_form(text: str) -> bool:
    """Whether ``text`` is a single word as lines of words have it."""
    return WORD.fullmatch(text) is not None


class _Sounds(dict[int, str]):
    def __init__(self, mains: Mapping[int, str]) -> None:
        super().__init__(mains)
        self[ord("\n")] = "\n"

    def __missing__(self, code: int) -> str:
        return f"{BREAK} "
