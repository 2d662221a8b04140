"""Which notes the panel lists and in what order.

How a note looks is left to the delegate, keeping the list up to date to the panel.
"""

from dataclasses import dataclass

from parallelreader.app.open_notes import OpenNotes
from parallelreader.core.notes.note import Colour, Note, Review
from parallelreader.core.notes.placement import State


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What the reader asked to see; without ``by_time`` in reading order, with it the newest first.

    ``unplaced_only`` looks through every open text, whatever ``whole_corpus`` says.
    """

    query: str = ""
    colour: Colour | None = None
    whole_corpus: bool = False
    by_time: bool = False
    unplaced_only: bool = False
    tag: str = ""
    waiting_only: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether it may leave out notes of the place it looks through."""
        return bool(self.query or self.colour or self.unplaced_only or self.tag or self.waiting_only)

    def lets_tags_through(self, note: Note) -> bool:
        """Whether a note has the tag that is asked for, and waits where that is asked."""
        if self.waiting_only and note.review is not Review.WAITING:
            return False
        return not self.tag or self.tag.casefold() in (tag.casefold() for tag in note.tags)


def list_notes(notes: OpenNotes, wanted: NoteFilter, document: str) -> list[Note]:
    """The notes to show while ``document`` is being read; "" where none is."""
    if wanted.unplaced_only:
        lost = {note.id: note for note, _ in notes.unplaced()}
        found = [note for note in lost.values() if is_listed(notes, wanted, document, note)]
    else:
        scope = "" if wanted.whole_corpus else document
        found = notes.find(wanted.query, colour=wanted.colour, document=scope)
        found = [note for note in found if wanted.lets_tags_through(note)]
    if wanted.by_time:
        # By the time of making: a list by the time of change would reorder itself while one types.
        found.sort(key=lambda note: (note.created, note.id), reverse=True)
    return found


def is_listed(notes: OpenNotes, wanted: NoteFilter, document: str, note: Note) -> bool:
    """Whether the filter lets this one note through."""
    if wanted.colour is not None and note.colour is not wanted.colour:
        return False
    if wanted.unplaced_only:
        if not is_unplaced(notes, note):
            return False
    elif document and not wanted.whole_corpus and all(a.document != document for a in note.targets):
        return False
    return wanted.lets_tags_through(note) and note.contains(wanted.query)


def is_unplaced(notes: OpenNotes, note: Note) -> bool:
    """Whether the place of any of its targets is lost in an open text."""
    placements = (notes.placement(note.id, number) for number in range(len(note.targets)))
    return any(placement is not None and placement.state is State.UNPLACED for placement in placements)


def place_to_go(notes: OpenNotes, note: Note) -> tuple[str, str, int] | None:
    """(document, version, position) of its first target that has a place; None where all are lost."""
    for number, anchor in enumerate(note.targets):
        placement = notes.placement(note.id, number)
        if placement is None:
            return anchor.document, anchor.version, anchor.start
        if placement.span is not None:
            return anchor.document, anchor.version, placement.span.start
    return None


def copied_text(note: Note) -> str:
    """The note for the clipboard: each quote on a line, then the body."""
    quotes = "\n".join(anchor.exact for anchor in note.targets)
    return f"{quotes}\n\n{note.body}" if note.body else quotes


def nearest_first(notes: OpenNotes, document: str, version: str, position: int) -> list[str]:
    """The ids of the notes on a text: backwards from ``position`` to its start, then those after it."""
    ranked = [
        (start > position, abs(start - position), note.id)
        for note in notes.on_text(document, version)
        if (start := _start_on(notes, note, document, version)) is not None
    ]
    return [note_id for _, _, note_id in sorted(ranked)]


def _start_on(notes: OpenNotes, note: Note, document: str, version: str) -> int | None:
    """Where the note stands in that text; None where it has no place there."""
    for number, anchor in enumerate(note.targets):
        if (anchor.document, anchor.version) == (document, version):
            placement = notes.placement(note.id, number)
            if placement is None:
                return anchor.start
            return placement.span.start if placement.span else None
    return None
