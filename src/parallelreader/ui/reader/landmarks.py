"""What stands beside the scroll bar: where in the whole text notes, a term and what was searched for are.

Only looks the places up; painting them is the scroll bar's business, scrolling the view's.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.state import ReadingState


class Lane(StrEnum):
    """What kind of place it is; each kind has its own lane of the scroll bar."""

    NOTES = "notes"
    HITS = "hits"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place at ``share`` (0 to 1) of the height of the whole column; ``colour`` is that of a note."""

    share: float
    lane: Lane
    colour: Colour | None = None


def landmarks_of(column: Column, state: ReadingState) -> list[Landmark]:
    """The places of one column: where the notes of its versions begin, and the hits and terms in them.

    Takes about a millisecond for a thousand of them.
    """
    places = [
        *_places(column, state.term_places, Lane.TERMS),
        *_notes(column, state),
        *_places(column, state.hit_places, Lane.HITS),
    ]
    shares = column.heights.shares_of(item for item, _, _ in places)
    return [Landmark(share, lane, colour) for share, (_, lane, colour) in zip(shares, places, strict=True)]


def _notes(column: Column, state: ReadingState) -> Iterator[tuple[int, Lane, Colour | None]]:
    reading = state.reading
    for version in column.items.versions if reading is not None else ():
        assert reading is not None
        for mark in state.marks.marks_in(version, Span(0, len(reading.texts[version].content))):
            yield column.items.item_of(version, mark.span.start), Lane.NOTES, mark.colour


def _places(
    column: Column, places: Mapping[str, Sequence[int]], lane: Lane
) -> Iterator[tuple[int, Lane, Colour | None]]:
    for version in column.items.versions:
        for position in places.get(version, ()):
            yield column.items.item_of(version, position), lane, None
