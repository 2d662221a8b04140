"""All notes of one corpus in memory, and where they stand in the texts that are open.

It answers what painting and lists ask without touching a disk; keeping the notes is left to ``store``,
naming and undoing changes to ``app``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.marks import Mark, MarkIndex
from parallelreader.core.notes.note import Anchor, Colour, Note
from parallelreader.core.notes.placement import UNPLACED, Placement, place
from parallelreader.core.text import Span, Text

TextKey = tuple[str, str]
"""(document id, version id): which text."""

_Place = tuple[int, str, tuple[int, ...], int, int, str]


class OpenText:
    """One text on the desk, and where the notes stand in it."""

    def __init__(
        self, key: TextKey, text: Text, *, digest: str, carriers: Mapping[str, Carrier] | None = None
    ) -> None:
        """``digest`` is that of ``text``; ``carriers`` lead to it from texts of other digests."""
        self.key = key
        self.text = text
        self.digest = digest
        self.index = MarkIndex()
        self.placements: dict[tuple[str, int], Placement] = {}
        self.notes: dict[str, Note] = {}
        self._carriers = carriers or {}

    def add(self, note: Note) -> None:
        """Find the places of the note's targets on this text; it must not be there yet."""
        self.notes[note.id] = note
        for number, anchor in enumerate(note.targets):
            if (anchor.document, anchor.version) != self.key:
                continue
            carrier = self._carriers.get(anchor.digest)
            placement = place(anchor, self.text.content, digest=self.digest, carrier=carrier)
            self.placements[note.id, number] = placement
            if placement.span is not None:
                mark = Mark(placement.span, note.id, number, note.colour, bool(note.body), placement.state)
                self.index.add((mark,))

    def remove(self, note_id: str) -> None:
        """Take the note off this text; one that is not there is no error."""
        note = self.notes.pop(note_id, None)
        if note is not None:
            self.index.remove(note_id)
            for number in range(len(note.targets)):
                self.placements.pop((note_id, number), None)


