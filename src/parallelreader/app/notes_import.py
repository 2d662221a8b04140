"""Reads notes back from what ``notes_export`` wrote, or others in the same formats: all of a file or nothing.

Nothing is done before the whole file has been read; of each of its notes the report says what becomes of it.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from parallelreader.app.annotating import Annotating
from parallelreader.app.changes import Changes
from parallelreader.app.exchange.noted_texts import NotedTexts, lost_words, placed_notes
from parallelreader.app.notes_export import SCHEMA, NotesFormat
from parallelreader.core.errors import FileProblem, reason_of
from parallelreader.core.exchange import ImportReport, Outcome, Record
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Anchor, Colour, Note, Review, clean_body, now_in_milliseconds
from parallelreader.core.notes.tags import NO_SCHEME
from parallelreader.core.times import milliseconds_of
from parallelreader.core.values import dataclass
from parallelreader.formats.exchange.note_drafts import IncomingNote
from parallelreader.formats.exchange.note_page import QuotedNote, read_note_page
from parallelreader.formats.exchange.note_table import read_note_table
from parallelreader.formats.exchange.web_annotation import read_annotations
from parallelreader.formats.plain_files import decode_utf8, read_bytes, read_head

_MEND = "Export the notes again as jsonl; nothing was imported."
_MAX_BYTES = 500_000_000
_MOST_TIME = 1 << 48
_MOST_POSITION = 1 << 40
_NAME_LENGTH = 30


@dataclass(frozen=True, slots=True)
class NoteImport:
    """What an import will do: the notes to be merged into those there are, and what is to be said of each."""

    notes: tuple[Note, ...]
    report: ImportReport


def import_notes(
    annotating: Annotating,
    path: Path,
    wanted: NotesFormat | None = None,
    *,
    texts: NotedTexts | None = None,
    initiator: object | None = None,
) -> Changes:
    """Take the notes of a file into the open corpus in one step; importing it again changes nothing.

    Of two states of one note the later one stays. Raises FileProblem, with the line.
    """
    return annotating.merge(plan_notes(annotating, path, wanted, texts=texts).notes, initiator=initiator)


def plan_notes(
    annotating: Annotating,
    path: Path,
    wanted: NotesFormat | None = None,
    *,
    texts: NotedTexts | None = None,
) -> NoteImport:
    """What :func:`import_notes` would do; ``wanted`` says the format where the file does not tell.

    With ``texts`` the report says of which notes the words are not found, and notes that have nothing else
    are given their places. Raises FileProblem, with the line.
    """
    found = _incoming(path, wanted or notes_format_of(path))
    return planned(list(placed_notes(found, annotating, texts)), annotating, texts)


def planned(
    incoming: Sequence[IncomingNote | Fault], annotating: Annotating, texts: NotedTexts | None = None
) -> NoteImport:
    """What taking in these notes would do, whatever file they come from."""
    came = [each for each in incoming if isinstance(each, IncomingNote)]
    taken = annotating.foreign_ids(each.note.id for each in came)
    space = uuid.UUID(annotating.corpus_key)
    met: dict[str, int] = {}
    now = now_in_milliseconds()
    notes, records = [], []
    for each in incoming:
        if isinstance(each, Fault):
            records.append(Record(each.line, each.part, Outcome.SKIPPED, each.what))
            continue
        note = replace(each.note, corpus=annotating.corpus_key)
        if note.id in taken:
            # Another corpus has a note of that id: this one gets one that is the same at each import.
            note = replace(note, id=str(uuid.uuid5(space, note.id)))
        name = _name(note)
        if note.id in met:
            why = f"a note of the same id stands in line {met[note.id]} already"
            records.append(Record(each.line, name, Outcome.SKIPPED, why))
            continue
        met[note.id] = each.line
        if not each.is_dated:
            known = annotating.notes.get(note.id)
            made = (known.created, known.changed) if known is not None else (now, now)
            note = replace(note, created=made[0], changed=made[1])
        outcome, merged, why = _compared(annotating.notes.get(note.id), note)
        if merged is not None:
            notes.append(merged)
            if texts is not None and outcome is Outcome.NEW:
                why = lost_words(note, texts, annotating)
        records.append(Record(each.line, name, outcome, why))
    return NoteImport(tuple(notes), ImportReport(tuple(records)))


def notes_format_of(path: Path) -> NotesFormat:
    """The format of a file of notes, by its bytes before its name. Raises FileProblem."""
    head = read_head(path, 65_536).removeprefix(b"\xef\xbb\xbf").lstrip()
    if path.suffix.lower() in (".md", ".markdown") or head.startswith((b"# ", b"> ")):
        return NotesFormat.MARKDOWN
    if head.startswith(b"[") or b'"@context"' in head:
        return NotesFormat.JSONLD
    if path.suffix.lower() in (".csv", ".tsv", ".tab", ".txt") and not head.startswith(b"{"):
        return NotesFormat.CSV
    return NotesFormat.JSONL


def _incoming(path: Path, wanted: NotesFormat) -> Iterator[IncomingNote | QuotedNote | Fault]:
    if wanted in (NotesFormat.CSV, NotesFormat.TSV):
        return read_note_table(path)
    data = read_bytes(path, limit=_MAX_BYTES, problem=FileProblem)
    content = decode_utf8(data, path, mend=_MEND, problem=FileProblem)
    if wanted is NotesFormat.JSONLD:
        return read_annotations(content, where=path)
    return _page(content, path) if wanted is NotesFormat.MARKDOWN else _lines(content, path)


def _page(content: str, path: Path) -> Iterator[IncomingNote | QuotedNote | Fault]:
    found = False
    for each in read_note_page(content):
        found = True
        yield each
    if not found and content.strip():
        raise FileProblem(
            "There is no note on this page",
            where=path,
            mend="A note begins with its passage, each line of it after “> ”; nothing was imported.",
        )


def _compared(known: Note | None, note: Note) -> tuple[Outcome, Note | None, str]:
    """What becomes of a note, and the note to be merged."""
    if known is None:
        return Outcome.NEW, note, ""
    if note.changed > known.changed:
        return Outcome.CHANGED, note, ""
    if _said(note) == _said(known):
        return Outcome.SAME, None, ""
    if note.changed < known.changed:
        return Outcome.SKIPPED, None, "it was changed here since; yours is kept"
    # Changed in the file by hand. Where it stands is known better here, whatever became of the text.
    now = max(now_in_milliseconds(), known.changed + 1)
    return Outcome.CHANGED, replace(known, **_said(note), changed=now), ""


def _said(note: Note) -> dict[str, Any]:
    return {"body": note.body, "colour": note.colour, "tags": note.tags, "review": note.review}


def _name(note: Note) -> str:
    words = (note.body or note.targets[0].exact).split("\n")[0]
    return words if len(words) <= _NAME_LENGTH else f"{words[:_NAME_LENGTH]}…"


def read_notes(content: str, corpus_key: str, *, where: Path | str = "") -> list[Note]:
    """The notes in JSON lines, for the corpus of that key. Raises FileProblem with ``where`` and line."""
    return [replace(each.note, corpus=corpus_key) for each in _lines(content, where)]


def _lines(content: str, where: Path | str) -> Iterator[IncomingNote]:
    # Not splitlines: a body may hold U+2028, which JSON leaves as it is.
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield IncomingNote(number, _note(json.loads(line)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise FileProblem(
                f"This line is not a note ({reason_of(error)})", where=where, line=number, mend=_MEND
            ) from error


def _note(record: object) -> Note:
    if not isinstance(record, dict):
        raise TypeError("it is not an object")
    if record.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f"schema {record['schema']} is not known to this program")
    targets = record["targets"]
    if not isinstance(targets, list) or not targets:
        raise TypeError("“targets” must name a place or more")
    return Note(
        id=str(uuid.UUID(_words(record, "id"))),
        corpus="",
        colour=Colour(_words(record, "colour")),
        body=clean_body(_words(record, "body")),
        targets=tuple(_anchor(target) for target in targets),
        created=_time(record, "created"),
        changed=_time(record, "changed"),
        tags=_tags(record),
        review=Review(_words(record, "review")) if "review" in record else Review.NONE,
    )


def _anchor(target: object) -> Anchor:
    if not isinstance(target, dict):
        raise TypeError("a target is not an object")
    start, end, exact = target["start"], target["end"], _words(target, "exact")
    if type(start) is not int or type(end) is not int or not 0 <= start < end < _MOST_POSITION:
        raise ValueError("“start” and “end” must be positions in order")
    if len(exact) != end - start:
        raise ValueError("“exact” is not as long as from “start” to “end”")
    names = ("document", "version", "prefix", "suffix", "segment", "digest")
    is_detached = target.get("detached", False)
    if type(is_detached) is not bool:
        raise TypeError("“detached” must be true or false")
    former = _anchor(target["former"]) if "former" in target else None
    if former is not None and former.former is not None:
        raise ValueError("a “former” place has none before it")
    words: dict[str, Any] = {name: _words(target, name) for name in names}
    return Anchor(start=start, end=end, exact=exact, is_detached=is_detached, former=former, **words)


def _words(record: dict[str, object], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f"“{name}” must be text")
    # A lone surrogate may be written in JSON, but in no file and no store.
    value.encode("utf-8")
    return value


def _tags(record: dict[str, object]) -> tuple[str, ...]:
    tags = record.get("tags", [])
    if not isinstance(tags, list):
        raise TypeError("“tags” must be a list")
    return NO_SCHEME.tagged((), (_words({"tag": tag}, "tag") for tag in tags))


def _time(record: dict[str, object], name: str) -> int:
    moment = milliseconds_of(_words(record, name))
    if not 0 <= moment < _MOST_TIME:
        raise ValueError(f"“{name}” is not a time since 1970")
    return moment
