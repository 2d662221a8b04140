"""Notes and terms that stand beside the texts in TEI of this program, read back.

What of them is where in the texts is said by sentences and positions in them; ``tei_corpus`` knows those.
"""

import re
from dataclasses import dataclass, field

from parallelreader.core.times import milliseconds_of
from parallelreader.formats.exchange.concepts import ConceptDraft, TermDraft

_RANGE = re.compile(r"string-range\(#([^,()\s]+),([0-9]{1,12}),([0-9]{1,12})\)")
_ENTRY = re.compile(r"(?:.*\.)?term-(.+)")
_NOTE = re.compile(r"(?:.*\.)?note-(.+)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A stretch of a sentence, which has an id: where in it it begins, in code points, and how long it is."""

    sentence: str
    start: int
    length: int


@dataclass(slots=True)
class NoteDraft:
    """A note in the file's own words; ``counts`` says how many pointers make one place, where the file
    does."""

    line: int
    id: str
    colour: str
    pointers: tuple[Pointer, ...]
    counts: tuple[int, ...]
    body: str = ""
    tags: list[str] = field(default_factory=list)
    review: str = ""
    created: str = ""
    changed: str = ""


class OverlayReading:
    """Takes the elements of annotations and entries; whether one is open, and wants the words of an element,
    is asked before those are gathered."""

    def __init__(self) -> None:
        self.notes: list[NoteDraft] = []
        self.concepts: list[ConceptDraft] = []
        self._open = ""
        self._kind = ""
        self._depth = 0

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def take_notes(self) -> list[NoteDraft]:
        """The notes since the last time."""
        notes, self.notes = self.notes, []
        return notes

    def start(self, name: str, attributes: dict[str, str], line: int) -> bool:
        """An element begins: gives whether its words are wanted."""
        kind = attributes.get("type", "")
        if not self._open:
            if name == "annotation":
                self.notes.append(_note(attributes, line))
            else:
                found = _ENTRY.fullmatch(attributes.get("xml:id", ""))
                self.concepts.append(ConceptDraft(line, attributes.get("n") or (found[1] if found else "")))
            self._open, self._depth = name, 0
            return False
        self._depth += name == "form"
        self._kind = kind
        if self._open == "annotation":
            if name == "change":
                moment = attributes.get("when", "")
                note = self.notes[-1]
                note.created, note.changed = (moment, note.changed) if kind else (note.created, moment)
            return name == "note"
        concept = self.concepts[-1]
        if name == "form" and self._depth == 1:
            concept.terms.append(
                TermDraft(line, attributes.get("n", ""), attributes.get("xml:lang", ""), status=kind)
            )
        elif name == "date":
            _take_date(concept, kind, attributes.get("when", ""))
        return name in ("orth", "gram", "bibl", "usg", "def") or (name == "note" and kind != "history")

    def take(self, name: str, words: str) -> None:
        """The words of an element."""
        if self._open == "annotation":
            note = self.notes[-1]
            if self._kind == "tag":
                note.tags.append(words)
            elif self._kind == "review":
                note.review = words
            else:
                note.body = words
            return
        concept = self.concepts[-1]
        term = concept.terms[-1] if concept.terms and self._depth else None
        if term is None:
            self._take_of_concept(concept, name, words)
        elif name == "orth" and self._depth == 1:
            term.text = words
        elif name == "orth":
            term.forms.append(words)
        elif name == "gram" and self._kind == "case":
            term.is_case_sensitive = True
        elif name == "gram":
            term.part_of_speech = words
        elif name == "bibl":
            term.source = words
        elif name == "note":
            term.notes.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == self._open:
            self._open = ""
        elif name == "form":
            self._depth -= 1

    def _take_of_concept(self, concept: ConceptDraft, name: str, words: str) -> None:
        if name == "def":
            concept.definitions.append(words)
        elif name == "note":
            concept.notes.append(words)
        elif name == "usg" and self._kind == "scope":
            concept.is_everywhere = words == "everywhere"
        elif name == "usg":
            concept.subjects.append(words)


def _note(attributes: dict[str, str], line: int) -> NoteDraft:
    found = _NOTE.fullmatch(attributes.get("xml:id", ""))
    ranges = _RANGE.findall(attributes.get("target", ""))
    counts = attributes.get("n", "").split()
    return NoteDraft(
        line,
        found[1] if found else attributes.get("xml:id", ""),
        attributes.get("rend", ""),
        tuple(Pointer(name, int(start), int(length)) for name, start, length in ranges),
        tuple(int(each) for each in counts if each.isdecimal() and len(each) < 9 and int(each)),
    )


def _take_date(concept: ConceptDraft, kind: str, said: str) -> None:
    if kind not in ("created", "changed"):
        return
    try:
        setattr(concept, kind, max(milliseconds_of(said), 0))
    except (ValueError, OverflowError):
        concept.not_kept[f"the time {said[:40]}"] = None
