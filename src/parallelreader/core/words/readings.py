"""How the words of a sentence are read.

A word has the reading the dictionary gives; of several, the one that fits what stands around, or else what
the English beside the sentence says, or else the commonest. The reader's own readings, of a word or at one
place, come before all others.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache

from parallelreader.core.values import dataclass
from parallelreader.core.words.key import word_key
from parallelreader.core.words.names import NO_NAMES, Name, Names
from parallelreader.core.words.pinyin import NEUTRAL, Notation, Syllable, parse_syllable, with_mark
from parallelreader.core.words.polyphones import reading_among, rules
from parallelreader.core.words.segmenter import WordSpan
from parallelreader.core.words.table import Numbered, WordTable, usual
from parallelreader.core.words.told_readings import is_doubtful, is_told_of, told_reading
from parallelreader.core.words.unseen import Bare, bare

__all__ = ["NO_CHOICES", "Choices", "Notation", "ReadWord", "Reader", "Syllable"]

_LONGEST_PHRASE = 8
_NEIGHBOURS = 6


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word from ``start`` to ``end`` (code points of its sentence) and how its characters are read; none
    for one of which nothing is known. ``is_own``: the reader has said so; ``name``: what name it is;
    ``told``: the English word beside it that tells it from other readings; ``is_guess``: nothing does, and
    it may well be another."""

    start: int
    end: int
    syllables: tuple[Syllable, ...]
    is_own: bool = False
    name: Name | None = None
    told: str = ""
    is_guess: bool = False

    def written(self, notation: Notation) -> str:
        """The whole word: ``Běijīng``, ``Bei3jing1`` or ``ㄅㄟˇ ㄐㄧㄥ``."""
        return written(self.syllables, notation)


def written(syllables: Sequence[Syllable], notation: Notation) -> str:
    """A word of these syllables, as :meth:`ReadWord.written`."""
    between = " " if notation is Notation.ZHUYIN else ""
    return between.join(written_parts(syllables, notation))


def written_parts(syllables: Sequence[Syllable], notation: Notation) -> list[str]:
    """What each syllable contributes to the word: ``["xī", "'ān"]``."""
    if notation is Notation.ZHUYIN:
        return [syllable.written(notation) for syllable in syllables]
    found: list[str] = []
    for syllable in syllables:
        letters, apostrophe = syllable.letters, ""
        if found and letters[:1].isupper():
            # Surname and given name, or a name and what it is the name of.
            apostrophe = " "
        elif found and letters[:1] in "aeoêāē" and found[-1][-1].isalpha():
            apostrophe = "'"
        is_marked = notation is Notation.MARKS
        shown = with_mark(letters, syllable.tone) if is_marked else f"{letters}{syllable.tone}"
        found.append(apostrophe + shown)
    return found


