"""Searching what the reader wrote: the words of notes, and what they quote.

What stands in the texts themselves is searched by ``searching``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallelreader.core.notes.note import Note
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Kind, Sense, places
from parallelreader.core.text import Span


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note with places found in its words or in its quotes: ``spans`` are of ``note.body``,
    ``quote_spans`` of its targets, one after the other."""

    note: Note
    spans: tuple[Span, ...]
    quote_spans: tuple[tuple[Span, ...], ...]
    kind: Kind


def search_notes(notes: Iterable[Note], sense: Sense) -> Iterator[FoundNote]:
    """The notes that match, in the order given: all of what is asked is in the words, or in one quote, or
    the two languages asked for are in two parts of the note."""
    for note in notes:
        # A line of a note is no sentence: what is asked for may be spread over it.
        parts = [fold(note.body).replace("\n", " "), *(fold(target.exact) for target in note.targets)]
        found = [sense.spans(part) for part in parts]
        if any(found) and (not sense.other or any(places(sense.other, part) for part in parts)):
            yield FoundNote(note, found[0], tuple(found[1:]), sense.kind)
