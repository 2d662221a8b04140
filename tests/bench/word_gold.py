"""Sentences cut and characters read by hand, and how much of that a segmenter and a reader get right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.setting import TESTS
from parallelreader.core.language.script import is_han
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.segmenter import Segmenter

FOLDER = TESTS / "data" / "words"
SETS = ("tuning", "held", "later", "fourth")
_MARKED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class CutSentence:
    """``words`` as people cut them; between parts of a word that stand apart in it, one may cut or not."""

    sentence: str
    words: tuple[tuple[int, ...], ...]
    """Where each word starts, where it may be cut, and where it ends."""


@dataclass(frozen=True, slots=True)
class ReadCharacter:
    """The character at ``place`` of a sentence, and its readings that are right."""

    sentence: str
    place: int
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many are right; ``wrong`` names the others."""

    right: int
    count: int
    wrong: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{100 * self.right / max(self.count, 1):.1f}%"


def cut_sentences(name: str) -> list[CutSentence]:
    """One set of the sentences cut by hand."""
    return [_cut_sentence(line) for line in _lines(FOLDER / f"segmentation-{name}.txt")]


def read_characters(name: str) -> list[ReadCharacter]:
    """One set of the characters read by hand."""
    found = []
    for line in _lines(FOLDER / f"polyphones-{name}.txt"):
        sentence = _MARKED.sub("", line)
        taken = 0
        for match in _MARKED.finditer(line):
            found.append(ReadCharacter(sentence, match.start() - taken - 1, tuple(match[1].split("|"))))
            taken += len(match[0])
    return found


def words_right(segmenter: Segmenter, sentences: list[CutSentence]) -> Share:
    """How many of the words cut by hand the segmenter finds."""
    right, count, wrong = 0, 0, []
    for each in sentences:
        found = segmenter.words(each.sentence)
        bounds = {place for span in found for place in span}
        missed = [word for word in each.words if not _is_found(word, bounds)]
        count += len(each.words)
        right += len(each.words) - len(missed)
        if missed:
            words = "/".join(each.sentence[word[0] : word[-1]] for word in missed)
            cut = "/".join(each.sentence[start:end] for start, end in found)
            wrong.append(f"{words}  in  {cut}")
    return Share(right, count, tuple(wrong))


def readings_right(segmenter: Segmenter, reader: Reader, characters: list[ReadCharacter]) -> Share:
    """How many of the characters read by hand the reader reads so."""
    right, wrong = 0, []
    for each in characters:
        words = reader.read(each.sentence, segmenter.words(each.sentence))
        syllables = {syllable.start: syllable for word in words for syllable in word.syllables}
        found = syllables.get(each.place)
        said = found.written(Notation.NUMBERS).lower() if found is not None else ""
        if said in each.readings:
            right += 1
        else:
            around = each.sentence[: each.place], each.sentence[each.place], each.sentence[each.place + 1 :]
            wrong.append(f"{around[0]}[{around[1]}]{around[2]}  {said}, not {' or '.join(each.readings)}")
    return Share(right, len(characters), tuple(wrong))


def _cut_sentence(line: str) -> CutSentence:
    sentence = ""
    words: list[tuple[int, ...]] = []
    open_places: list[int] = []

    def close() -> None:
        if open_places:
            words.append((*open_places, len(sentence)))
            open_places.clear()

    for character in line:
        if character == "/":
            close()
        elif character == "·" and open_places:
            open_places.append(len(sentence))
        else:
            if is_han(character):
                if not open_places:
                    open_places.append(len(sentence))
            else:
                close()
            sentence += character
    close()
    return CutSentence(sentence, tuple(words))


def _is_found(word: tuple[int, ...], bounds: set[int]) -> bool:
    start, *may, end = word
    inside = bounds.intersection(range(start + 1, end))
    return start in bounds and end in bounds and inside <= set(may)


def _lines(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line
