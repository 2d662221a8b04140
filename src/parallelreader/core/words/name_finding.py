"""Finding the names of a text by its translation.

A name is a stretch of Chinese of which one reading says just what capitalised English words beside it say.
How sure that is depends on the whole text: a single agreement of two syllables that no English word has is
enough; where an English word or an ordinary Chinese one might stand there, more must speak for it.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import groupby

from parallelreader.core.language.script import is_han
from parallelreader.core.patterns import pattern
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.values import dataclass
from parallelreader.core.words.key import word_key
from parallelreader.core.words.name_readings import NameReader
from parallelreader.core.words.name_spelling import Spelt, has_names, spelt_names
from parallelreader.core.words.name_surnames import PREFIXES, names_by_surname
from parallelreader.core.words.name_titles import LONGEST_TITLE, PLACES, SHORT_TITLES, titles
from parallelreader.core.words.names import Name, Names
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.romanised import Syllables
from parallelreader.core.words.segmenter import Segmenter

# Some thousandth of a second.
_STEP = 16
_LOW = pattern(r"(?<![\w'’])[a-z]{2,}")
_CALLED = frozenset("姓")
_OF_PLACES = frozenset("".join(PLACES.values()))
_FUNCTION = frozenset("的了是我你他她它们在不这那就也都吗吧呢着过和有没要会能把被让给对从到说个得地还再很")
# A sentence that says one syllable oftener is none.
_MOST_PLACES = 40
_LAUGHTER = frozenset("哈呵嘿嘻呀啊")
_MOSTLY, _OFTEN, _HALF, _SELDOM = 0.7, 0.6, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of the Chinese, and what stands beside them in each version: its id and its English."""

    chinese: tuple[str, ...]
    english: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Key:
    """What a name is told from others by: its characters, and what must stand around them. ``breaks``: where
    it was met it is no word by itself."""

    written: str
    before: str = ""
    behind: str = ""
    is_bare: bool = False
    breaks: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Option:
    """Characters of a sentence that may be what English words spell."""

    key: _Key
    sentence: str
    parts: tuple[Syllables, ...]
    spelt: Spelt
    version: str


class _Evidence:
    """What speaks for one name."""

    __slots__ = ("breaks", "english", "inner", "parts", "sentences", "sure")

    def __init__(self) -> None:
        self.parts: Counter[tuple[Syllables, ...]] = Counter()
        self.english: dict[str, Counter[str]] = {}
        self.sentences: set[str] = set()
        self.sure = 0
        self.inner = 0
        self.breaks = False

    def add(self, option: _Option) -> None:
        spelt = option.spelt
        self.parts[option.parts] += 1
        is_surname = len(spelt.syllables) == 1 and not option.key.is_bare
        surface = spelt.titled if is_surname and spelt.is_titled else spelt.surface
        if len(spelt.syllables) == 1 and spelt.place and len(option.key.written) == 2:
            surface = f"{spelt.surface} {spelt.place}"
        self.english.setdefault(option.version, Counter())[surface] += 1
        self.sentences.add(option.sentence)
        self.breaks = self.breaks or option.key.breaks
        self.sure += spelt.is_titled or not spelt.is_wary
        self.inner += not spelt.is_first


def find_names(
    passages: Sequence[Passage], segmenter: Segmenter, reader: Reader, progress: Progress = NO_PROGRESS
) -> Names:
    """The names of a text, by the passages it is made of; the cutter and the reader know none yet.

    Takes some seconds for a hundred thousand passages. May raise Cancelled.
    """
    finder = _Finder(segmenter, NameReader(reader))
    common = _common_words(_watched(passages, progress))
    groups: list[list[_Option]] = []
    for passage in _watched(passages, progress):
        groups += finder.options(passage, common)
    found = _gathered(groups)
    totals = _totals({key.written for key in found if not key.is_bare}, _watched(passages, progress))
    made = {key: finder.name(key, evidence, totals) for key, evidence in found.items()}
    whole = {name.written for name in made.values() if name is not None}
    names = [name for name in made.values() if name and name.written + (name.behind or "-") not in whole]
    names += names_by_surname(names, _sentences(_watched(passages, progress)), segmenter)
    sure = {
        key: found[key] for key, name in made.items() if name is not None or finder.is_only_name(key.written)
    }
    met = finder.only_names(_watched(passages, progress), common, sure)
    totals = _totals(met, _watched(passages, progress))
    ordinary = {word_key(word) for word, count in met.items() if count >= _OFTEN * totals[word]}
    ordinary.difference_update(word_key(key.written) for key in sure)
    return Names(sorted(names, key=lambda name: (name.written, name.before, name.behind)), ordinary)


