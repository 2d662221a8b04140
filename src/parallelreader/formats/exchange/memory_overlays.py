"""Notes and terms inside translation memories of this program: as properties of units, and read back.

A note is a property of the first unit that it stands on, each sentence of its passages one of the unit that
has it, a concept one of the first unit with a term of it. Notes of other programs are about units and their
making, and are left alone.
"""

import json
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parallelreader.core.errors import reason_of
from parallelreader.core.incoming import Unit
from parallelreader.core.notes.note import Note
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.times import iso_time, milliseconds_of
from parallelreader.formats.cells import LARGEST_CELL
from parallelreader.formats.exchange.concepts import ConceptDraft, TermDraft
from parallelreader.formats.plain_files import read_head
from parallelreader.formats.tmx import TmxHandler, TmxUnits
from parallelreader.formats.tmx_plain import Places
from parallelreader.formats.xml_stream import read_units

HOLDS, NOTE, PLACE, CONCEPT = "x-holds", "x-note", "x-place", "x-concept"
_HEAD = 65_536
_OWN = frozenset({NOTE, PLACE, CONCEPT})
_UNWRITABLE = re.compile("[\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of a passage: number ``part`` of ``count``, from ``start`` to ``end`` in the words of
    variant number ``variant`` of its unit. A passage of the source stands in the units of each version:
    ``version`` says which it is here."""

    note: str
    place: int
    part: int
    count: int
    variant: int
    start: int
    end: int
    version: str

    def as_json(self) -> str:
        return _json([getattr(self, name) for name in Part.__slots__])


@dataclass(slots=True)
class NoteRecord:
    """A note in the file's own words; ``quotes`` are its passages."""

    line: int
    id: str
    colour: object
    body: object
    tags: Sequence[object]
    review: object
    created: object
    changed: object
    quotes: Sequence[object]


@dataclass(slots=True)
class MarkedUnit:
    """A unit with what is laid over it; ``columns`` are those of its variants, ``faults`` what could not be
    read of it."""

    line: int
    cells: tuple[str, ...]
    columns: tuple[int, ...] = ()
    notes: list[NoteRecord] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    concepts: list[ConceptDraft] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def note_as_json(note: Note, quotes: Sequence[str]) -> str:
    """A note without its places."""
    return _json(
        {
            "id": note.id,
            "colour": str(note.colour),
            **({"body": note.body} if note.body else {}),
            **({"tags": list(note.tags)} if note.tags else {}),
            **({"review": str(note.review)} if note.review else {}),
            "created": iso_time(note.created),
            "changed": iso_time(note.changed),
            "quotes": list(quotes),
        }
    )


def concept_as_json(concept: Concept) -> str:
    """All of a concept."""
    words = {name: getattr(concept, name) for name in ("definition", "subject", "note")}
    return _json(
        {
            "id": concept.id,
            **({} if concept.corpus else {"everywhere": True}),
            **{name: each for name, each in words.items() if each},
            "created": iso_time(concept.created),
            "changed": iso_time(concept.changed),
            "terms": [_term_record(term) for term in concept.terms],
        }
    )


def _term_record(term: Term) -> dict[str, object]:
    record: dict[str, object] = {
        "id": term.id,
        "language": term.language,
        "text": term.text,
        "status": str(term.status),
        "part_of_speech": str(term.part_of_speech),
        "forms": list(term.forms),
        "case_sensitive": term.is_case_sensitive,
        "source": term.source,
        "note": term.note,
    }
    return {name: value for name, value in record.items() if value}


def _json(value: object) -> str:
    """One line, without what XML has no place for."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", said)


def has_overlays(path: Path) -> bool:
    """Whether a file is a memory of this program that holds notes or terms. Raises FileProblem."""
    head = read_head(path, _HEAD)
    return b'o-tmf="parallelreader"' in head and f'<prop type="{HOLDS}">'.encode() in head


def read_marked_units(
    path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS
) -> Iterator[MarkedUnit]:
    """All units in the file's order, with the same words as ``formats.tmx`` gives them.

    Raises FileProblem with the line.
    """
    handler = _Handler(TmxUnits(path, encoding).places)
    for each in read_units(path, handler, encoding=encoding, progress=progress):
        if isinstance(each, Unit):
            yield handler.marked.popleft()


class _Handler(TmxHandler):
    """Reads units as they are imported; ``marked`` has one more for each of them."""

    def __init__(self, places: Places) -> None:
        super().__init__(places)
        self.marked: deque[MarkedUnit] = deque()
        self._own = ""
        self._marked = MarkedUnit(0, ())
        self._columns: list[int] = []

    def take(self, piece: bytes, feed: Callable[[bytes], bool]) -> None:
        feed(piece)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "prop" and self._in_unit and self._place < 0 and attributes.get("type") in _OWN:
            self._own = attributes["type"]
            self._kept, self._size = [], 0
            self.take_text(True)
            return
        super().start(name, attributes)
        if name == "tu":
            self._marked, self._columns = MarkedUnit(self.line, ()), []
        elif name == "tuv" and self._in_unit:
            self._columns.append(self._place)

    def end(self, name: str) -> None:
        if name == "prop" and self._own:
            self.take_text(False)
            self._take(self._own, "".join(self._kept))
            self._own = ""
            return
        before = len(self.out)
        super().end(name)
        if name == "tu":
            marked = self._marked
            marked.columns = tuple(self._columns)
            for unit in self.out[before:]:
                if isinstance(unit, Unit):
                    marked.cells = unit.cells
                    self.marked.append(marked)
                    # What else is made of the unit is texts inside its segments, with nothing said of them.
                    marked = MarkedUnit(self.line, ())

    def _take(self, kind: str, said: str) -> None:
        marked = self._marked
        try:
            if self._size > LARGEST_CELL:
                raise ValueError("it is longer than any sound one")
            value = json.loads(said)
            if kind == NOTE:
                marked.notes.append(_note(value, self.line))
            elif kind == PLACE:
                marked.parts.append(_part(value))
            else:
                marked.concepts.append(_concept(value, self.line))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            marked.faults.append(
                f"what is said here of a {kind.removeprefix('x-')} cannot be read: {reason_of(error)}"
            )


def _note(value: object, line: int) -> NoteRecord:
    if not isinstance(value, dict) or not isinstance(quotes := value["quotes"], list):
        raise TypeError("it is no note")
    tags = value.get("tags", [])
    if not isinstance(tags, list):
        raise TypeError("its tags are no list")
    return NoteRecord(
        line,
        str(value["id"]),
        value.get("colour", ""),
        value.get("body", ""),
        tags,
        value.get("review", ""),
        value["created"],
        value["changed"],
        quotes,
    )


def _part(value: object) -> Part:
    if not isinstance(value, list) or len(value) != len(Part.__slots__):
        raise TypeError("it is no place")
    if not isinstance(value[0], str) or not isinstance(value[-1], str):
        raise TypeError("it names no note")
    if not all(type(each) is int and each >= 0 for each in value[1:-1]):
        raise TypeError("its numbers are none")
    return Part(*value)


def _concept(value: object, line: int) -> ConceptDraft:
    if not isinstance(value, dict) or not isinstance(terms := value["terms"], list):
        raise TypeError("it is no concept")
    draft = ConceptDraft(line, str(value["id"]), is_everywhere=value.get("everywhere") is True)
    for name, parts in (
        ("definition", draft.definitions),
        ("subject", draft.subjects),
        ("note", draft.notes),
    ):
        parts.append(str(value.get(name, "")))
    draft.created, draft.changed = (
        max(milliseconds_of(str(value[name])), 0) for name in ("created", "changed")
    )
    draft.terms = [_term(each, line) for each in terms]
    return draft


def _term(value: object, line: int) -> TermDraft:
    if not isinstance(value, dict) or not isinstance(forms := value.get("forms", []), list):
        raise TypeError("a term of it is none")
    words = {
        name: str(value.get(name, "")) for name in ("id", "language", "text", "status", "part_of_speech")
    }
    return TermDraft(
        line=line,
        **words,
        forms=[str(each) for each in forms],
        is_case_sensitive=value.get("case_sensitive") is True,
        source=str(value.get("source", "")),
        notes=[str(value.get("note", ""))],
    )
