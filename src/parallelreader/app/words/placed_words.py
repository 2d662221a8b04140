"""Words of a corpus where they stand, for those who have no window: found, looked up and kept as in it.

Words are linked in this very process, which imports numpy; the window has another do it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from parallelreader.app.library import OpenDocument
from parallelreader.app.opening import read
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.terms.links_here import LinksHere
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.card import Card, Cards
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Document
from parallelreader.core.errors import UserError
from parallelreader.core.language.conversion import Script, to_script
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text

_MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """The card of a word at ``place``, beside all versions; ``segment`` is what its sentence is called."""

    reading: Reading
    card: Card
    place: Anchor
    segment: str


def find_word(text: Text, word: str, words: TextWords, *, at: str = "") -> Span | None:
    """Where a word stands first, in either script; in the sentence ``at`` (3.2, or 14 from zero) if one is
    named. A place where it is a word of its own goes before one inside a longer word.

    Raises UserError where there is no such sentence.
    """
    segments = (_segment(text, at),) if at else range(text.segment_count)
    first: Span | None = None
    for span in islice(_occurrences(text, word, segments), _MOST_LOOKED_AT):
        first = first or span
        if words.span_at(text, span.start) == span:
            return span
    return first


def chinese_of(document: Document) -> str:
    """The id of the version in which words are looked for; empty for a document without Chinese."""
    return next((version.id for version in document.versions if version.is_chinese), "")


def place_word(
    opened: OpenDocument,
    version: str,
    span: Span,
    words: TextWords,
    dictionaries: Dictionaries,
    links: LinksHere,
    book: WordBook,
    progress: Progress = NO_PROGRESS,
) -> PlacedWord | None:
    """The card of what stands there, beside every other version. Raises UserError."""
    document = opened.document
    others = (each.id for each in document.versions if each.id != version)
    reading = read(opened, (version, *others))
    known = WordLinks()
    missing = list(known.missing_in(reading, reading.row_at(version, span.start)))
    for passages, linked in zip(missing, links.link(missing, progress), strict=True):
        known.take(passages, linked)
    cards = Cards(words, dictionaries, known, status_of=book.statuses.of, is_kept=book.kept.is_kept)
    card = cards.of_span(reading, version, span)
    if card is None:
        return None
    text = reading.texts[version]
    place = anchor_at(text, card.span, document=document.id, version=version)
    return PlacedWord(reading, card, place, text.label(text.segment_at(card.span.start)))


def _occurrences(text: Text, word: str, segments: Iterable[int]) -> Iterator[Span]:
    """Every place in these sentences where the word is written in one of the scripts, in order."""
    forms = {word, *(to_script(word, script) for script in Script)}
    written = re.compile("|".join(map(re.escape, forms)))
    for segment in segments:
        start, end = text.segment(segment).start, text.segment(segment).end
        for found in written.finditer(text.content[start:end]):
            yield Span(start + found.start(), start + found.end())


def _segment(text: Text, at: str) -> int:
    try:
        number = text.by_label(at) if "." in at else int(at)
    except ValueError:
        number = -1
    if not 0 <= number < text.segment_count:
        raise UserError(
            f"There is no sentence {at}",
            mend=f"Give its label, like 3.2, or its number from 0 to {text.segment_count - 1}.",
        )
    return number