class Notebook:
    """The notes of one corpus. Not safe for several threads at once: ``app.annotating`` sees to that."""

    def __init__(
        self,
        notes: Iterable[Note],
        documents: Sequence[str] = (),
        *,
        known_texts: Collection[TextKey] | None = None,
    ) -> None:
        """``documents`` are the ids of the corpus in its own order, by which lists are sorted.

        ``known_texts`` are all texts that the corpus has, None where nobody knows.
        """
        self._notes: dict[str, Note] = {}
        self._in_text: dict[TextKey, dict[str, None]] = {}
        # Where notes stand in lists, as far as somebody has asked: of thousands it takes a while to tell.
        self._places: dict[str, _Place] = {}
        self._texts: dict[TextKey, OpenText] = {}
        self._known_texts = known_texts
        self._order = {document: number for number, document in enumerate(documents)}
        self.apply(Edit(None, note) for note in notes)

    def __len__(self) -> int:
        return len(self._notes)

    def all(self) -> list[Note]:
        """Every note, in no particular order."""
        return list(self._notes.values())

    def get(self, note_id: str) -> Note | None:
        """The note as it is now, or None where there is none."""
        return self._notes.get(note_id)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Bring each edited note to what it is after the edit, whatever it was before."""
        for edit in edits:
            known = self._notes.pop(edit.note_id, None)
            if known is not None:
                self._take_out(known)
            if edit.after is not None:
                self._notes[edit.after.id] = edit.after
                self._put_in(edit.after)

    def adopt(self, opened: OpenText) -> None:
        """Answer from ``opened`` from now on, brought to the present state of the notes.

        Finding all places may take long after a text was edited, so it is done before, wherever the
        caller likes; what changed in between is made up for here.
        """
        present = {note.id: note for note in self.notes_on(opened.key)}
        for note_id, note in list(opened.notes.items()):
            if present.get(note_id) is not note:
                opened.remove(note_id)
        for note_id, note in present.items():
            if note_id not in opened.notes:
                opened.add(note)
        self._texts[opened.key] = opened
        self._forget_places(opened.key)

    def close_text(self, key: TextKey) -> None:
        """Forget where notes stand in this text; one that is not open is no error."""
        if self._texts.pop(key, None) is not None:
            self._forget_places(key)

    def open_text(self, key: TextKey) -> OpenText | None:
        """The text, where it is open."""
        return self._texts.get(key)

    def marks_in(self, key: TextKey, span: Span) -> list[Mark]:
        """What is marked within ``span`` of an open text, in reading order; nothing where it is closed."""
        opened = self._texts.get(key)
        return opened.index.within(span) if opened else []

    def placement(self, note_id: str, target: int = 0) -> Placement | None:
        """Where that target stands; None where its text is not open or there is no such note.

        Unplaced where the corpus has no such text any more: its id was changed, or it was taken out.
        """
        note = self._notes.get(note_id)
        if note is None or not 0 <= target < len(note.targets):
            return None
        anchor = note.targets[target]
        key = anchor.document, anchor.version
        opened = self._texts.get(key)
        if opened is not None:
            return opened.placements.get((note_id, target))
        is_gone = self._known_texts is not None and key not in self._known_texts
        return UNPLACED if is_gone else None

    def unplaced(self) -> list[tuple[Note, int]]:
        """The notes, with the number of the target, whose place in an open text is lost, or their text."""
        lost = [
            (note, number)
            for note in self._notes.values()
            for number in range(len(note.targets))
            if self.placement(note.id, number) == UNPLACED
        ]
        return sorted(lost, key=lambda item: (self._place_in_order(item[0]), item[1]))

    def notes_on(self, key: TextKey) -> list[Note]:
        """The notes with a target on that text, open or not, in no particular order."""
        return [self._notes[note_id] for note_id in self._in_text.get(key, ())]

    def count_in(self, document: str) -> int:
        """How many notes have a target in that document."""
        found: set[str] = set()
        for (of_document, _), notes in self._in_text.items():
            if of_document == document:
                found.update(notes)
        return len(found)

    def find(
        self, query: str = "", *, colour: Colour | None = None, document: str = "", version: str = ""
    ) -> list[Note]:
        """The notes that meet every condition given, in reading order.

        ``query`` is looked for in bodies and quotes as it is, regardless of case.
        """
        found = [
            note
            for note in self._notes.values()
            if (colour is None or note.colour is colour)
            and any(
                (not document or anchor.document == document) and (not version or anchor.version == version)
                for anchor in note.targets
            )
            and note.contains(query)
        ]
        return sorted(found, key=self._place_in_order)

    def _place_in_order(self, note: Note) -> _Place:
        place = self._places.get(note.id)
        if place is None:
            place = self._places[note.id] = self._place_of(note)
        return place

    def _place_of(self, note: Note) -> _Place:
        """By sentence before position: code points of one version say nothing about another's."""
        anchor = note.targets[0]
        placement = self.placement(note.id)
        start, label = anchor.start, anchor.segment
        opened = self._texts.get((anchor.document, anchor.version))
        if placement and placement.span:
            start = placement.span.start
            if opened is not None and opened.text.segment_count:
                label = opened.text.label(opened.text.segment_at(start))
        sentence = tuple(int(part) for part in label.split(".") if part.isdecimal())
        rank = self._order.get(anchor.document, len(self._order))
        return rank, anchor.document, sentence, start, note.created, note.id

    def _put_in(self, note: Note) -> None:
        for key in _texts_of(note):
            self._in_text.setdefault(key, {})[note.id] = None
            if key in self._texts:
                self._texts[key].add(note)
        if note.targets and _key_of(note.targets[0]) in self._texts:
            # Lists are asked for where nobody may wait.
            self._place_in_order(note)

    def _take_out(self, note: Note) -> None:
        self._places.pop(note.id, None)
        for key in _texts_of(note):
            self._in_text[key].pop(note.id, None)
            if key in self._texts:
                self._texts[key].remove(note.id)

    def _forget_places(self, key: TextKey) -> None:
        for note_id in self._in_text.get(key, ()):
            self._places.pop(note_id, None)


def _key_of(anchor: Anchor) -> TextKey:
    return anchor.document, anchor.version


def _texts_of(note: Note) -> set[TextKey]:
    return set(map(_key_of, note.targets))