class _Sentence:
    """What is asked again and again of one sentence."""

    def __init__(self, text: str, segmenter: Segmenter, reader: NameReader) -> None:
        self.text = text
        self._segmenter = segmenter
        self.sounds = [reader.sounds(each) for each in text]

    @cached_property
    def bounds(self) -> frozenset[int]:
        return frozenset(bound for word in self._segmenter.words(self.text) for bound in word)

    def places(self, syllables: Syllables) -> Iterator[int]:
        """Where it says these syllables."""
        sounds, last = self.sounds, len(self.sounds) - len(syllables)
        for at in self._by_sound.get(syllables[0], ()):
            if at <= last and all(syllables[n] in sounds[at + n] for n in range(1, len(syllables))):
                yield at

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, sounds in enumerate(self.sounds):
            for sound in sounds:
                places = found.setdefault(sound, [])
                if len(places) < _MOST_PLACES:
                    places.append(at)
        return found


class _Finder:
    def __init__(self, segmenter: Segmenter, reader: NameReader) -> None:
        self._segmenter = segmenter
        self._reader = reader

    def options(self, passage: Passage, common: Container[str]) -> Iterator[list[_Option]]:
        """For each English spelling in a passage the characters that may be it, where there are any."""
        here: list[_Sentence] = []
        for version, english in passage.english:
            end, found = 0, list[_Option]()
            asked: dict[tuple[str, str], bool] = {}
            for (start, stop), ways in groupby(
                spelt_names(english, common), lambda each: (each.start, each.end)
            ):
                if start < end:
                    continue
                spellings = list(ways)
                what = spellings[0].titled, spellings[0].place
                if what in asked:
                    # Saying it again says no more.
                    end = stop if asked[what] else end
                    continue
                here = here or [_Sentence(each, self._segmenter, self._reader) for each in passage.chinese]
                found = [
                    _Option(key, sentence.text, parts, spelt, version)
                    for spelt in spellings
                    for sentence in here
                    for key, parts in self._keys(sentence, spelt)
                ]
                asked[what] = bool(found)
                if found:
                    end = stop
                    yield found

    def _keys(self, sentence: _Sentence, spelt: Spelt) -> Iterator[tuple[_Key, tuple[Syllables, ...]]]:
        if len(spelt.syllables) == 1:
            keys = list(self._single(sentence, spelt))
            # A character for itself is one only where nothing better is said of it.
            in_context = [key for key in keys if not key.is_bare]
            yield from ((key, spelt.parts) for key in in_context or (keys if len(keys) == 1 else ()))
            return
        ways = [spelt.parts]
        if len(spelt.parts) == 2 and len(spelt.parts[1]) == 1:
            ways.append((spelt.parts[1], spelt.parts[0]))
        for parts in ways:
            for at in sentence.places(tuple(syllable for part in parts for syllable in part)):
                written = sentence.text[at : at + sum(map(len, parts))]
                if len(parts) == 1 or self._is_person(written, parts):
                    yield _Key(written), parts

    def _is_person(self, written: str, parts: Sequence[Syllables]) -> bool:
        """Whether the first of several words may be a surname, or what stands before one; pet names say the
        same twice."""
        if len(parts[0]) > 1 or written[0] in PREFIXES or written[0] * 2 == written:
            return True
        return self._reader.is_surname(written[0])

    def _single(self, sentence: _Sentence, spelt: Spelt) -> Iterator[_Key]:
        text, bounds = sentence.text, sentence.bounds
        for at in sentence.places(spelt.syllables):
            before, is_apart = text[at - 1 : at], at + 1 in bounds
            whole = text[at : at + 2]
            if spelt.place and whole[1:] and whole[1] in PLACES[spelt.place.lower()]:
                if at in bounds and at + 2 in bounds and not self._segmenter.knows(whole):
                    yield _Key(whole)
                continue
            if not is_apart and not spelt.is_titled:
                continue
            is_surname = self._reader.is_surname(text[at])
            if before in PREFIXES and (is_surname or before == "阿"):
                written = text[at - 1 : at + 1]
                if at - 1 in bounds and not self._is_word(written):
                    yield _Key(written)
                    continue
            if not is_surname or (at not in bounds and not spelt.is_titled):
                continue
            title = self._title(sentence, at + 1)
            if not title and spelt.titled != spelt.surface and {at, at + 1} <= bounds:
                title = self._word_at(sentence, at + 1)
            breaks = not {at, at + 1} <= bounds
            if title:
                yield _Key(text[at], behind=title, breaks=breaks)
            elif before in _CALLED:
                yield _Key(text[at], before=before, breaks=breaks)
            elif is_apart and at in bounds and not spelt.is_wary and text[at] not in _FUNCTION:
                yield _Key(text[at], is_bare=True)

    def _word_at(self, sentence: _Sentence, at: int) -> str:
        """What the English title must be: the word that begins there."""
        for size in range(2, LONGEST_TITLE + 1):
            word = sentence.text[at : at + size]
            if at + size in sentence.bounds and len(word) == size and self._segmenter.knows(word):
                return word
        return ""

    def _title(self, sentence: _Sentence, at: int) -> str:
        for size in range(LONGEST_TITLE, 0, -1):
            title = sentence.text[at : at + size]
            if title in titles() and (title not in SHORT_TITLES or {at, at + size} <= sentence.bounds):
                return title
        return ""

    def _is_word(self, written: str) -> bool:
        return self._segmenter.knows(written) and self._reader.is_ordinary(written)

    def name(self, key: _Key, evidence: _Evidence, totals: Mapping[str, int]) -> Name | None:
        """The name that is behind what was found, if it is one."""
        parts = evidence.parts.most_common(1)[0][0]
        count = len(evidence.sentences)
        english = tuple((version, each.most_common(1)[0][0]) for version, each in evidence.english.items())
        is_person = len(parts) > 1 or sum(map(len, parts)) == 1
        if len(key.written) == 2 and sum(map(len, parts)) == 1:
            parts = self._with_other(key.written, parts)
        if len(key.written) == 2 and key.written[0] == key.written[1]:
            parts = (tuple(syllable for part in parts for syllable in part),)
        reading = self._reader.reading(
            key.written, parts, has_surname=is_person and key.written[0] not in PREFIXES
        )
        if len(parts) == 2 and key.written[0] in PREFIXES and len(key.written) == 2:
            reading = (reading[0], *self._reader.reading(key.written[1], parts[1:], has_surname=True))
        if key.before or key.behind:
            is_name = evidence.sure > 0 or evidence.inner > 0
            # 上周医生 is no Doctor Zhou, unless the cutter has taken his own for such a word.
            breaks = evidence.breaks
            name = Name(key.written, reading, english, key.before, key.behind, breaks_words=breaks)
            return name if is_name else None
        sentences = frozenset(evidence.sentences)
        if key.is_bare:
            is_name = count > 1 and evidence.inner > 0
            return Name(key.written, reading, english, sentences=sentences) if is_name else None
        return self._whole(
            key.written, evidence, max(totals[key.written], count), Name(key.written, reading, english)
        )

    def _with_other(self, written: str, parts: tuple[Syllables, ...]) -> tuple[Syllables, ...]:
        """The parts of two characters of which English spells one: of Old Wei, or of the Yu River."""
        if parts[0][0] in self._reader.sounds(written[0]) and written[1] in _OF_PLACES:
            return (*parts, (self._reader.usual(written[1]),))
        return ((PREFIXES.get(written[0]) or self._reader.usual(written[0]),), *parts)

    def _whole(self, written: str, evidence: _Evidence, total: int, name: Name) -> Name | None:
        """The name, where it is one: everywhere, in some sentences, or not at all."""
        count = len(evidence.sentences)
        if len(set(written)) == 1 and written[0] in _LAUGHTER:
            return None
        is_known = self._segmenter.knows(written)
        is_ordinary = is_known and self._reader.is_ordinary(written)
        if is_known and not is_ordinary:
            return None
        is_doubtful = not evidence.sure or any(each in _FUNCTION for each in written)
        if is_doubtful and (is_ordinary or count < 2 or not evidence.inner or count < _HALF * total):
            return None
        is_frequent = count >= (_MOSTLY if is_ordinary else _SELDOM) * total
        if is_frequent and (count > 1 or not is_ordinary):
            return replace(name, breaks_words=True)
        if not is_ordinary and (len(written) > 2 or sum(each[0].isupper() for each in name.reading) > 1):
            # English says the surname alone, or "she": still nothing else is written so.
            return name
        return replace(name, sentences=frozenset(evidence.sentences), breaks_words=True)

    def only_names(
        self, passages: Iterable[Passage], common: Container[str], names: Mapping[_Key, _Evidence]
    ) -> Counter[str]:
        """The words that dictionaries know only as names, and in how many passages they stand beside English,
        of one version at least, without any but ``names``."""
        spellings = (spelt for evidence in names.values() for spelt in evidence.english.values())
        known = {word for surfaces in spellings for surface in surfaces for word in surface.split()}
        met: Counter[str] = Counter()
        for passage in passages:
            if any(not has_names(english, common, known) for _, english in passage.english):
                for sentence in passage.chinese:
                    met.update({word for word in self._segmenter.tokens(sentence) if len(word) > 1})
        return Counter({word: count for word, count in met.items() if self.is_only_name(word)})

    def is_only_name(self, word: str) -> bool:
        """Whether a dictionary knows the word, and only as a name."""
        return is_han(word[0]) and self._segmenter.knows(word) and not self._reader.is_ordinary(word)


