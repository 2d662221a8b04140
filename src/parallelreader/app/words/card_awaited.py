"""The card of a word that cannot be told of yet: words are still unknown, or dictionaries still closed."""

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.card import Card
from parallelreader.app.words.card_behind import word_asked
from parallelreader.core.language.script import is_han
from parallelreader.core.text import Span


def awaited_card(reading: Reading, version: str, position: int, why: str) -> Card | None:
    """A card of no word that says ``why``, for the character or the English word at a place; None where
    there is neither."""
    text = reading.texts[version]
    is_chinese = reading.version(version).is_chinese
    if is_chinese:
        here = text.content[position : position + 1]
        span = Span(position, position + 1) if here and is_han(here) else None
    else:
        span = word_asked(text, position)
    if span is None:
        return None
    word = text.content[span.start : span.end]
    return Card(
        version,
        span,
        word,
        "",
        word,
        word,
        (),
        (),
        asked="" if is_chinese else word,
        asked_span=None if is_chinese else (version, span),
        missing=why,
    )
