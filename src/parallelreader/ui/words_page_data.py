"""What the page of words shows, gathered off the main thread: words, sentences, days and growth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication

from parallelreader.app.note_partners import NotePartners
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading_time import ReadingTotals
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.reveals import Reveal, row_of_pair
from parallelreader.app.words.unaided import UnaidedReading, unaided_reading
from parallelreader.app.words.unknown_words import CountedText, chinese_version
from parallelreader.app.words.word_gathering import Explain, FirstPlace, Gathered, first_places, gather_words
from parallelreader.app.words.word_list import Shelf, WordList
from parallelreader.core.corpus import Corpus
from parallelreader.core.language.script import has_han
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import Progress
from parallelreader.ui.words.page_needed import NeededSentence
from parallelreader.ui.words.page_right import coming_days
from parallelreader.ui.words.page_words import Days, short_date_of
from parallelreader.ui.words.plots_growth import GrowthDay


@dataclass(frozen=True, slots=True)
class OpenText:
    """What is open while the page is looked at; ``key`` is that of the corpus, "" where none is.

    ``here`` is how often each word is met in the text, ``times`` in all of the corpus.
    """

    key: str = ""
    corpus: Corpus | None = None
    reading: Reading | None = None
    counted: CountedText | None = None
    partners: NotePartners | None = None
    here: Mapping[str, int] = field(default_factory=dict)
    times: Callable[[str], int] = lambda _: 0

    @property
    def shelf(self) -> Shelf | None:
        """The document that is open."""
        return (self.key, self.reading.document.id) if self.reading is not None else None

    @property
    def first_place(self) -> FirstPlace:
        """Where words are met first in what is open, once that was counted."""
        if self.reading is None or self.counted is None or self.shelf is None:
            return lambda _: None
        return first_places(self.reading, self.counted, self.shelf)

    @property
    def titles(self) -> dict[Shelf, str]:
        """The documents of the corpus in their order."""
        if self.corpus is None:
            return {}
        return {(self.key, each.id): each.title or each.id for each in self.corpus.documents}


@dataclass(frozen=True, slots=True)
class Looked:
    """All of it, as it was when it was looked at."""

    days: Days
    gathered: Gathered
    needed: tuple[NeededSentence, ...]
    growth: tuple[GrowthDay, ...]
    due: tuple[tuple[date, int], ...]
    unaided: UnaidedReading
    read: ReadingTotals


def look(
    book: WordBook,
    open_text: OpenText,
    explain: Explain,
    *,
    lengths: Mapping[Shelf, int],
    read: ReadingTotals,
    new_a_day: int,
    progress: Progress,
) -> Looked:
    """Gather all of it; a second for ten thousand words. ``lengths`` are those of texts, in pairs.

    May raise Cancelled or StoreProblem.
    """
    days = Days.now()
    gathered = gather_words(
        book,
        tomorrow=days.tomorrow,
        new_a_day=new_a_day,
        titles=open_text.titles,
        explain=explain,
        first_place=open_text.first_place,
        here=open_text.here,
        times=open_text.times,
        progress=progress,
    )
    reveals = book.reveals.revealed("")
    return Looked(
        days,
        gathered,
        tuple(_needed(reveals, open_text, gathered.titles)),
        tuple(_growth(book)),
        tuple(count_due(gathered.words, days, new_a_day)),
        _unaided(book, reveals, open_text, lengths),
        read,
    )


def count_due(words: WordList, days: Days, new_a_day: int) -> list[tuple[date, int]]:
    """How many cards come up on each of the next days, today's first; of new ones so many as a day takes."""
    coming = coming_days(days.today)
    counts = [len(words.due), *(0 for _ in coming[1:])]
    waiting = 0
    for word in words.words:
        if not word.is_kept or word.status.is_settled or word.card in words.due:
            continue
        ahead = days.until(word.due)
        if not word.is_reviewed:
            waiting += 1
        elif 0 < ahead < len(coming):
            counts[ahead] += 1
    for number in range(1, len(coming)):
        begun = min(waiting, new_a_day)
        counts[number] += begun
        waiting -= begun
    return list(zip(coming, counts, strict=True))


def _needed(
    reveals: Sequence[Reveal], open_text: OpenText, titles: Mapping[Shelf, str]
) -> list[NeededSentence]:
    known = open_text.titles | dict(titles)
    found = []
    for reveal in reveals:
        # A hidden Chinese side tells nothing about needing English.
        if not has_han(reveal.place.exact):
            continue
        text = (reveal.corpus, reveal.place.document)
        english = _english(reveal, open_text)
        found.append(
            NeededSentence(
                text,
                reveal.place.version,
                reveal.place.span,
                reveal.place.exact,
                english,
                _about(reveal, known.get(text, reveal.place.document)),
                reveal.place,
                reveal,
            )
        )
    return found


def _english(reveal: Reveal, open_text: OpenText) -> str:
    """The sentences that were uncovered, of any document of the open corpus."""
    reading, partners = open_text.reading, open_text.partners
    is_open = (reveal.corpus, reveal.place.document) == open_text.shelf
    if reading is not None and is_open and reveal.version in reading.shown:
        row = row_of_pair(reading, reveal.place)
        cell = reading.cell(row, reveal.version) if row is not None else ()
        return " ".join(reading.texts[reveal.version].segment_text(each) for each in cell)
    if partners is not None and reveal.corpus == open_text.key:
        return partners.in_version(reveal.place, reveal.version)
    return ""


def place_in_chinese(reading: Reading | None, place: tuple[str, float] | None) -> float:
    """Where one reads, in the Chinese whose words are counted; below nothing where that cannot be said."""
    version = chinese_version(reading) if reading is not None else None
    if reading is None or place is None or version is None:
        return -1.0
    if version == place[0]:
        return place[1]
    return reading.follow(place[0], place[1], version) if reading.is_linked(place[0], version) else -1.0


def _about(reveal: Reveal, title: str) -> str:
    translate = QCoreApplication.translate
    day = short_date_of(reveal.latest)
    if reveal.times == 1:
        return translate("words", "{title}, {segment}: uncovered on {day}").format(
            title=title, segment=reveal.place.segment, day=day
        )
    return translate("words", "{title}, {segment}: uncovered {times} times, last on {day}").format(
        title=title, segment=reveal.place.segment, times=reveal.times, day=day
    )


def _growth(book: WordBook) -> list[GrowthDay]:
    return [
        GrowthDay(date.fromisoformat(each.day), each.known, each.learning) for each in book.statuses.growth()
    ]


def _unaided(
    book: WordBook, reveals: Sequence[Reveal], open_text: OpenText, lengths: Mapping[Shelf, int]
) -> UnaidedReading:
    """How far texts were read with their English hidden."""
    pairs = dict(lengths)
    reading, shelf = open_text.reading, open_text.shelf
    if reading is not None and shelf is not None:
        source = reading.document.source.id
        pairs[shelf] = reading.texts[source].segment_count if source in reading.texts else 0
    stretches = book.reveals.all_unaided()
    return unaided_reading(stretches, reveals, pairs, here=shelf, now=now_in_milliseconds())
