"""The reader's words made ready for the list: what was kept, what has a status, and what both mean.

How they are sorted and found is the business of ``word_list``.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.dictionaries import Found
from parallelreader.app.words.kept_word import Context, KeptWord, Partner
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.unknown_words import CountedText
from parallelreader.app.words.word_list import Place, Shelf, WordEntry, WordList
from parallelreader.core.language.script import has_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import parse_syllable, with_mark
from parallelreader.core.words.readable_glosses import readable

Explain = Callable[[str], tuple[str, str]]
"""The reading and the meaning that a word, by its key, mostly has; "" for what is not known."""

FirstPlace = Callable[[str], Place | None]
"""Where a word, by its key, is met first in the text that is open; None where it is not."""

MOST_FRESH = 5_000
"""Of the words of a text that nobody marked yet no more are listed, the most frequent ones."""

_MOST_LETTERS = 80
_WORDS_BETWEEN_STEPS = 500
# Names stand with a capital, and a dictionary lists them before the common word.
_ASIDES = ("surname ", "variant of ", "old variant of ", "erhua variant of ", "see ", "used in ")


@dataclass(frozen=True, slots=True)
class Gathered:
    """All words on one day, with the texts in which they stand by their titles, in order."""

    words: WordList
    titles: Mapping[Shelf, str]


def gather_words(
    book: WordBook,
    *,
    tomorrow: int,
    new_a_day: int,
    titles: Mapping[Shelf, str],
    explain: Explain = lambda _: ("", ""),
    first_place: FirstPlace = lambda _: None,
    here: Mapping[str, int] | None = None,
    times: Callable[[str], int] = lambda _: 0,
    progress: Progress = NO_PROGRESS,
) -> Gathered:
    """Every word of the book, and of the open text those that nobody marked yet, the most frequent ones.

    ``titles`` are those of the texts of the open corpus, in their order; ``here`` is how often each word is
    met in the open text, ``times`` in the whole corpus.

    ``tomorrow`` is when today ends, in milliseconds since 1970, ``new_a_day`` how many new cards one day
    takes. Takes a second for ten thousand words. May raise Cancelled.
    """
    book.load()
    numbers = {text: number for number, text in enumerate(titles)}
    kept = book.kept.all()
    statuses = book.statuses.all()
    words = [_kept_word(word, statuses.get(word.key, Status.NEW), numbers, times(word.key)) for word in kept]
    marked = sorted(statuses.keys() - {word.key for word in kept})
    fresh = _most_frequent(here or {}, but=statuses.keys() | {word.key for word in kept})
    rest: list[WordEntry] = []
    for number, key in enumerate((*marked, *fresh)):
        if not number % _WORDS_BETWEEN_STEPS:
            progress.step(number, len(marked) + len(fresh))
        reading, meaning = explain(key)
        place = first_place(key)
        places = (place,) if place is not None else ()
        status = statuses.get(key, Status.NEW)
        rest.append(WordEntry(key, "", key, reading, meaning, status, places, times=times(key)))
    words += rest[: len(marked)]
    due = [word.id for word in due_words(book, tomorrow, new_a_day)]
    found = WordList(words, due, rest[len(marked) :])
    found.prepare()
    return Gathered(found, _all_titles(kept, titles, found.texts()))


def _most_frequent(here: Mapping[str, int], *, but: Collection[str]) -> list[str]:
    unmarked = (key for key in here if key not in but)
    return heapq.nsmallest(MOST_FRESH, unmarked, key=lambda key: (-here[key], key))


def first_places(reading: Reading, counted: CountedText, text: Shelf) -> FirstPlace:
    """Finds the pair in which a word is met first in a text that was counted."""
    shown = [each for each in reading.shown if not reading.version(each).is_chinese]
    partner = shown[0] if shown else None

    def place_of(key: str) -> Place | None:
        span = counted.firsts.get(key)
        if span is None:
            return None
        chinese = reading.texts[counted.version]
        segment = chinese.segment_at(span.start)
        start = chinese.segment(segment).start
        english = ""
        if partner is not None and counted.version in reading.shown:
            cell = reading.cell(reading.row_of(counted.version, segment), partner)
            english = " ".join(reading.texts[partner].segment_text(each) for each in cell)
        return Place(
            text,
            counted.version,
            span,
            chinese.segment_text(segment),
            Span(span.start - start, span.end - start),
            english,
            order=(0, span.start),
        )

    return place_of


def due_words(book: WordBook, tomorrow: int, new_a_day: int) -> list[KeptWord]:
    """The cards that come up before ``tomorrow``, in the order in which they are asked; of words that are
    known or ignored by now none does."""
    all_due = book.kept.due(tomorrow - 1)
    room = len(book.kept.due(tomorrow - 1, new_a_day=new_a_day).new)

    def wanted(words: Iterable[KeptWord]) -> list[KeptWord]:
        return [word for word in words if not book.statuses.of(word.key).is_settled]

    # What is known by now takes none of the day's places for new cards.
    return wanted(all_due.again) + wanted(all_due.new)[:room]


@dataclass(frozen=True, slots=True)
class Coming:
    """What is still to be reviewed: when the next card comes ``again`` (milliseconds since 1970; None where
    none does), and how many ``new`` ones wait."""

    again: int | None
    new: int


def coming_words(book: WordBook, now: int) -> Coming:
    """The cards that come up later; of words that are known or ignored by now none does."""
    words = [word for word in book.kept.all() if not book.statuses.of(word.key).is_settled]
    again = (word.card.due for word in words if not word.card.is_new and word.card.due > now)
    return Coming(min(again, default=None), sum(word.card.is_new for word in words))


class Meanings:
    """What words mostly mean, by a dictionary; each is looked up once, until the dictionaries change.

    ``read`` gives how a word by itself is mostly read, with tone marks; "" where that is not known.
    """

    def __init__(
        self, look_up: Callable[[str], Sequence[Found]], read: Callable[[str], str] = lambda _: ""
    ) -> None:
        self._look_up, self._read = look_up, read
        self._known: dict[str, tuple[str, str]] = {}

    def __call__(self, key: str) -> tuple[str, str]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = usual_meaning(self._look_up(key), self._read(key))
        return known

    def __len__(self) -> int:
        return len(self._known)

    def known(self, key: str) -> tuple[str, str]:
        """What is known without looking anything up."""
        return self._known.get(key, ("", ""))

    def forget(self) -> None:
        """Other dictionaries are asked from now on, or words are read otherwise."""
        self._known = {}


def usual_meaning(entries: Iterable[Found], reading: str = "") -> tuple[str, str]:
    """The reading, with tone marks, and the first gloss that a word mostly has; "" for what is not known.

    Entries with ``reading``, in tone marks too, go before others; it stands where there are none.
    """
    found = [each.entry for each in entries if each.entry.glosses]
    if not found:
        return reading, ""
    common = [
        entry
        for entry in found
        if not entry.pinyin[:1].isupper() and not entry.glosses[0].startswith(_ASIDES)
    ]
    read_so = [entry for entry in common if marked(entry.pinyin) == reading]
    entry = (read_so or common or found)[0]
    gloss = readable(entry.glosses[0])
    return marked(entry.pinyin), gloss if len(gloss) <= _MOST_LETTERS else gloss[:_MOST_LETTERS] + "…"


def marked(numbered: str) -> str:
    """A reading as dictionaries number it, in one word with tone marks: ``Xi1 an1`` is ``Xī'ān``."""
    written = ""
    for part in numbered.split():
        syllable = parse_syllable(part)
        if syllable is None:
            written += part
        elif syllable[0] == "r" and written:
            written += "r"
        else:
            letters = with_mark(*syllable)
            written += "'" + letters if written and syllable[0][:1].lower() in "aeo" else letters
    return written


