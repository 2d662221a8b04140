"""The reader's words as a list: which are shown, in which order, and how many belong to each filter.

Where the words come from is the business of ``statuses`` and ``kept``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from parallelreader.app.words.statuses import Status
from parallelreader.core.language.script import guess_language, has_han
from parallelreader.core.notes.note import Anchor
from parallelreader.core.search.folding import fold
from parallelreader.core.search.pinyin import Syllable, Syllables, parse_pinyin
from parallelreader.core.text import Span

DAY_MS = 86_400_000
_NOWHERE = (1 << 30, 1 << 30)
_STOP = "\n"
# The same words are listed again and again, after each change of one of them.
_MOST_KEPT = 1 << 16


class Group(StrEnum):
    """What words are filtered by at the left of the list."""

    ALL = "all"
    DUE = "due"
    NEW = "new"
    BEGUN = "begun"
    FAMILIAR = "familiar"
    NEARLY = "nearly"
    KNOWN = "known"
    IGNORED = "ignored"


class Order(StrEnum):
    """In which order words are listed."""

    PLACE = "place"
    RECENT = "recent"
    DUE = "due"
    STATUS = "status"
    FREQUENT = "frequent"
    PINYIN = "pinyin"


Shelf = tuple[str, str]
"""A text by the key of its corpus and the id of the document."""

EVERYWHERE: Shelf = ("", "")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence pair in which a word stands; spans are code points of ``chinese`` and ``english``.

    ``span`` is where the word stood in the version when it was kept, ``anchor`` finds it again.
    """

    text: Shelf
    version: str
    span: Span
    chinese: str
    word: Span
    english: str = ""
    rendering: tuple[Span, ...] = ()
    order: tuple[int, int] = _NOWHERE
    anchor: Anchor | None = None

    @property
    def language(self) -> str:
        """The tag of the script its Chinese is written in, which decides on the forms of its characters."""
        return written_in(self.chinese)


@dataclass(frozen=True, slots=True)
class WordEntry:
    """A word the reader has kept or given a status, or meets in the open text.

    ``card`` is the id of the kept word, "" where there is only a status: a key may be kept with several
    readings. ``added`` and ``due`` are milliseconds since 1970; ``due`` is 0 without a card, and for one that
    was never reviewed the time it was kept. ``times`` is how often it is met in the corpus that is open.
    """

    key: str
    card: str
    written: str
    reading: str
    meaning: str
    status: Status
    places: tuple[Place, ...] = ()
    is_reviewed: bool = False
    added: int = 0
    due: int = 0
    times: int = 0

    @property
    def name(self) -> str:
        """What tells the word from all others in the list."""
        return self.card or self.key

    @property
    def is_kept(self) -> bool:
        return bool(self.card)

    @property
    def is_marked(self) -> bool:
        """Whether the reader has said anything of it."""
        return self.is_kept or self.status is not Status.NEW

    @property
    def language(self) -> str:
        """The tag of the script it is written in, as told by its sentence where it has one."""
        return self.places[0].language if self.places else written_in(self.written)

    def place_in(self, text: Shelf) -> Place | None:
        """The first place of the word in a text, or anywhere; None where there is none."""
        if text == EVERYWHERE:
            return self.places[0] if self.places else None
        return next((place for place in self.places if place.text == text), None)


@dataclass(frozen=True, slots=True)
class WordFilter:
    """``text`` EVERYWHERE lets words pass that stand nowhere as well."""

    group: Group = Group.ALL
    text: Shelf = EVERYWHERE
    sought: str = ""


_BY_STATUS = {
    Status.NEW: Group.NEW,
    Status.LEARNING_1: Group.BEGUN,
    Status.LEARNING_2: Group.BEGUN,
    Status.LEARNING_3: Group.FAMILIAR,
    Status.LEARNING_4: Group.FAMILIAR,
    Status.LEARNING_5: Group.NEARLY,
    Status.KNOWN: Group.KNOWN,
    Status.IGNORED: Group.IGNORED,
}