def written_numbered(reading: Numbered, notation: Notation) -> str:
    """A word that is read so, as :meth:`ReadWord.written`."""
    return written(_placed(0, reading), notation)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader has chosen: the readings of words by their key, and those at one place by sentence,
    where the word starts in it, and key."""

    of_words: Mapping[str, Numbered] = field(default_factory=dict)
    at_places: Mapping[tuple[str, int, str], Numbered] = field(default_factory=dict)


NO_CHOICES = Choices()


class Reader:
    """Reads words. Immutable; may be called from any thread."""

    __slots__ = ("_choices", "_knows", "_names", "_ruled", "_table")

    def __init__(
        self,
        table: WordTable,
        choices: Choices = NO_CHOICES,
        *,
        knows: Callable[[str], bool] = lambda _: True,
        names: Names = NO_NAMES,
    ) -> None:
        """``knows`` tells whether a simplified word is in the dictionary; others are read by their parts."""
        self._table = table
        self._knows = knows
        self._choices = choices
        self._names = names
        self._ruled = rules().keys()

    @property
    def choices(self) -> Choices:
        return self._choices

    def choosing(self, choices: Choices) -> "Reader":
        """One that keeps to other choices."""
        return Reader(self._table, choices, knows=self._knows, names=self._names)

    def naming(self, names: Names) -> "Reader":
        """One that knows other names."""
        return Reader(self._table, self._choices, knows=self._knows, names=names)

    def read(self, sentence: str, words: Sequence[WordSpan], beside: str = "") -> list[ReadWord]:
        """The words, which a segmenter found in the sentence, with their syllables; ``beside`` is the English
        that renders it, where there is some."""
        if (seen := bare(sentence)) is not None:
            inside = [(seen.bared(start), seen.bared(end)) for start, end in words]
            return [_placed_in(seen, word) for word in self.read(seen.text, inside, beside)]
        keys = [word_key(sentence[start:end]) for start, end in words]
        hints = self._hints(words, keys)
        names = {(place.start, place.end): place.name for place in self._names.places(sentence)}
        found = []
        for number, ((start, end), key) in enumerate(zip(words, keys, strict=True)):
            own, name = self._chosen(sentence, start, key), names.get((start, end))
            reading = own
            if name is not None:
                reading = _as_name(own, name.reading) if own is not None else name.reading
            told, is_guess = "", False
            if reading is None:
                shown, is_sure = self._by_neighbours(sentence, words, keys, number)
                reading = usual_here = shown or self._reading(key, hints.get(start))
                if not is_sure and is_told_of(key):
                    reading, told = told_reading(key, beside) or (reading, "")
                    is_guess = not told and is_doubtful(key)
                    if reading == usual_here and not is_doubtful(key):
                        told = ""
            if name is None and key in self._names.ordinary and own is None:
                reading = tuple(map(str.lower, reading))
            found.append(ReadWord(start, end, _placed(start, reading), own is not None, name, told, is_guess))
        return found

    def readings_of(self, key: str) -> tuple[Numbered, ...]:
        """All readings known of a word, the likelier first; one made of its characters where it is in no
        dictionary."""
        known = self._table.words.get(key)
        return known or (usual(key, self._table.alone),)

    def _chosen(self, sentence: str, start: int, key: str) -> Numbered | None:
        choices = self._choices
        if choices.at_places:
            own = choices.at_places.get((sentence, start, key))
            if own is not None:
                return own
        return choices.of_words.get(key)

    def _hints(self, words: Sequence[WordSpan], keys: Sequence[str]) -> dict[int, Numbered]:
        """The readings that phrases give, by the start of each word that a phrase covers wholly."""
        hints: dict[int, Numbered] = {}
        first = 0
        while first < len(words):
            last = first
            while last + 1 < len(words) and words[last + 1][0] == words[last][1]:
                last += 1
            run = "".join(keys[first : last + 1])
            begin = words[first][0]
            ends = {end - begin for _, end in words[first : last + 1]}
            of_run = _phrase_hints(run, self._table.phrases, ends)
            if of_run:
                for start, end in words[first : last + 1]:
                    told = tuple(of_run.get(at - begin, "") for at in range(start, end))
                    if all(told):
                        hints[start] = told
            first = last + 1
        return hints

    def _by_neighbours(
        self, sentence: str, words: Sequence[WordSpan], keys: Sequence[str], number: int
    ) -> tuple[Numbered | None, bool]:
        """The reading of a character alone, or of some words, that those around show, and whether they do."""
        if keys[number] not in self._ruled:
            return None, False
        before = behind = "/"
        at = number
        while at > 0 and words[at - 1][1] == words[at][0] and number - at < _NEIGHBOURS:
            at -= 1
            before = f"/{keys[at]}{before}"
        start, end = words[number]
        if before == "/" and (figure := sentence[max(start - 1, 0) : start]).isdecimal():
            before = f"/{figure}/"
        at = number
        while at + 1 < len(words) and words[at + 1][0] == words[at][1] and at - number < _NEIGHBOURS:
            at += 1
            behind = f"{behind}{keys[at]}/"
        if behind == "/" and (figure := sentence[end : end + 1]).isdecimal():
            behind = f"/{figure}/"
        return reading_among(keys[number], before, behind) or (None, False)

    def _reading(self, key: str, hint: Numbered | None) -> Numbered:
        if len(key) == 1:
            return hint or usual(key, self._table.alone)
        known = self._table.words.get(key)
        if known is None:
            return usual(key, self._table.alone) if self._knows(key) else self._by_parts(key)
        if len(known) == 1:
            return known[0]
        like = hint or usual(key, self._table.alone)
        return max(known, key=lambda reading: sum(map(_alike, reading, like)))

    def _by_parts(self, key: str) -> Numbered:
        found: list[str] = []
        while len(found) < len(key):
            at = len(found)
            ends = range(min(len(key), at + _LONGEST_PHRASE), at + 1, -1)
            end = next((end for end in ends if self._is_known(key[at:end])), at + 1)
            part = key[at:end]
            known = self._table.words.get(part) if len(part) > 1 else None
            found += known[0] if known else usual(part, self._table.alone)
        return tuple(found)

    def _is_known(self, part: str) -> bool:
        return part in self._table.words or self._knows(part)


def _as_name(reading: Numbered, name: Numbered) -> Numbered:
    """A reading with capitals where that of the name has some."""
    return tuple(
        each[:1].upper() + each[1:] if like[:1].isupper() else each
        for each, like in zip(reading, name, strict=True)
    )


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.5 if one[:-1] == other[:-1] else 0.0


def _phrase_hints(run: str, phrases: Mapping[str, Numbered], ends: Collection[int]) -> dict[int, str]:
    """What the longest phrases from the left that are whole words say of the characters in a run, in which
    words end at ``ends``."""
    found: dict[int, str] = {}
    for at in (0, *sorted(ends)):
        if at in found:
            continue
        for end in range(min(len(run), at + _LONGEST_PHRASE), at + 1, -1):
            reading = phrases.get(run[at:end]) if end in ends else None
            if reading is not None:
                found.update(zip(range(at, end), reading, strict=True))
                break
    return found


@lru_cache(maxsize=8192)
def _parsed(syllable: str) -> tuple[str, int] | None:
    return parse_syllable(syllable)


def _placed_in(seen: Bare, word: ReadWord) -> ReadWord:
    """A word of the bare text where it stands in the whole."""
    start, end = seen.placed(word.start, word.end)
    syllables = (
        Syllable(*seen.placed(each.start, each.end), each.letters, each.tone) for each in word.syllables
    )
    return replace(word, start=start, end=end, syllables=tuple(syllables))


def _placed(start: int, reading: Numbered) -> tuple[Syllable, ...]:
    found: list[Syllable] = []
    for at, numbered in enumerate(reading, start=start):
        parsed = _parsed(numbered)
        if parsed is None:
            continue
        letters, tone = parsed
        if letters == "r" and tone == NEUTRAL and found:
            before = found[-1]
            found[-1] = Syllable(before.start, at + 1, f"{before.letters}r", before.tone)
        else:
            found.append(Syllable(at, at + 1, letters, tone))
    return tuple(found)
