"""Reads notes back from the JSON lines of ``notes_export``: all of a file or nothing of it."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.changes import Changes
from parallelreader.app.notes_export import SCHEMA
from parallelreader.core.errors import FileProblem
from parallelreader.core.notes.note import Anchor, Colour, Note, clean_body
from parallelreader.core.times import milliseconds_of
from parallelreader.formats.plain_files import decode_utf8, read_bytes

_MEND = "Export the notes again as jsonl; nothing was imported."
_MAX_BYTES = 500_000_000
_MOST_TIME = 1 << 48
_MOST_POSITION = 1 << 40


def import_notes(annotating: Annotating, path: Path, *, initiator: object | None = None) -> Changes:
    """Take the notes of a ``.jsonl`` file into the open corpus; importing it again changes nothing.

    Of two states of one note the later one stays. Raises FileProblem, with the line.
    """
    data = read_bytes(path, limit=_MAX_BYTES, problem=FileProblem)
    content = decode_utf8(data, path, mend=_MEND, problem=FileProblem)
    notes = read_notes(content, annotating.corpus_key, where=path)
    return annotating.merge(_renamed(annotating, notes), initiator=initiator)


def read_notes(content: str, corpus_key: str, *, where: Path | str = "") -> list[Note]:
    """The notes in JSON lines, for the corpus of that key. Raises FileProblem with ``where`` and line."""
    notes = []
    # Not splitlines: a body may hold U+2028, which JSON leaves as it is.
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            notes.append(_note(json.loads(line), corpus_key))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
            raise FileProblem(
                f"This line is not a note ({reason})", where=where, line=number, mend=_MEND
            ) from error
    return notes


def _renamed(annotating: Annotating, notes: Sequence[Note]) -> list[Note]:
    """Notes that another corpus has under the same id get one that is the same at each import."""
    taken = annotating.foreign_ids(note.id for note in notes)
    space = uuid.UUID(annotating.corpus_key)
    return [replace(note, id=str(uuid.uuid5(space, note.id))) if note.id in taken else note for note in notes]


def _note(record: object, corpus_key: str) -> Note:
    if not isinstance(record, dict):
        raise TypeError("it is not an object")
    if record.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f"schema {record['schema']} is not known to this program")
    targets = record["targets"]
    if not isinstance(targets, list) or not targets:
        raise TypeError("“targets” must name a place or more")
    return Note(
        id=str(uuid.UUID(_words(record, "id"))),
        corpus=corpus_key,
        colour=Colour(_words(record, "colour")),
        body=clean_body(_words(record, "body")),
        targets=tuple(_anchor(target) for target in targets),
        created=_time(record, "created"),
        changed=_time(record, "changed"),
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
    return Anchor(start=start, end=end, exact=exact, **{name: _words(target, name) for name in names})


def _words(record: dict[str, object], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f"“{name}” must be text")
    # A lone surrogate may be written in JSON, but in no file and no store.
    value.encode("utf-8")
    return value


def _time(record: dict[str, object], name: str) -> int:
    moment = milliseconds_of(_words(record, name))
    if not 0 <= moment < _MOST_TIME:
        raise ValueError(f"“{name}” is not a time since 1970")
    return moment