class WordList:
    """All words on one day; what they are counted, sorted and searched by is worked out once.

    ``due`` are the cards that are to be reviewed today. ``fresh`` are words of the open text that nobody has
    marked: they are among the new ones only.
    """

    def __init__(
        self, words: Sequence[WordEntry], due: Collection[str] = (), fresh: Sequence[WordEntry] = ()
    ) -> None:
        self.words, self.fresh = tuple(words), tuple(fresh)
        self.due = frozenset(due)
        self._sorted: dict[tuple[Order, Shelf, bool], list[WordEntry]] = {}
        self._counts: dict[Shelf, Counter[Group]] = {}
        self._texts: Counter[Shelf] | None = None

    @property
    def all(self) -> tuple[WordEntry, ...]:
        """Those that nobody has marked as well."""
        return (*self.words, *self.fresh)

    def prepare(self) -> None:
        """Work out now what sorting, counting and the first search would wait for; may be called off the
        main thread."""
        for word in self.all:
            _sought_in(word.reading, word.meaning)
        for order in Order:
            for with_fresh in (False, True):
                self._in_order(order, EVERYWHERE, with_fresh=with_fresh)
        self.counts(EVERYWHERE)
        self.texts()

    def shown(self, wanted: WordFilter, order: Order) -> list[WordEntry]:
        """The words that pass the filter, in that order."""
        passing: Iterable[WordEntry] = self._in_order(
            order, wanted.text, with_fresh=wanted.group is Group.NEW
        )
        if wanted.group is Group.DUE:
            passing = (word for word in passing if word.card in self.due)
        elif wanted.group is not Group.ALL:
            group = wanted.group
            passing = (word for word in passing if _BY_STATUS[word.status] is group)
        answers = self._answers(wanted.sought)
        return list(passing) if answers is None else [word for word in passing if answers(word)]

    def counts(self, text: Shelf) -> Counter[Group]:
        """How many words of a text belong to each group."""
        known = self._counts.get(text)
        if known is None:
            words = self._of_text(text, self.words)
            known = Counter(_BY_STATUS[word.status] for word in words)
            known[Group.ALL] = len(words)
            known[Group.NEW] += len(self._of_text(text, self.fresh))
            known[Group.DUE] = sum(word.card in self.due for word in words)
            self._counts[text] = known
        return known

    def texts(self) -> Counter[Shelf]:
        """How many words stand in each text."""
        if self._texts is None:
            self._texts = Counter()
            for word in self.words:
                self._texts.update({place.text for place in word.places})
        return self._texts

    def _of_text(self, text: Shelf, words: Sequence[WordEntry]) -> Sequence[WordEntry]:
        if text == EVERYWHERE:
            return words
        return [word for word in words if word.place_in(text) is not None]

    def _in_order(self, order: Order, text: Shelf, *, with_fresh: bool) -> list[WordEntry]:
        known = self._sorted.get((order, text, with_fresh))
        if known is None:
            # Among thousands of words that nobody marked only the new ones are looked for.
            new = [word for word in self.words if word.status is Status.NEW] if with_fresh else self.words
            words = (*new, *self.fresh) if with_fresh else new
            known = sorted(self._of_text(text, words), key=self._sort_key(order, text))
            self._sorted[order, text, with_fresh] = known
        return known

    def _sort_key(self, order: Order, text: Shelf) -> Callable[[WordEntry], tuple[Any, ...]]:
        match order:
            case Order.RECENT:
                return lambda word: (-word.added, word.key, word.card)
            case Order.DUE:
                return lambda word: (not word.is_kept, word.due, *_order_of(word, text), word.key, word.card)
            case Order.STATUS:
                return lambda word: (word.status, *_order_of(word, text), word.key, word.card)
            case Order.FREQUENT:
                return lambda word: (-word.times, *_order_of(word, text), word.key, word.card)
            case Order.PINYIN:
                return lambda word: (
                    not word.reading,
                    [(each.letters, each.tone) for each in _syllables(word.reading)],
                    word.reading.casefold(),
                    word.key,
                    word.card,
                )
            case _:
                # What only has a status may be thousands of words: it comes after what is kept.
                return lambda word: (not word.is_kept, *_order_of(word, text), word.key, word.card)

    def _answers(self, sought: str) -> Callable[[WordEntry], bool] | None:
        """What tells whether a word is meant: by hanzi of either script, pinyin, or English."""
        query = fold(sought.strip()) if sought.strip() else ""
        if not query:
            return None
        if has_han(query):
            return lambda word: query in word.key or query in fold(word.written)
        ways = [way for way in parse_pinyin(sought) if any(each.tone for each in way)]
        if ways:
            return lambda word: any(_has_run(_syllables(word.reading), way) for way in ways)
        plain = _STOP + "".join(character for character in query if character not in " '-").replace(
            "u:", "v"
        ).replace("ü", "v")

        def answers(word: WordEntry) -> bool:
            text = _sought_in(word.reading, word.meaning)
            return query in text or plain in text

        return answers


def written_in(chinese: str) -> str:
    """``zh-Hant``, or ``zh-Hans`` also where both scripts would write so."""
    return "zh-Hant" if guess_language(chinese) == "zh-Hant" else "zh-Hans"


@lru_cache(maxsize=_MOST_KEPT)
def _syllables(reading: str) -> Syllables:
    ways = parse_pinyin(reading)
    return ways[0] if ways else ()


@lru_cache(maxsize=_MOST_KEPT)
def _sought_in(reading: str, meaning: str) -> str:
    """What letters are looked for in: the meaning, and the pinyin from each syllable on."""
    letters = [each.letters for each in _syllables(reading)]
    spoken = "".join(_STOP + "".join(letters[start:]) for start in range(len(letters)))
    # ü is typed as v, or as u.
    found = meaning.lower() + spoken.replace("ü", "v")
    return found + spoken.replace("ü", "u") if "ü" in spoken else found


def _order_of(word: WordEntry, text: Shelf) -> tuple[int, int]:
    place = word.place_in(text)
    return place.order if place is not None else _NOWHERE


def _has_run(syllables: Syllables, wanted: Syllables) -> bool:
    """Whether these syllables stand one behind the other, in the tones that are given."""
    length = len(wanted)
    return any(
        all(map(_is_meant, syllables[start : start + length], wanted))
        for start in range(len(syllables) - length + 1)
    )


def _is_meant(spoken: Syllable, wanted: Syllable) -> bool:
    return spoken.letters == wanted.letters and wanted.tone in (0, spoken.tone or 5)
