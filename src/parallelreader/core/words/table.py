"""What cutting and reading words goes by: how common each headword is, and how words and characters are read.

It is made of the dictionary and of what two libraries know, which takes seconds and much memory; so it is
made once and kept, as lines that can be read a few at a time. Where it is kept is known to ``app.words``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TextIO, TypeVar

from parallelreader.core.language.dictionary import Entry
from parallelreader.core.language.script import is_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.open_phrases import is_open
from parallelreader.core.words.pinyin import numbered, parse_syllable

UNMET = 3
"""How common a word is taken to be that the library has never met."""

_TITLE = "Preparing the dictionary"
_LONGEST_PHRASE = 8
_HEAD, _FOOT = "words 2", "end"
# Read in a fraction of a millisecond.
_MOST_IN_A_LINE = 1000
_Said = TypeVar("_Said", int, str)
_POINTERS = ("variant of", "old variant of", "see ", "surname ", "Japanese variant of", "archaic variant of")
# Of the readings that dictionaries give these, the one without a tone at the end is by far the commoner.
_TONELESS = frozenset(
    [
        "东西",
        "地方",
        "告诉",
        "故事",
        "妻子",
        "生意",
        "本事",
        "好处",
        "工夫",
        "得罪",
        "结实",
        "便宜",
        "多少",
        "说法",
        "人家",
        "小子",
        "大爷",
    ]
)
# Characters of names and old prints that the library lacks, with those they are other forms of.
_OTHER_FORMS = {"𠮷": "吉", "㐂": "喜", "𣘺": "橋", "𡈽": "土"}
# Signs for parts of characters, which some files have instead of characters, and characters kept only because
# an older encoding had them twice.
_RADICALS = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
_CALENDAR = re.compile("[一二三四五六七八九十]{1,2}月(?:份)?|(?:星期|礼拜|周)[一二三四五六日天]|[冬腊]月")
_SMALL_PLACE = re.compile(r"\b(?:[Tt]ownship|[Cc]ounty|[Dd]istrict|place name)\b")
_NAMES = ("nr", "ns", "nt", "nz")
# Their tone changes in speech with what follows; written is the one they have by themselves.
_CHANGING = frozenset("一不")

Numbered = tuple[str, ...]
"""One syllable for each character: ``("bei3", "jing1")``; an r that only colours the one before is ``r5``."""


class Entries(Protocol):
    """What a table is made of: a dictionary gone through more than once."""

    def all_entries(self) -> Iterator[Entry]: ...


@dataclass(frozen=True, slots=True)
class WordTable:
    """``weights`` of headwords in both scripts; the rest is by simplified characters.

    ``alone`` says how a character is mostly read; ``words`` has the readings of words that are not read as
    their characters mostly are, the likelier first, and ``phrases`` those of stretches that may show how a
    character in them is read.
    """

    weights: Mapping[str, int]
    alone: Mapping[str, str]
    words: Mapping[str, tuple[Numbered, ...]]
    phrases: Mapping[str, Numbered]


def build_table(dictionary: Entries, progress: Progress = NO_PROGRESS) -> WordTable:
    """Make it, which takes some seconds and loads two libraries."""
    progress.step(0, 4, _TITLE)
    weights = _weights(dictionary)
    progress.step(1, 4, _TITLE)
    alone = _alone()
    progress.step(2, 4, _TITLE)
    words = dict(_words(dictionary, alone))
    progress.step(3, 4, _TITLE)
    phrases = dict(_phrases(alone))
    progress.step(4, 4, _TITLE)
    return WordTable(weights, alone, words, phrases)


def write_table(table: WordTable, stream: TextIO) -> None:
    """Write what :func:`read_table` reads. Raises OSError."""
    stream.write(f"{_HEAD}\n")
    # Many have the same: read together they take a third of the time.
    for weight, of_weight in _together(table.weights):
        stream.write(f"w\t{weight}\t{' '.join(of_weight)}\n")
    for syllable, read_so in _together(table.alone):
        stream.write(f"c\t{syllable}\t{' '.join(read_so)}\n")
    for word, readings in table.words.items():
        stream.write(f"r\t{word}\t{';'.join(map(' '.join, readings))}\n")
    for phrase, reading in table.phrases.items():
        stream.write(f"p\t{phrase}\t{' '.join(reading)}\n")
    stream.write(f"{_FOOT}\n")


def read_table(lines: Iterable[str]) -> WordTable:
    """The table in these lines. Raises ValueError where it is not whole."""
    weights: dict[str, int] = {}
    alone: dict[str, str] = {}
    words: dict[str, tuple[Numbered, ...]] = {}
    phrases: dict[str, Numbered] = {}
    given = iter(lines)
    if next(given, "").rstrip("\n") != _HEAD:
        raise ValueError("it is of another kind")
    # Line by line, so that other threads get their turn.
    for line in given:
        if line.rstrip("\n") == _FOOT:
            return WordTable(weights, alone, words, phrases)
        kind, of, said = line.rstrip("\n").split("\t")
        if kind == "w":
            weights.update(dict.fromkeys(said.split(" "), int(of)))
        elif kind == "c":
            alone.update(dict.fromkeys(said.split(" "), of))
        elif kind == "r":
            words[of] = tuple(tuple(reading.split(" ")) for reading in said.split(";"))
        else:
            phrases[of] = tuple(said.split(" "))
    raise ValueError("it is cut off")


def _together(said: Mapping[str, _Said]) -> Iterator[tuple[_Said, list[str]]]:
    """Those of which the same is said, in groups of no more than a line is to hold."""
    groups: dict[_Said, list[str]] = {}
    for word, about in said.items():
        groups.setdefault(about, []).append(word)
    for about, words in groups.items():
        for start in range(0, len(words), _MOST_IN_A_LINE):
            yield about, words[start : start + _MOST_IN_A_LINE]


def _weights(dictionary: Entries) -> dict[str, int]:
    """How common each headword is; a traditional one as its simplified form, which is met much oftener.
    Phrases of which the parts say all are left out where the library has not met them as words."""
    count = _counter()
    by_word: dict[str, list[Entry]] = {}
    for entry in dictionary.all_entries():
        by_word.setdefault(entry.simplified, []).append(entry)
    weights: dict[str, int] = {}
    for entry in dictionary.all_entries():
        if not all(map(is_han, entry.simplified)):
            continue
        weight = count(entry.simplified)
        if weight == UNMET and is_open(by_word[entry.simplified], lambda word: by_word.get(word, ())):
            continue
        for word in (entry.simplified, entry.traditional):
            weights[word] = max(weights.get(word, 0), weight)
    return weights


def _counter() -> Callable[[str], int]:
    try:
        import rjieba
    except ImportError:
        return lambda _: UNMET
    library = rjieba.Jieba()
    return lambda word: library.suggest_freq(word) - 1 if library.has_word(word) else UNMET


def _namer() -> Callable[[str], bool]:
    """Tells whether a word mostly is a name."""
    try:
        import rjieba
    except ImportError:
        return lambda _: True
    library = rjieba.Jieba()

    def is_name(word: str) -> bool:
        tagged = library.tag(word, False)
        return len(tagged) == 1 and tagged[0][1].startswith(_NAMES)

    return is_name


def _is_common(entries: Sequence[Entry], is_name: Callable[[str], bool]) -> bool:
    """Whether a word that dictionaries know as the name of a small place only is an ordinary one."""
    is_small = all(e.pinyin[:1].isupper() and _SMALL_PLACE.search("; ".join(e.glosses)) for e in entries)
    return is_small and not is_name(entries[0].simplified)


def _alone() -> dict[str, str]:
    from pypinyin.constants import PINYIN_DICT

    found = {chr(code): numbered(said.split(",")[0]) for code, said in PINYIN_DICT.items()}
    for character, other in _OTHER_FORMS.items():
        if other in found:
            found.setdefault(character, found[other])
    for code in _RADICALS:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain in found:
            found.setdefault(chr(code), found[plain])
    return found


def _words(dictionary: Entries, alone: Mapping[str, str]) -> Iterator[tuple[str, tuple[Numbered, ...]]]:
    is_name = _namer()
    by_word: dict[str, list[Entry]] = {}
    for entry in dictionary.all_entries():
        by_word.setdefault(entry.simplified, []).append(entry)
    for word, entries in by_word.items():
        found = dict.fromkeys(
            reading
            for entry in sorted(entries, key=_rank)
            if (reading := _numbered_of(entry.pinyin, len(word))) is not None
        )
        if word in _TONELESS:
            found = dict.fromkeys(each for each in found if each[-1].endswith("5"))
        if entries[0].pinyin[:1].isupper() and (_CALENDAR.fullmatch(word) or _is_common(entries, is_name)):
            # A village bears the name, but whoever reads the word will mean none; and only English writes
            # months and days as names.
            found = dict.fromkeys(tuple(map(str.lower, reading)) for reading in found)
        if found and tuple(found) != (usual(word, alone),):
            yield word, tuple(found)


def _rank(entry: Entry) -> tuple[bool, bool]:
    """A name's reading only where there is no other, and likewise one that only points on."""
    return entry.pinyin[:1].isupper(), entry.glosses[0].startswith(_POINTERS)


def _numbered_of(pinyin: str, length: int) -> Numbered | None:
    parts = [parse_syllable(part) for part in pinyin.split() if part not in (",", "·", "-")]
    if len(parts) != length:
        return None
    told = [f"{part[0]}{part[1]}" for part in parts if part is not None]
    return tuple(told) if len(told) == length else None


def usual(word: str, alone: Mapping[str, str]) -> Numbered:
    """The reading of a word that is read as its characters mostly are; empty for those without any."""
    return tuple(alone.get(character, "") for character in word)


def _phrases(alone: Mapping[str, str]) -> Iterator[tuple[str, Numbered]]:
    from pypinyin.constants import PHRASES_DICT

    for phrase, said in PHRASES_DICT.items():
        if len(phrase) != len(said) or len(phrase) > _LONGEST_PHRASE:
            continue
        reading = tuple(
            alone[character] if character in _CHANGING else numbered(syllables[0])
            for character, syllables in zip(phrase, said, strict=True)
            if character in alone
        )
        if len(reading) == len(phrase) and reading != usual(phrase, alone):
            yield phrase, reading