def places_of(word: KeptWord, numbers: Mapping[Shelf, int]) -> tuple[Place, ...]:
    """Where a word was met, in reading order; ``numbers`` are those of the texts of the open corpus."""
    places = (_place(each, numbers) for each in word.contexts)
    return tuple(sorted(places, key=lambda place: place.order))


def _kept_word(word: KeptWord, status: Status, numbers: Mapping[Shelf, int], times: int) -> WordEntry:
    card = word.card
    return WordEntry(
        word.key,
        word.id,
        word.written,
        word.reading,
        readable(word.sense),
        status,
        places_of(word, numbers),
        not card.is_new,
        word.created,
        card.due,
        times,
    )


def _place(context: Context, numbers: Mapping[Shelf, int]) -> Place:
    text = context.corpus, context.document
    # Texts of other corpora come after those of the open one.
    number = numbers.get(text, len(numbers))
    partner = _english(context.partners)
    return Place(
        text,
        context.version,
        context.span,
        context.sentence,
        Span(context.before, context.before + len(context.word)),
        partner.text if partner is not None else "",
        tuple(Span(start, end) for start, end in partner.rendering) if partner is not None else (),
        (number, context.span.start),
        context.place,
    )


def _english(partners: Sequence[Partner]) -> Partner | None:
    """Of the sentences beside it the one with a known rendering, else the first that is not Chinese."""
    others = [each for each in partners if each.text and not has_han(each.text)] or list(partners)
    return next((each for each in others if each.rendering), others[0] if others else None)


def _all_titles(
    kept: Iterable[KeptWord], titles: Mapping[Shelf, str], counts: Mapping[Shelf, int]
) -> dict[Shelf, str]:
    found = {text: title for text, title in titles.items() if counts.get(text)}
    for word in kept:
        for context in word.contexts:
            found.setdefault((context.corpus, context.document), context.title or context.document)
    return found
