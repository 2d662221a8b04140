"""Notes on texts that have changed: where they stand now, and their places confirmed, given or taken away."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parallelreader.app.annotating import Annotating
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Anchor, Note
from parallelreader.core.notes.placement import Placement
from parallelreader.core.receipt import Fate, Kind, ReceiptLine, fate_of
from parallelreader.core.text import Span, Text

NoteTarget = tuple[str, int]
"""(id of the note, number of its target): what a line of a note is about."""


class NotedPlaces:
    """The places of all notes in one document, whose texts are open in ``notes``."""

    kind = Kind.NOTE

    def __init__(self, notes: Annotating) -> None:
        self._notes = notes

    def lines(self, document: str, texts: Mapping[str, Text]) -> Iterator[ReceiptLine]:
        """What became of the notes on these texts, by version, in no particular order."""
        for version, text in texts.items():
            for note in self._notes.notes.on_text(document, version):
                for number, anchor in enumerate(note.targets):
                    if (anchor.document, anchor.version) != (document, version):
                        continue
                    placement = self._notes.notes.placement(note.id, number)
                    if placement is not None:
                        yield _line(note, number, placement, text)

    def lines_without_text(self, known: Iterable[tuple[str, str]]) -> Iterator[ReceiptLine]:
        """The notes on texts, (document, version), that are not among those the corpus has."""
        there = frozenset(known)
        for note in self._notes.notes.find():
            for number, anchor in enumerate(note.targets):
                if (anchor.document, anchor.version) not in there:
                    yield ReceiptLine(
                        Kind.NOTE,
                        (note.id, number),
                        anchor.document,
                        anchor.version,
                        Fate.UNPLACED,
                        anchor.segment,
                        anchor.original.exact,
                        about=note.body,
                    )

    def confirm(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Say that these stand where they stand; gives how many do. From then on that is their place."""
        return self._settle("Confirm places", lines, lambda anchor, line: _moved(anchor, line.span, texts))

    def give(self, line: ReceiptLine, version: str, span: Span, texts: Mapping[str, Text]) -> int:
        """Put it at a place of the user's own choice. Raises ValueError where nothing can stand there."""
        given = replace(line, version=version)
        return self._settle(
            "Place note", [given], lambda anchor, _: _moved(replace(anchor, version=version), span, texts)
        )

    def take_back(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Say that these do not belong where they were carried; they are unplaced from then on."""
        return self._settle(
            "Take note off", lines, lambda anchor, _: replace(anchor.original, is_detached=True, former=None)
        )

    def _settle(
        self, name: str, lines: Sequence[ReceiptLine], change: Callable[[Anchor, ReceiptLine], Anchor | None]
    ) -> int:
        places = {}
        for line in lines:
            note_id, number = _subject(line)
            note = self._notes.notes.get(note_id)
            if note is None or number >= len(note.targets):
                continue
            changed = change(note.targets[number], line)
            if changed is not None and changed != note.targets[number]:
                places[note_id, number] = changed
        self._notes.put(places, name)
        return len(places)


def _subject(line: ReceiptLine) -> NoteTarget:
    assert isinstance(line.subject, tuple)
    note_id, number = line.subject
    return note_id, number


def _moved(anchor: Anchor, span: Span | None, texts: Mapping[str, Text]) -> Anchor | None:
    text = texts.get(anchor.version)
    if text is None or span is None:
        return None
    original = replace(anchor.original, is_detached=False)
    made = anchor_at(text, span, document=anchor.document, version=anchor.version)
    return replace(made, former=original)


def _line(note: Note, number: int, placement: Placement, text: Text) -> ReceiptLine:
    anchor = note.targets[number]
    segment, now = anchor.segment, ""
    if placement.span is not None:
        now = text.content[placement.span.start : placement.span.end]
        segment = text.label(text.segment_at(placement.span.start))
    return ReceiptLine(
        Kind.NOTE,
        (note.id, number),
        anchor.document,
        anchor.version,
        fate_of(placement),
        segment,
        anchor.exact,
        now,
        placement.span,
        note.body,
    )
