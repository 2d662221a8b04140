"""Notes as files for elsewhere: JSON lines that can be read in again, a table, a page to read.

Reading JSON lines back is done in ``notes_import``.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import groupby

from parallelreader.core.notes.note import Anchor, Note
from parallelreader.core.times import iso_time

SCHEMA = 1
_COLUMNS = (
    "id",
    "document",
    "version",
    "segment",
    "quote",
    "partner_version",
    "partner",
    "colour",
    "body",
    "created",
    "changed",
)


class NotesFormat(StrEnum):
    """What notes can be written as."""

    JSONL = "jsonl"
    TSV = "tsv"
    MARKDOWN = "md"


Partner = Callable[[Anchor], tuple[str, str] | None]
"""The (version id, text) that renders the sentences of an anchor, where the alignment knows it."""


def export_notes(
    notes: Iterable[Note],
    notes_format: NotesFormat,
    *,
    titles: Mapping[str, str] | None = None,
    partner: Partner = lambda _: None,
) -> str:
    """The notes, in the order given, as the text of a file.

    JSON lines have one note a line and lose nothing; a table has one row for each place of a note.
    ``titles`` of documents by id are for the page to read; ``partner`` gives the other side.
    """
    if notes_format is NotesFormat.JSONL:
        return "".join(json.dumps(_record(note, partner), ensure_ascii=False) + "\n" for note in notes)
    if notes_format is NotesFormat.TSV:
        return _table(notes, partner)
    return _page(notes, titles or {}, partner)


def _record(note: Note, partner: Partner) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "id": note.id,
        "colour": str(note.colour),
        "body": note.body,
        "created": iso_time(note.created),
        "changed": iso_time(note.changed),
        "targets": [_target(anchor, partner) for anchor in note.targets],
    }


def _target(anchor: Anchor, partner: Partner) -> dict[str, object]:
    target: dict[str, object] = {
        "document": anchor.document,
        "version": anchor.version,
        "segment": anchor.segment,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "digest": anchor.digest,
    }
    if other := partner(anchor):
        target["partner"] = {"version": other[0], "text": other[1]}
    return target


def _table(notes: Iterable[Note], partner: Partner) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for note in notes:
        for anchor in note.targets:
            writer.writerow(
                (
                    note.id,
                    anchor.document,
                    anchor.version,
                    anchor.segment,
                    anchor.exact,
                    *(partner(anchor) or ("", "")),
                    note.colour,
                    note.body,
                    iso_time(note.created),
                    iso_time(note.changed),
                )
            )
    return file.getvalue()


def _page(notes: Iterable[Note], titles: Mapping[str, str], partner: Partner) -> str:
    chapters = []
    for document, group in groupby(notes, key=lambda note: note.targets[0].document):
        entries = "\n---\n\n".join(_entry(note, partner) for note in group)
        chapters.append(f"# {titles.get(document, document)}\n\n{entries}")
    return "\n".join(chapters)


def _entry(note: Note, partner: Partner) -> str:
    quotes = []
    for anchor in note.targets:
        quotes.append(f"{_quoted(anchor.exact)}\n>\n> — {anchor.version} {anchor.segment}")
        if other := partner(anchor):
            quotes.append(f"{_quoted(other[1])}\n>\n> — {other[0]}")
    words = f"\n{note.body}\n" if note.body else ""
    return "\n>\n".join(quotes) + f"\n\n*{note.colour}, {iso_time(note.changed)[:10]}*\n{words}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))