def _watched(passages: Sequence[Passage], progress: Progress) -> Iterator[Passage]:
    for number, passage in enumerate(passages):
        if not number % _STEP:
            progress.step(number, len(passages), "Finding names")
        yield passage


def _sentences(passages: Iterable[Passage]) -> Iterator[str]:
    return (sentence for passage in passages for sentence in passage.chinese)


def _common_words(passages: Iterable[Passage]) -> frozenset[str]:
    """The words that the English has in small letters."""
    found: set[str] = set()
    for passage in passages:
        for _, english in passage.english:
            found.update(_LOW.findall(english))
    return frozenset(found)


def _gathered(groups: Sequence[list[_Option]]) -> dict[_Key, _Evidence]:
    """What speaks for each name, where of several that may be meant it is the one met oftenest."""
    support = Counter(key for group in groups for key in {option.key for option in group})
    found: dict[_Key, _Evidence] = {}
    for group in groups:
        best = max(group, key=lambda option: (not option.key.is_bare, support[option.key]))
        found.setdefault(best.key, _Evidence()).add(best)
    return found


def _totals(words: Iterable[str], passages: Iterable[Passage]) -> Counter[str]:
    """In how many sentences each of these stands."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word)
    found: Counter[str] = Counter()
    if not by_first:
        return found
    first = re.compile(f"[{''.join(map(re.escape, by_first))}]")
    for sentence in _sentences(passages):
        here = {
            word
            for match in first.finditer(sentence)
            for word in by_first[match.group()]
            if sentence.startswith(word, match.start())
        }
        found.update(here)
    return found
