"""What the tables say of single words, worked out once for each word and kept while it is in use.

Knows nothing of sentences; putting two words side by side is the business of ``lexical``.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from parallelreader.core.align.words import plain
from parallelreader.core.language.script import has_han, is_han
from parallelreader.core.links.lemmas import STOP, STOP_WEIGHT, is_function_word, lemma, variants
from parallelreader.core.links.names import likeness, sound_of_syllable, sound_of_word
from parallelreader.core.links.tables import Floats, LinkTables, Numbers
from parallelreader.core.links.word_lists import CHINESE_FUNCTION_WORDS

_KEPT_WORDS = 6000
_KEPT_LIKENESSES = 300_000
_LONGEST_INNER = 6
_MOST_GLOSS_VECTORS = 12
_PREFIX = 4
_LONGER_PREFIX, _SHORT_PREFIX_WORTH = 5, 0.7
_LEAST_SHARE_OF_PREFIX, _MOST_LEFT_OVER = 0.6, 4
_BACKGROUND, _MOST_INFORMATION = 2e-5, 8.0
_RARE = 3
_LATIN = re.compile(r"[A-Za-z]")
_DOTS = re.compile("[·・•‧]")


@dataclass(frozen=True, slots=True)
class Chances:
    """What the characters of a word say of lemmas, ascending by number: pointwise information, from 0 to 1,
    and the root of the best chance."""

    lemmas: Numbers
    information: Floats
    best: Floats

    def among(self, wanted: Numbers) -> dict[int, tuple[float, float]]:
        """The information and the chance of those lemmas of ``wanted`` that there is any of."""
        if not len(self.lemmas):
            return {}
        places = np.minimum(np.searchsorted(self.lemmas, wanted), len(self.lemmas) - 1)
        places = places[self.lemmas[places] == wanted]
        pairs = zip(self.information[places].tolist(), self.best[places].tolist(), strict=True)
        return dict(zip(self.lemmas[places].tolist(), pairs, strict=True))


@dataclass(frozen=True, slots=True)
class ChineseWord:
    """A Chinese word: what its glosses, its inner words and its characters say of English lemmas.

    ``shares`` (of its glosses) and ``inner`` (of the words inside it) are by lemma number; ``glosses`` hold
    lemma numbers and weights.
    """

    text: str
    is_known: bool
    is_single: bool
    is_mark: bool
    shares: Mapping[int, float]
    inner: Mapping[int, float]
    chances: Chances
    glosses: tuple[tuple[tuple[int, ...], float], ...]
    glosses_with: Mapping[int, tuple[int, ...]]
    prefixes: Mapping[str, tuple[str, ...]]
    vector: Floats
    gloss_vectors: Floats
    sounds: tuple[str, ...]

    @property
    def is_content(self) -> bool:
        """Whether the word has a meaning of its own that a counterpart can have."""
        return not self.is_mark and self.text not in CHINESE_FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """An English token in lower case: the lemmas it may stand for with their weights, and how it sounds."""

    text: str
    is_function: bool
    is_mark: bool
    is_rare: bool
    lemmas: tuple[tuple[int, float], ...]
    stem: str
    vector: Floats
    sound: str

    @property
    def is_content(self) -> bool:
        """Whether the token has a meaning of its own that a counterpart can have."""
        return not self.is_function and not self.is_mark


class Lexicon:
    """Looks words up; bounded, so that a long reading does not fill the memory."""

    def __init__(self, tables: LinkTables) -> None:
        self.tables = tables
        self.lemma_number = {text: number for number, text in enumerate(tables.lemmas)}
        self._word_number = {word: number for number, word in enumerate(tables.words)}
        self._character_number = {each: number for number, each in enumerate(tables.characters)}
        self._script = str.maketrans(dict(tables.simplified))
        stops = np.array([text in STOP for text in tables.lemmas])
        weight = np.log(tables.sense_count / (1 + tables.frequency))
        self.weight = np.where(stops, STOP_WEIGHT, np.maximum(weight, STOP_WEIGHT)).tolist()
        self.most_weight = max(self.weight, default=1.0)
        self._background = tables.frequency / max(tables.sense_count, 1) + _BACKGROUND
        self.chinese = lru_cache(maxsize=_KEPT_WORDS)(self._chinese)
        self.english = lru_cache(maxsize=_KEPT_WORDS)(self._english)
        self._glosses = lru_cache(maxsize=_KEPT_WORDS)(self._glosses_of)
        self._likeness: dict[str, dict[str, float]] = {}
        self._likeness_count = 0

    def simplified(self, word: str) -> str:
        """``word`` in simplified script; a word that is one already stays as it is."""
        return word if word in self._word_number else word.translate(self._script)

    def is_word(self, word: str) -> bool:
        """Whether a word in simplified script stands in the dictionary."""
        return word in self._word_number

    def shares(self, word: str) -> Mapping[int, float]:
        """How much of a gloss each lemma is, at its best; nothing for an unknown word."""
        shares: dict[int, float] = {}
        for lemmas, weight in self._glosses(word):
            whole = sum(self.weight[each] for each in lemmas)
            for each in lemmas:
                share = weight * self.weight[each] / whole
                if share > shares.get(each, 0.0):
                    shares[each] = share
        return shares

    def name_likeness(self, chinese: Sequence[ChineseWord], english: Sequence[EnglishWord]) -> Floats:
        """How alike the words sound, 0 where either is no name's length or a function word."""
        if self._likeness_count > _KEPT_LIKENESSES:
            self._likeness.clear()
            self._likeness_count = 0
        self._compare(
            {word.text: word.sounds for word in chinese}, {token.text: token.sound for token in english}
        )
        rows = [
            [known.get(token.text, 0.0) for token in english]
            for known in (self._likeness[word.text] for word in chinese)
        ]
        return np.array(rows).reshape(len(chinese), len(english))

    def _compare(self, sounds: Mapping[str, Sequence[str]], heard: Mapping[str, str]) -> None:
        """Find how alike these words sound, as far as that is not known yet."""
        pairs: list[tuple[str, str]] = []
        owners: list[tuple[dict[str, float], str]] = []
        for word, own in sounds.items():
            known = self._likeness.setdefault(word, {})
            new = [token for token in heard if token not in known] if own else []
            known.update(dict.fromkeys(new, 0.0))
            self._likeness_count += len(new)
            for token in new:
                if len(heard[token]) >= 2:
                    pairs += [(sound, heard[token]) for sound in own]
                    owners += [(known, token)] * len(own)
        for (known, token), value in zip(owners, likeness(pairs).tolist(), strict=True):
            known[token] = max(value, known[token])

    def _chinese(self, token: str) -> ChineseWord:
        word = self.simplified(token)
        shares = self.shares(word)
        inner = self._inner(word)
        chances = self._chances(word)
        glosses = tuple(self._glosses(word))
        with_lemma: dict[int, list[int]] = defaultdict(list)
        for number, (lemmas, _) in enumerate(glosses):
            for each in lemmas:
                with_lemma[each].append(number)
        return ChineseWord(
            text=word,
            is_known=word in self._word_number,
            is_single=len(word) == 1 and is_han(word),
            is_mark=not any(sign.isalnum() for sign in word),
            shares=shares,
            inner=inner,
            chances=chances,
            glosses=glosses,
            glosses_with={each: tuple(numbers) for each, numbers in with_lemma.items()},
            prefixes=self._prefixes(shares),
            vector=self._word_vector(word),
            gloss_vectors=self._gloss_vectors(shares),
            sounds=self._sounds(word),
        )

    def _english(self, token: str) -> EnglishWord:
        found = [(self.lemma_number.get(text, -1), weight) for text, weight in variants(token)]
        lemmas = tuple((number, weight) for number, weight in found if number >= 0)
        is_function = is_function_word(token)
        count = max((int(self.tables.frequency[number]) for number, _ in lemmas), default=0)
        return EnglishWord(
            text=plain(token),
            is_function=is_function,
            is_mark=not any(sign.isalnum() for sign in token) and token not in ("%", "$"),
            is_rare=count < _RARE,
            lemmas=lemmas,
            stem=lemma(token),
            vector=_unit(sum((_unit(self.tables.lemma_vectors[n]) for n, _ in lemmas), self._nowhere())),
            sound="" if is_function or not _LATIN.search(token) else sound_of_word(token),
        )

    def _nowhere(self) -> Floats:
        return np.zeros(self.tables.lemma_vectors.values.shape[1], np.float32)

    def _glosses_of(self, word: str) -> list[tuple[tuple[int, ...], float]]:
        number = self._word_number.get(word)
        if number is None:
            return []
        tables = self.tables
        return [
            (tuple(tables.gloss_lemmas[gloss].tolist()), float(tables.gloss_weight[gloss]))
            for gloss in tables.word_glosses[number].tolist()
        ]

    def _inner(self, word: str) -> dict[int, float]:
        """The shares of the dictionary words inside a longer one, the longer ones counting more."""
        found: dict[int, float] = {}
        if len(word) < 3 or not has_han(word):
            return found
        for size in range(2, min(len(word) - 1, _LONGEST_INNER) + 1):
            worth = 0.5 + 0.5 * size / len(word)
            for at in range(len(word) - size + 1):
                for each, share in self.shares(word[at : at + size]).items():
                    if share * worth > found.get(each, 0.0):
                        found[each] = share * worth
        return found

    def _chances(self, word: str) -> Chances:
        places = [self._character_number.get(character) for character in dict.fromkeys(word)]
        lists, known = self.tables.character_lemmas, [place for place in places if place is not None]
        parts = [slice(int(lists.first[place]), int(lists.first[place + 1])) for place in known]
        if not parts:
            return Chances(np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.float32))
        found = np.concatenate([lists.values[part] for part in parts])
        chance = np.concatenate([self.tables.chances[part] for part in parts]).astype(np.float64)
        lemmas, at = np.unique(found, return_inverse=True)
        best = np.zeros(len(lemmas))
        np.maximum.at(best, at, chance)
        mean = np.bincount(at, chance, minlength=len(lemmas)) / len(places)
        information = np.log1p(mean / self._background[lemmas]) / _MOST_INFORMATION
        return Chances(
            lemmas, np.minimum(information, 1.0).astype(np.float32), np.sqrt(best).astype(np.float32)
        )

    def _prefixes(self, shares: Mapping[int, float]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for each in shares:
            text = self.tables.lemmas[each]
            if len(text) >= _PREFIX and text.isalpha():
                found[text[:_PREFIX]].append(text)
        return {prefix: tuple(texts) for prefix, texts in found.items()}

    def _word_vector(self, word: str) -> Floats:
        total = self._nowhere()
        for character in word:
            place = self._character_number.get(character)
            if place is not None:
                total = total + _unit(self.tables.character_vectors[place])
        return _unit(total)

    def _gloss_vectors(self, shares: Mapping[int, float]) -> Floats:
        """The vectors of the lemmas in its glosses, each as long as its share: the strongest ones."""
        strongest = sorted(shares, key=lambda each: (-shares[each], each))[:_MOST_GLOSS_VECTORS]
        told = [each for each in strongest if self.tables.frequency[each] and self.weight[each] > STOP_WEIGHT]
        if not told:
            return self._nowhere()[None, :]
        return np.stack([shares[each] * _unit(self.tables.lemma_vectors[each]) for each in told])

    def _sounds(self, word: str) -> tuple[str, ...]:
        """Skeletons of the whole word, and of its parts where a dot parts them."""
        if _LATIN.search(word):
            return (sound_of_word(word),) if len(word) > 1 else ()
        parts = [part for part in _DOTS.split(word) if part]
        if len(parts) > 1:
            parts.append("".join(parts))
        return tuple(filter(None, (self._sound(part) for part in parts)))

    def _sound(self, part: str) -> str:
        places = [self._character_number.get(character) for character in part]
        readings = [self.tables.readings[place] for place in places if place is not None]
        if len(readings) < len(part):
            return ""
        return "".join(sound_of_syllable(reading) for reading in readings)


def prefix_worth(
    stem: str, word: ChineseWord, shares: Mapping[int, float], numbers: Mapping[str, int]
) -> float:
    """How much a gloss lemma that begins like ``stem`` speaks for it: nation for national, and the like."""
    best = 0.0
    for text in word.prefixes.get(stem[:_PREFIX], ()):
        common = _common_prefix(stem, text)
        longer, shorter = max(len(stem), len(text)), min(len(stem), len(text))
        is_near = common >= _LEAST_SHARE_OF_PREFIX * longer
        is_inside = common == shorter and longer - shorter <= _MOST_LEFT_OVER
        if is_near or is_inside:
            worth = shares[numbers[text]] * (1.0 if common >= _LONGER_PREFIX else _SHORT_PREFIX_WORTH)
            best = max(best, worth)
    return best


def _common_prefix(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _unit(vector: Floats) -> Floats:
    length = float(np.sqrt(vector @ vector))
    return vector / length if length > 0 else vector
