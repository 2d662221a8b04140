"""The context in which a word is kept, taken from what is being read."""

from collections.abc import Iterable

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.kept_word import Context, Partner
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.text import Span


def context_at(
    reading: Reading, version: str, span: Span, *, corpus: str, partners: Iterable[Partner] = ()
) -> Context:
    """The context of the word at ``span`` of a version shown; ``corpus`` is the key of the corpus.

    ``partners`` say which words render it; of versions that none of them names, the sentences beside are
    taken without. Raises ValueError where the span holds nothing.
    """
    text = reading.texts[version]
    place = anchor_at(text, span, document=reading.document.id, version=version)
    segment = text.segment_at(place.start)
    given = {partner.version: partner for partner in partners}
    return Context(
        corpus,
        place,
        text.segment_text(segment).rstrip(),
        place.start - text.segment(segment).start,
        tuple(given.get(each) or found for each, found in _beside(reading, version, segment).items()),
        reading.document.title or reading.document.id,
    )


def _beside(reading: Reading, version: str, segment: int) -> dict[str, Partner]:
    """The sentences of the versions in another language that render that of the word."""
    row = reading.row_of(version, segment)
    is_chinese = reading.version(version).is_chinese
    found = {}
    for other in reading.shown:
        cell = reading.cell(row, other)
        if cell and other != version and reading.version(other).is_chinese != is_chinese:
            joiner = "" if reading.version(other).is_chinese else " "
            found[other] = Partner(other, reading.texts[other].segments_text(cell, joiner))
    return found
